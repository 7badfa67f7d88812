import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard import i18n
from dashboard.actions import campaigns
from dashboard.actions.campaign_form import CostLine, NewCampaign, Plan, missing_of_plan, problems_of, start_problem
from dashboard.charts.words import tell

MINE = "nergens"
AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = date(2026, 3, 4)
PLAN = Plan("Extra applications", "Expected from the days before", date(2025, 1, 1), date(2026, 3, 31))
WHOLE = NewCampaign(
    name="Nergens Beter: seizoen 2 é",
    kind="series",
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 5, 1),
    goal="More applications",
    audience="Everybody in the region",
    links=(("series", "PL1"), ("utm_campaign", "nb2"), ("utm_campaign", "nb2"), ("site", "BE")),
    costs=(CostLine("Montage", cash=1500), CostLine("Spelen", hours=100, hour_rate=39)),
    plan=PLAN,
)


def changed(new, **values):
    return NewCampaign(**{**{name: getattr(new, name) for name in new.__dataclass_fields__}, **values})


def make(engine, new=WHOLE):
    return campaigns.create(engine, MINE, new, currency="EUR", actor="recruiter", at=AT, today=TODAY)


def rows(engine, table, *columns):
    with reading(engine) as connection:
        query = select(*(table.c[name] for name in columns)).where(table.c.organisation_id == MINE)
        return [tuple(row) for row in connection.execute(query.order_by(*(table.c[name] for name in columns)))]


def put_organisation(engine, *, is_demo):
    row = {
        "organisation_id": MINE,
        "name": "Zorggroep Nergensland (fictief)",
        "country": "BE",
        "timezone": "Europe/Brussels",
        "language": "nl",
        "is_demo": is_demo,
    }
    with writing(engine) as connection:
        store.upsert(connection, schema.organisation, [row], run_id=0)


def test_a_campaign_is_stored_with_plan_cost_links_and_an_audit_line(engine):
    code = make(engine)
    assert code == "nergens-beter-seizoen-2-e"
    assert rows(engine, schema.campaign, "campaign_id", "kind", "starts_on", "status") == [
        (code, "series", date(2026, 4, 1), "planned")
    ]
    assert rows(engine, schema.campaign_link, "kind", "target") == [
        ("series", "PL1"),
        ("site", "BE"),
        ("utm_campaign", "nb2"),
    ]
    assert rows(engine, schema.campaign_cost, "line", "cash", "hours", "hour_rate", "currency") == [
        (1, 1500.0, 0.0, 0.0, "EUR"),
        (2, 0.0, 100.0, 39.0, "EUR"),
    ]
    assert rows(engine, schema.campaign_plan, "measure", "baseline_until") == [
        ("Extra applications", date(2026, 3, 31))
    ]
    ((actor, action, subject, detail),) = rows(engine, schema.audit, "actor", "action", "subject", "detail")
    assert (actor, action, subject, json.loads(detail)) == ("recruiter", "campaign.create", code, {"plan_missing": []})


def test_two_names_that_are_nearly_one_get_two_codes_and_the_same_name_is_refused(engine):
    again = changed(WHOLE, name="Nergens Beter: seizoen 2 è!")
    assert [make(engine), make(engine, again)] == ["nergens-beter-seizoen-2-e", "nergens-beter-seizoen-2-e-2"]
    with pytest.raises(campaigns.NotAccepted) as refused:
        make(engine, changed(WHOLE, name=" nergens beter: SEIZOEN 2 é "))
    assert [str(found) for found in refused.value.problems] == [
        "There is a campaign with the name “Nergens Beter: seizoen 2 é” already."
    ]


def test_in_the_demo_nothing_is_stored(engine):
    put_organisation(engine, is_demo=True)
    with pytest.raises(campaigns.DemoIsFixed, match="nothing in it can be changed"):
        make(engine)
    assert rows(engine, schema.campaign, "campaign_id") == []
    assert rows(engine, schema.audit, "action") == []


