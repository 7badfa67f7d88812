"""Channels: what a tag or a source leads back to, what may be added, which change is none, and counts over months."""

from datetime import date

import pytest

from dashboard.analysis import channels, fit, landing
from dashboard.analysis.effort import NOT_ASSIGNED, Spent, ad_hoc, effort
from dashboard.analysis.fit import Fit
from dashboard.analysis.landing import Way
from dashboard.analysis.periods import Period
from dashboard.analysis.reach import Definition, Known, Reading, Total, change, totals
from dashboard.analysis.steps import Visited, by_channel, steps
from dashboard.analysis.suppression import NOT_KNOWN, Count, Mark, count
from dashboard.analysis.whole_months import over_months, together

MAY, APRIL = Period(date(2026, 5, 1), date(2026, 5, 31)), Period(date(2026, 4, 1), date(2026, 4, 30))
BREAK = (date(2026, 4, 10), "Counted from its first frame.")


def reading(group="youtube", column="views", value=90.0, before=60.0, *, breaks=(), with_adverts=False, **known):
    reach = {"first": date(2025, 1, 1), "last": MAY.last, **known}
    definition = Definition("", "Views.", breaks=breaks, with_adverts=with_adverts)
    return Reading(group, column, "sum", definition, value, before, Known(**reach), "EUR" if column == "cost" else "")


@pytest.mark.parametrize(
    ("source", "medium", "channel"),
    [
        ("Facebook", "social", "facebook"),
        ("fb", "", "facebook"),
        ("google", "organic", "search"),
        ("nieuwe-site", "referral", "press"),
        ("iets", "", "other"),
        ("qr", "print", "offline"),
        ("", "", channels.UNTAGGED),
    ],
)
def test_a_tag_leads_back_to_a_channel(source, medium, channel):
    assert channels.of_tag(source, medium) == channel


def test_a_source_leads_back_to_a_channel_but_a_colleague_or_a_campaign_is_none():
    found = [channels.of_source(*each) for each in (("own_site", ""), ("jobs", "job_board"), ("linkedin", "social"))]
    assert found == ["website", "job_board", "linkedin"]
    assert channels.of_source("referral", "referral") == ""
    assert channels.of_source("nergens_beter", "campaign") == ""
    assert channels.ordered(["zzz", "website", "youtube", "website"]) == ["youtube", "website", "zzz"]


@pytest.mark.story("M1")
def test_a_change_is_given_only_where_the_same_thing_was_counted_in_both_periods():
    assert change(reading(), MAY, APRIL).relative == pytest.approx(0.5)
    broken = change(reading(breaks=(BREAK,)), MAY, APRIL)
    assert (broken.relative, broken.reason.text) == (None, "counted differently from {day}")
    assert change(reading(breaks=((APRIL.first, "Before."),)), MAY, APRIL).relative == pytest.approx(0.5)
    cut = change(reading(last=date(2026, 5, 20)), MAY, APRIL)
    assert (cut.reason.text, cut.reason.values["day"]) == ("only until {day}", date(2026, 5, 20))
    assert change(reading(first=date(2026, 4, 2)), MAY, APRIL).reason.text == "no figures from that time"
    assert change(reading(value=None), MAY, APRIL).reason.text == "no figure in this period"
    assert change(reading(before=0.0), MAY, APRIL).reason.text == "it was zero then"


@pytest.mark.story("M1")
def test_only_clicks_and_cost_are_added_and_clicks_on_adverts_only_once():
    some = [
        reading(column="views"),
        reading("facebook", "reach"),
        reading("facebook", "clicks", 40.0),
        reading("linkedin", "clicks", 100.0, with_adverts=True),
        reading("linkedin:ads", "clicks", 30.0),
        reading("linkedin:ads", "cost", 12.5),
    ]
    assert totals(some) == (
        Total("reach", added=False),
        Total("views", added=False),
        Total("clicks", added=True, value=140.0),
        Total("cost", added=True, value=12.5, currency="EUR"),
    )


def test_a_count_over_months_is_shown_only_when_each_month_could_be():
    assert over_months([6, 0, 9]).value == 15
    assert over_months([6, 2, 9]).mark is Mark.MORE
    assert over_months([1, 2]).mark is Mark.FEW
    assert over_months([None, None]) == NOT_KNOWN
    assert over_months([None, 7]).value == 7
    assert together([count(6), count(7), NOT_KNOWN]).value == 13
    assert together([count(6), count(2)]).mark is Mark.WITHHELD
    assert together([NOT_KNOWN]) == NOT_KNOWN


@pytest.mark.story("M2")
def test_steps_stand_apart_and_shares_are_between_steps_of_the_site_alone():
    visited = [
        Visited(date(2026, 4, 1), "linkedin", "social", 200, 12, 6),
        Visited(date(2026, 5, 1), "linkedin", "cpc", 300, 18, 9),
        Visited(date(2026, 5, 1), "facebook", "social", 9, 3, None),
        Visited(date(2026, 5, 1), "krant.example", "referral", 400, None, None),
    ]
    found = {each.channel: each for each in steps({"linkedin": 50}, {"linkedin": 20}, visited, {"event": count(8)})}
    linkedin = found["linkedin"]
    assert (linkedin.clicks, linkedin.ad_clicks, linkedin.sessions.value) == (50, 20, 500)
    assert (linkedin.starts.value, linkedin.completes.value) == (30, 15)
    assert linkedin.start_rate.value == pytest.approx(0.06)
    assert linkedin.start_rate.interval.low == pytest.approx(0.0448, abs=0.0005)
    assert linkedin.completion_rate.value == pytest.approx(0.5)
    assert linkedin.missing == ("applications",)
    facebook = found["facebook"]
    assert (facebook.sessions.text, facebook.starts.text, facebook.start_rate) == ("< 10", "< 5", None)
    assert found["press"].missing == ("clicks", "starts", "applications")
    assert found["event"].applications.value == 8


