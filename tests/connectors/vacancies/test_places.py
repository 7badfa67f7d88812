"""Feeds and boards: every dialect, one question each, and what a reading closes."""

from datetime import date

import pytest

from tests.fakes import careers
from tests.fakes.applicants import VACANCIES
from tests.fakes.json_server import Reply

DAY = date(2026, 3, 4)
FEED = {"feeds": ["~/feed.xml"]}
SPOED, NACHT, TRACK, POETS = VACANCIES


def later(days):
    return date(2026, 3, 4 + days)


@pytest.mark.parametrize(
    ("feed", "number", "expected"),
    [
        (
            careers.indeed,
            "NL-101",
            {"reference": "9101", "url": "nergens.example/vacatures/verpleegkundige-spoed-101", "pay_stated": True},
        ),
        (careers.recruitee, "101000", {"url": "nergens.example/o/verpleegkundige-spoed-101", "pay_stated": None}),
        (careers.teamtailor, "teamtailor-101", {"url": "nergens.example/jobs/101", "reference": None}),
        (careers.personio, "101", {"reference": "personio-101", "department": "Spoedgevallen"}),
        (careers.stage, "101", {"url": "nergens.example/s/verpleegkundige-spoed-101"}),
    ],
    ids=["indeed", "recruitee", "teamtailor", "personio", "stage"],
)
def test_every_dialect_is_recognised_by_its_content(place, site, feed, number, expected):
    site.shown["/feed.xml"] = feed()
    pulled = place.pull(**FEED)
    row = pulled.told[number]
    shared = {
        "provider": "feed:127.0.0.1",
        "title": "Verpleegkundige spoed",
        "location": "Gent",
        "site_id": "gent",
        "status": "open",
        "closed_at": None,
        "first_seen_on": DAY,
        "last_seen_on": DAY,
    }
    assert {name: row[name] for name in {**shared, **expected}} == {**shared, **expected}
    assert row["opened_at"] == (date(2025, 10, 2) if feed is careers.recruitee else SPOED.opened)
    assert len(pulled.told) == 3
    assert place.asked == ["/feed.xml"]


def test_a_description_for_side_entrants_makes_a_track_and_goes_no_further(place, site):
    site.shown["/feed.xml"] = careers.personio()
    rows = place.pull(**FEED).rows
    assert {row["side_entrant_track"] for row in rows} == {True}
    assert not any("welkom" in str(row) for row in rows)


