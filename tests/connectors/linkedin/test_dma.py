"""The data portability route: trends, cursors, permissions, the page's own number, and zeros that are none."""

from datetime import date

import pytest

from connectors.linkedin import allowed, dma_rows
from connectors.linkedin.allowed import taken
from tests.fakes.linkedin import FORBIDDEN
from tests.fakes.linkedin_world import PAGE_NUMBER, VANITY, figures

DMA = {"route": "dma"}
DAY = date(2026, 11, 10)
URN = f"urn:li:organizationalPage:{PAGE_NUMBER}"


def day_of(pulled):
    (row,) = [row for row in pulled.rows("channel_daily") if row["day"] == DAY]
    return row


def test_a_day_holds_posts_followers_and_visitors(place):
    pulled = place.pull(**DMA)
    told, row = figures(DAY), day_of(pulled)
    facts = {"impressions", "reach", "clicks", "comments", "reactions", "shares"}
    assert {name: row[name] for name in facts} == {
        "impressions": told["impressions"],
        "reach": told["reach"],
        "clicks": told["clicks"],
        "comments": told["comments"],
        "reactions": told["likes"],
        "shares": told["shares"],
    }
    assert (row["page_views"], row["page_visitors"]) == (told["views"], told["visitors"])
    assert row["followers_gained"] == told["organic"] + told["paid"]
    assert (row["day_zone"], row["ingest"], row["auth_kind"]) == ("UTC", "api", "owner")
    assert pulled.rows("channel")[0]["external_id"] == VANITY


def test_a_first_run_and_a_nightly_run_ask_one_question_a_trend(place):
    first = place.pull(since=None, **DMA)
    trends = ["dmaOrganizationalPageContentAnalytics", *["dmaOrganizationalPageEdgeAnalytics"] * 2]
    assert place.paths() == ["dmaOrganizations", "dmaOrganizationAuthorizations", *trends]
    assert len(first.rows("channel_daily")) == 364
    place.server.asked.clear()
    place.pull(cursors=first.cursors, **DMA)
    assert place.paths() == ["dmaOrganizationAuthorizations", *trends]


def test_the_question_names_the_page_by_its_own_number(place):
    place.pull(**DMA)
    asked = place.asked("ContentAnalytics")[0]
    assert asked.startswith(
        f"q=trend&sourceEntity=urn%3Ali%3AorganizationalPage%3A{PAGE_NUMBER}"
        "&metricTypes=List(IMPRESSIONS,UNIQUE_IMPRESSIONS,CLICKS,COMMENTS,REACTIONS,REPOSTS)"
        "&timeIntervals=(timeRange:(start:"
    )
    assert asked.endswith(",timeGranularityType:DAY)")
    assert [query.split("&")[2] for query in place.asked("EdgeAnalytics")] == [
        "analyticsType=FOLLOWER",
        "analyticsType=VISITOR",
    ]


def test_a_page_that_the_organisation_does_not_name_is_found_among_the_profiles(place, world):
    world.page_told = False
    pulled = place.pull(**DMA)
    assert pulled.cursors["page"]["organizational_page"] == URN
    assert place.asked("Profiles") == ["q=pageEntity&pageEntity=(organization:urn%3Ali%3Aorganization%3A2414183)"]


def test_a_page_that_is_set_goes_first(place):
    place.pull(organizational_page="5", **DMA)
    assert "organizationalPage%3A5" in place.asked("ContentAnalytics")[0]


def test_without_a_number_the_roles_of_this_route_are_read(place):
    place.pull(organization="", **DMA)
    assert place.asked("dmaOrganizationAcls") == ["q=roleAssignee&role=ADMINISTRATOR&state=APPROVED"]


@pytest.mark.parametrize("key", ["nextPaginationCursor", "paginationCursorMetadata", "paginationCursorMetdata"])
def test_a_cursor_is_followed_however_it_is_written(place, world, key):
    plain = place.pull(**DMA)
    place.server.asked.clear()
    world.cursor_key = key
    paged = place.pull(**DMA)
    assert paged.rows("channel_daily") == plain.rows("channel_daily")
    assert len(place.asked("ContentAnalytics")) == 2


def test_the_permissions_are_asked_in_one_question(place):
    place.pull(**DMA)
    (asked,) = [asked for asked in place.server.asked if "Authorizations" in asked.path]
    action = "(authorizationAction:(organizationAnalyticsAuthorizationAction:(actionType:{})))"
    actions = ("UPDATE_ANALYTICS_READ", "FOLLOWER_ANALYTICS_READ", "VISITOR_ANALYTICS_READ")
    listed = ",".join(action.format(name) for name in actions)
    assert asked.query == f"bq=authorizationActionsAndImpersonator&authorizationActions=List({listed})"
    assert asked.headers["x-restli-method"] == "BATCH_FINDER"


