"""Runs against the look-alike: the first one, the nightly one, what changed in between, and how often it asks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.base import Look, Window
from tests.connectors.recruitee.conftest import everything
from tests.fakes.applicants import FIRST_DAY, NOW, VACANCIES, applicants
from tests.fakes.json_server import json_reply
from tests.fakes.recruitee import detail
from tests.fakes.recruitee_world import POOL_OFFER, Candidate, Placement

TABLES = ("vacancy", "application", "application_event", "application_daily", "source")
NIGHT = timedelta(days=1)


def calls(server, path=""):
    return [asked.path.removeprefix("/c/89000/") for asked in server.asked if path in asked.path]


def test_a_first_run_stores_each_application_on_its_day(place):
    done = place.sync()
    assert (done.error, done.problems) == (None, [])
    assert place.count() == 60
    expected = sorted(each.day for each in applicants())
    assert sorted(row[0] for row in place.rows("application", "applied_on")) == expected
    assert min(expected) >= FIRST_DAY


def test_a_first_run_asks_no_more_than_it_must(place, server):
    done = place.sync()
    assert calls(server) == [
        "offers",
        "offers",
        "departments",
        *["search/new/candidates", "candidates"],  # December, and the list beside it
        *["search/new/candidates"] * 3,  # until now
    ]
    assert done.requests == 8


def test_a_nightly_run_asks_no_more_than_it_must(place, server, world):
    place.sync()
    server.asked.clear()
    old = world.candidates[5001]
    old.created_at -= timedelta(days=400)
    world.changed(5001, NOW + timedelta(hours=3))
    done = place.sync(now=NOW + NIGHT)
    assert done.problems == []
    assert calls(server) == [
        "offers",
        "tracking/activities",
        *["search/new/candidates", "candidates"],
        *["search/new/candidates"] * 3,
        "candidates/5001",
    ]
    assert done.requests == 8


def test_the_same_moment_twice_changes_nothing(place):
    place.sync()
    before = everything(place.engine, *TABLES)
    assert place.sync().written == 0
    assert everything(place.engine, *TABLES) == before


def test_any_window_read_again_changes_nothing(place):
    place.sync()
    before = everything(place.engine, *TABLES)
    for window in (Window(since=date(2026, 1, 15)), Window(date(2025, 12, 1), date(2026, 1, 3)), Window(full=True)):
        assert place.sync(window=window).written == 0
    assert everything(place.engine, *TABLES) == before


@pytest.mark.parametrize("page", [1, 3, 6])
def test_a_run_that_is_killed_goes_on_and_ends_in_the_same_rows(place, page):
    place.sync(stop_after=page)
    place.sync()
    stopped = everything(place.engine, *TABLES)
    with place.engine.begin() as connection:
        for name in ("sync_cursor", *TABLES):
            connection.exec_driver_sql(f"DELETE FROM {name}")
    place.sync()
    assert everything(place.engine, *TABLES) == stopped


def test_a_stopped_first_run_does_not_read_its_months_again(place, server):
    place.sync(stop_after=4)  # the vacancies, where the log begins, December, January
    server.asked.clear()
    place.sync()
    assert len(calls(server, "search")) == 2


def test_who_changed_while_a_first_run_stood_still_is_read_again(place, world):
    place.sync(stop_after=3)
    early = min(world.candidates.values(), key=lambda each: each.created_at)
    early.placements[0].reason, early.placements[0].disqualified_at = "Onvoldoende ervaring", NOW + NIGHT
    world.changed(early.number, NOW + NIGHT)
    place.sync(now=NOW + 2 * NIGHT)
    assert place.one(early.placements[0].number)["status"] == "rejected"


def test_a_future_first_day_reads_nobody(place):
    assert place.sync(since=date(2026, 5, 1)).error is None
    assert place.count() == 0


def test_small_pages_give_the_same(place, server, world):
    place.sync(page_size=10)
    assert place.count() == 60
    assert len(calls(server, "search")) > 4
    assert all(asked.parameters["limit"] == "10" for asked in server.asked if "search" in asked.path)


def test_a_server_that_gives_smaller_pages_than_were_asked_for_is_read_to_its_end(place, world):
    world.largest_page = 50
    assert place.sync().problems == []
    assert place.count() == 60


def test_a_search_that_tells_all_needs_no_list(place, server, world):
    world.tells_all = True
    place.sync()
    assert "candidates" not in calls(server)
    assert place.count() == 60


def test_a_changed_applicant_is_read_again_and_the_change_becomes_an_event(place, world):
    place.sync(lookback_days=1)
    at = next(p for one in world.candidates.values() for p in one.placements if p.stage == "interview" and not p.reason)
    at.stage, at.hired_at = "hired", NOW + timedelta(hours=2)
    owner = world.owner(at.number)
    world.changed(owner.number, NOW + timedelta(hours=2))
    place.sync(now=NOW + NIGHT, lookback_days=1)
    row = place.one(at.number)
    assert (row["stage"], row["status"], row["hired_at"], row["stage_basis"]) == ("hired", "hired", NOW.date(), "type")
    assert ("hired", NOW.date().isoformat()) in place.events(at.number)


def test_who_is_not_in_the_change_log_is_seen_within_the_last_days_all_the_same(place, world):
    place.sync()
    at = next(p for one in world.candidates.values() for p in one.placements if p.stage == "applied" and not p.reason)
    at.stage = "interview"
    place.sync(now=NOW + NIGHT)
    assert place.one(at.number)["stage"] == "interview"


def test_an_account_that_may_not_see_the_change_log_reads_the_last_days_and_says_so(place, world):
    place.sync()
    world.sees_activities = False
    done = place.sync(now=NOW + NIGHT)
    assert (done.error, done.problems) == (None, ["auth.rights"])
    world.sees_activities = True
    assert place.sync(now=NOW + NIGHT).problems == []


def test_a_second_application_of_an_old_applicant_has_its_own_day(place, world):
    place.sync()
    later = datetime(2026, 3, 4, 20, 15, tzinfo=UTC)
    world.candidates[5001].placements.append(Placement(1990, 104, later))
    world.changed(5001, later)
    place.sync(now=NOW + NIGHT, lookback_days=1)
    assert place.one(1990)["applied_on"] == date(2026, 3, 4)
    keys = place.rows("application", "candidate_key")
    assert len(keys) == 61
    assert place.one(1990)["candidate_key"] == place.one(1001)["candidate_key"]


def test_an_application_from_before_the_first_day_is_left_out_since_the_others_of_its_day_are_too(place, world):
    place.sync()
    long_ago = datetime(2024, 5, 1, 9, tzinfo=UTC)
    world.candidates[8001] = Candidate(8001, long_ago, [Placement(8101, 101, long_ago), Placement(8102, 103, NOW)])
    world.changed(8001)
    place.sync(now=NOW + NIGHT)
    assert place.count() == 61
    assert place.one(8102)["applied_on"] == NOW.date()


def test_a_message_has_that_applicant_read_first_and_nothing_else_when_asked_so(place, server, world):
    place.sync()
    server.asked.clear()
    world.candidates[5003].placements[0].stage = "interview"
    look = Look("event-1", "changed", "5003", NOW)
    done = place.sync(looks=[look], only_looks=True)
    assert calls(server) == ["candidates/5003"]
    assert (done.written > 0, done.error) == (True, None)
    server.asked.clear()
    place.sync(looks=[look])
    assert calls(server)[0] == "candidates/5003"
    assert place.one(world.candidates[5003].placements[0].number)["stage"] == "interview"


def test_a_message_about_a_vacancy_that_is_not_known_yet_has_its_kind_and_stages_looked_up(place, server, world):
    place.sync()
    bare = detail(world, world.candidates[5000 + 2])
    del bare["references"]
    for at in bare["candidate"]["placements"]:
        at |= {"id": at["id"] + 700, "stage_id": at["stage_id"] + 2, "created_at": "2026-03-04T09:00:00.000000Z"}
    server.fail(json_reply(bare), path="candidates/5002")
    server.asked.clear()
    place.sync(looks=[Look("event-1", "changed", "5002", NOW)], only_looks=True)
    assert [path.partition("/")[0] for path in calls(server)] == ["candidates", *["offers"] * (len(calls(server)) - 1)]
    jobs = [at for at in bare["candidate"]["placements"] if at["offer_id"] != POOL_OFFER]
    assert [place.one(at["id"])["applied_on"] for at in jobs] == [NOW.date()] * len(jobs)
    assert place.count() == 60 + len(jobs)


def test_vacancies_come_with_status_address_number_track_and_days(place):
    place.sync()
    columns = (
        "external_id",
        "status",
        "url",
        "reference",
        "side_entrant_track",
        "opened_at",
        "closed_at",
        "department",
    )
    rows = {row[0]: row[1:] for row in place.rows("vacancy", *columns)}
    assert sorted(rows) == ["101", "102", "103", "104", "902"]
    night, track = VACANCIES[1], VACANCIES[2]
    assert rows["102"] == (
        "closed",
        f"werkenbij.nergensland.example/o/{night.slug}",
        night.slug,
        False,
        date(2025, 11, 3),
        date(2026, 2, 20),
        "Ouderenzorg",
    )
    assert rows["103"][3] is True
    assert rows["103"][1].endswith(track.slug)
    assert rows["902"][0] == "closed"


def test_archived_vacancies_are_asked_for_once_a_week_and_when_one_left_the_list(place, server, world):
    place.sync()
    server.asked.clear()
    place.sync(now=NOW + NIGHT)
    assert [asked.parameters["scope"] for asked in server.asked if "offers" in asked.path] == ["not_archived"]
    world.archived.add(101)
    server.asked.clear()
    place.sync(now=NOW + 2 * NIGHT)
    assert [asked.parameters["scope"] for asked in server.asked if "offers" in asked.path] == [
        "not_archived",
        "archived",
    ]
    assert ("101", "closed") in place.rows("vacancy", "external_id", "status")


def test_an_account_that_ignores_the_scope_is_asked_once(place, server, world):
    world.open_scope_only = False
    place.sync()
    assert len(calls(server, "offers")) == 1
    assert ("902", "closed") in place.rows("vacancy", "external_id", "status")


def test_a_stage_without_a_category_in_the_list_is_looked_up_once(place, server, world):
    world.tells_all = True
    place.sync()
    assert calls(server, "pipeline") == ["pipeline_templates"]
    assert sorted(calls(server, "offers/")) == ["offers/102", "offers/103", "offers/104"]
    server.asked.clear()
    place.sync(now=NOW + NIGHT)
    assert calls(server, "pipeline") + calls(server, "offers/") == []
    assert POOL_OFFER not in {row[0] for row in place.rows("vacancy", "external_id")}
