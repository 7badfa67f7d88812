"""The question that is asked of a campaign, against rows that were counted by hand, on both databases."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.errors import ConfigurationError, NotEnoughData
from dashboard.analysis.calendar import Place
from dashboard.analysis.impact.case import Promise, Spent
from dashboard.analysis.periods import Period
from dashboard.queries.evidence import case_of
from dashboard.queries.evidence_slices import MOST_PARTS, Featured, parts_of

MINE = "nergens"
FIRST = date(2025, 1, 6)
LAST = FIRST + timedelta(days=41)
START = FIRST + timedelta(days=21)
READ = datetime(2025, 3, 1, 20, tzinfo=UTC)
COUNTS = ("screened", "interviewed", "offered", "hired", "rejected", "withdrawn")


def later(days):
    return FIRST + timedelta(days=days)


def put(engine, table, *rows):
    with writing(engine) as connection:
        store.upsert(connection, table, [{"organisation_id": MINE, **row} for row in rows], run_id=1)


def counted(day, applied, *, site="BE", group="nurse", origin="within_care", basis="live"):
    empty = dict.fromkeys(("source_id", "self_reported_id", "utm_campaign"), "")
    row = {"day": day, "vacancy_id": 0, **empty, "side_entrant": origin, "side_entrant_declared": "unknown"}
    return {
        **row,
        "function_group": group,
        "site_id": site,
        "basis": basis,
        "applied": applied,
        **dict.fromkeys(COUNTS, 0),
    }


def campaign(code, first, last, **facts):
    row = {"campaign_id": code, "name": code.title(), "kind": "video", "starts_on": first, "ends_on": last}
    return {"audience": None, "status": "closed", **row, **facts}


def links(engine, code, **targets):
    rows = [{"campaign_id": code, "kind": kind, "target": each} for kind, some in targets.items() for each in some]
    put(engine, schema.campaign_link, *rows)


@pytest.fixture
def house(engine):
    """An organisation with three sites; someone applied on the first and on the last day, and the day after was read."""
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
    put(engine, schema.organisation, own)
    sites = [("BE", "BE", "Flemish"), ("NL", "NL", "Zuid"), ("WZC", "BE", None)]
    put(
        engine,
        schema.site,
        *(
            {"site_id": code, "name": code, "kind": "hospital", "country": country, "holiday_region": region}
            for code, country, region in sites
        ),
    )
    put(
        engine,
        schema.application_daily,
        counted(FIRST, 2),
        counted(FIRST, 1, basis="kept"),
        counted(later(1), 4, site="NL"),
        counted(later(2), 1, origin="side_entrant"),
        counted(later(5), 3, site="WZC", group="logistics"),
        counted(LAST, 5, site="NL", group="logistics", origin="side_entrant"),
        counted(later(43), 9),
    )
    seen = {"provider": "file", "application_key": "a", "applied_on": FIRST, "observed_at": READ}
    put(engine, schema.application, seen)
    put(engine, schema.campaign, campaign("soap", START, START + timedelta(days=8)))
    return engine


def ask(engine, outcome="all", code="soap", as_of=None):
    with reading(engine) as connection:
        return case_of(connection, MINE, code, outcome, as_of=as_of or later(42))


def test_a_day_without_applications_is_zero_and_days_after_the_last_one_are_not_there(house):
    links(house, "soap", site=["BE"])
    case = ask(house)
    assert (case.outcome.index[0].date(), case.last_day) == (FIRST, LAST)
    assert case.outcome["BE"].tolist() == [3, 0, 1, *[0] * 39]
    assert not case.outcome.isna().any(axis=None)
    assert ask(house, as_of=later(4)).last_day == later(3)
    assert ask(house, as_of=later(400)).last_day == later(43)


def test_sites_that_the_campaign_left_out_are_its_controls(house):
    links(house, "soap", site=["BE"])
    case = ask(house)
    assert list(case.outcome) == ["BE"]
    assert case.controls.sum().to_dict() == {"NL": 9, "WZC": 3}
    assert case.places == {"BE": Place("BE", "Flemish")}
    side_entrants = ask(house, "side_entrant")
    assert side_entrants.outcome.sum().to_dict() == {"BE": 1}
    assert side_entrants.controls.sum().to_dict() == {"NL": 5}
    logistics = ask(house, "function_group:logistics")
    assert logistics.outcome.sum().to_dict() == {"BE": 0}
    assert logistics.controls.sum().to_dict() == {"NL": 5, "WZC": 3}


def test_a_site_that_the_campaign_left_out_is_no_control_of_itself(house):
    links(house, "soap", site=["BE"])
    elsewhere = ask(house, "site:NL")
    assert elsewhere.outcome.sum().to_dict() == {"NL": 9}
    assert elsewhere.controls.sum().to_dict() == {"WZC": 3}


@pytest.mark.parametrize(("unknown", "breaks"), [(0, 1), (20, 0)])
def test_side_entrants_are_counted_otherwise_when_their_origin_is_asked_more_often(house, unknown, breaks):
    put(
        house,
        schema.application_daily,
        counted(later(3), 40, origin="unknown"),
        counted(later(4), 40, origin="other"),
        counted(START, 40, origin="other"),
        counted(START, 2 * unknown, origin="unknown"),
    )
    links(house, "soap", site=["BE"])
    found = ask(house, "side_entrant").others
    assert [(other.kind, other.period.first) for other in found] == breaks * [("definition_break", START)]
    assert ask(house).others == ask(house, "side_entrant", as_of=START).others == ()


def test_what_is_counted_is_named(house):
    assert ask(house).unit == ask(house, "site:NL").unit == "applications"
    assert ask(house, "side_entrant").unit == "side-entrants"


def test_a_campaign_without_sites_features_all_and_has_no_control(house):
    case = ask(house)
    assert list(case.outcome) == ["BE", "NL", "WZC"]
    assert case.controls.shape == (42, 0)
    assert case.places == {"BE": Place("BE", "Flemish"), "NL": Place("NL", "Zuid"), "WZC": Place("BE", None)}
    assert list(ask(house, "site:NL").outcome) == ["NL"]


def test_where_all_sites_are_featured_the_other_function_groups_are_the_control(house):
    links(house, "soap", site=["BE", "NL", "WZC"], function_group=["nurse"])
    assert ask(house).controls.sum().to_dict() == {"logistics": 8}
    nurses = ask(house, "function_group:nurse")
    assert nurses.outcome.sum().to_dict() == {"BE": 4, "NL": 4}
    assert nurses.controls.sum().to_dict() == {"logistics": 8}
    assert ask(house, "side_entrant").controls.sum().to_dict() == {"logistics": 5}


def test_of_a_campaign_for_side_entrants_only_the_others_are_the_control_and_unknown_ones_are_not(house):
    put(house, schema.application_daily, counted(later(7), 6, origin="unknown"), counted(later(8), 2, origin="other"))
    put(house, schema.campaign, campaign("soap", START, None, audience="Zij-instromers."))
    links(house, "soap", site=["BE"])
    assert ask(house, "side_entrant").controls.sum().to_dict() == {"not side-entrants": 5}
    assert ask(house).controls.sum().to_dict() == {"NL": 9, "WZC": 3}


def test_an_application_without_a_site_counts_where_all_sites_are_featured(house):
    put(house, schema.application_daily, counted(later(3), 7, site=""))
    assert ask(house).outcome.sum().to_dict() == {"BE": 4, "NL": 9, "WZC": 3, "unknown": 7}
    links(house, "soap", site=["BE", "NL", "WZC"])
    assert ask(house).outcome.sum().to_dict() == {"BE": 4, "NL": 9, "WZC": 3}


def test_many_sites_are_taken_together_by_where_they_stand():
    sites = [f"S{number}" for number in range(MOST_PARTS + 2)]
    places = {site: Place("BE", "Flemish") for site in sites[1:]}
    parts = parts_of("all", Featured(), sites, places)
    assert [(part.name, len(part.sites)) for part in parts] == [("BE Flemish", MOST_PARTS + 1), ("unknown", 2)]


def test_without_sites_there_is_one_part(engine):
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
    put(engine, schema.organisation, own)
    put(engine, schema.application_daily, counted(FIRST, 2, site=""), counted(LAST, 1, site=""))
    put(engine, schema.campaign, campaign("soap", START, None))
    case = ask(engine)
    assert case.outcome.sum().to_dict() == {"all": 3}
    assert case.places == {"all": Place("BE")}


def test_open_vacancies_are_counted_per_day_and_not_known_before_the_first(house):
    def vacancy(number, opened, closed, site="BE"):
        return {
            "vacancy_id": number,
            "provider": "file",
            "external_id": str(number),
            "function_group": "nurse",
            "site_id": site,
            "opened_at": opened,
            "closed_at": closed,
        }

    links(house, "soap", site=["BE"])
    assert ask(house).vacancies is None
    put(house, schema.vacancy, vacancy(1, later(2), later(4)), vacancy(2, later(3), None), vacancy(3, None, None))
    put(house, schema.vacancy, vacancy(4, later(1), later(1), site="NL"))
    found = ask(house).vacancies["BE"]
    assert found.isna().tolist() == [True] + [False] * 41
    assert found.tolist()[1:] == [0, 1, 2, 2, *[1] * 37]


def test_the_window_is_the_one_that_was_fixed_else_the_whole_weeks_that_hold_its_days(house):
    assert ask(house).window == Period(START, START + timedelta(days=13))
    plan = {"campaign_id": "soap", "recorded_at": READ, "minimum_effect": 20.0, "planned_on": later(14)}
    fixed = {"window_from": START, "window_until": later(34), "minimum_detectable_effect": 31.5}
    put(house, schema.campaign_plan, {**plan, **fixed, "outcomes": json.dumps(["all", "side_entrant"])})
    window = Period(START, later(34))
    assert ask(house).window == window
    assert ask(house).promise == Promise(window, 20.0, 31.5, later(14))
    assert ask(house, "side_entrant").promise == Promise(window, None, None, later(14))


def test_a_campaign_without_an_end_is_looked_at_until_now(house):
    put(house, schema.campaign, campaign("always", later(30), None, status="active"))
    case = ask(house, code="always", as_of=later(40))
    assert case.window == Period(later(30), later(40))
    assert case.last_day == later(39)


def test_other_campaigns_and_events_stand_beside_it_but_not_what_touches_other_sites_or_never_stops(house):
    links(house, "soap", site=["BE", "WZC"])
    put(house, schema.campaign, campaign("vlog", later(30), later(31)), campaign("always", FIRST, None))
    put(house, schema.campaign, campaign("abroad", START, START), campaign("old", later(-99), later(-90)))
    links(house, "abroad", site=["NL"])
    links(house, "vlog", site=["BE", "NL"])

    def event(code, kind, day, **facts):
        none = dict.fromkeys(("until", "platform", "metric", "site_id"))
        return {"event_id": code, "kind": kind, "day": day, "title": code, **none, **facts}

    put(
        house,
        schema.event,
        event("views", "definition_break", START, platform="youtube", metric="views"),
        event("ats", "definition_break", later(11)),
        event("wave", "vacancy_wave", later(20), until=later(25), site_id="WZC"),
        event("tv", "broadcast", later(20), site_id="NL"),
    )
    found = [(other.key, other.kind, other.period, other.parts) for other in ask(house).others]
    assert found == [
        ("ats", "definition_break", Period(later(11), later(11)), ()),
        ("wave", "vacancy_wave", Period(later(20), later(25)), ("WZC",)),
        ("vlog", "campaign", Period(later(30), later(36)), ("BE",)),
    ]


def test_what_it_cost_belongs_to_the_whole_and_not_to_one_site(house):
    line = {"campaign_id": "soap", "label": "x", "hour_rate": 39.0, "currency": "EUR"}
    put(house, schema.campaign_cost, {**line, "line": 1, "cash": 100.0, "hours": 2.0})
    assert ask(house).spent == Spent(100.0, 178.0, "EUR")
    assert ask(house, "side_entrant").spent == Spent(100.0, 178.0, "EUR")
    assert ask(house, "site:BE").spent is None
    put(house, schema.campaign_cost, {**line, "line": 2, "cash": 1.0, "hours": 0.0, "currency": "GBP"})
    assert ask(house).spent is None


@pytest.mark.parametrize(
    ("code", "outcome", "said"),
    [
        ("soup", "all", "There is no campaign “soup”."),
        ("soap", "site:ZZ", "There is no outcome “site:ZZ”."),
        ("soap", "all:BE", "There is no outcome “all:BE”."),
    ],
)
def test_a_campaign_or_outcome_that_is_not_there_is_named(house, code, outcome, said):
    with pytest.raises(ConfigurationError) as refused:
        ask(house, outcome, code)
    assert str(refused.value) == said
    assert "Known: " in str(refused.value.hint)


def test_without_applications_there_is_no_question(engine):
    put(engine, schema.campaign, campaign("soap", START, None))
    with pytest.raises(NotEnoughData, match="No applications are known yet"):
        ask(engine)
