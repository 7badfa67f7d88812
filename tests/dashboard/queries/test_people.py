"""Counts under filters come from the daily counts of all complete months."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from connectors.database import schema, store
from connectors.database.applications import count_applications
from connectors.database.engine import reading, writing
from dashboard.analysis.selection import whole_months
from dashboard.queries.people import people

MINE = "nergens"
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)
SOURCES = {"site": "own_site", "board": "job_board", "video": "social"}


def fill(engine):
    """Two a day from January up to 10 April: at A and B in turn, every third without a source."""
    rows = []
    for place in range(200):
        row = {
            "provider": "file",
            "application_key": f"{place:064x}",
            "applied_on": JANUARY + timedelta(days=place // 2),
            "observed_at": datetime(2026, 4, 11, 12, tzinfo=UTC),
            "site_id": "AB"[place % 2],
            "function_group": "nurse",
            "source_id": [None, "site", "board"][place % 3],
            "self_reported_id": [None, "video"][place % 2],
            "side_entrant": ["side_entrant", "other", "unknown"][place % 3],
            "stage": ["applied", "hired"][place % 4 == 0],
            "status": ["rejected", "hired"][place % 4 == 0],
        }
        rows.append(row | {"organisation_id": MINE})
    with writing(engine) as connection:
        store.upsert(connection, schema.application, rows, run_id=1)
        known = [
            {"organisation_id": MINE, "source_id": key, "strategy": strategy, "name": key, "status": "known"}
            for key, strategy in SOURCES.items()
        ]
        store.upsert(connection, schema.source, known, run_id=1)
        count_applications(connection, MINE, {row["applied_on"] for row in rows})


@pytest.mark.story("R1")
def test_totals_equal_the_rows_whatever_they_are_divided_by(engine):
    fill(engine)
    with reading(engine) as connection:
        found = people(connection, MINE, date(2026, 4, 12), "Europe/Brussels")
        row = schema.application.c
        stored = connection.execute(select(func.count()).where(row.applied_on < date(2026, 4, 1))).scalar_one()
        hired = connection.execute(
            select(func.count()).where(row.applied_on < date(2026, 4, 1), row.stage == "hired")
        ).scalar_one()
    period = whole_months(JANUARY, MARCH)
    assert (found.first, found.last) == (JANUARY, MARCH)
    assert (found.count(period).value, found.count(period, "hired").value) == (stored, hired) == (180, 45)
    for kind in ("site", "source", "self_reported", "audience", "strategy"):
        parts = found.by(kind, period)
        assert sum(each.value for each in parts.values()) == 180, kind
    assert found.by("source", period)[""].value == 60
    assert found.count(period, "rejected").value == 135
    assert found.by("strategy", period)["job_board"].value == 60


def test_without_applications_there_is_nothing_to_tell(engine):
    with reading(engine) as connection:
        found = people(connection, MINE, date(2026, 4, 12), "Europe/Brussels")
    assert (found.first, found.years) == (None, {})
