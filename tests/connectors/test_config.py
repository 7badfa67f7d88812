import re

import pytest

from connectors import config
from connectors.config import FILE_NAME, SECRETS_FILE, demo, home_folder, load, load_or_demo
from connectors.errors import ConfigurationError
from connectors.manifest import manifests
from connectors.source_settings import require_secrets

MINIMAL = '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\n'
YOUTUBE = '[sources.youtube]\nenabled = true\nchannel = "@nergensland"\n'


@pytest.fixture
def written(home, environment):
    """Write instroom.toml and load it."""

    def write(text, **variables):
        (home / FILE_NAME).write_text(text, encoding="utf-8")
        return load({**environment, **variables})

    return write


def _refused(written, text, **variables):
    with pytest.raises(ConfigurationError) as raised:
        written(text, **variables)
    assert raised.value.exit_code == 2
    return raised.value


def test_three_lines_are_enough(written, home):
    read = written(MINIMAL)
    assert (read.organisation.id, read.organisation.country, read.organisation.timezone) == (
        "nergens",
        "NL",
        "Europe/Amsterdam",
    )
    assert read.database_url == f"sqlite:///{home / 'instroom.db'}"
    assert (read.privacy.minimum_cell, read.privacy.minimum_employees, read.privacy.retention_days_after_close) == (
        5,
        10,
        28,
    )
    assert read.zone.key == "Europe/Amsterdam"
    assert not read.is_demo
    assert [name for name, settings in read.sources.items() if settings.enabled] == []


def test_everything_can_be_set(written):
    read = written(
        '[organisation]\nid = "nergens"\nname = "N"\ncountry = "BE"\ntimezone = "Europe/Brussels"\nlanguage = "en"\n'
        '[database]\nurl = "postgresql+psycopg://instroom@db.nergensland.example/instroom"\n'
        '[[sites]]\nid = "c1"\nname = "Campus 1"\nkind = "care_home"\ncountry = "BE"\nholiday_region = "Flemish"\n'
        "[privacy]\nminimum_cell = 7\nminimum_employees = 12\nretention_days_after_close = 14\n"
        '[side_entrant]\nrule = "declared"\n[side_entrant.answers]\n"Ja, ik kom uit een andere sector" = "side_entrant"\n'
        + YOUTUBE
        + 'series = ["PL1", "PL2"]\ndaily_units = 500\nsince = 2026-01-31\n'
    )
    assert read.database_url == "postgresql+psycopg://instroom@db.nergensland.example/instroom"
    assert [(site.id, site.kind, site.holiday_region) for site in read.sites] == [("c1", "care_home", "Flemish")]
    assert read.side_entrant.answers == {"Ja, ik kom uit een andere sector": "side_entrant"}
    youtube = read.sources["youtube"]
    assert youtube.enabled
    assert (youtube.text("channel"), youtube.texts("series"), youtube.number("daily_units")) == (
        "@nergensland",
        ("PL1", "PL2"),
        500,
    )
    assert youtube.number("lookback_days") == 7
    assert str(youtube.values["since"]) == "2026-01-31"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///figures/instroom.db", "sqlite:///{home}/figures/instroom.db"),
        ("sqlite:////srv/instroom.db", "sqlite:////srv/instroom.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
    ],
)
def test_a_relative_database_stands_in_the_home_folder(written, home, url, expected):
    assert written(f'{MINIMAL}[database]\nurl = "{url}"\n').database_url == expected.format(home=home)


def test_no_file_says_which_commands_help(environment, home):
    with pytest.raises(ConfigurationError) as raised:
        load(environment)
    assert str(raised.value) == f"There is no instroom.toml in {home}."
    assert "instroom init" in str(raised.value.hint)


def test_without_a_file_the_demo_is_shown_from_a_database_of_its_own(environment, home):
    shown = load_or_demo(environment)
    assert shown.is_demo
    assert shown.database_url == f"sqlite:///{home / 'instroom-demo.db'}"
    assert "fictief" in shown.organisation.name


def test_with_a_file_the_demo_is_not_shown(written, environment):
    written(MINIMAL)
    assert not load_or_demo(environment).is_demo


