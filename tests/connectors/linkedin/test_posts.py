"""Posts: the list and its pages, what of a text comes in, what is gone, and the counters of each."""

from datetime import UTC, datetime, timedelta

import pytest

from connectors.linkedin.little_text import addresses, first_words
from tests.fakes.linkedin_world import NOW, TODAY, Post, example, urn


def later(place, world, days, cursors):
    """Pull so many days after the first run, with only what was asked then."""
    world.now = NOW + timedelta(days=days)
    place.server.asked.clear()
    return place.pull(now=world.now, cursors=cursors)


def test_the_list_is_followed_by_its_own_links_without_a_total(place, world):
    world.posts = example(posts=230).posts
    pulled = place.pull()
    assert len({row["external_id"] for row in pulled.rows("content")}) == 230
    asked = place.asked("/posts")
    assert [part for query in asked for part in query.split("&") if part.startswith("start=")] == [
        "start=0",
        "start=100",
        "start=200",
    ]
    assert all("sortBy=CREATED" in query for query in asked)


def test_a_post_comes_in_with_its_first_words_its_moment_and_where_it_leads(place, world):
    pulled = place.pull()
    first = world.posts[0]
    (row,) = [row for row in pulled.rows("content") if row["external_id"] == first.urn]
    assert row["title"] == (
        "Vacature: verpleegkundige wijkzorg (24-32 uur) #werkenindezorg Vragen? … van Zorggroep Nergensland helpt: …, …. "
        "Kijk op https://www.nergensland.example/werken-bij/"
    )
    assert (row["kind"], row["visibility"], row["published_at"]) == ("post", "public", first.created)
    assert row["url"] == f"https://www.linkedin.com/feed/update/{first.urn}"
    links = [link["url"] for link in pulled.rows("content_link") if link["content_id"] == row["content_id"]]
    assert links == ["werkenbij.nergensland.example/vacature/123", "nergensland.example/werken-bij"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kom langs \\(zaterdag\\) \\#zorg", "Kom langs (zaterdag) #zorg"),
        ("{hashtag|\\#|werkenindezorg} {hashtag|#|zorg}", "#werkenindezorg #zorg"),
        ("Met @[Iemand \\(RN\\)](urn:li:person:abc) en @[Zorg BV](urn:li:organization:1)", "Met … en Zorg BV"),
        ("Bel 06\\-12345678 of +32 470 12 34 56", "Bel … of …"),
        ("Mail naam@zorg.example nu", "Mail … nu"),
        ("Open dag 12-10-2026, 24-32 uur, 2026", "Open dag 12-10-2026, 24-32 uur, 2026"),
        ("Zie https://zorg.example/a?naam=iemand#b", "Zie https://zorg.example/a"),
        ("", None),
        (None, None),
    ],
)
def test_little_text_is_read_as_a_person_sees_it_without_who_is_in_it(text, words):
    assert first_words(text) == words


def test_addresses_are_found_behind_escapes():
    assert addresses("Kijk \\(https://zorg.example/vacature\\-1\\) of https://lnkd.in/abc") == [
        "zorg.example/vacature-1",
        "lnkd.in/abc",
    ]


def test_an_advert_that_no_page_shows_is_unlisted_and_a_draft_is_left_out(place, world):
    dark, draft = world.posts[0], world.posts[1]
    dark.is_dark, draft.state = True, "DRAFT"
    rows = {row["external_id"]: row for row in place.pull().rows("content")}
    assert rows[dark.urn]["visibility"] == "unlisted"
    assert draft.urn not in rows


def test_without_a_moment_the_number_of_a_post_tells_it(place, world, monkeypatch):
    monkeypatch.setattr(Post, "json", lambda post: {"id": post.urn, "commentary": post.commentary})
    rows = {row["external_id"]: row for row in place.pull().rows("content")}
    assert rows[world.posts[0].urn]["published_at"] == world.posts[0].created


def test_a_later_run_stops_where_nothing_was_changed_in_a_month(place, world):
    world.posts = example(posts=230).posts
    first = place.pull()
    again = later(place, world, 1, first.cursors)
    (asked,) = place.asked("/posts")
    assert "sortBy=LAST_MODIFIED" in asked
    assert again.error is None
    later(place, world, 7, first.cursors)
    assert len(place.asked("/posts")) == 3


