"""Landing: applications are recounted per day, and demo and real rows never meet."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.config import Site
from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.errors import DemoDataError
from connectors.landing import land, settle

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def application(number: int, day: date, **more: object) -> dict[str, object]:
    return {
        "provider": "file",
        "application_key": f"{number:064x}",
        "applied_on": day,
        "side_entrant": "unknown",
        "side_entrant_basis": "none",
        "side_entrant_cbs": "unknown",
        "side_entrant_declared": "unknown",
        "stage": "applied",
        "status": "new",
        "observed_at": NOW,
        **more,
    }


def counts(engine):
    column = schema.application_daily.c
    with reading(engine) as connection:
        query = select(column.day, column.side_entrant, column.applied, column.hired).order_by(
            column.day, column.side_entrant
        )
        return [tuple(row) for row in connection.execute(query)]


def put(engine, organisation, rows, run_id=1):
    with writing(engine) as connection:
        return land(connection, organisation, {"application": rows}, run_id=run_id, now=NOW).tables["application"]


def test_applications_are_counted_on_the_day_they_came_in(engine, organisation):
    first, second = date(2026, 3, 1), date(2026, 3, 2)
    put(engine, organisation, [application(1, first), application(2, first), application(3, second)])
    assert counts(engine) == [(first, "unknown", 2, 0), (second, "unknown", 1, 0)]


def test_a_hire_later_counts_on_the_day_of_the_application(engine, organisation):
    day = date(2026, 3, 1)
    put(engine, organisation, [application(1, day)])
    hired = application(1, day, stage="hired", status="hired", hired_at=date(2026, 4, 1))
    assert put(engine, organisation, [hired], run_id=2).changed == 1
    assert counts(engine) == [(day, "unknown", 1, 1)]


def test_an_application_never_moves_forward_in_time_and_both_days_are_recounted(engine, organisation):
    early, late = date(2026, 3, 1), date(2026, 3, 3)
    put(engine, organisation, [application(1, late)])
    put(engine, organisation, [application(1, early)], run_id=2)
    assert counts(engine) == [(early, "unknown", 1, 0)]
    assert put(engine, organisation, [application(1, late)], run_id=3).unchanged == 1
    assert counts(engine) == [(early, "unknown", 1, 0)]


def test_a_class_that_becomes_known_moves_the_count(engine, organisation):
    day = date(2026, 3, 1)
    put(engine, organisation, [application(1, day)])
    put(
        engine,
        organisation,
        [application(1, day, side_entrant="side_entrant", side_entrant_cbs="side_entrant")],
        run_id=2,
    )
    assert counts(engine) == [(day, "side_entrant", 1, 0)]


def test_an_erased_application_is_not_updated_any_more(engine, organisation):
    day = date(2026, 3, 1)
    put(engine, organisation, [application(1, day, erased_at=NOW)])
    assert put(engine, organisation, [application(1, day, erased_at=NOW, status="hired")], run_id=2).unchanged == 1


def test_counts_that_retention_kept_stay(engine, organisation):
    day = date(2026, 3, 1)
    put(engine, organisation, [application(1, day)])
    with writing(engine) as connection:
        connection.execute(schema.application_daily.update().values(basis="kept"))
        connection.execute(schema.application.delete())
    put(engine, organisation, [application(2, day)], run_id=2)
    assert counts(engine) == [(day, "unknown", 1, 0), (day, "unknown", 1, 0)]


def test_the_organisation_and_its_sites_are_written_once(engine, organisation):
    sites = [Site(id="BE", name="AZ Sint-Nergens", country="BE", holiday_region="Flemish")]
    for _time in range(2):
        with writing(engine) as connection:
            settle(connection, organisation, sites)
    with reading(engine) as connection:
        assert connection.execute(select(schema.site.c.name)).scalars().all() == ["AZ Sint-Nergens"]
        assert connection.execute(select(schema.organisation.c.is_demo)).scalars().all() == [False]


def test_a_demo_database_takes_no_real_rows(engine, organisation):
    demo = {
        "organisation_id": "demo",
        "name": "Demo",
        "country": "BE",
        "timezone": "UTC",
        "language": "nl",
        "is_demo": True,
    }
    with writing(engine) as connection:
        connection.execute(schema.organisation.insert().values(demo))
    with pytest.raises(DemoDataError, match="demo organisation"):
        put(engine, organisation, [application(1, date(2026, 3, 1))])
    assert counts(engine) == []
