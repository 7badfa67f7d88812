"""How side-entrants fare, from the rows of both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema, store
from connectors.database.applications import count_applications
from connectors.database.engine import reading, writing
from dashboard.queries.faring import faring

MINE = "nergens"
DAY, TODAY = date(2026, 1, 14), date(2026, 6, 30)
SEEN = datetime(2026, 6, 30, 20, tzinfo=UTC)


def application(number, kind, *, hired, day=DAY):
    return {
        **{column.name: None for column in schema.application.c},
        "organisation_id": MINE,
        "provider": "ats",
        "application_key": f"{kind}{number}",
        "applied_on": day,
        "side_entrant": kind,
        "side_entrant_basis": "none",
        "side_entrant_evidence": "none",
        "side_entrant_cbs": kind,
        "side_entrant_declared": "unknown",
        "source_id": "referral",
        "function_group": "nurse",
        "stage": "hired" if hired else "applied",
        "status": "hired" if hired else "rejected",
        "hired_at": DAY + timedelta(30) if hired else None,
        "observed_at": SEEN,
    }


@pytest.mark.parametrize("rule", ["cbs", "declared"])
def test_only_the_applications_of_the_period_are_told(engine, rule):
    rows = [
        application(number, kind, hired=number < 10)
        for kind, size in (("side_entrant", 20), ("other", 40), ("unknown", 25))
        for number in range(size)
    ]
    rows += [application(99, "other", hired=True, day=DAY - timedelta(1))]
    vacancy = {"vacancy_id": 1, "provider": "ats", "external_id": "1", "opened_at": DAY, "function_group": "nurse"}
    with writing(engine) as connection:
        store.upsert(connection, schema.application, rows, run_id=1)
        store.upsert(connection, schema.vacancy, [{"organisation_id": MINE, **vacancy}], run_id=1)
        count_applications(connection, MINE, [DAY, DAY - timedelta(1)])
    with reading(engine) as connection:
        found = faring(connection, MINE, DAY, DAY, today=TODAY, rule=rule)
    assert (found.beside.first.applied.value, found.beside.second.applied.value) == (20, 40)
    assert (found.beside.first.hire_rate.value, found.beside.second.hire_rate.value) == (0.5, 0.25)
    assert found.unknown.value == 25 / 85
    assert (found.all_waits.to_hire.median.days, found.all_waits.days_open.number.value) == (30, 1)
    assert [(each.source_id, each.hire_rate.part.value) for each in found.sources] == [("referral", 30)]