def test_home_is_the_working_directory_unless_it_is_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert home_folder({}) == tmp_path
    assert home_folder({"INSTROOM_HOME": str(tmp_path / "x")}) == tmp_path / "x"


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        (MINIMAL + '[organisatie]\nnaam = "x"\n', "table [-]: the key “organisatie” is not known.", "Did you mean “organisation”?"),
        (MINIMAL + 'time_zone = "Europe/Brussels"\n', "table [organisation]: the key “time_zone” is not known.", "Did you mean “timezone”?"),
        (MINIMAL + "[privacy]\nminimum_cel = 5\n", "table [privacy]: the key “minimum_cel” is not known.", "Did you mean “minimum_cell”?"),
        (MINIMAL + '[[sites]]\nid = "a"\nname = "A"\nkinds = "office"\n', "table [sites.0]: the key “kinds” is not known.", "Did you mean “kind”?"),
        (MINIMAL + "[privacy]\nzzz = 5\n", "table [privacy]: the key “zzz” is not known.", "Known keys: minimum_cell, "),
        (MINIMAL + "[sources.youtub]\nenabled = true\n", "table [sources]: the key “youtub” is not known.", "Did you mean “youtube”?"),
        (MINIMAL + YOUTUBE + 'chanel = "x"\n', "table [sources.youtube]: the key “chanel” is not known.", "Did you mean “channel”?"),
        ('[organisation]\nid = "nergens"\n', "table [organisation]: the key “name” is missing.", ""),
        ('[database]\nurl = "sqlite:///a.db"\n', "the table [organisation] is missing.", ""),
        (MINIMAL + "[sources.youtube]\nenabled = true\n", "table [sources.youtube]: the key “channel” is missing.", ""),
    ],
)  # fmt: skip
def test_a_key_that_is_unknown_or_missing_is_named_with_its_table(written, home, text, sentence, hint):
    error = _refused(written, text)
    assert str(error).removeprefix(f"{home / FILE_NAME}").lstrip(":, ") == sentence
    assert str(error.hint).startswith(hint)