def test_applications_of_several_sources_are_one_channel_and_a_hidden_one_hides_it():
    strategies = {"vdab": "job_board", "indeed": "job_board", "referral": "referral"}
    given = {"vdab": count(10), "indeed": count(12), "referral": count(50), "": count(99), "linkedin": count(3)}
    assert by_channel(given, strategies) == {"job_board": Count(22), "linkedin": Count(None, Mark.WITHHELD)}


@pytest.mark.story("M3")
def test_a_day_without_any_measurement_is_missing_and_one_without_a_visit_is_zero():
    first, window = date(2026, 3, 1), Period(date(2026, 3, 1), date(2026, 3, 9))
    measured = [first.replace(day=each) for each in (2, 3, 6, 8)]
    days = landing.per_day({measured[0]: 5, measured[2]: 7}, measured, window)
    assert [(each.day.day, each.sessions) for each in days] == [
        (2, 5),
        (3, 0),
        (4, None),
        (5, None),
        (6, 7),
        (7, None),
        (8, 0),
    ]
    assert [(gap.first.day, gap.last.day) for gap in landing.gaps(days)] == [(4, 5), (7, 7)]
    assert landing.per_day({}, [], window) == ()
    assert landing.per_day({}, [date(2026, 4, 1)], window) == ()


@pytest.mark.story("M3")
def test_a_small_way_in_is_hidden_and_what_would_give_it_away():
    ways = landing.ways_in(
        [Way("qr", "print", 6, 1, 0), Way("facebook", "social", 400, 30, 15), Way("x", "", 80, 12, 12)]
    )
    assert [(way.source, way.sessions.text) for way in ways] == [("facebook", "400"), ("x", "≥ 10"), ("qr", "< 10")]
    assert ways[0].start_rate.value == pytest.approx(0.075)
    assert ways[2].start_rate is None


LINES = (
    Spent("youtube", 310.0, 62.0, "EUR", MAY),
    Spent("linkedin", 900.0, 0.0, "EUR", MAY, is_advert=True),
    Spent("", 0.0, 31.0, "EUR", Period(date(2026, 5, 31), date(2026, 6, 30))),
)


@pytest.mark.story("M10")
def test_effort_is_spread_over_days_and_adverts_count_once_beside_what_came_through():
    told = {"youtube": count(30), "job_board": count(40)}
    found = effort(LINES, {("linkedin", "EUR"): 690.0}, MAY, told, {"youtube": count(60)}, count(100))
    rows = {row.channel: row for row in found.rows}
    assert list(rows) == ["youtube", "linkedin", "job_board", NOT_ASSIGNED]
    assert (found.hours, found.cash) == (63.0, 1000.0)
    assert (rows["youtube"].hours_share, rows["youtube"].cash_share) == (pytest.approx(62 / 63), pytest.approx(0.31))
    assert (rows["linkedin"].hours_share, rows["linkedin"].cash_share) == (0.0, pytest.approx(0.69))
    assert rows[NOT_ASSIGNED].hours == pytest.approx(1.0)
    assert rows["youtube"].tracked_share.value == pytest.approx(0.3)
    assert rows["youtube"].tracked_share.interval.high > 0.3
    assert rows["youtube"].self_reported_share.value == pytest.approx(0.6)
    assert rows["linkedin"].tracked_share is None


def test_money_in_two_currencies_has_no_share():
    dollars = Spent("x", 10.0, 2.0, "USD", MAY)
    found = effort((*LINES, dollars), {}, MAY, {}, {}, NOT_KNOWN)
    assert found.currencies == ("EUR", "USD")
    assert {row.cash_share for row in found.rows} == {None}
    assert found.hours == 65.0


@pytest.mark.story("M10")
def test_the_ad_hoc_share_is_posts_without_a_campaign_of_all_posts_of_the_period():
    posts = [("facebook", MAY.first, False), ("facebook", MAY.last, True), ("youtube", APRIL.last, False)]
    every, facebook = ad_hoc([*posts, ("linkedin", MAY.first, False)], MAY)[:1] + ad_hoc(posts, MAY)[1:]
    assert (every.channel, every.posts, every.without) == ("", 3, 2)
    assert (facebook.channel, facebook.share) == ("facebook", 0.5)
    assert ad_hoc([], MAY)[0].share is None


@pytest.mark.story("M9")
def test_hours_without_evidence_stand_out_and_an_absent_group_is_no_evidence():
    fits = [
        Fit("linkedin", "nurse", present=False, evidence="Counted in LinkedIn."),
        Fit("linkedin", "within_care", present=True),
        Fit("youtube", "side_entrant", present=True, evidence="Asked of new colleagues."),
        Fit("flyer", "returner", present=True),
    ]
    found = fit.matrix(fits, {"linkedin": 118.0, "youtube": 45.0, "facebook": 0.0, "event": 160.0})
    assert [each.channel for each in found.standings] == ["youtube", "linkedin", "offline", "event"]
    assert found.audiences == ("side_entrant", "returner", "within_care", "nurse")
    assert [(each.channel, each.hours) for each in found.unsupported] == [("event", 160.0), ("linkedin", 118.0)]
