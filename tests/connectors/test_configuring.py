"""Changing what is configured of a source: the file stays a person's file, and nothing is half written."""

import stat

import pytest

from connectors.config import load
from connectors.configuring import configure_source
from connectors.errors import ConfigurationError
from connectors.manifest import manifests

WRITTEN = """\
# ours
[organisation]
id = "nergens"   # never change this
name = "Zorggroep Nergensland (fictief)"

[sources.linkedin]
enabled = false
"""


@pytest.fixture
def folder(home):
    (home / "instroom.toml").write_text(WRITTEN, encoding="utf-8")
    return home


def written(home):
    return (home / "instroom.toml").read_text(encoding="utf-8")


def test_a_source_is_switched_on_and_comments_and_order_stay(folder):
    youtube = manifests()["youtube"]
    settings = {"channel": "@nergens", "series": ["PL1", "PL2"], "lookback_days": None}
    configure_source(folder, youtube, settings, {"api_key": " a-key ", "oauth_client_id": ""}, enabled=True)
    assert written(folder).startswith(WRITTEN.rstrip())
    config = load({"INSTROOM_HOME": str(folder)})
    assert config.sources["youtube"].enabled
    assert config.sources["youtube"].text("channel") == "@nergens"
    assert config.sources["youtube"].texts("series") == ("PL1", "PL2")
    assert dict(config.sources["youtube"].secrets) == {"api_key": "a-key"}
    secrets = folder / ".streamlit" / "secrets.toml"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    assert "a-key" not in written(folder)


def test_an_empty_secret_stays_what_it_is_and_a_setting_goes_back_to_its_default(folder):
    youtube = manifests()["youtube"]
    configure_source(folder, youtube, {"channel": "@a", "lookback_days": 9}, {"api_key": "one"}, enabled=True)
    configure_source(folder, youtube, {"channel": "@b", "lookback_days": None}, {"api_key": ""}, enabled=False)
    found = load({"INSTROOM_HOME": str(folder)}).sources["youtube"]
    assert (found.enabled, found.text("channel"), found.number("lookback_days")) == (False, "@b", 7)
    assert dict(found.secrets) == {"api_key": "one"}


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"channel": "@a", "lookback_days": 0}, "lookback_days"),
        ({"series": ["PL1"]}, "channel"),
        ({"chanel": "@a"}, "chanel"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_written(folder, settings, key):
    with pytest.raises(ConfigurationError) as raised:
        configure_source(folder, manifests()["youtube"], settings, {"api_key": "canary-key"}, enabled=True)
    assert key in str(raised.value)
    assert "canary" not in str(raised.value)
    assert written(folder) == WRITTEN
    assert not (folder / ".streamlit" / "secrets.toml").exists()


def test_a_file_that_is_no_toml_is_left_alone(folder):
    (folder / "instroom.toml").write_text("[sources\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        configure_source(folder, manifests()["youtube"], {"channel": "@a"}, {}, enabled=True)
    assert raised.value.code == "configuration.syntax"
    assert written(folder) == "[sources\n"