def test_a_campaign_that_is_over_can_be_written_down_without_a_plan_and_that_is_recorded(engine):
    past = changed(WHOLE, starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1), plan=Plan())
    make(engine, past)
    assert rows(engine, schema.campaign, "status") == [("closed",)]
    ((detail,),) = rows(engine, schema.audit, "detail")
    assert json.loads(detail)["plan_missing"] == ["measure", "method", "days to compare with"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": "  "}, "Give it a name."),
        ({"name": "x" * 121}, "The name is longer than 120 characters."),
        ({"kind": "lottery"}, "Choose what kind of campaign it is."),
        ({"starts_on": None}, "Give it a first day."),
        ({"ends_on": date(2026, 3, 31)}, "The last day lies before the first."),
        ({"goal": "x" * 501}, "A text is longer than 500 characters."),
        ({"ends_on": date(2199, 1, 1)}, "A day lies before 2000-01-01 or after 2100-12-31."),
        (
            {"costs": (CostLine("x", cash=1e12),)},
            "A cost is more than a hundred million: look at the comma and the point.",
        ),
        (
            {"costs": (CostLine("x", cash=float("nan")),)},
            "A cost is more than a hundred million: look at the comma and the point.",
        ),
        (
            {"plan": Plan("m", "h", date(2026, 1, 1), date(2026, 4, 1))},
            "The days to compare with must lie before the first day.",
        ),
        (
            {"plan": Plan("m", "h", date(2026, 2, 1), date(2026, 1, 1))},
            "The days to compare with end before they begin.",
        ),
        ({"costs": (CostLine("", cash=5),)}, "Each line of cost needs a few words."),
        ({"costs": (CostLine("x", cash=-1),)}, "A cost cannot be less than zero."),
        ({"costs": (CostLine("x", hours=3),)}, "Own hours need a rate per hour: they are never free."),
        ({"links": (("person", "Noor"),)}, "A link of kind “person” is not known or is empty."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(sqlite_engine, values, problem):
    wrong = changed(WHOLE, **values)
    assert [str(found) for found in problems_of(wrong)] == [problem]
    with pytest.raises(campaigns.NotAccepted) as refused:
        make(sqlite_engine, wrong)
    assert [str(found) for found in refused.value.problems] == [problem]
    assert rows(sqlite_engine, schema.campaign, "campaign_id") == []


def test_cost_and_links_are_replaced_each_with_an_audit_line(engine):
    code = make(engine)
    keep = {"actor": "marketer", "at": AT}
    campaigns.replace_costs(engine, MINE, code, [CostLine("Alles", cash=9)], currency="EUR", **keep)
    campaigns.replace_links(engine, MINE, code, [("content", "12")], **keep)
    assert rows(engine, schema.campaign_cost, "line", "label", "cash") == [(1, "Alles", 9.0)]
    assert rows(engine, schema.campaign_link, "kind", "target") == [("content", "12")]
    assert [action for (action,) in rows(engine, schema.audit, "action")] == [
        "campaign.costs",
        "campaign.create",
        "campaign.links",
    ]


def test_wrong_cost_or_links_leave_what_was_there(sqlite_engine):
    code = make(sqlite_engine)
    with pytest.raises(campaigns.NotAccepted):
        campaigns.replace_costs(
            sqlite_engine, MINE, code, [CostLine("x", hours=3)], currency="EUR", actor="marketer", at=AT
        )
    with pytest.raises(campaigns.NotAccepted):
        campaigns.replace_links(sqlite_engine, MINE, code, [("series", " ")], actor="marketer", at=AT)
    assert len(rows(sqlite_engine, schema.campaign_cost, "line")) == 2
    assert len(rows(sqlite_engine, schema.campaign_link, "kind", "target")) == 3


def test_what_a_plan_misses_is_named_in_the_language_of_the_page():
    new = NewCampaign(name="Later", kind="video", starts_on=date(2026, 4, 1), audience="Iedereen", plan=Plan("x", "y"))
    with i18n.speaking("nl"):
        said = tell(start_problem(missing_of_plan(new)))
    assert said == "Nodig voordat een campagne start: doel, dagen om mee te vergelijken."
