"""The frame around every page: language, demo banner, errors in plain words, time, and what the cache remembers."""

from contextvars import copy_context
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from connectors.database import schema
from connectors.database.engine import writing
from dashboard import data
from tests.dashboard.shows import NOON, environment_of, opened, organisation_in, put, run_row, texts


@pytest.fixture
def dashboard(home: Path, sqlite_template: Path, environment: dict[str, str]):
    organisation_in(home, sqlite_template)
    with environment_of(environment):
        yield home


# --- language -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("dashboard")
@pytest.mark.parametrize("page", ["overview", "campaigns", "campaign", "side_entrants", "content", "sources"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_in_every_language(page, language):
    test = opened(page, language)
    assert not test.exception
    assert not test.error
    assert test.query_params["lang"] == language
    assert test.title


@pytest.mark.usefixtures("dashboard")
@pytest.mark.parametrize("asked", ["", "xx"])
def test_without_a_known_language_the_organisation_s_own_is_spoken(asked):
    test = opened("sources", asked)
    assert test.get("button_group")[0].value == "nl"
    assert "lang" not in test.query_params


@pytest.mark.usefixtures("dashboard")
def test_a_chosen_language_stays_on_the_next_page_and_stands_in_the_address():
    test = opened("sources", "nl")
    test.segmented_control(key="language-switch-nl").set_value("en").run()
    assert test.query_params["lang"] == "en"
    test.query_params.clear()
    test.switch_page("views/overview.py").run()
    assert test.query_params["lang"] == "en"


# --- errors and the demo -------------------------------------------------------------------------------------------------


def test_a_configuration_that_cannot_be_read_is_told_in_a_sentence_with_a_code(dashboard):
    (dashboard / "instroom.toml").write_text("[organisation]\nid = 3\nname = 'x'\n", encoding="utf-8")
    test = opened("sources", "en")
    assert not test.exception
    (error,) = test.error
    assert "`configuration.type`" in error.value


def test_a_database_that_was_not_made_yet_is_told_with_what_to_do(dashboard):
    (dashboard / "instroom.db").unlink()
    test = opened("sources", "en")
    assert not test.exception
    assert "instroom db upgrade" in test.error[0].value


@pytest.mark.parametrize("page", ["overview", "campaigns", "campaign", "side_entrants", "content", "sources"])
def test_the_demo_says_on_every_page_that_it_is_invented(home, sqlite_template, environment, page):
    (home / "instroom-demo.db").write_bytes(sqlite_template.read_bytes())
    with environment_of(environment):
        test = opened(page, "en")
    assert not test.exception
    assert "fictional organisation" in texts(test)


# --- time and the cache --------------------------------------------------------------------------------------------------


def test_in_the_fictional_organisation_time_stands_still(dashboard, monkeypatch):
    row = {
        "name": "Demo",
        "country": "BE",
        "timezone": "Europe/Brussels",
        "language": "nl",
        "is_demo": True,
        "frozen_at": NOON - timedelta(days=1),
    }
    assert data.today() == NOON.date()
    put(dashboard, schema.organisation, row)
    assert data.today() == (NOON - timedelta(days=1)).date()
    monkeypatch.setenv("INSTROOM_NOW", "2026-01-01T00:00:00Z")
    assert data.today().isoformat() == "2026-01-01"


def counted(connection, organisation_id, name):
    CALLS.append(name)
    run = schema.sync_run.c
    return connection.execute(select(func.count()).where(run.organisation_id == organisation_id)).scalar()


CALLS: list[str] = []


def test_a_query_is_asked_once_until_something_was_written(dashboard):
    CALLS.clear()
    assert [data.load(counted, "a"), data.load(counted, "a")] == [0, 0]
    assert CALLS == ["a"]
    assert data.load(counted, "b") == 0
    assert CALLS == ["a", "b"]
    put(dashboard, schema.sync_run, run_row(1, "ok", NOON))
    assert data.load(counted, "a") == 1
    assert CALLS == ["a", "b", "a"]
    put(
        dashboard,
        schema.audit,
        {"audit_id": 1, "at": NOON, "actor": "x", "action": "y", "subject": "z", "detail": None},
    )
    data.load(counted, "a")
    assert CALLS == ["a", "b", "a", "a"]


def reckoned(name, *, times):
    CALLS.append(f"{name} x {times}")
    return [data.load(counted, name) + 1] * times


def test_what_is_reckoned_is_reckoned_once_for_the_same_words_until_something_was_written(dashboard):
    CALLS.clear()
    first = data.reckon(reckoned, "a", times=2)
    first.append("spoiled")
    assert data.reckon(reckoned, "a", times=2) == [1, 1]
    assert CALLS == ["a x 2", "a"]
    assert data.reckon(reckoned, "a", times=3) == [1, 1, 1]
    assert CALLS == ["a x 2", "a", "a x 3"]
    put(dashboard, schema.sync_run, run_row(1, "ok", NOON))
    assert data.reckon(reckoned, "a", times=2) == [2, 2]


@pytest.mark.usefixtures("dashboard")
def test_what_depends_on_the_clock_is_asked_every_time():
    CALLS.clear()
    assert (data.ask(counted, "a"), data.ask(counted, "a")) == (0, 0)
    assert CALLS == ["a", "a"]


def test_a_changed_configuration_is_read_again(dashboard):
    assert data.config().organisation.name == "Zorggroep Nergensland (fictief)"
    path = dashboard / "instroom.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("(fictief)", "(ook fictief)"), encoding="utf-8")
    assert data.config().organisation.name == "Zorggroep Nergensland (ook fictief)"


def test_one_run_of_a_page_sees_one_state_until_it_writes_itself(dashboard):
    def in_one_run() -> list[int]:
        data.begin()
        seen = [data.load(counted, "c")]
        put(dashboard, schema.sync_run, run_row(1, "ok", NOON))  # another program
        seen.append(data.load(counted, "c"))
        with writing(data.engine()) as connection:
            row = {"audit_id": 5, "at": NOON, "actor": "x", "action": "y", "subject": "z"}
            connection.execute(schema.audit.insert(), [{"organisation_id": "nergens", **row}])
        return [*seen, data.load(counted, "c")]

    assert copy_context().run(in_one_run) == [0, 0, 1]
