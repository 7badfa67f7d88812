"""The Sources page: fresh, stale and failed sources, the match rate, reading now, bringing a file."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from connectors.database import schema, store
from connectors.database.engine import open_engine, reading, writing
from connectors.errors import Said
from connectors.manifest import Manifest, manifests
from dashboard import i18n
from dashboard.queries.freshness import Coverage, coverage, source_health
from dashboard.widgets.badges import freshness
from dashboard.widgets.source_card import missing_secrets
from dashboard.widgets.sync_now import Following, Outcome, environment
from tests.dashboard.shows import (
    NOON,
    YOUTUBE,
    application_counts,
    environment_of,
    opened,
    organisation_in,
    put,
    run_row,
    texts,
)

YESTERDAY = NOON - timedelta(days=1)


@pytest.fixture
def dashboard(home: Path, sqlite_template: Path, environment: dict[str, str]):
    """Give the home folder of an organisation whose YouTube is switched on and has its key."""
    organisation_in(home, sqlite_template, YOUTUBE)
    with environment_of({**environment, "INSTROOM_YOUTUBE_API_KEY": "fake-key-1234"}):
        yield home


def health_of(engine: Engine, *runs: dict[str, object], enabled: tuple[str, ...] | None = ("youtube",)):
    rows = [{"organisation_id": "nergens", **run} for run in runs]
    with writing(engine) as connection:
        store.upsert(connection, schema.sync_run, rows, run_id=1)
    with reading(engine) as connection:
        found = source_health(connection, "nergens", NOON, manifests(), enabled)
    return next(source for source in found if source.source == "youtube")


# --- freshness ----------------------------------------------------------------------------------------------------------


def test_a_source_that_never_ran_has_no_age(engine):
    health = health_of(engine)
    assert (health.status, health.until, health.age_days, health.stale, health.last_run) == (
        "never",
        None,
        None,
        False,
        None,
    )


def test_a_source_that_is_off_says_so(engine):
    assert health_of(engine, run_row(1, "ok", YESTERDAY), enabled=()).status == "not_enabled"


def test_a_fresh_source_tells_until_when_and_what_the_last_run_did(engine):
    run = run_row(1, "ok", YESTERDAY, until=date(2026, 3, 2), rows_written=12, rows_unchanged=30, requests=4)
    health = health_of(engine, run)
    assert (health.status, health.until, health.age_days, health.stale) == ("ok", date(2026, 3, 2), 2, False)
    assert (health.last_success, health.error) == (YESTERDAY, None)
    assert (health.last_run.rows_written, health.last_run.rows_unchanged, health.last_run.requests) == (12, 30, 4)


def test_figures_older_than_the_manifest_allows_are_stale(engine):
    last_fresh = NOON.date() - timedelta(days=manifests()["youtube"].stale_after_days)
    assert not health_of(engine, run_row(1, "ok", YESTERDAY, until=last_fresh)).stale
    assert health_of(engine, run_row(1, "ok", YESTERDAY, until=last_fresh - timedelta(days=1))).stale


def test_a_failed_run_keeps_what_the_last_good_one_brought(engine):
    good = run_row(1, "ok", YESTERDAY, until=date(2026, 3, 2))
    bad = run_row(
        2,
        "auth",
        NOON,
        error_code="auth.key_invalid",
        error_text="The key of {source} is not accepted.",
        error_hint="Replace it.",
        error_values='{"source": "youtube"}',
    )
    health = health_of(engine, good, bad)
    assert (health.status, health.until, health.last_success) == ("auth", date(2026, 3, 2), YESTERDAY)
    assert health.error.code == "auth.key_invalid"
    assert health.error.text == Said("The key of {source} is not accepted.", {"source": "youtube"})
    assert health.error.hint == Said("Replace it.", {"source": "youtube"})


def test_a_run_that_was_cut_off_hours_ago_is_interrupted(engine):
    assert health_of(engine, run_row(1, "running", NOON - timedelta(hours=7), finished_at=None)).status == "interrupted"


def test_a_run_that_goes_on_is_running(engine):
    assert health_of(engine, run_row(1, "running", NOON - timedelta(minutes=5), finished_at=None)).status == "running"


def test_each_kind_of_file_has_the_age_of_its_last_day(engine):
    common = {"kind": "ats", "rows_written": 3, "rows_unchanged": 1, "rows_refused": 0, "first_day": date(2026, 1, 1)}
    old = {"sha256": "a", "name": "jan.csv", "imported_at": YESTERDAY, "run_id": 1, "last_day": date(2026, 1, 31)}
    new = {"sha256": "b", "name": "feb.csv", "imported_at": NOON, "run_id": 2, "last_day": date(2026, 1, 20)}
    rows = [{"organisation_id": "nergens", **common, **one} for one in (old, new)]
    with writing(engine) as connection:
        store.upsert(connection, schema.import_file, rows, run_id=1)
    with reading(engine) as connection:
        (found,) = [one for one in source_health(connection, "nergens", NOON, manifests()) if one.is_file]
    assert (found.source, found.status, found.file) == ("import:ats", "ok", "feb.csv")
    assert (found.until, found.age_days, found.stale) == (date(2026, 1, 31), 32, False)


def test_the_match_rate_counts_applications_not_rows(engine):
    rows = application_counts(
        (date(2026, 3, 1), 10, "job-board", "", "side_entrant"),
        (date(2026, 3, 1), 6, "", "soap", "unknown"),
        (date(2026, 3, 2), 4, "campaign", "soap", "other"),
    )
    with writing(engine) as connection:
        connection.execute(schema.application_daily.insert(), [{"organisation_id": "nergens", **row} for row in rows])
    with reading(engine) as connection:
        assert coverage(connection, "nergens") == Coverage(20, 14, 10, 14)
        assert coverage(connection, "another") == Coverage(0, 0, 0, 0)


# --- the words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "no figures yet"),
        (date(2026, 3, 4), "until today"),
        (date(2026, 3, 3), "until 3 Mar 2026, 1 day old"),
        (date(2026, 3, 2), "until 2 Mar 2026, 2 days old"),
    ],
)
def test_freshness_is_said_in_words(until, said):
    with i18n.speaking("en"):
        assert freshness(until, date(2026, 3, 4)) == said


class Having:
    def __init__(self, *secrets: str) -> None:
        self.secrets = dict.fromkeys(secrets, "x")


@pytest.mark.parametrize(
    ("secrets", "missing"),
    [
        ((), [["INSTROOM_S_KEY"], ["INSTROOM_S_ID", "INSTROOM_S_TOKEN"]]),
        (("id",), [["INSTROOM_S_KEY"], ["INSTROOM_S_TOKEN"]]),
        (("key",), []),
        (("id", "token"), []),
    ],
)
def test_missing_secrets_are_named_as_variables_per_way_to_connect(secrets, missing):
    manifest = Manifest(
        name="s", title="S", summary="", day_zone="UTC", stale_after_days=3, streams=(), tables=(), hosts=(),
        needs_one_of=(("key",), ("id", "token")),
    )  # fmt: skip
    assert missing_secrets(manifest, Having(*secrets)) == missing


# --- the page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_organisation_is_told_what_to_do(dashboard, language):
    test = opened("sources", language)
    assert not test.exception
    said = texts(test)
    with i18n.speaking(language):
        assert i18n._("There are no applications yet.") in said
        assert i18n._("No file was imported yet.") in said
    assert "Demo" not in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_failed_source_says_why_and_what_to_do_and_shows_no_secret(dashboard, language):
    put(
        dashboard,
        schema.sync_run,
        run_row(1, "ok", datetime(2026, 2, 20, 6, tzinfo=UTC), until=date(2026, 2, 18)),
        run_row(
            2,
            "failed",
            YESTERDAY,
            error_code="source.gone",
            error_text="There is no channel {channel}.",
            error_hint="Look at the handle.",
            error_values='{"channel": "@nergensland"}',
        ),
    )
    test = opened("sources", language)
    assert not test.exception
    (error,) = test.error
    assert "There is no channel @nergensland." in error.value
    assert "Look at the handle." in error.value
    assert "`source.gone`" in error.value
    assert len(test.warning) == 1  # stale
    assert "fake-key-1234" not in texts(test) + "".join(str(table.value) for table in test.table)


def test_a_source_without_its_secret_names_the_variable_and_cannot_be_pulled(home, sqlite_template, environment):
    organisation_in(home, sqlite_template, YOUTUBE)
    with environment_of(environment):
        test = opened("sources", "en")
    assert not test.exception
    assert any("`INSTROOM_YOUTUBE_API_KEY`" in warning.value for warning in test.warning)
    assert test.button(key="sync-youtube").disabled


def test_a_source_that_is_off_says_how_to_switch_it_on(home, sqlite_template, environment):
    organisation_in(home, sqlite_template)
    with environment_of(environment):
        test = opened("sources", "en")
    assert "`[sources.youtube]`" in texts(test)
    assert [button.key for button in test.button if str(button.key).startswith("sync")] == []


def test_the_match_rate_stands_on_top_and_hides_small_counts(dashboard):
    rows = application_counts(
        (date(2026, 3, 1), 96, "job-board", "", "side_entrant"), (date(2026, 3, 2), 4, "", "soap", "unknown")
    )
    put(dashboard, schema.sync_run, run_row(1, "ok", YESTERDAY, until=date(2026, 3, 2)))
    put_counts(dashboard, rows)
    test = opened("sources", "en")
    shown = {metric.label: metric.value for metric in test.metric}
    assert shown["Applications"] == "100"
    assert shown["Self-reported source known"] == "< 5"
    assert "96" not in shown["Source known"]


def put_counts(home: Path, rows: list[dict[str, object]]) -> None:
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with writing(engine) as connection:
        connection.execute(schema.application_daily.insert(), [{"organisation_id": "nergens", **row} for row in rows])
    engine.dispose()


# --- bringing a file ----------------------------------------------------------------------------------------------------

EXPORT = """Sollicitatie-id;Datum sollicitatie;Vacature;Bron;Naam;Status
1001;02-03-2026;Verpleegkundige;Indeed;Test Persoon;Nieuw
1002;03-03-2026;Verpleegkundige;Eigen website;Test Persoon;Nieuw
1003;99-03-2026;Verpleegkundige;Eigen website;Test Persoon;Nieuw
"""


def with_file(test: AppTest, content: str = EXPORT, name: str = "export.csv") -> AppTest:
    test.file_uploader(key="import-file").upload(name, content.encode())
    return test.run()


def test_a_file_is_previewed_before_anything_is_stored(dashboard):
    test = with_file(opened("sources", "en"))
    assert not test.exception
    shown = {metric.label: metric.value for metric in test.metric}
    assert (shown["Applications"], shown["Refused rows"]) == ("2", "1")
    refused = next(frame.value for frame in test.dataframe if "Expected" in frame.value)
    assert refused["Row"].tolist() == ["4"]
    columns = next(table.value for table in test.table if "What became of it" in table.value)
    assert columns["What became of it"].to_dict()["Naam"] == "personal: dropped unread"
    assert "Test Persoon" not in texts(test) + "".join(str(table.value) for table in test.table)
    assert coverage_of(dashboard).applications == 0


def test_a_file_is_loaded_by_the_button_and_a_second_time_changes_nothing(dashboard):
    test = with_file(opened("sources", "en"))
    test.button(key="import-load").click().run()
    assert not test.exception
    assert coverage_of(dashboard).applications == 2
    assert any("export.csv is imported" in success.value for success in test.success)
    test.button(key="import-load").click().run()
    assert any("Nothing has changed" in success.value for success in test.success)
    assert coverage_of(dashboard).applications == 2


def test_a_column_that_was_not_understood_is_corrected_by_a_person(dashboard):
    strange = EXPORT.replace("Datum sollicitatie", "Kwam binnen")
    test = with_file(opened("sources", "en"), strange)
    assert "`file.no_application_date`" in test.error[0].value
    test.selectbox(key="column-applied_at").select("Kwam binnen").run()
    assert not test.error
    assert {metric.label: metric.value for metric in test.metric}["Applications"] == "2"


def test_a_file_of_no_known_kind_says_so(dashboard):
    test = with_file(opened("sources", "en"), "a;b\n1;2\n")
    assert not test.exception
    assert "`file.unknown_kind`" in test.error[0].value
    assert [button.key for button in test.button if button.key == "import-load"] == []


def coverage_of(home: Path) -> Coverage:
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        found = coverage(connection, "nergens")
    engine.dispose()
    return found


# --- the demo -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def demo(home: Path, sqlite_template: Path, environment: dict[str, str]):
    """Give a home folder without a configuration, in which the fictional organisation stands."""
    (home / "instroom-demo.db").write_bytes(sqlite_template.read_bytes())
    row = {
        "organisation_id": "demo",
        "name": "Zorggroep Nergensland (fictief)",
        "country": "BE",
        "timezone": "Europe/Brussels",
        "language": "nl",
        "is_demo": True,
        "frozen_at": NOON,
    }
    put(home, schema.organisation, row, database="instroom-demo.db")
    with environment_of({**environment, "INSTROOM_NOW": "2027-01-01T00:00:00Z"}):
        yield home


def test_the_demo_says_so_and_refuses_to_be_synced(demo):
    test = opened("sources", "en")
    assert any("fictional" in info.value for info in test.info)
    test.button(key="sync-youtube").click().run()
    assert not test.exception
    assert any("`demo`" in error.value for error in test.error)


def test_the_demo_refuses_a_file(demo):
    test = with_file(opened("sources", "en"))
    assert not test.exception
    assert any("`demo`" in error.value for error in test.error)
    assert [button.key for button in test.button if button.key == "import-load"] == []


# --- reading now --------------------------------------------------------------------------------------------------------


def test_the_command_is_followed_line_by_line_until_its_end():
    program = 'import sys; print(\'a: b: 3 rows\', file=sys.stderr); print(\'{"runs": [{"status": "ok", "rows_written": 3}]}\')'
    run = Following([sys.executable, "-c", program], environment({"PATH": "/usr/bin"}))
    assert list(run.lines()) == ["a: b: 3 rows"]
    assert run.outcome() == Outcome(0, "ok", 3, "a: b: 3 rows")


def test_a_command_that_could_not_start_a_run_gives_its_words():
    run = Following([sys.executable, "-c", "import sys; sys.exit('no such source')"], environment({}))
    list(run.lines())
    assert run.outcome() == Outcome(1, "", 0, "no such source")
