"""Asking again, for whatever days and however late, changes no count of applications while nothing changed."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from connectors.base import Window
from connectors.database.engine import reading, writing
from connectors.database.schema import application_daily, application_event, metadata
from connectors.sync import Order, run
from tests.connectors.every_source import ATS, configured, running

WINDOWS = {
    "the same again": Window(),
    "everything": Window(full=True),
    "from a day on": Window(since=date(2026, 1, 15)),
    "up to a day": Window(until=date(2026, 1, 15)),
    "some days": Window(date(2026, 1, 20), date(2026, 2, 3)),
    "one day": Window(date(2026, 2, 3), date(2026, 2, 3)),
    "before everything": Window(date(2020, 1, 1), date(2020, 1, 31)),
    "days to come": Window(date(2027, 1, 1), date(2027, 1, 31)),
    "everything from a day on": Window(since=date(2026, 2, 1), full=True),
}
DAYS = (0, 1, 31)


@pytest.fixture(params=ATS)
def source(request):
    with running(request.param) as (started,):
        yield started


def counts(engine):
    """Return every count of applications, whole, and how much happened to them."""
    column = application_daily.c
    with reading(engine) as connection:
        rows = [
            tuple(row) for row in connection.execute(select(application_daily).order_by(*application_daily.primary_key))
        ]
        events = connection.execute(select(func.count()).select_from(application_event)).scalar_one()
        applied = connection.execute(select(func.sum(column.applied))).scalar_one()
    return {"applied": applied, "events": events, "rows": rows}


@pytest.fixture
def asked(source, home, sqlite_engine):
    """Ask for days; give how the run went and the counts after it."""
    chosen = configured(home, source)

    def ask(window=None, days=0):
        order = Order((source.name,), window or Window())
        (result,) = run(sqlite_engine, chosen, order, source.now + timedelta(days=days))
        assert (result.status, result.error) == ("ok", None)
        return result, counts(sqlite_engine)

    return ask


def test_no_window_changes_a_count_on_the_same_day_or_later(asked):
    _, first = asked()
    assert (first["applied"], len(first["rows"]) > 1) == (60, True)
    for days in DAYS:
        for name, window in WINDOWS.items():
            _, then = asked(window, days)
            assert (days, name, then) == (days, name, first)


def test_any_window_twice_writes_nothing_the_second_time(asked):
    _, first = asked()
    draw = random.Random(11)
    for _ in range(4):
        since = date(2025, 11, 20) + timedelta(days=draw.randrange(110))
        window = Window(since, since + timedelta(days=draw.randrange(40)))
        asked(window, 1)
        again, then = asked(window, 1)
        assert (window, again.rows_written, then) == (window, 0, first)


def test_who_begins_with_some_days_ends_where_everybody_ends(asked, sqlite_engine):
    _, some = asked(Window(date(2026, 1, 1), date(2026, 1, 31)))
    assert 0 < some["applied"] < 60
    _, begun = asked(Window(full=True))
    with writing(sqlite_engine) as connection:
        for table in ("application", "application_event", "application_daily", "sync_cursor"):
            connection.execute(metadata.tables[table].delete())
    _, whole = asked()
    assert begun["rows"] == whole["rows"]
