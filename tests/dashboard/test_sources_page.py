"""The Sources page: failed and stale sources, the match rate, reading one now, bringing a file, the demo."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from connectors.database import schema
from connectors.database.engine import open_engine, reading, writing
from dashboard import i18n
from dashboard.queries.freshness import Coverage, coverage
from dashboard.widgets.plain import plain
from tests.dashboard.shows import (
    NOON,
    YOUTUBE,
    application_counts,
    environment_of,
    frames,
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


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("dashboard")
def test_an_empty_organisation_is_told_what_to_do(language):
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
    assert plain("There is no channel @nergensland.") in error.value
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
    assert shown["Self-reported"] == "< 5"
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


@pytest.mark.story("R11")
def test_a_file_is_previewed_before_anything_is_stored(dashboard):
    test = with_file(opened("sources", "en"))
    assert not test.exception
    shown = {metric.label: metric.value for metric in test.metric}
    assert (shown["Applications"], shown["Vacancies"], shown["Refused rows"]) == ("< 5", "1", "1")
    refused = next(frame.value for frame in frames(test) if "Expected" in frame.value)
    assert refused["Row"].tolist() == ["4"]
    columns = next(table.value for table in test.table if "What became of it" in table.value)
    assert columns["What became of it"].to_dict()["Naam"] == "personal: dropped unread"
    assert "Test Persoon" not in texts(test) + "".join(str(table.value) for table in test.table)
    assert coverage_of(dashboard).applications == 0


@pytest.mark.story("R11")
def test_a_file_is_loaded_by_the_button_and_a_second_time_changes_nothing(dashboard):
    test = with_file(opened("sources", "en"))
    test.button(key="import-load").click().run()
    assert not test.exception
    assert coverage_of(dashboard).applications == 2
    assert any("is imported" in success.value for success in test.success)
    test.button(key="import-load").click().run()
    assert any("Nothing has changed" in success.value for success in test.success)
    assert coverage_of(dashboard).applications == 2


@pytest.mark.usefixtures("dashboard")
@pytest.mark.story("R11")
def test_a_column_that_was_not_understood_is_corrected_by_a_person():
    strange = EXPORT.replace("Datum sollicitatie", "Kwam binnen")
    test = with_file(opened("sources", "en"), strange)
    assert "`file.no_application_date`" in test.error[0].value
    test.selectbox(key="column-applied_at").select("Kwam binnen").run()
    assert not test.error
    assert {metric.label: metric.value for metric in test.metric}["Vacancies"] == "1"


@pytest.mark.usefixtures("dashboard")
def test_what_a_person_said_of_columns_holds_for_the_next_file_until_it_is_forgotten():
    strange = EXPORT.replace("Datum sollicitatie", "Kwam binnen")
    test = with_file(opened("sources", "en"), strange)
    test.selectbox(key="column-applied_at").select("Kwam binnen").run()
    test.button(key="import-load").click().run()
    test = with_file(opened("sources", "en"), strange.replace("1001", "1004"), "next.csv")
    assert not test.error
    assert any("said of an earlier file" in info.value for info in test.info)
    test.button(key="import-forget").click().run()
    assert "`file.no_application_date`" in test.error[0].value


@pytest.mark.usefixtures("dashboard")
def test_an_export_without_days_says_how_many_applications_have_none_and_which_words_no_table_knows():
    lines = "".join(f"{number};Wacht op wasbeurt;4\n" for number in range(6))
    test = with_file(opened("sources", "en"), f"id;status;job_id\n{lines}")
    shown = {metric.label: metric.value for metric in test.metric}
    assert (shown["Applications without a day"], shown["Words that no table knows"]) == ("6", "1")
    assert any("counted on no day" in warning.value for warning in test.warning)


@pytest.mark.usefixtures("dashboard")
def test_the_columns_of_a_report_that_nobody_knows_are_chosen_on_the_page():
    test = with_file(opened("sources", "en"), "Vacaturenaam;Weergaven\nKok;12\n", "jobs.csv")
    test.selectbox(key="import-kind").select("linkedin_jobs").run()
    assert "`file.no_mapping`" in test.error[0].value
    test.selectbox(key="column-title").select("Vacaturenaam")
    test.selectbox(key="column-views").select("Weergaven").run()
    assert not test.error
    assert {metric.label: metric.value for metric in test.metric}["Vacancies"] == "1"


@pytest.mark.usefixtures("dashboard")
def test_a_file_of_no_known_kind_says_so():
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


@pytest.mark.usefixtures("demo")
def test_the_demo_says_so_and_refuses_to_be_synced():
    test = opened("sources", "en")
    assert any("fictional" in info.value for info in test.info)
    test.button(key="sync-youtube").click().run()
    assert not test.exception
    assert any("`demo`" in error.value for error in test.error)


@pytest.mark.usefixtures("demo")
def test_the_demo_refuses_a_file():
    test = with_file(opened("sources", "en"))
    assert not test.exception
    assert any("`demo`" in error.value for error in test.error)
    assert [button.key for button in test.button if button.key == "import-load"] == []
