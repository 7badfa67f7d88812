"""Two readings of one log: by the month in which applications came in, and by the month in which things happened."""

from datetime import UTC, date, datetime

import pytest

from connectors.database import schema, store
from connectors.database.applications import count_applications
from connectors.database.engine import reading, writing
from dashboard.queries import inflow

MINE, OTHER = "nergens", "elders"
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 1), date(2026, 5, 3)
JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


def key(number):
    return f"{number:064x}"


def put(engine, table, *rows, organisation=MINE):
    with writing(engine) as connection:
        groups = {}
        for row in rows:
            groups.setdefault(frozenset(row), []).append({"organisation_id": organisation, **row})
        for some in groups.values():
            store.upsert(connection, table, some, run_id=1)
        days = {row["applied_on"] for row in rows if row.get("applied_on")}
        if days:
            count_applications(connection, organisation, days)


def applied(number, day, stage="applied", status="new", **more):
    row = {"provider": "file", "application_key": key(number), "applied_on": day, "stage": stage, "status": status}
    return {**row, "observed_at": NOW, **more}


def event(number, what, day, to_stage=None, place=1):
    row = {"provider": "file", "application_key": key(number), "dedupe_key": f"{what}-{day}-{to_stage}-{place}"}
    return {**row, "event": what, "day": day, "to_stage": to_stage, "origin": "history"}


def asked(engine, query, *arguments, organisation=MINE):
    with reading(engine) as connection:
        return query(connection, organisation, *arguments)


def by_month(found):
    return {row["month"]: tuple(int(row[name]) for name in inflow.REACHED) for _, row in found.iterrows()}


@pytest.fixture
def log(engine):
    """Five applications: two of January (one hired in March, one rejected), one hired and undone, one of April, one undated."""
    put(
        engine,
        schema.application,
        applied(1, date(2026, 1, 10), "hired", "hired", hired_at=date(2026, 3, 2)),
        applied(2, date(2026, 1, 31), "interview", "rejected"),
        applied(3, date(2026, 2, 3), "offer", "in_process"),
        applied(4, date(2026, 4, 30), "screened", "withdrawn"),
        applied(5, None, "hired", "hired"),
    )
    put(
        engine,
        schema.application_event,
        event(1, "created", date(2026, 1, 10), "applied"),
        event(1, "stage", date(2026, 1, 12), "screened"),
        event(1, "stage", date(2026, 1, 20), "interview"),
        event(1, "stage", date(2026, 2, 20), "interview", 2),
        event(1, "stage", date(2026, 2, 25), "offer"),
        event(1, "hired", date(2026, 3, 2), "hired"),
        event(2, "created", date(2026, 1, 31), "applied"),
        event(2, "stage", date(2026, 2, 2), "interview"),
        event(2, "rejected", date(2026, 2, 9)),
        event(2, "unrejected", date(2026, 2, 10)),
        event(2, "rejected", date(2026, 3, 1)),
        event(3, "created", date(2026, 2, 3), "applied"),
        event(3, "hired", date(2026, 2, 27), "hired"),
        event(3, "unhired", date(2026, 3, 5)),
        event(4, "created", date(2026, 4, 30), "applied"),
        event(4, "stage", date(2026, 4, 30), "screened"),
        event(4, "withdrawn", date(2026, 5, 2)),
    )
    put(engine, schema.application, applied(1, date(2026, 1, 10), "hired", "hired"), organisation=OTHER)
    put(engine, schema.application_event, event(9, "created", date(2026, 1, 10)), organisation=OTHER)
    return engine


@pytest.mark.story("R8")
def test_the_cohort_reading_follows_those_who_came_in_until_now(log):
    found = asked(log, inflow.cohort_by_month, FIRST, LAST)
    assert by_month(found) == {
        JANUARY: (2, 2, 2, 1, 1, 1, 0),
        FEBRUARY: (1, 1, 1, 1, 0, 0, 0),
        APRIL: (1, 1, 0, 0, 0, 0, 1),
    }
    assert list(found.columns) == ["month", *inflow.REACHED]


def test_the_activity_reading_counts_what_happened_when_it_happened_the_first_time(log):
    found = asked(log, inflow.activity_by_month, FIRST, LAST)
    assert by_month(found) == {
        JANUARY: (2, 1, 1, 0, 0, 0, 0),
        FEBRUARY: (1, 0, 1, 1, 1, 1, 0),
        MARCH: (0, 0, 0, 0, 1, 0, 0),
        APRIL: (1, 1, 0, 0, 0, 0, 0),
        date(2026, 5, 1): (0, 0, 0, 0, 0, 0, 1),
    }


