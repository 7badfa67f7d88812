"""The page, its days and its followers by the Community Management route: exact figures, windows and numbers of calls."""

from datetime import date, timedelta

import pytest

from connectors.base import Window
from connectors.files.linkedin_page import named
from connectors.keys import channel_key
from tests.fakes.linkedin_world import NOW, NUMBER, TITLE, TODAY, VANITY, example, figures

DAY = date(2026, 11, 10)


def test_the_page_is_called_by_its_short_name_as_its_exports_are(place):
    (row,) = place.pull().rows("channel")
    assert (row["external_id"], row["title"], row["auth_kind"]) == (VANITY, TITLE, "owner")
    exported = named("zorggroep-nergensland_visitors_1793620800000.xls", NOW).page
    assert row["channel_id"] == channel_key("nergens", "linkedin", exported)


def test_the_name_that_is_set_goes_first(place):
    (row,) = place.pull(channel="Zorggroep Nergensland (oud)").rows("channel")
    assert row["external_id"] == "zorggroep-nergensland-oud"


def test_the_page_keeps_the_name_under_which_it_was_first_found(place):
    pinned = {"page": {"organization": NUMBER, "external_id": "eerdere-naam"}}
    pulled = place.pull(cursors=pinned)
    assert pulled.rows("channel")[0]["external_id"] == "eerdere-naam"
    assert "organizations" not in place.paths()


def test_a_day_of_the_page_is_written_once_and_whole(place):
    pulled = place.pull()
    (row,) = [row for row in pulled.rows("channel_daily") if row["day"] == DAY]
    told = figures(DAY)
    facts = {column: row[column] for column in row if column not in {"channel_id", "day", "observed_at"}}
    assert facts == {
        "page_views": told["views"],
        "page_visitors": told["visitors"],
        "careers_page_views": told["life"] + told["careers"],
        "jobs_page_views": told["jobs"],
        "impressions": told["impressions"],
        "reach": told["reach"],
        "clicks": told["clicks"],
        "reactions": told["likes"],
        "comments": told["comments"],
        "shares": told["shares"],
        "followers_gained": told["organic"] + told["paid"],
        "day_zone": "UTC",
        "ingest": "api",
        "quality": "reported",
        "auth_kind": "owner",
        "is_final": True,
    }


def test_days_on_which_reactions_or_followers_were_lost_stay_negative(place):
    rows = place.pull().rows("channel_daily", "page_days")
    assert min(row["reactions"] for row in rows) == -1
    assert min(row["followers_gained"] for row in rows if "followers_gained" in row) == -1


@pytest.mark.parametrize("clicks", ["new", "legacy", "none"])
def test_views_are_the_same_with_clicks_of_either_kind_and_without(place, world, clicks):
    world.clicks = clicks
    rows = [row for row in place.pull().rows("channel_daily") if row["day"] == DAY]
    assert [row["jobs_page_views"] for row in rows] == [figures(DAY)["jobs"]]


def test_a_first_run_reads_twelve_months_until_two_days_ago(place):
    pulled = place.pull(since=None)
    days = sorted(row["day"] for row in pulled.rows("channel_daily", "page_days"))
    assert (days[0], days[-1], len(days)) == (TODAY - timedelta(days=365), TODAY - timedelta(days=2), 364)
    gains = [row["day"] for row in pulled.rows("channel_daily") if "followers_gained" in row]
    assert max(gains) == TODAY - timedelta(days=3)


def test_only_days_that_are_read_again_are_not_final(place):
    rows = place.pull().rows("channel_daily", "page_days")
    assert [row["day"] for row in rows if not row["is_final"]] == [
        TODAY - timedelta(days=ago) for ago in range(8, 1, -1)
    ]


def test_followers_are_a_level_of_today(place):
    (row,) = place.pull().rows("channel_daily", "followers")
    assert (row["day"], row["followers"], row["is_final"]) == (TODAY, 4211, False)