def test_a_post_that_is_missed_on_two_days_is_gone_and_its_figures_stay(place, world):
    first = place.pull()
    gone = world.posts.pop(2).urn
    missed = later(place, world, 1, first.cursors)
    assert gone not in {row["external_id"] for row in missed.rows("content")}
    same_day = later(place, world, 1, missed.cursors)
    assert "missing" not in {row["visibility"] for row in same_day.rows("content")}
    twice = later(place, world, 2, missed.cursors)
    assert [
        (row["external_id"], row["visibility"]) for row in twice.rows("content") if row["visibility"] == "missing"
    ] == [(gone, "missing")]
    assert gone not in "".join(place.asked("ShareStatistics"))


def test_a_post_that_comes_back_is_there_again(place, world):
    first = place.pull()
    post = world.posts.pop(0)
    missed = later(place, world, 1, first.cursors)
    world.posts.insert(0, post)
    back = later(place, world, 2, missed.cursors)
    third = later(place, world, 3, back.cursors)
    assert "missing" not in {row["visibility"] for row in third.rows("content")}


def test_shares_and_other_posts_are_asked_in_their_own_lists_fifty_at_once(place, world):
    world.posts = example(posts=120).posts
    for post in world.posts:
        post.created = NOW - timedelta(days=20)
    pulled = place.pull()
    asked = [query for query in place.asked("organizationalEntityShareStatistics") if "List(" in query]
    assert [query.count("urn%3Ali%3Ashare") + query.count("urn%3Ali%3AugcPost") for query in asked] == [50, 50, 20]
    assert len(pulled.rows("content_snapshot")) == 120


def test_the_counters_of_a_post_are_a_snapshot_of_now(place, world):
    post = world.posts[1]
    key = {row["external_id"]: row["content_id"] for row in place.pull().rows("content")}[post.urn]
    (row,) = [row for row in place.pull().rows("content_snapshot") if row["content_id"] == key]
    told = world.grown(post)
    assert row == {
        "content_id": key,
        "observed_at": NOW,
        "impressions": told["impressionCount"],
        "clicks": told["clickCount"],
        "reactions": told["likeCount"],
        "comments": told["commentCount"],
        "shares": 1,
        "ingest": "api",
        "auth_kind": "owner",
    }


def test_a_post_that_is_left_out_had_no_activity_and_gets_no_zeros(place, world):
    world.posts[0].active = False
    assert len(place.pull().rows("content_snapshot")) == len(world.posts) - 1


def test_older_posts_are_read_every_week_and_young_ones_every_day(place, world):
    old = NOW - timedelta(days=120)
    world.posts.append(Post(urn("share", 99, old), old, "Ouder bericht"))
    first = place.pull()
    assert len(first.rows("content_snapshot")) == 9
    day = later(place, world, 1, first.cursors)
    assert len(day.rows("content_snapshot")) == 8
    week = later(place, world, 7, day.cursors)
    assert len(week.rows("content_snapshot")) == 9


def test_a_second_run_on_a_day_does_not_read_the_counters_again(place):
    first = place.pull()
    assert place.pull(cursors=first.cursors).rows("content_snapshot") == []


def test_a_post_that_the_statistics_do_not_know_any_more_is_found_and_marked(place, world):
    first = place.pull()
    gone, world.refuses_unknown = world.posts.pop(5).urn, True
    pulled = later(place, world, 1, first.cursors)
    marked = [row["external_id"] for row in pulled.rows("content", "post_statistics")]
    assert (marked, len(pulled.rows("content_snapshot"))) == ([gone], 7)
    assert pulled.cursors["posts"]["posts"][gone][2] == "gone"


def test_the_cursor_holds_numbers_and_days_only(place):
    listed = place.pull().cursors["posts"]["posts"]
    moment = datetime(2026, 11, 18, tzinfo=UTC).date().isoformat()
    assert listed[next(iter(listed))] == [moment, moment, ""]
    assert str(TODAY) == place.pull().cursors["posts"]["looked_on"]