@pytest.mark.story("R8")
def test_a_hire_that_was_undone_happened_but_is_no_hire_of_its_cohort(log):
    cohort = by_month(asked(log, inflow.cohort_by_month, FEBRUARY, date(2026, 2, 28)))
    activity = by_month(asked(log, inflow.activity_by_month, FEBRUARY, date(2026, 2, 28)))
    hired = inflow.REACHED.index("hired")
    assert (cohort[FEBRUARY][hired], activity[FEBRUARY][hired]) == (0, 1)


def test_a_second_time_does_not_move_into_a_later_period(log):
    march = by_month(asked(log, inflow.activity_by_month, MARCH, date(2026, 3, 31)))
    assert march == {MARCH: (0, 0, 0, 0, 1, 0, 0)}


def test_another_word_for_a_stage_that_was_reached_before_is_nothing_that_happened(engine):
    seen = {"origin": "diff", "from_stage": "interview"}
    put(engine, schema.application, applied(1, JANUARY, "interview"), applied(2, JANUARY, "interview"))
    put(
        engine,
        schema.application_event,
        {**event(1, "stage", FEBRUARY, "interview"), **seen},
        {**event(2, "stage", MARCH, "interview"), **seen, "from_stage": "screened"},
    )
    assert by_month(asked(engine, inflow.activity_by_month, FIRST, LAST)) == {MARCH: (0, 0, 1, 0, 0, 0, 0)}


def test_a_month_without_anything_is_no_line_and_a_period_without_anything_no_table(log):
    assert MARCH not in by_month(asked(log, inflow.cohort_by_month, FIRST, LAST))
    for query in (inflow.cohort_by_month, inflow.activity_by_month):
        empty = asked(log, query, date(2024, 1, 1), date(2024, 12, 31))
        assert (len(empty), list(empty.columns)) == (0, ["month", *inflow.REACHED])


def test_an_application_without_a_day_is_told_and_is_in_no_month(log):
    assert asked(log, inflow.without_day) == 1
    assert asked(log, inflow.without_day, organisation=OTHER) == 0
    whole = by_month(asked(log, inflow.cohort_by_month, date(2020, 1, 1), date(2030, 1, 1)))
    assert sum(month[0] for month in whole.values()) == 4


def test_both_readings_count_the_same_arrivals(log):
    arrivals = [
        {month: numbers[0] for month, numbers in by_month(asked(log, query, FIRST, LAST)).items() if numbers[0]}
        for query in (inflow.cohort_by_month, inflow.activity_by_month)
    ]
    assert arrivals[0] == arrivals[1] == {JANUARY: 2, FEBRUARY: 1, APRIL: 1}


@pytest.mark.story("R7")
def test_sources_are_counted_on_both_levels_and_by_either_lens(engine):
    day = date(2026, 3, 1)
    put(
        engine,
        schema.source,
        {"source_id": "linkedin", "strategy": "social", "name": "LinkedIn", "status": "known"},
        {"source_id": "zorgbord", "strategy": "other", "name": "Zorgbord", "status": "new"},
    )
    put(
        engine,
        schema.application,
        applied(1, day, "hired", "hired", source_id="linkedin", side_entrant="side_entrant"),
        applied(2, day, source_id="linkedin", self_reported_id="zorgbord", side_entrant="other"),
        applied(3, day, source_id="zorgbord", side_entrant="side_entrant"),
        applied(4, day, source_id=None, self_reported_id="linkedin"),
        applied(5, date(2025, 1, 1), source_id="zorgbord"),
    )
    found = asked(engine, inflow.measured_and_said, FIRST, LAST)
    assert {(row.measured, row.said): row.applied for row in found.itertuples()} == {
        ("social", ""): 1,
        ("social", "other"): 1,
        ("other", ""): 1,
        ("", "social"): 1,
    }


def test_sums_without_persons_come_latest_first_and_what_is_missing_stays_missing(engine):
    common = {"provider": "afas", "vacancy_id": 0, "source_id": "", "ingest": "api", "observed_at": NOW}
    put(
        engine,
        schema.vacancy_total,
        {**common, "span": "2026-02", "last_day": date(2026, 2, 28), "applied": 12, "hired": None, "views": 300},
        {**common, "span": "2026-03", "last_day": date(2026, 3, 31), "applied": 7, "hired": 0, "views": None},
    )
    found = asked(engine, inflow.totals_without_persons)
    assert found["last_day"].astype(str).tolist() == ["2026-03-31", "2026-02-28"]
    assert found["hired"].isna().tolist() == [False, True]
    assert found["views"].isna().tolist() == [True, False]
    assert asked(engine, inflow.totals_without_persons, organisation=OTHER).empty
