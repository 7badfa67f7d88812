"""Cohorts, waiting times and the facts of the canon on both databases, against figures that were counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from connectors.database import schema, store
from connectors.database.applications import count_applications
from connectors.database.engine import reading, writing
from dashboard.analysis.canon.estimates import estimate
from dashboard.analysis.canon.facts import Persons, Visits
from dashboard.analysis.cohorts import Cohort, cohort
from dashboard.analysis.periods import Period
from dashboard.queries import canon, cohorts, waiting

MINE, OTHER = "nergens", "elders"
DAY = date(2026, 1, 14)
SEEN = datetime(2026, 6, 30, 20, tzinfo=UTC)
TEXTS = [column.name for column in schema.application.c]


def application(number, *, day=DAY, stage="applied", status="rejected", organisation=MINE, **more):
    row = {
        **dict.fromkeys(TEXTS),
        "organisation_id": organisation,
        "provider": "ats",
        "application_key": f"a{number}",
        "candidate_key": f"p{number}",
        "applied_on": day,
        "side_entrant": "unknown",
        "side_entrant_basis": "none",
        "side_entrant_evidence": "none",
        "side_entrant_cbs": "unknown",
        "side_entrant_declared": "unknown",
        "site_id": "BE",
        "stage": stage,
        "status": status,
        "observed_at": SEEN,
    }
    return row | more


def put(engine, table, *rows):
    with writing(engine) as connection:
        store.upsert(connection, table, rows, run_id=1)


def came_in(engine, *rows):
    put(engine, schema.application, *rows)
    with writing(engine) as connection:
        for organisation in (MINE, OTHER):
            count_applications(connection, organisation, [row["applied_on"] for row in rows])


@pytest.fixture
def ask(engine):
    def run(query, *arguments, **keywords):
        with reading(engine) as connection:
            return query(connection, MINE, *arguments, **keywords)

    return run


def kept(applied, hired, vacancy=0):
    """Return counts that stand for rows that retention has removed."""
    row = dict.fromkeys(("source_id", "self_reported_id", "utm_campaign", "function_group"), "")
    counts = dict.fromkeys(("screened", "interviewed", "offered"), hired) | {
        "rejected": applied - hired,
        "withdrawn": 0,
    }
    return {
        **row,
        **counts,
        "organisation_id": MINE,
        "day": DAY,
        "vacancy_id": vacancy,
        "side_entrant": "unknown",
        "side_entrant_declared": "unknown",
        "site_id": "BE",
        "basis": "kept",
        "applied": applied,
        "hired": hired,
    }


SOME = (
    application(1, stage="hired", status="hired", side_entrant="side_entrant", hired_at=DAY + timedelta(30)),
    application(2, stage="interview", status="in_process"),
    application(3, stage="interview", status="rejected"),
    application(4, status="new", day=DAY + timedelta(1), site_id="NL"),
    application(5, stage="offer", status="withdrawn"),
    application(6, stage="hired", status="hired", organisation=OTHER),
    application(7, status="new", organisation=OTHER),
)


def test_a_cohort_counts_stages_cumulatively_and_the_open_ones_by_stage(engine, ask):
    came_in(engine, *SOME)
    whole = cohort(ask(cohorts.cohorts, DAY, DAY + timedelta(9)))
    assert whole == Cohort((5, 4, 4, 2, 1), (1, 0, 1, 0))
    assert (whole.still_open, whole.closed, whole.ended) == (2, 3, (0, 0, 1, 1))


def test_a_cohort_by_day_and_class_and_at_one_site(engine, ask):
    came_in(engine, *SOME)
    rows = ask(cohorts.cohorts, DAY, DAY + timedelta(9), by=("day", "side_entrant"))
    shown = rows[["day", "side_entrant", "applied", "hired", "open_applied", "open_interview"]].to_dict("records")
    assert [tuple(row.values()) for row in shown] == [
        (DAY, "side_entrant", 1, 1, 0, 0),
        (DAY, "unknown", 3, 0, 0, 1),
        (DAY + timedelta(1), "unknown", 1, 0, 1, 0),
    ]
    assert set(rows["side_entrant"]) == {"side_entrant", "unknown"}
    assert cohort(ask(cohorts.cohorts, DAY, DAY + timedelta(9), sites=("NL",))).applied == 1


def test_counts_of_removed_rows_stay_in_the_cohort_and_are_not_open(engine, ask):
    came_in(engine, *SOME)
    put(engine, schema.application_daily, kept(40, 3))
    whole = cohort(ask(cohorts.cohorts, DAY, DAY, by=("vacancy_id",)))
    assert (whole.applied, whole.hired, whole.still_open) == (44, 4, 1)


def test_no_application_is_an_empty_cohort(ask):
    assert ask(cohorts.cohorts, DAY, DAY).empty
    assert ask(cohorts.persons, DAY, DAY) == Persons(0, 0, 0)
    assert ask(cohorts.rule_and_answer, DAY, DAY).empty


def test_an_unknown_dimension_is_refused(ask):
    with pytest.raises(KeyError):
        ask(cohorts.cohorts, DAY, DAY, by=("candidate_key",))


@pytest.mark.parametrize("rule", ["cbs", "declared"])
def test_rule_and_answer_side_by_side_whichever_is_in_force(engine, ask, rule):
    def one(number, by_rule, declared):
        in_force = by_rule if rule == "cbs" else declared
        return application(number, side_entrant=in_force, side_entrant_cbs=by_rule, side_entrant_declared=declared)

    came_in(engine, one(1, "side_entrant", "other"), one(2, "side_entrant", "other"), one(3, "other", "side_entrant"))
    found = ask(cohorts.rule_and_answer, DAY, DAY, rule=rule, sites=("BE",))
    assert found.to_dict("records") == [
        {"by_rule": "other", "declared": "side_entrant", "applied": 1},
        {"by_rule": "side_entrant", "declared": "other", "applied": 2},
    ]


def test_different_people_are_counted_once_and_unknown_ones_not(engine, ask):
    came_in(
        engine,
        application(1, candidate_key="p"),
        application(2, candidate_key="p"),
        application(3, candidate_key=None),
    )
    assert ask(cohorts.persons, DAY, DAY) == Persons(3, 2, 1)


def vacancy(number, opened, closed=None, organisation=MINE):
    return {
        "organisation_id": organisation,
        "vacancy_id": number,
        "provider": "ats",
        "external_id": str(number),
        "function_group": "nurse",
        "site_id": "BE",
        "opened_at": opened,
        "closed_at": closed,
    }


def test_vacancies_carry_their_hires_and_the_first_day_of_one(engine, ask):
    put(
        engine, schema.vacancy, vacancy(1, DAY, DAY + timedelta(60)), vacancy(2, DAY), vacancy(3, DAY), vacancy(4, None)
    )
    hired = {"stage": "hired", "status": "hired", "vacancy_id": 1}
    came_in(
        engine,
        application(1, hired_at=DAY + timedelta(40), **hired),
        application(2, hired_at=DAY + timedelta(30), **hired),
        application(3, vacancy_id=2),
    )
    put(engine, schema.application_daily, kept(9, 1, vacancy=3))
    found = ask(waiting.vacancies, DAY, DAY)
    assert found["hires"].tolist() == [2, 0, 1]
    assert found["first_hired_at"].tolist() == [DAY + timedelta(30), None, None]
    assert found["closed_at"].tolist() == [DAY + timedelta(60), None, None]
    assert ask(waiting.vacancies, DAY, DAY, sites=("NL",)).empty


def test_hires_of_a_cohort_with_and_without_their_day(engine, ask):
    came_in(engine, *SOME, application(8, stage="hired", status="hired"))
    found = ask(waiting.hires, DAY, DAY)
    assert found["hired_at"].tolist() == [DAY + timedelta(30), None]
    assert found["side_entrant"].tolist() == ["side_entrant", "unknown"]


def test_the_facts_of_a_period(engine, ask):
    came_in(engine, *(application(number, stage="screened") for number in range(20, 30)), *SOME)
    common = {"organisation_id": MINE, "channel_id": 1}
    put(engine, schema.channel, {**common, "platform": "youtube", "external_id": "x"})
    published = datetime(2026, 1, 14, 23, 30, tzinfo=UTC)  # the 15th in Brussels
    put(
        engine,
        schema.content,
        *(
            {**common, "content_id": number, "external_id": str(number), "kind": "video", "published_at": published}
            for number in (11, 12, 13)
        ),
    )
    put(engine, schema.series, {"organisation_id": MINE, "series_id": "s", "title": "S", "origin": "manual"})
    put(engine, schema.episode, {"organisation_id": MINE, "series_id": "s", "number": 1, "content_id": 12})
    own = {"organisation_id": MINE, "campaign_id": "soap"}
    put(
        engine,
        schema.campaign,
        {**own, "name": "Soap", "kind": "series", "starts_on": DAY, "status": "active", "goal": "inflow"},
    )
    links = [{**own, "kind": "series", "target": "s"}, {**own, "kind": "content", "target": "13"}]
    put(engine, schema.campaign_link, *links)
    visit = {
        "organisation_id": MINE,
        "utm_source": "linkedin",
        "utm_medium": "social",
        "utm_campaign": "",
        "utm_content": "",
        "day": DAY,
        "day_zone": "UTC",
        "ingest": "export",
        "quality": "reported",
        "is_final": True,
        "observed_at": SEEN,
    }
    put(
        engine,
        schema.visit_daily,
        {**visit, "landing_page": "/a", "sessions": 500, "apply_starts": 40, "apply_completes": 20},
        {**visit, "landing_page": "/b", "sessions": 100, "apply_starts": 10, "apply_completes": None},
        {**visit, "landing_page": "/c", "sessions": 900, "apply_starts": None, "apply_completes": None},
    )
    found = ask(canon.facts, Period(DAY, DAY + timedelta(9)), DAY + timedelta(60), "Europe/Brussels")
    assert found.visits == Visits(600, 50, 40, 20, 1500)
    assert found.content["in_campaign"].tolist() == [False, True, True]
    assert set(found.content["published_on"]) == {date(2026, 1, 15)}
    assert pd.isna(found.content["views"]).all()
    assert found.campaigns["goal"].tolist() == ["inflow"]
    assert found.campaigns["full_cost"].isna().all()
    assert estimate("applications", found).value == 15
    assert estimate("completion_rate", found).value == 0.5
    assert estimate("ad_hoc_share", found).value == pytest.approx(1 / 3)
    assert estimate("plan_completeness", found).value == pytest.approx(1 / 6)
    assert estimate("views", found).value is None


def test_the_facts_of_nothing(ask):
    found = ask(canon.facts, Period(DAY, DAY + timedelta(9)), DAY, "Europe/Brussels")
    assert estimate("applications", found).value == 0
    assert estimate("hire_rate", found).value is None
