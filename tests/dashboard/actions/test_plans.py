"""A plan is kept with what it could show, and what is judged is fixed once the campaign runs."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading
from dashboard.actions import plans
from dashboard.actions.campaigns import DemoIsFixed
from dashboard.actions.plan_form import NewPlan, problems_of
from tests.dashboard.actions.history import ENDS, FIRST, MINE, START, campaign, noon, organisation_with_history, put

BEFORE = START - timedelta(days=5)
WINDOW_UNTIL = ENDS + timedelta(days=14)
PLAN = NewPlan(
    measure=" Extra applications ",
    method="Expected from the days before",
    baseline_from=FIRST,
    baseline_until=START - timedelta(days=1),
    window_from=START,
    window_until=WINDOW_UNTIL,
    outcomes=("all", "site:BE"),
    minimum_effect=25,
)


def keep(engine, new=PLAN, day=BEFORE):
    return plans.keep(engine, MINE, "soap", new, actor="recruiter", at=noon(day))


def row(engine):
    with reading(engine) as connection:
        return connection.execute(select(schema.campaign_plan)).mappings().first()


def audits(engine):
    with reading(engine) as connection:
        query = select(schema.audit.c.action, schema.audit.c.subject, schema.audit.c.detail)
        return [(action, subject, json.loads(detail)) for action, subject, detail in connection.execute(query)]


@pytest.fixture
def house(sqlite_engine):
    organisation_with_history(sqlite_engine, days=(BEFORE - FIRST).days)
    campaign(sqlite_engine)
    return sqlite_engine


def test_a_plan_is_stored_with_what_it_could_show_and_an_audit_line(engine):
    organisation_with_history(engine, days=(BEFORE - FIRST).days)
    campaign(engine)
    found = keep(engine)
    assert found.weeks == 6
    assert found.baseline_per_week == pytest.approx(21, rel=0.2)
    stored = row(engine)
    assert (stored["measure"], stored["window_from"], stored["window_until"]) == (
        "Extra applications",
        START,
        WINDOW_UNTIL,
    )
    assert json.loads(stored["outcomes"]) == ["all", "site:BE"]
    assert stored["minimum_detectable_effect"] == pytest.approx(found.minimum_detectable_effect)
    assert stored["minimum_detectable_relative"] == pytest.approx(found.minimum_detectable_relative)
    assert json.loads(stored["power"])[0] == [0.05, pytest.approx(found.power[0][1], abs=1e-4)]
    assert (stored["planned_on"], stored["recorded_at"]) == (BEFORE, noon(BEFORE))
    ((action, subject, detail),) = audits(engine)
    assert (action, subject) == ("campaign.plan", "soap")
    assert detail["after"] == {
        "window_from": START.isoformat(),
        "window_until": WINDOW_UNTIL.isoformat(),
        "outcomes": '["all", "site:BE"]',
        "minimum_effect": 25.0,
    }


def test_before_the_start_a_plan_can_change_and_the_audit_says_from_what(house):
    keep(house)
    keep(house, replace(PLAN, minimum_effect=30), BEFORE + timedelta(days=1))
    assert row(house)["planned_on"] == BEFORE + timedelta(days=1)
    detail = audits(house)[1][2]
    assert (detail["changed"], detail["before"], detail["after"]) == (
        ["minimum_effect"],
        {"minimum_effect": 25.0},
        {"minimum_effect": 30.0},
    )


@pytest.mark.parametrize(
    "values", [{"window_until": ENDS}, {"outcomes": ("side_entrant",)}, {"minimum_effect": 5}, {"minimum_effect": None}]
)
def test_once_the_campaign_has_begun_window_outcomes_and_smallest_effect_are_fixed(house, values):
    keep(house)
    with pytest.raises(plans.PlanNotAccepted) as refused:
        keep(house, replace(PLAN, **values), START)
    (problem,) = refused.value.problems
    assert str(problem) == (
        "The campaign began on 2025-03-24: window, outcomes and the smallest effect that matters are fixed since then."
    )
    assert row(house)["minimum_effect"] == 25
    assert len(audits(house)) == 1


@pytest.mark.story("M5")
@pytest.mark.parametrize(
    "values", [{"measure": "Other words"}, {"method": "Otherwise"}, {"baseline_from": FIRST + timedelta(days=1)}]
)
def test_once_it_has_begun_the_words_of_the_plan_are_fixed_as_well(house, values):
    keep(house)
    with pytest.raises(plans.PlanNotAccepted, match="its plan is fixed since then"):
        keep(house, replace(PLAN, **values), START + timedelta(days=3))
    stored = row(house)
    assert (stored["measure"], stored["planned_on"], stored["recorded_at"]) == (
        "Extra applications",
        BEFORE,
        noon(BEFORE),
    )


def test_a_window_that_was_not_fixed_before_the_start_cannot_be_fixed_afterwards(house):
    with pytest.raises(plans.PlanNotAccepted, match="are fixed since then"):
        keep(house, PLAN, ENDS)
    words = NewPlan(measure="Extra applications")
    assert keep(house, words, ENDS) is None
    assert (row(house)["window_from"], row(house)["planned_on"]) == (None, None)


def test_without_half_a_year_of_history_the_plan_is_stored_and_says_nothing_of_what_it_could_show(sqlite_engine):
    organisation_with_history(sqlite_engine, days=60)
    campaign(sqlite_engine)
    assert keep(sqlite_engine) is None
    assert row(sqlite_engine)["minimum_detectable_effect"] is None
    assert row(sqlite_engine)["window_from"] == START


def test_in_the_demo_no_plan_is_stored(house):
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": True}
    put(house, schema.organisation, own)
    with pytest.raises(DemoIsFixed):
        keep(house)
    assert row(house) is None


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"measure": "x" * 501}, "A text is longer than 500 characters."),
        ({"baseline_until": START}, "The days to compare with must lie before the first day."),
        ({"baseline_from": START}, "The days to compare with end before they begin."),
        ({"window_until": None}, "The window needs a first and a last day."),
        ({"window_until": START - timedelta(days=1)}, "The window ends before it begins."),
        (
            {"window_from": START - timedelta(days=1)},
            "The window starts on the first day of the campaign or later, and holds its last day.",
        ),
        (
            {"window_until": ENDS - timedelta(days=1)},
            "The window starts on the first day of the campaign or later, and holds its last day.",
        ),
        (
            {"window_until": START + timedelta(days=371)},
            "The window is longer than a year: over such a time nothing can be told apart.",
        ),
        ({"outcomes": ("all", "site:ZZ")}, "There is no outcome “site:ZZ”."),
        ({"outcomes": ("all", "all")}, "An outcome is named twice."),
        ({"outcomes": ("all",) * 13}, "More than 12 outcomes: choose the ones that matter."),
        ({"minimum_effect": 0}, "The smallest effect that matters is more than zero."),
        ({"minimum_effect": float("nan")}, "The smallest effect that matters is more than zero."),
    ],
)
def test_what_is_wrong_is_said(values, problem):
    found = [
        str(each) for each in problems_of(replace(PLAN, **values), START, ENDS, {"all", "side_entrant", "site:BE"})
    ]
    assert problem in found


def test_a_plan_of_a_campaign_that_is_not_there_is_refused(house):
    with pytest.raises(plans.PlanNotAccepted, match="There is no campaign “soup”"):
        plans.keep(house, MINE, "soup", PLAN, actor="recruiter", at=noon(BEFORE))


def test_what_plans_could_show_is_filled_in_as_of_their_own_day_and_once(house):
    plan = {"campaign_id": "soap", "recorded_at": noon(date(2025, 1, 15)), "outcomes": '["all"]'}
    put(house, schema.campaign_plan, {**plan, "window_from": START, "window_until": ENDS})
    campaign(house, "without")
    assert plans.foretell(house, MINE) == 1
    assert row(house)["planned_on"] == date(2025, 1, 15)
    assert row(house)["minimum_detectable_effect"] > 0
    assert plans.foretell(house, MINE) == 0
