"""What was extra, on the page of a campaign: with stored answers, with small counts, and with none."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from connectors.database import schema
from dashboard.analysis.impact.finding import Check, Finding, Stage, Verdict
from dashboard.analysis.impact.record import to_record
from dashboard.analysis.impact.words import sentence
from dashboard.charts.timeline import BEHIND
from dashboard.i18n import Said
from tests.dashboard.analysis.impact.found import START, finding, weeks
from tests.dashboard.shows import NOON, application_counts, opened, put, texts
from tests.dashboard.views.test_pages import application, tables

EIGHT_WEEKS_BEFORE = START - timedelta(weeks=8)


@pytest.fixture
def campaign(own):
    """Give an organisation with a campaign of two weeks in which 210 came in, 60 in each other week."""
    return campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])


def campaign_in(own, counts):
    """Put a campaign into an organisation, and how many came in each week from eight weeks before it."""
    known = {"name": "Nergens Beter", "kind": "series", "starts_on": START, "ends_on": START + timedelta(days=13)}
    put(own, schema.campaign, {"campaign_id": "soap", "status": "closed", **known})
    links = (("source", "soap"), ("self_reported", "soap"))
    put(own, schema.campaign_link, *({"campaign_id": "soap", "kind": kind, "target": to} for kind, to in links))
    rows = [
        (EIGHT_WEEKS_BEFORE + timedelta(weeks=n), count, "own_site", "", "unknown") for n, count in enumerate(counts)
    ]
    put(own, schema.application_daily, *application_counts(*rows))
    put(own, schema.application, application(date(2026, 3, 3)))
    return own


def store(home, computed_at=NOON, **outcomes: Finding):
    """Store answers of the campaign; “site__BE” is the outcome “site:BE”, and a stage may stand behind three underscores."""
    for name, found in outcomes.items():
        row = {
            "campaign_id": "soap",
            "outcome": name.partition("___")[0].replace("__", ":"),
            "stage": found.stage.value,
            "as_of": date(2026, 3, 3),
            "computed_at": computed_at,
            "fingerprint": "0",
            "window_from": found.start,
            "window_until": found.end,
            "verdict": found.verdict.value,
            "observed": found.observed,
            "record": json.dumps(to_record(found)),
        }
        put(home, schema.finding, row)


def said(language="en"):
    test = opened("campaign", language, campaign="soap")
    assert not test.exception
    return test, texts(test).replace("\\", "")


def card(test, key):
    """Return the drawn chart with a key and its alt text."""
    element = next(each for each in test.get("plotly_chart") if f"chart-{key}" in each.proto.id)
    spec = json.loads(element.proto.spec)
    assert go.Figure(spec).data  # looks at every name and value, as the page does not
    return spec, element.proto.alt


def test_without_an_answer_the_page_says_what_to_do(campaign):
    _test, text = said()
    assert "What would not have come in without the campaign has not been reckoned yet." in text
    assert "instroom sync" in text
    assert "How many of them would not have come without it is not measured yet." in text
    assert "Not measured yet" in text
    assert "Likely" not in text


def test_the_verdict_comes_first_in_words_with_interval_certainty_cost_and_quiet_periods(campaign):
    store(campaign, all=finding())
    test, text = said()
    assert [
        badge.value for badge in test.get("markdown") if "badge[" in badge.value and "until" not in badge.value
    ] == [":green-badge[:material/trending_up: Likely extra]"]
    for line in (
        "About 90 extra applications (between 60 and 118 extra, 90% sure): 210 came in, 120 were expected",
        "How sure that there were extra ones? 99 of 100: likely.",
        "Second method, before and during beside the other groups: between 41 and 120 extra (90% sure), 98 of 100",
        "Cost per extra application: €580 with own hours, €240 of it cash.",
        "Test on 4 quiet periods: in none of them was the difference this large.",
        "Final: 14 Jan 2026 to 27 Jan 2026",
        "**Nothing else at the same time** (not in order)",
    ):
        assert line in text
    assert "not measured yet" not in text
    assert re.search(r"### about 90\n", text)
    assert "Would not have come in without the campaign. Looked at: 14 Jan 2026 to 27 Jan 2026." in text


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_verdict_has_its_page(campaign, verdict, language):
    draft = finding(verdict=verdict, checks=(Check.blocked("history", Said("Too short.")),))
    store(campaign, all=replace(draft, sentence=sentence(draft)))
    test, text = said(language)
    assert not test.error
    assert "dankzij" not in text.lower()
    if language == "en":
        assert text.count("Too short.") >= 1
        shown_apart = [warning.value.replace("\\", "") for warning in test.warning]
        assert shown_apart == ([] if verdict is Verdict.NOT_ENOUGH_DATA else ["Too short."])


def test_an_answer_without_any_figure_has_no_pictures_but_says_why(campaign):
    nothing = dict.fromkeys(("observed", "expected", "extra", "low", "high", "relative", "probability", "cross_check"))
    checks = (Check.blocked("history", Said("Only {weeks} weeks of history.", {"weeks": 9})),)
    help_ = (Said("Load earlier applications."),)
    found = finding(
        verdict=Verdict.NOT_ENOUGH_DATA, weeks=(), quiet=(), per_extra=None, checks=checks, would_help=help_, **nothing
    )
    store(campaign, all=found)
    test, text = said()
    assert "Not enough data to tell. Only 9 weeks of history." in text
    assert "- Load earlier applications." in text
    assert not [each for each in test.get("plotly_chart") if "expected" in each.proto.id]
    assert not re.search(r"\bnan\b|None(?!\.)", text)


def test_the_picture_holds_what_came_in_above_the_band_with_an_alt_text_from_the_figures(campaign):
    store(campaign, all=finding())
    test, text = said()
    drawn, alt = card(test, "expected")
    by_name = {trace.get("name"): trace for trace in drawn["data"]}
    assert by_name["Came in"]["y"] == [60, 64, 58, 61, 120, 90, 62, 59]
    assert by_name["Expected without the campaign"]["y"] == [60] * 8
    assert alt.startswith(
        "In the campaign: 2 blocks, 2 above the band, 0 below it. Before it: 4 blocks, 0 above the band, 0 below it."
    )
    assert "**210 came in on the days looked at, 120 were expected without the campaign**" in text
    assert ["14 Jan 2026", "20 Jan 2026", "120", "60", "45 – 77", "yes"] in tables(test)


def test_quiet_periods_are_grey_dots_and_the_campaign_is_one_of_another_shape_and_colour(campaign):
    store(campaign, all=finding())
    test, _text = said()
    drawn, alt = card(test, "quiet")
    quiet, own = (trace for trace in drawn["data"] if trace.get("meta") != BEHIND)
    assert (len(quiet["y"]), own["y"]) == (4, [0.744])
    assert quiet["marker"]["symbol"] != own["marker"]["symbol"]
    assert alt.startswith("4 quiet periods lie between -12% and +21% of what was expected.")
    assert ["3 Dec 2025", "16 Dec 2025", "+5%"] in tables(test)


def test_the_preliminary_answer_stays_beside_the_final_one(campaign):
    early = finding(
        stage=Stage.PRELIMINARY, expected=131.0, extra=79.0, low=-2.0, high=110.0, verdict=Verdict.CANNOT_TELL
    )
    store(campaign, all=finding(), all___early=early)
    test, _text = said()
    assert ["Final", "3 Mar 2026", "120", "90 (60 to 118)", "Likely extra"] in tables(test)
    assert ["Preliminary", "3 Mar 2026", "131", "79 (-2 to 110)", "Cannot tell"] in tables(test)


def test_an_earlier_answer_over_nearly_the_same_days_keeps_its_numbers_to_itself(campaign):
    early = finding(stage=Stage.RUNNING, end=START + timedelta(days=12), observed=207.0, extra=86.6)
    store(campaign, all=finding(), all___early=early)
    test, _text = said()
    assert ["Final", "3 Mar 2026", "120", "90 (60 to 118)", "Likely extra"] in tables(test)
    assert ["While it ran", "3 Mar 2026", "–", "–", "Likely extra"] in tables(test)


def test_checks_that_only_say_something_are_counted_apart(campaign):
    checks = (Check.passed("history", Said("Long enough.")), Check.open("vacancy_wave", Said("Many opened.")))
    store(campaign, all=finding(checks=checks))
    test, _text = said()
    assert "Checks: all 2 looked at, none out of order; to mind: 1" in [each.label for each in test.expander]


def test_a_week_that_is_not_over_is_in_the_table_and_not_in_the_picture(campaign):
    some = weeks([60] * 4, (120, 90), (62, 9))
    store(campaign, all=finding(weeks=(*some[:-1], replace(some[-1], days=1))))
    test, _text = said()
    drawn, _alt = card(test, "expected")
    came = next(trace for trace in drawn["data"] if trace.get("name") == "Came in")
    assert came["y"] == [60, 60, 60, 60, 120, 90, 62]
    assert "9" in [row[2] for row in tables(test) if len(row) == 6]


def test_the_lens_says_that_an_interval_above_zero_is_not_confirmed(campaign):
    store(campaign, all=finding(verdict=Verdict.CANNOT_TELL))
    _test, text = said()
    assert "The difference lies between 60 and 118 extra, 90% sure, but that is not confirmed." in text


def test_other_outcomes_stand_in_a_table_that_gives_no_small_count_away(campaign):
    store(
        campaign,
        all=finding(),
        site__BE=finding(observed=150.0),
        site__NL=finding(observed=57.0, verdict=Verdict.CANNOT_TELL),
        site__WZC=finding(observed=3.0, verdict=Verdict.NOT_ENOUGH_DATA),
    )
    test, text = said()
    assert ["Site: BE", "150", "120", "90 (60 to 118)", "Likely extra"] in tables(test)
    assert ["Site: NL", "≥ 5", "–", "–", "Cannot tell"] in tables(test)
    assert ["Site: WZC", "< 5", "–", "–", "Not enough data"] in tables(test)
    assert "left out so that a small number cannot be computed" in text


def test_side_entrants_that_with_the_total_of_all_weeks_leave_a_small_rest_are_withheld(campaign):
    extra = (START + timedelta(days=1), 20, "indeed", "", "side_entrant")
    later = (START + timedelta(days=20), 3, "indeed", "", "side_entrant")
    put(campaign, schema.application_daily, *application_counts(extra, later))
    store(campaign, all=finding(observed=230.0), side_entrant=finding(observed=20.0))
    test, _text = said()
    assert ["Side-entrants", "…", "–", "–", "Likely extra"] in tables(test)


def test_days_that_would_give_a_small_rest_away_leave_the_numbers_out(campaign):
    put(campaign, schema.application_daily, *application_counts((START + timedelta(days=12), 3, "a", "", "unknown")))
    store(campaign, all=finding(end=START + timedelta(days=12), observed=213.0))  # 210 before this Monday
    test, text = said()
    assert "The numbers are left out: a small number of applicants could be computed from them." in text
    assert "Cost per extra application: left out, since the numbers are." in text
    drawn, _alt = card(test, "quiet")
    assert len([trace for trace in drawn["data"] if trace.get("meta") != BEHIND]) == 1


def test_a_small_week_is_left_open_with_its_neighbour(own):
    campaign_in(own, [*[60] * 8, 120, 90, 3, *[60] * 4])
    store(own, all=finding(weeks=weeks([60] * 4, (120, 90), (3, 60, 60, 60))))
    test, _text = said()
    drawn, _alt = card(test, "expected")
    came = next(trace for trace in drawn["data"] if trace.get("name") == "Came in")
    assert came["y"] == [60, 60, 60, 60, 120, None, None, 60, 60, 60]


def test_what_was_promised_before_the_start_stands_beside_it(campaign):
    plan = {"minimum_detectable_effect": 55.0, "planned_on": date(2026, 1, 2), "recorded_at": NOON}
    put(campaign, schema.campaign_plan, {"campaign_id": "soap", **plan})
    store(campaign, all=finding())
    assert "Written down on 2 Jan 2026, before the start: 55 extra or more could be seen" in said()[1]


def test_an_answer_that_was_reckoned_later_shows_at_once(campaign):
    store(campaign, all=finding(verdict=Verdict.CANNOT_TELL))
    assert "Cannot tell" in said()[1]
    store(campaign, NOON + timedelta(minutes=1), all=finding())
    assert "Likely extra" in said()[1]


def test_campaigns_beside_each_other_show_the_verdict_and_the_interval(campaign):
    store(campaign, all=finding())
    other = {"name": "Vlog", "kind": "video", "starts_on": date(2026, 2, 2), "ends_on": date(2026, 2, 9)}
    put(campaign, schema.campaign, {"campaign_id": "vlog", "status": "closed", **other})
    test = opened("campaigns", "en", beside="soap,vlog")
    assert not test.exception
    (beside,) = [frame.value for frame in test.table]
    assert beside.loc["Modelled extra"].to_list() == ["Likely extra", "not measured yet"]
    assert beside.loc["Extra (90% interval)"].to_list() == ["90 \\(60 to 118\\)", "–"]


def test_link_and_answer_stand_in_four_cells(campaign):
    put(
        campaign,
        schema.application_daily,
        *application_counts(
            (START + timedelta(days=2), 20, "soap", "soap", "unknown"),
            (START + timedelta(days=2), 10, "soap", "friend", "unknown"),
            (START + timedelta(days=2), 30, "own_site", "soap", "unknown"),
        ),
    )
    store(campaign, all=finding())
    test, text = said()
    assert "Of the 30 who came through the link, 67% also named the campaign" in text
    assert ["Came through the link", "20", "10", "30"] in tables(test)