@pytest.mark.parametrize(
    ("text", "key", "found", "takes"),
    [
        ('[organisation]\nid = "nergens"\nname = 5\n', "name", "5", "a text in quotes"),
        ('[organisation]\nid = "nergens"\nname = ""\n', "name", "''", "a text that is not empty"),
        ('[organisation]\nid = "Zorg Groep"\nname = "N"\n', "id", "'Zorg Groep'", "a short name of small letters, digits, - and _"),
        (MINIMAL + 'country = "DE"\n', "country", "'DE'", "one of 'NL' or 'BE'"),
        (MINIMAL + 'timezone = "Europe/Utrecht"\n', "timezone", "'Europe/Utrecht'", "a time zone such as Europe/Brussels"),
        (MINIMAL + "[privacy]\nminimum_cell = 3\n", "minimum_cell", "3", "a number of at least 5"),
        (MINIMAL + "[privacy]\nretention_days_after_close = 400\n", "retention_days_after_close", "400", "a number of at most 365"),
        (MINIMAL + '[privacy]\nminimum_cell = "5"\n', "minimum_cell", "'5'", "a whole number"),
        (MINIMAL + "[privacy]\nminimum_cell = true\n", "minimum_cell", "True", "a whole number"),
        (MINIMAL + "[sources.youtube]\nenabled = 1\n", "enabled", "1", "true or false"),
        (MINIMAL + YOUTUBE + "series = [1]\n", "series", "[1]", 'a list of texts, such as ["a", "b"]'),
        (MINIMAL + YOUTUBE + 'daily_units = "many"\n', "daily_units", "'many'", "a whole number"),
        (MINIMAL + YOUTUBE + "daily_units = true\n", "daily_units", "True", "a whole number"),
        (MINIMAL + YOUTUBE + "key_data_days = 31\n", "key_data_days", "31", "a whole number from 1 to 30"),
        (MINIMAL + YOUTUBE + 'since = "2026-01-31"\n', "since", "'2026-01-31'", "a day, such as 2026-03-04"),
        (MINIMAL + YOUTUBE + 'endpoint = "ftp://a"\n', "endpoint", "…", "an address that begins with http:// or https://"),
        (MINIMAL + '[sources.youtube]\nchannel = ""\n', "channel", "''", "a text in quotes"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_says_what_the_key_takes(written, text, key, found, takes):
    error = _refused(written, text)
    assert error.code == "configuration.type"
    assert str(error).endswith(f"key “{key}”: {found} does not fit; it takes {takes}.")


@pytest.mark.parametrize("text", ["[database]\nurl = 5\n", '[database]\nurl = "mysql://root:w8w00rd@db/x"\n'])
def test_an_address_that_does_not_fit_is_not_repeated(written, text):
    error = _refused(written, MINIMAL + text)
    assert "w8w00rd" not in f"{error} {error.said.values} {error!r}"
    assert "key “url”: … does not fit" in str(error)


def test_the_password_of_an_address_never_shows(written):
    url = "postgresql+psycopg://instroom:w8w00rd@db.nergensland.example/instroom"
    assert "w8w00rd" not in repr(written(f'{MINIMAL}[database]\nurl = "{url}"\n'))


def test_an_address_of_a_source_with_a_password_is_not_repeated(written):
    error = _refused(written, MINIMAL + YOUTUBE + 'endpoint = "ftp://user:w8w00rd@proxy"\n')
    assert "w8w00rd" not in f"{error} {error.said.values}"


@pytest.mark.parametrize("text", ["[organisation\n", 'id = "a"\nid = "b"\n'])
def test_toml_that_cannot_be_read_names_the_line(written, home, text):
    error = _refused(written, text)
    assert error.code == "configuration.syntax"
    assert str(error).startswith(f"{home / FILE_NAME} cannot be read: ")
    assert re.search(r"line \d", str(error))


def test_a_file_in_another_encoding(home, environment):
    (home / FILE_NAME).write_bytes(MINIMAL.replace("Zorggroep", "Zorgërs").encode("cp1252"))
    with pytest.raises(ConfigurationError) as raised:
        load(environment)
    assert raised.value.code == "configuration.syntax"


def _secrets_file(home, text):
    path = home / SECRETS_FILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")


def test_a_secret_comes_from_the_environment(written):
    read = written(MINIMAL, INSTROOM_YOUTUBE_API_KEY="sleutel-1", INSTROOM_PSEUDONYM_KEY="sleutel-2")
    assert read.sources["youtube"].secrets["api_key"] == "sleutel-1"
    assert read.keys["pseudonym"] == "sleutel-2"


def test_a_secret_comes_from_the_secrets_file(written, home):
    _secrets_file(home, 'INSTROOM_YOUTUBE_API_KEY = "sleutel-3"\n[auth]\ncookie_secret = "koekje"\n')
    assert written(MINIMAL).sources["youtube"].secrets["api_key"] == "sleutel-3"


def test_the_environment_goes_before_the_secrets_file(written, home):
    _secrets_file(home, 'INSTROOM_YOUTUBE_API_KEY = "sleutel-3"\n')
    assert written(MINIMAL, INSTROOM_YOUTUBE_API_KEY="sleutel-1").sources["youtube"].secrets["api_key"] == "sleutel-1"


def test_an_empty_secret_is_no_secret(written):
    assert "api_key" not in written(MINIMAL, INSTROOM_YOUTUBE_API_KEY="").sources["youtube"].secrets


def test_secrets_never_show_in_repr(written, home):
    _secrets_file(home, 'INSTROOM_YOUTUBE_OAUTH_CLIENT_SECRET = "geheim-2"\n')
    read = written(MINIMAL + YOUTUBE, INSTROOM_YOUTUBE_API_KEY="geheim-1", INSTROOM_TOKEN_KEY="geheim-3")
    shown = f"{read!r} {read} {read.sources} {read.keys} {read.sources['youtube']!r} {read.sources['youtube'].secrets}"
    assert "geheim" not in shown
    assert "api_key" in shown


def test_a_secret_in_the_configuration_file_is_an_unknown_key_and_is_not_repeated(written):
    error = _refused(written, MINIMAL + YOUTUBE + 'api_key = "geheim-1"\n')
    assert error.code == "configuration.unknown_key"
    assert "geheim" not in f"{error} {error.hint} {error.said.values}"


def test_a_missing_secret_names_the_variables_that_would_do(written):
    read = written(MINIMAL + YOUTUBE, INSTROOM_YOUTUBE_OAUTH_CLIENT_ID="only-one-of-three")
    with pytest.raises(ConfigurationError) as raised:
        require_secrets(manifests()["youtube"], read.sources["youtube"])
    assert raised.value.code == "configuration.missing_secret"
    assert str(raised.value) == (
        "YouTube needs a secret that is not set: INSTROOM_YOUTUBE_API_KEY | INSTROOM_YOUTUBE_OAUTH_CLIENT_ID"
        " + INSTROOM_YOUTUBE_OAUTH_CLIENT_SECRET + INSTROOM_YOUTUBE_OAUTH_REFRESH_TOKEN."
    )
    assert SECRETS_FILE in str(raised.value.hint)


def test_one_complete_group_of_secrets_is_enough(written):
    read = written(MINIMAL + YOUTUBE, INSTROOM_YOUTUBE_API_KEY="sleutel-1")
    assert require_secrets(manifests()["youtube"], read.sources["youtube"]) is None


def test_a_source_that_is_not_enabled_needs_nothing(written):
    assert not written(MINIMAL + "[sources.youtube]\nenabled = false\n").sources["youtube"].enabled


def test_settings_cannot_be_changed(written):
    read = written(MINIMAL)
    with pytest.raises(Exception, match=r"frozen|cannot assign"):
        read.organisation.id = "other"
    with pytest.raises(Exception, match=r"frozen|cannot assign"):
        read.home = None


def test_the_demo_has_no_secrets_and_no_sources(environment):
    shown = demo(environment)
    assert (dict(shown.sources), dict(shown.keys)) == ({}, {})


def test_all_that_the_module_promises_is_there():
    assert [name for name in config.__all__ if not hasattr(config, name)] == []
