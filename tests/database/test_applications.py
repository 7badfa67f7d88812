from datetime import date

from sqlalchemy import delete, select

from connectors.database import store
from connectors.database.applications import count_applications
from connectors.database.engine import reading, writing
from connectors.database.schema import application, application_daily
from tests.database.days import OTHER, OWN, stored
from tests.database.test_merge_rules import APPLICATION

DAY = date(2026, 3, 2)
COUNTS = ("applied", "screened", "interviewed", "offered", "hired", "rejected", "withdrawn")


def _application(number, **more):
    return {**APPLICATION, "application_key": f"{number:064}", "source_id": None, **more}


def _land(engine, *rows):
    with writing(engine) as connection:
        store.upsert(connection, application, rows, run_id=1)
        for organisation_id in (OWN, OTHER):
            count_applications(connection, organisation_id, [DAY])


def _counts(engine, *columns):
    with reading(engine) as connection:
        return stored(connection, application_daily, *columns)


def test_someone_who_was_hired_counts_in_every_earlier_stage(engine):
    stages = ["applied", "screened", "screened", "interview", "offer", "hired"]
    _land(engine, *(_application(number, stage=stage) for number, stage in enumerate(stages)))
    assert _counts(engine, *COUNTS) == [(6, 5, 3, 2, 1, 0, 0)]


def test_the_rejected_and_the_withdrawn_stay_counted_with_the_stage_they_reached(engine):
    _land(
        engine,
        _application(1, stage="interview", status="rejected"),
        _application(2, stage="applied", status="withdrawn"),
        _application(3, stage="applied", status="deleted"),
    )
    assert _counts(engine, *COUNTS) == [(3, 1, 1, 0, 0, 1, 1)]


def test_what_is_unknown_has_its_own_row(engine):
    _land(engine, _application(1, source_id="vdab"), _application(2), _application(3))
    assert _counts(engine, "source_id", "vacancy_id", "applied", "basis") == [
        ("", 0, 2, "live"),
        ("vdab", 0, 1, "live"),
    ]


def test_counting_again_changes_nothing(engine):
    _land(engine, _application(1), _application(2, side_entrant="side_entrant"))
    before = _counts(engine)
    with writing(engine) as connection:
        count_applications(connection, OWN, [DAY, DAY])
    assert _counts(engine) == before


def test_an_application_that_moves_to_another_day_leaves_the_first(engine):
    _land(engine, _application(1), _application(2))
    earlier = date(2026, 3, 1)
    with writing(engine) as connection:
        store.upsert(connection, application, [_application(1, applied_on=earlier)], run_id=2)
        count_applications(connection, OWN, [DAY, earlier])
    assert _counts(engine, "day", "applied") == [(earlier, 1), (DAY, 1)]


def test_counts_that_outlived_their_rows_stay(engine):
    _land(engine, _application(1))
    with writing(engine) as connection:
        kept = dict(connection.execute(select(application_daily)).mappings().one())
        connection.execute(application_daily.insert().values({**kept, "basis": "kept", "applied": 7}))
        connection.execute(delete(application))
        count_applications(connection, OWN, [DAY])
    assert _counts(engine, "basis", "applied") == [("kept", 7)]


def test_the_counts_of_two_organisations_stay_apart(engine):
    _land(engine, _application(1), {**_application(1), "organisation_id": OTHER}, _application(2))
    assert _counts(engine, "organisation_id", "applied") == [(OTHER, 1), (OWN, 2)]
    with writing(engine) as connection:
        connection.execute(delete(application).where(application.c.organisation_id == OTHER))
        count_applications(connection, OTHER, [DAY])
    assert _counts(engine, "organisation_id", "applied") == [(OWN, 2)]


def test_more_days_than_a_statement_takes(engine):
    days = [date.fromordinal(DAY.toordinal() - number) for number in range(1200)]
    with writing(engine) as connection:
        rows = [_application(number, applied_on=day) for number, day in enumerate(days)]
        store.upsert(connection, application, rows, run_id=1)
        count_applications(connection, OWN, days)
    assert [row[0] for row in _counts(engine, "applied")] == [1] * 1200
