"""A provider that names only the person who was deleted: every application of that person is over, and counts stay."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.inflow.applied import ALL_CHANGES, Applied, Gone, Standing
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.inflow.rules import Rulebook
from connectors.landing import Landing, land

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
KEY = b"k" * 32
TELLS = frozenset({"candidate", "standing"})


@pytest.fixture
def put(engine, organisation):
    def _put(*applied, gone=(), provider="recruitee", run_id=1):
        desk = Desk(provider, organisation.id, organisation.timezone, NOW, Rulebook(), (), KEY)
        rows = inflow_rows(desk, applied) if applied else {}
        more = Landing(compares=ALL_CHANGES, gone=gone, key=KEY)
        with writing(engine) as connection:
            return land(connection, organisation, rows, run_id=run_id, now=NOW, more=more).tables

    return _put


def applied(number, candidate, status="in_process"):
    standing = Standing(stage_raw="Nieuw", stage="applied", status=status)
    return Applied(
        number, TELLS, candidate=candidate, applied_at=datetime(2026, 3, 1, 9, tzinfo=UTC), standing=standing
    )


def stored(engine, *columns):
    table = schema.application.c
    query = select(*(table[name] for name in columns)).order_by(table.provider, table.status, table.application_key)
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query)]


def daily(engine):
    column = schema.application_daily.c
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(select(column.day, column.applied, column.rejected))]


def test_all_applications_of_a_deleted_person_are_over_and_count_once(engine, put):
    put(applied("1", "7"), applied("2", "7", "rejected"), applied("3", "8"))
    before = daily(engine)
    put(gone=[Gone("recruitee", "", "deleted", NOW, candidate="7")], run_id=2)
    rows = stored(engine, "status", "erased_at")
    assert sorted(rows, key=str) == sorted([("deleted", NOW), ("rejected", NOW), ("in_process", None)], key=str)
    assert daily(engine) == before == [(date(2026, 3, 1), 3, 1)]
    with reading(engine) as connection:
        events = connection.execute(select(schema.application_event.c.event).order_by("event")).scalars().all()
    assert events.count("deleted") == 2


def test_told_again_it_changes_nothing(put):
    put(applied("1", "7"))
    gone = [Gone("recruitee", "", "deleted", NOW, candidate="7")]
    put(gone=gone, run_id=2)
    assert sum(part.written for part in put(gone=gone, run_id=3).values()) == 0


def test_a_person_of_another_provider_with_the_same_number_stays(engine, put):
    put(applied("1", "7"))
    put(applied("1", "7"), provider="teamtailor")
    put(gone=[Gone("teamtailor", "", "anonymised", NOW, candidate="7")], run_id=2)
    assert stored(engine, "provider", "erased_at") == [("recruitee", None), ("teamtailor", NOW)]


def test_a_person_that_nobody_stored_is_no_fault(put):
    assert sum(part.written for part in put(gone=[Gone("recruitee", "", "deleted", NOW, candidate="9")]).values()) == 0


def test_an_application_by_its_own_number_goes_alone(engine, put):
    put(applied("1", "7"), applied("2", "7"))
    put(gone=[Gone("recruitee", "2", "deleted", NOW)], run_id=2)
    assert stored(engine, "status") == [("deleted",), ("in_process",)]
