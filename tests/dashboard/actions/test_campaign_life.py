"""A campaign is changed, started, closed, opened again, copied, put away and removed: each refused when it cannot be."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading
from dashboard.actions import campaign_life, campaigns, deviations, targets
from dashboard.actions.campaign_form import CostLine, Plan
from dashboard.actions.campaign_life import About, By
from dashboard.actions.campaigns import DemoIsFixed, NotAccepted
from dashboard.actions.standing import ChangedMeanwhile, standing
from tests.dashboard.actions.test_campaigns import AT, MINE, TODAY, WHOLE, changed, make, put_organisation, rows

ABOUT = About("Nergens Beter 2", "series", date(2026, 4, 1), date(2026, 5, 1), "More applications", "Everybody")
LATER = date(2026, 4, 8)


def by(engine, today=TODAY):
    return By(engine, MINE, "recruiter", AT + (today - TODAY), today)


def problems(refused):
    return [str(problem) for problem in refused.value.problems]


def audits(engine):
    return [action for (action,) in rows(engine, schema.audit, "action")]


def status(engine):
    return [each for (each,) in rows(engine, schema.campaign, "status")]


@pytest.fixture
def house(sqlite_engine):
    put_organisation(sqlite_engine, is_demo=False)
    return sqlite_engine


@pytest.mark.story("M5")
@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"goal": " "}, "goal"),
        ({"audience": ""}, "audience"),
        ({"plan": Plan("", "Modelled", date(2025, 1, 1), date(2026, 3, 31))}, "measure"),
        ({"plan": Plan("Extra", "", date(2025, 1, 1), date(2026, 3, 31))}, "method"),
        ({"plan": Plan("Extra", "Modelled", None, date(2026, 3, 31))}, "days to compare with"),
        ({"plan": Plan(), "goal": ""}, "goal, measure, method, days to compare with"),
    ],
)
def test_a_campaign_cannot_be_active_without_its_plan_and_what_misses_is_named(house, values, missing):
    code = make(house, changed(WHOLE, **values))
    with pytest.raises(NotAccepted) as refused:
        campaign_life.start(by(house), code)
    assert problems(refused) == [f"Before a campaign starts it needs: {missing}."]
    assert status(house) == ["planned"]
    assert audits(house) == ["campaign.create"]


@pytest.mark.story("M5")
def test_with_its_plan_a_campaign_starts_runs_closes_and_opens_again(house):
    code = make(house)
    campaign_life.start(by(house), code)
    assert status(house) == ["active"]
    campaign_life.close(by(house, LATER), code)
    campaign_life.archive(by(house, LATER), code)
    assert status(house) == ["archived"]
    campaign_life.reopen(by(house, LATER), code)
    campaign_life.reopen(by(house, LATER), code)
    assert status(house) == ["active"]
    assert audits(house) == sorted(
        ["campaign.create", "campaign.start", "campaign.close", "campaign.archive", *["campaign.reopen"] * 2]
    )


@pytest.mark.story("M5")
def test_after_the_start_goal_audience_and_first_day_are_fixed_and_another_last_day_needs_a_reason(house):
    code = make(house)
    campaign_life.start(by(house), code)
    running = by(house, LATER)
    same = About(WHOLE.name, "series", WHOLE.starts_on, WHOLE.ends_on, WHOLE.goal, WHOLE.audience)
    for values in ({"goal": "Other"}, {"audience": "Other"}, {"starts_on": LATER}):
        with pytest.raises(NotAccepted, match="fixed since then"):
            campaign_life.change(running, code, replace(same, **values))
    longer = replace(same, ends_on=date(2026, 5, 8))
    with pytest.raises(NotAccepted) as refused:
        campaign_life.change(running, code, longer)
    assert problems(refused) == ["The campaign runs: write down why its last day changes."]
    campaign_life.change(running, code, replace(longer, why="A strike at the printer"))
    assert rows(house, schema.campaign, "ends_on") == [(date(2026, 5, 8),)]
    assert rows(house, schema.campaign_plan, "deviation") == [
        ("2026-04-08: 2026-05-01 → 2026-05-08 (A strike at the printer)",)
    ]


@pytest.mark.story("M5")
def test_what_is_done_otherwise_is_added_line_by_line_with_its_reason(house):
    code = make(house)
    asked = {"actor": "marketer", "at": AT}
    with pytest.raises(NotAccepted) as refused:
        deviations.deviate(house, MINE, code, "Fewer flyers", "Too dear", **asked, today=TODAY)
    assert problems(refused) == ["It has not begun: change the plan itself."]
    for what, why in (("", "x"), ("x", " ")):
        with pytest.raises(NotAccepted):
            deviations.deviate(house, MINE, code, what, why, **asked, today=LATER)
    deviations.deviate(house, MINE, code, "Fewer\nflyers 🌷", "Too dear", **asked, today=LATER)
    deviations.deviate(house, MINE, code, "No radio", "No slot", **asked, today=LATER + timedelta(days=1))
    assert rows(house, schema.campaign_plan, "measure", "deviation") == [
        ("Extra applications", "2026-04-08: Fewer flyers 🌷 (Too dear)\n2026-04-09: No radio (No slot)")
    ]
    assert audits(house).count("campaign.deviation") == 2


def test_two_people_who_change_the_same_part_do_not_lose_anything_in_silence(house):
    code = make(house)
    with reading(house) as connection:
        seen = {part: standing(connection, MINE, code, part) for part in ("about", "costs", "links", "targets")}
    campaign_life.change(by(house), code, ABOUT, seen=seen["about"])
    with pytest.raises(ChangedMeanwhile):
        campaign_life.change(by(house), code, replace(ABOUT, goal="Mine"), seen=seen["about"])
    assert rows(house, schema.campaign, "name", "goal") == [("Nergens Beter 2", "More applications")]
    asked = {"actor": "recruiter", "at": AT}
    campaigns.replace_costs(house, MINE, code, [CostLine("A", 5)], currency="EUR", seen=seen["costs"], **asked)
    with pytest.raises(ChangedMeanwhile):
        campaigns.replace_costs(house, MINE, code, [CostLine("B", 6)], currency="EUR", seen=seen["costs"], **asked)
    campaigns.replace_links(house, MINE, code, [("site", "NL")], kinds=("site",), seen=seen["links"], **asked)
    with pytest.raises(ChangedMeanwhile):
        campaigns.replace_links(house, MINE, code, [], seen=seen["links"], **asked)
    targets.replace(house, MINE, code, {"applications": 100}, seen=seen["targets"], **asked)
    with pytest.raises(ChangedMeanwhile):
        targets.replace(house, MINE, code, {}, seen=seen["targets"], **asked)
    assert rows(house, schema.campaign_cost, "label") == [("A",)]
    assert ("site", "NL") in rows(house, schema.campaign_link, "kind", "target")
    assert ("series", "PL1") in rows(house, schema.campaign_link, "kind", "target")
    assert rows(house, schema.campaign_target, "measure", "target") == [("applications", 100.0)]


def test_a_copy_takes_over_what_the_next_one_needs_and_moves_its_days(house):
    code = make(house)
    targets.replace(house, MINE, code, {"hires": 4}, actor="recruiter", at=AT)
    again = campaign_life.copy(by(house), code, "Seizoen 3", date(2027, 4, 1))
    with reading(house) as connection:
        row = connection.execute(select(schema.campaign).where(schema.campaign.c.campaign_id == again)).mappings().one()
        plan = connection.execute(select(schema.campaign_plan).where(schema.campaign_plan.c.campaign_id == again))
        plan = plan.mappings().one()
    assert (row["status"], row["starts_on"], row["ends_on"], row["goal"]) == (
        "planned",
        date(2027, 4, 1),
        date(2027, 5, 1),
        "More applications",
    )
    assert (plan["measure"], plan["baseline_from"], plan["baseline_until"], plan["window_from"]) == (
        "Extra applications",
        date(2026, 1, 1),
        date(2027, 3, 31),
        None,
    )
    linked = rows(house, schema.campaign_link, "campaign_id", "kind", "target")
    assert [(kind, target) for each, kind, target in linked if each == again] == [("site", "BE")]
    assert [each for each in rows(house, schema.campaign_target, "campaign_id", "target") if each[0] == again] == [
        (again, 4.0)
    ]
    with pytest.raises(NotAccepted, match="already"):
        campaign_life.copy(by(house), code, "seizoen 3", date(2028, 4, 1))


def test_only_a_campaign_that_never_started_and_holds_nothing_is_removed(house):
    holds = make(house)
    empty = make(house, changed(WHOLE, name="Leeg", costs=()))
    with pytest.raises(NotAccepted, match="close it and put it away"):
        campaign_life.remove(by(house), holds)
    campaign_life.remove(by(house), empty)
    assert [code for (code,) in rows(house, schema.campaign, "campaign_id")] == [holds]
    assert [code for (code,) in rows(house, schema.campaign_plan, "campaign_id")] == [holds]
    ((detail,),) = [row[1:] for row in rows(house, schema.audit, "action", "detail") if row[0] == "campaign.remove"]
    assert json.loads(detail) == {"name": "Leeg"}


def test_what_cannot_be_done_now_is_said(house):
    code = make(house)
    with pytest.raises(NotAccepted, match="has not begun"):
        campaign_life.close(by(house), code)
    with pytest.raises(NotAccepted, match="Close it first"):
        campaign_life.archive(by(house), code)
    with pytest.raises(NotAccepted, match="no campaign “nothing”"):
        campaign_life.start(by(house), "nothing")


def test_in_the_demo_nothing_changes(sqlite_engine):
    code = make(sqlite_engine)
    put_organisation(sqlite_engine, is_demo=True)
    for action in (campaign_life.start, campaign_life.close, campaign_life.remove):
        with pytest.raises(DemoIsFixed):
            action(by(sqlite_engine), code)


@pytest.mark.parametrize(
    ("measure", "target", "problem"),
    [
        (
            "applications",
            0,
            "The target for “Applications that come in” is more than zero and at most a hundred million.",
        ),
        ("applications", float("nan"), "The target for “Applications that come in” is more than zero"),
        ("likes", 5, "There is no target “likes”."),
    ],
)
def test_a_target_that_cannot_be_is_refused(house, measure, target, problem):
    code = make(house)
    with pytest.raises(NotAccepted) as refused:
        targets.replace(house, MINE, code, {measure: target}, actor="recruiter", at=AT)
    assert problems(refused)[0].startswith(problem)
    assert rows(house, schema.campaign_target, "measure") == []
