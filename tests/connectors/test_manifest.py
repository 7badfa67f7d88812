from datetime import date

import pytest
from pydantic import ValidationError

from connectors.manifest import TAKES, Manifest, Setting, manifests

PLAIN = (
    'name = "proef"\ntitle = "Proef"\nsummary = "A source."\nday_zone = "UTC"\nstale_after_days = 2\n'
    'streams = ["days"]\ntables = ["channel_daily"]\nhosts = ["api.nergensland.example"]\n'
)


def _read(tmp_path, text):
    (tmp_path / "manifest.toml").write_text(text, encoding="utf-8")
    return Manifest.read(tmp_path / "manifest.toml")


def test_the_sources_are_the_folders_with_a_manifest_in_alphabetical_order():
    found = manifests()
    assert "youtube" in found
    assert list(found) == sorted(found)
    assert all(name == manifest.name for name, manifest in found.items())


def test_a_manifest_needs_little(tmp_path):
    manifest = _read(tmp_path, PLAIN)
    assert (manifest.settings, manifest.secrets, manifest.needs_one_of) == ({}, {}, ())


def test_the_variable_of_a_secret_is_its_source_and_name(tmp_path):
    assert _read(tmp_path, PLAIN).variable("api_key") == "INSTROOM_PROEF_API_KEY"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace('title = "Proef"\n', ""),
        PLAIN.replace("stale_after_days = 2", "stale_after_days = 0"),
        PLAIN + 'colour = "red"\n',
        PLAIN + '[settings.page]\ntype = "number"\nhelp = "x"\n',
        PLAIN + '[settings.page]\ntype = "integer"\n',
    ],
    ids=["no title", "never stale", "unknown key", "unknown type", "setting without help"],
)
def test_a_manifest_that_is_not_complete_is_refused(tmp_path, text):
    with pytest.raises(ValidationError):
        _read(tmp_path, text)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", ["a"], ["", " ", 1, None]),
        ("integer", [0, -1], ["1", 1.0, True, None]),
        ("flag", [True, False], [0, "true", None]),
        ("list", [[], ["a"], ("a", "b")], ["a", [1], [""], None]),
        ("day", [date(2026, 3, 4)], ["2026-03-04", 20260304, None]),
        ("url", ["http://127.0.0.1:8080/x", "https://a.example"], ["a.example", "ftp://a.example", "http://", 1, None]),
    ],
)
def test_each_type_of_setting_says_what_it_takes(kind, good, bad):
    setting = Setting(type=kind, help="x")
    assert [value for value in good if setting.problem(value)] == []
    assert {str(setting.problem(value)) for value in bad} == {TAKES[kind]}


@pytest.mark.parametrize(("value", "fits"), [(1, True), (30, True), (0, False), (31, False)])
def test_a_number_keeps_to_its_limits(value, fits):
    problem = Setting(type="integer", help="x", minimum=1, maximum=30).problem(value)
    assert (problem is None) == fits
    if problem:
        assert str(problem) == "a whole number from 1 to 30"


def test_a_number_with_only_a_lower_limit_names_only_that():
    problem = Setting(type="integer", help="x", minimum=1).problem(0)
    assert str(problem) == "a number of at least 1"