def test_who_asks_tells_who_it_is_and_asks_once_per_feed(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    (asked,) = place.server.asked
    assert asked.headers["user-agent"].startswith("Instroom/")
    assert place.ledger.requests == 1


def test_a_feed_that_has_not_changed_moves_only_the_day_on_which_it_was_seen(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    second = place.pull(days=1, **FEED)
    (asked,) = place.server.asked
    assert asked.headers["if-none-match"]
    assert asked.headers["if-modified-since"] == careers.MODIFIED
    assert [(row["external_id"], row["last_seen_on"]) for row in second.rows] == [
        (f"NL-{each.number}", later(1)) for each in careers.OPEN
    ]
    assert all("title" not in row for row in second.rows)


def test_a_vacancy_is_closed_when_it_is_missing_for_the_second_time_on_the_first_day_without_it(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    site.shown["/feed.xml"] = careers.indeed([SPOED, TRACK])
    assert {row["status"] for row in place.pull(days=1, **FEED).rows} == {"open"}
    closed = place.pull(days=3, **FEED).told[f"NL-{POETS.number}"]
    assert (closed["status"], closed["closed_at"]) == ("closed", later(1))
    assert f"NL-{POETS.number}" not in place.pull(days=4, **FEED).told


def test_the_same_day_twice_is_one_reading(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    site.shown["/feed.xml"] = careers.indeed([SPOED])
    place.pull(days=1, **FEED)
    assert not any(row.get("status") == "closed" for row in place.pull(days=1, **FEED).rows)


def test_a_vacancy_that_comes_back_in_time_is_never_closed(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    site.shown["/feed.xml"] = careers.indeed([SPOED])
    place.pull(days=1, **FEED)
    site.shown["/feed.xml"] = careers.indeed()
    for day in (2, 3):
        assert not any(row.get("status") == "closed" for row in place.pull(days=day, **FEED).rows)


def test_a_vacancy_that_was_closed_and_stands_there_again_is_open_again(place, site):
    shown = (careers.indeed(), careers.indeed([SPOED]), careers.indeed([SPOED]), careers.indeed())
    for day, feed in enumerate(shown):
        site.shown["/feed.xml"] = feed
        row = place.pull(days=day, **FEED).told.get(f"NL-{POETS.number}", {})
    assert (row["status"], row["closed_at"]) == ("open", None)


def test_one_empty_feed_closes_nothing_and_the_second_closes_all(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    site.shown["/feed.xml"] = careers.indeed([])
    assert place.pull(days=1, **FEED).rows == []
    assert place.pull(days=1, **FEED).rows == []
    closed = place.pull(days=2, **FEED).rows
    assert {(row["external_id"], row["status"], row["closed_at"]) for row in closed} == {
        (f"NL-{each.number}", "closed", later(1)) for each in careers.OPEN
    }
    assert place.pull(days=3, **FEED).rows == []


def test_an_empty_feed_between_two_full_ones_closes_nothing(place, site):
    whole = careers.indeed()
    for day, shown in enumerate((whole, careers.indeed([]), whole, careers.indeed([]), whole)):
        site.shown["/feed.xml"] = shown
        assert not any(row.get("status") == "closed" for row in place.pull(days=day, **FEED).rows)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("<html><body>Sign in</body></html>", "no XML feed"),
        ("<source><job><title>Half", "no XML feed"),
        ('<!DOCTYPE s [<!ENTITY a "aaaa">]><source><job><title>&a;</title></job></source>', "defines entities"),
    ],
)
def test_what_is_no_feed_is_said_and_closes_nothing(place, site, shown, said):
    site.shown["/feed.xml"] = careers.indeed()
    place.pull(**FEED)
    site.shown["/feed.xml"] = shown
    for day in (1, 2):
        pulled = place.pull(days=day, **FEED)
        assert said in pulled.problems[0]
        assert pulled.rows == []
        assert place.asked == ["/feed.xml"]
    site.shown["/feed.xml"] = careers.indeed([SPOED])
    assert not any(row["status"] == "closed" for row in place.pull(days=3, **FEED).rows)


def test_a_feed_that_fails_stops_no_other(place, site):
    site.shown["/stage.xml"] = careers.stage()
    pulled = place.pull(feeds=["~/nowhere.xml", "~/stage.xml"])
    assert pulled.problems == ["127.0.0.1/nowhere.xml was not read. There is nothing at this address (status 404)."]
    assert len(pulled.told) == 3
    assert pulled.error is None


def test_when_nothing_can_be_read_the_run_ends_with_the_first_problem(place, site):
    place.server.fail(*[Reply(403, "{}")] * 2)
    pulled = place.pull(**FEED)
    assert (pulled.error.code, pulled.error.status) == ("auth.refused", "auth")


def test_a_busy_site_is_tried_again(place, site):
    site.shown["/feed.xml"] = careers.indeed()
    place.server.fail(Reply(503, "busy", {"Retry-After": "7"}))
    assert len(place.pull(**FEED).told) == 3
    assert 7 in place.slept


def test_a_last_day_that_has_passed_closes_a_vacancy_though_the_feed_still_names_it(place, site):
    site.shown["/feed.xml"] = careers.teamtailor([SPOED], ends="2026-03-05")
    assert place.pull(**FEED).told["teamtailor-101"]["status"] == "open"
    assert "status" not in place.pull(days=1, **FEED).told["teamtailor-101"]
    row = place.pull(days=2, **FEED).told["teamtailor-101"]
    assert (row["status"], row["closed_at"]) == ("closed", date(2026, 3, 5))


def test_what_another_feed_of_the_host_still_names_stays_open(place, site):
    both = {"feeds": ["~/a.xml", "~/b.xml"]}
    site.shown |= {"/a.xml": careers.indeed(), "/b.xml": careers.indeed()}
    place.pull(**both)
    site.shown["/a.xml"] = careers.indeed([SPOED])
    for day in (1, 2):
        assert not any(row.get("status") == "closed" for row in place.pull(days=day, **both).rows)


def test_items_without_number_and_address_are_left_out_and_counted(place, site):
    site.shown["/feed.xml"] = (
        "<jobs><job><title>Een</title></job><job><title>Twee</title><url>https://n.example/2?x=1</url></job></jobs>"
    )
    pulled = place.pull(**FEED)
    assert list(pulled.told) == ["n.example/2"]
    assert pulled.notes == ["1 vacancies of 127.0.0.1 have neither a number nor an address; they are left out."]


@pytest.mark.parametrize(
    ("board", "number", "expected"),
    [
        ("recruitee:~", "101", {"reference": "recruitee-101", "pay_stated": True, "department": "Spoedgevallen"}),
        ("teamtailor:~", "101", {"reference": "teamtailor-101", "pay_stated": None}),
        ("greenhouse:~/v1/boards/nergens", "400101", {"reference": "greenhouse-101", "department": "Spoedgevallen"}),
        ("lever:~/v0/postings/nergens", "aaaa-101", {"reference": "lever-aaaa-101", "opened_at": date(2025, 10, 1)}),
    ],
)
def test_public_boards_give_their_vacancies_with_the_number_of_their_system(place, site, board, number, expected):
    site.shown |= careers.boards()
    pulled = place.pull(boards=[board])
    row = pulled.told[number]
    shared = {
        "provider": f"board:{board.split(':')[0]}",
        "title": "Verpleegkundige spoed",
        "location": "Gent",
        "opened_at": SPOED.opened,
    }
    assert {name: row[name] for name in {**shared, **expected}} == {**shared, **expected}
    assert len(pulled.told) == len(place.asked) * 3


def test_tags_of_a_board_tell_a_track(place, site):
    site.shown |= careers.boards()
    told = place.pull(boards=["recruitee:~"]).told
    assert {number: row["side_entrant_track"] for number, row in told.items()} == {
        "101": False,
        "103": True,
        "104": False,
    }


def test_the_token_of_a_careers_site_goes_to_recruitee_alone(place, site):
    site.shown |= careers.boards()
    site.guarded["/api/offers/"] = careers.TOKEN
    refused = place.pull(boards=["recruitee:~", "teamtailor:~"])
    assert "is closed to us (status 401)" in refused.problems[0]
    let_in = place.pull(boards=["recruitee:~", "teamtailor:~"], secrets={"careers_sites_token": careers.TOKEN})
    assert let_in.problems == []
    assert [each.headers.get("x-careers-sites-token") for each in place.server.asked] == [careers.TOKEN, None]


def test_a_board_that_nobody_knows_is_refused_by_name(place):
    error = place.pull(boards=["workable:nergens"]).error
    assert (error.code, "recruitee, teamtailor, greenhouse, lever" in str(error)) == ("configuration.board", True)


def test_without_anything_to_read_it_says_what_to_give(place):
    assert place.pull().error.code == "configuration.missing_key"