def test_a_level_that_is_not_told_is_no_row(place, world):
    world.followers = None
    assert place.pull().rows("channel_daily", "followers") == []


def test_a_day_that_is_left_out_stays_away(place, world):
    world.first_day = date(2026, 11, 1)
    rows = place.pull().rows("channel_daily", "page_days")
    assert min(row["day"] for row in rows) == date(2026, 11, 1)


def test_a_first_run_asks_as_few_questions_as_it_can(place, world):
    world.posts = example(posts=120).posts
    place.pull(since=None)
    page, slices, lists, counters = 2, 3 * 5, 2, 3
    assert place.ledger.requests == page + slices + lists + counters


def test_a_nightly_run_reads_the_last_days_again_with_one_question_each(place, world):
    first = place.pull()
    world.now = NOW + timedelta(days=1)
    place.server.asked.clear()
    place.ledger.requests = 0
    second = place.pull(now=world.now, cursors=first.cursors)
    days = sorted({row["day"] for row in second.rows("channel_daily", "page_days")})
    assert (days[0], days[-1]) == (TODAY - timedelta(days=9), TODAY - timedelta(days=1))
    assert place.paths() == [
        "networkSizes",
        "organizationPageStatistics",
        "organizationalEntityShareStatistics",
        "organizationalEntityFollowerStatistics",
        "posts",
        "organizationalEntityShareStatistics",
    ]


@pytest.mark.parametrize("stop", range(2, 14, 3))
def test_a_run_that_was_stopped_goes_on_and_ends_in_the_same_days(place, stop):
    whole = place.pull(since=None, retention_days=100)
    stopped = place.pull(stop_after=stop, since=None, retention_days=100)
    rest = place.pull(cursors=stopped.cursors, since=None, retention_days=100)
    assert by_day(stopped.rows("channel_daily") + rest.rows("channel_daily")) == by_day(whole.rows("channel_daily"))
    assert rest.cursors == whole.cursors


def by_day(rows):
    """Give the days as they are stored in the end."""
    merged = {}
    for row in rows:
        merged.setdefault(row["day"], {}).update(row)
    return merged


def test_days_that_a_person_asks_for_are_read_and_a_gap_is_not_jumped_over(place):
    since, until = date(2026, 10, 1), date(2026, 10, 5)
    known = {stream: {"until": "2026-09-01"} for stream in ("page_days", "share_days", "follower_days")}
    pulled = place.pull(window=Window(since, until), cursors=known)
    assert sorted(row["day"] for row in pulled.rows("channel_daily", "page_days"))[::4] == [since, until]
    assert {stream: pulled.cursors[stream] for stream in known} == known


def test_what_would_be_removed_at_once_is_not_read(place):
    rows = place.pull(retention_days=30).rows("channel_daily", "page_days")
    assert min(row["day"] for row in rows) == TODAY - timedelta(days=30)


@pytest.mark.parametrize("key", ["organization", "organizationTarget", "organizationalTarget"])
def test_without_a_number_the_only_page_of_the_account_is_read(place, world, key):
    world.role_key = key
    pulled = place.pull(organization="")
    assert pulled.rows("channel")[0]["external_id"] == VANITY
    assert place.asked("organizationAcls") == ["q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=100"]
    place.server.asked.clear()
    place.pull(organization="", cursors=pulled.cursors)
    assert "organizationAcls" not in place.paths()


@pytest.mark.parametrize(("roles", "named"), [((NUMBER, "5515715"), f"{NUMBER}, 5515715"), ((), "-")])
def test_of_several_pages_or_none_one_must_be_chosen(place, world, roles, named):
    world.roles = roles
    error = place.pull(organization="").error
    assert (error.code, error.hint.values["pages"]) == ("source.which_page", named)


def test_a_number_that_is_none_is_refused(place):
    error = place.pull(organization="zorggroep").error
    assert (error.code, error.said.values["found"]) == ("configuration.type", "zorggroep")


def test_a_route_that_does_not_exist_is_refused(place):
    assert place.pull(route="talent").error.code == "configuration.type"
