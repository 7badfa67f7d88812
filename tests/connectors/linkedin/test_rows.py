"""What LinkedIn leaves out stays empty, and of what it tells only named fields come in."""

from datetime import date

import pytest

from connectors.linkedin import allowed, rows
from connectors.linkedin.allowed import taken
from connectors.linkedin.client import whole
from connectors.linkedin.days import day_of, intervals
from tests.fakes.linkedin_world import NUMBER, PERSON

DAY = {"start": 1_793_491_200_000, "end": 1_793_577_600_000}


def test_figures_since_the_beginning_have_no_visitors_and_no_clicks():
    views = {"allPageViews": {"pageViews": 22}, "jobsPageViews": {"pageViews": 0}, "peoplePageViews": {"pageViews": 1}}
    facets = {"pageStatisticsBySeniority": [{"seniority": "urn:li:seniority:3"}]}
    body = {"elements": [{"totalPageStatistics": {"views": views}, **facets}]}
    (element,) = taken(body, allowed.PAGE_DAYS)["elements"]
    assert rows.page_figures(element) == {
        "page_views": 22,
        "page_visitors": None,
        "careers_page_views": None,
        "jobs_page_views": 0,
    }


def test_either_careers_tab_alone_is_enough():
    views = {"lifeAtPageViews": {"pageViews": 5}}
    assert rows.page_figures({"totalPageStatistics": {"views": views}})["careers_page_views"] == 5


@pytest.mark.parametrize("body", [{}, {"totalPageStatistics": None}, {"totalPageStatistics": {"views": {}}}])
def test_a_day_without_figures_has_none(body):
    assert set(rows.page_figures(body).values()) == {None}


def test_half_of_the_gains_is_no_reason_for_a_zero():
    assert rows.gain_figures({"followerGains": {"paidFollowerGain": 3}}) == {"followers_gained": 3}
    assert rows.gain_figures({}) == {"followers_gained": None}


@pytest.mark.parametrize(
    ("value", "count"), [(3, 3), ("12", 12), (0, 0), (None, None), ("", None), (True, None), (2.5, None), ("x", None)]
)
def test_a_count_is_a_whole_number_however_it_travels(value, count):
    assert whole(value) == count


@pytest.mark.parametrize(
    ("span", "day"),
    [
        (DAY, date(2026, 11, 1)),
        ({**DAY, "end": DAY["end"] + 86_400_000}, None),
        ({"start": DAY["start"] + 1, "end": DAY["end"] + 1}, None),
        ({"start": DAY["start"]}, None),
        (None, None),
    ],
)
def test_a_day_is_one_whole_day_in_utc(span, day):
    assert day_of(span) == day


def test_days_are_asked_from_midnight_to_midnight():
    asked = intervals(date(2026, 11, 1), date(2026, 11, 14))
    assert asked == {"timeRange": {"start": 1_793_491_200_000, "end": 1_794_700_800_000}, "timeGranularityType": "DAY"}


def test_who_holds_a_role_and_who_changed_something_stay_outside():
    role = {"role": "ADMINISTRATOR", "organization": f"urn:li:organization:{NUMBER}", "roleAssignee": PERSON}
    assert taken({"elements": [role]}, allowed.ROLES) == {
        "elements": [{"role": "ADMINISTRATOR", "organization": f"urn:li:organization:{NUMBER}"}]
    }
    page = {"id": 5, "vanityName": "a", "created": {"actor": PERSON}, "organizationalPage": PERSON}
    assert taken(page, allowed.ORGANIZATION) == {"id": 5, "vanityName": "a", "organizationalPage": None}


def test_of_a_post_the_text_itself_stays_outside():
    post = {"id": "urn:li:share:1", "commentary": f"Met @[Wilhelmina]({PERSON}) " + "zorg " * 100, "author": PERSON}
    (kept,) = taken({"elements": [post]}, allowed.POSTS)["elements"]
    assert set(kept) == {"id", "commentary"}
    assert kept["commentary"]["title"].startswith("Met … zorg")
    assert len(kept["commentary"]["title"]) <= 200