def test_what_may_not_be_read_is_not_asked_and_the_rest_comes(place, world):
    world.denied = ("FOLLOWER_ANALYTICS_READ",)
    pulled = place.pull(**DMA)
    assert pulled.problems() == {"dma_followers": "auth.no_access"}
    assert len(place.asked("EdgeAnalytics")) == 1
    assert "followers_gained" not in day_of(pulled)


def test_when_nothing_may_be_read_the_run_says_so(place, world):
    world.denied = ("UPDATE_ANALYTICS_READ", "FOLLOWER_ANALYTICS_READ", "VISITOR_ANALYTICS_READ")
    assert place.pull(**DMA).error.code == "auth.no_access"


def test_a_check_that_may_not_be_made_leaves_the_answer_to_the_trends(place):
    place.server.fail(FORBIDDEN, path="Authorizations")
    pulled = place.pull(**DMA)
    assert (pulled.error, pulled.problems()) == (None, {})


@pytest.mark.parametrize(
    ("group", "is_refused"),
    [
        ({}, False),
        ({"elements": []}, True),
        ({"elements": [{"organization": "urn:li:organization:1", "authorizationStatus": ["approved"]}]}, False),
        ({"elements": [{"organization": "urn:li:organization:1", "authorizationStatus": ["Denied"]}]}, True),
        ({"elements": [{"organization": "urn:li:organization:2", "authorizationStatus": ["denied"]}]}, False),
    ],
)
def test_only_a_sure_no_counts_as_one(group, is_refused):
    assert dma_rows.is_refused(group, {"urn:li:organization:1"}) is is_refused


def test_zeros_that_come_with_a_limit_are_not_stored_and_their_days_are_asked_again(place, world):
    world.limited = True
    pulled = place.pull(**DMA)
    assert pulled.problems() == dict.fromkeys(("dma_content", "dma_followers", "dma_visitors"), "quota.withheld")
    assert (pulled.rows("channel_daily"), set(pulled.cursors)) == ([], {"page"})
    world.limited = False
    assert day_of(place.pull(cursors=pulled.cursors, **DMA))["impressions"] == figures(DAY)["impressions"]


def test_beside_real_figures_a_limited_zero_is_left_out_and_said():
    told = dma_rows.Told()
    elements = [
        element("2026-11-10", 5),
        {**element("2026-11-11", 0), "metadata": {"next": None, "limited": True}},
        element("2026-11-12", 0),
    ]
    told.read({"elements": elements}, dma_rows.follower_figures)
    assert told.days == {date(2026, 11, 10): {"followers_gained": 5}, date(2026, 11, 12): {"followers_gained": 0}}
    assert (told.withheld, told.is_used_up) == (1, False)


def element(day, count):
    start = (date.fromisoformat(day) - date(1970, 1, 1)).days * 86_400_000
    span = {"start": start, "end": start + 86_400_000}
    return {"metric": {"timeIntervals": {"timeRange": span}, "value": {"totalCount": {"long": count}}}}


def test_days_that_are_refused_are_asked_again_without_granularity(place, world):
    plain = place.pull(**DMA)
    place.server.asked.clear()
    world.granular = False
    pulled = place.pull(**DMA)
    assert pulled.rows("channel_daily") == plain.rows("channel_daily")
    assert ["timeGranularityType" in query for query in place.asked("ContentAnalytics")] == [True, False]


def test_one_sum_of_all_days_is_no_day(place, world):
    world.granular = world.per_day_anyway = False
    pulled = place.pull(**DMA)
    assert set(pulled.problems().values()) == {"source.granularity"}
    assert pulled.rows("channel_daily") == []


def test_either_kind_of_number_is_read():
    assert dma_rows.count({"metric": {"value": {"totalCount": {"bigDecimal": "12"}}}}) == 12
    assert dma_rows.count({"metric": {"value": {"totalCount": {"long": 0}}}}) == 0
    assert dma_rows.count({"metric": {"value": {}}}) is None


def test_of_metadata_only_the_cursor_and_that_there_is_a_limit_come_in():
    metadata = {"nextPaginationCursor": "abc", "quotaRefreshTime": 1, "viewer": "urn:li:person:x"}
    assert taken({"metadata": metadata}, allowed.DMA_DAYS) == {"metadata": {"next": "abc", "limited": True}}


def test_posts_and_the_jobs_tab_are_not_asked_on_this_route(place):
    pulled = place.pull(**DMA)
    assert pulled.rows("content") == []
    assert "jobs_page_views" not in day_of(pulled)
