"""The ten traps that decide whether the counts are right, as Recruitee sets them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.base import Look
from tests.connectors.recruitee.conftest import everything, sums
from tests.fakes.applicants import CANARIES, NOW
from tests.fakes.recruitee_world import POOL_OFFER, REJECTED, WITHDRAWN, Candidate, Placement

NIGHT = timedelta(days=1)


def first(world, stage, *, ended=False):
    """Return an application at a stage."""
    places = (at for one in world.candidates.values() if not one.is_example for at in one.placements)
    return next(at for at in places if at.stage == stage and bool(at.reason) == ended and at.offer < POOL_OFFER - 1)


def test_1_an_entry_of_a_talent_pool_is_no_application(place, world):
    done = place.sync()
    assert place.count() == 60
    assert place.rows("vacancy", "external_id")[-1] == ("902",)
    assert str(POOL_OFFER) not in {row[0] for row in place.rows("vacancy", "external_id")}
    assert "Entries of talent pools, which are no applications: < 5." in map(str, done.notes)


def test_1_many_entries_of_a_talent_pool_are_counted_in_a_note(place, world):
    for number in range(7):
        world.candidates[8000 + number] = Candidate(
            8000 + number, NOW - NIGHT, [Placement(9200 + number, POOL_OFFER, NOW)]
        )
    assert "Entries of talent pools, which are no applications: 9." in map(str, place.sync().notes)


def test_2_examples_of_recruitee_itself_are_left_out(place):
    done = place.sync()
    assert place.count() == 60
    assert "900" not in {row[0] for row in place.rows("vacancy", "external_id")}
    assert "Examples of Recruitee itself that are left out: < 5." in map(str, done.notes)


def test_3_a_day_that_moves_forward_and_a_source_that_is_emptied_change_no_count(place, world):
    place.sync()
    before = sums(place.engine, "day", "source_id", "side_entrant")
    someone = world.candidates[5004]
    someone.source, someone.created_at = None, NOW
    someone.placements[0].created_at, someone.placements[0].stage = NOW, "applied"
    world.changed(5004)
    place.sync(now=NOW + NIGHT)
    assert sums(place.engine, "day", "source_id", "side_entrant") == before
    assert place.one(someone.placements[0].number)["erased_at"] is not None


def test_4_a_deleted_applicant_in_a_message_stays_counted_and_is_over(place, world):
    place.sync()
    before = sums(place.engine, "day", "source_id")
    at = first(world, "screened")
    owner = world.owner(at.number)
    del world.candidates[owner.number]
    place.sync(looks=[Look("event-1", "deleted", str(owner.number), NOW)], only_looks=True)
    row = place.one(at.number)
    assert (row["status"], row["candidate_key"], row["erased_at"]) == ("deleted", None, NOW)
    assert sums(place.engine, "day", "source_id") == before


def test_4_a_softly_deleted_applicant_is_over_at_that_moment(place, world):
    place.sync()
    at = first(world, "applied")
    world.owner(at.number).deleted_at = NOW + timedelta(hours=1)
    place.sync(now=NOW + NIGHT)
    assert place.one(at.number)["erased_at"] == NOW + timedelta(hours=1)


def test_4_who_is_gone_without_a_word_is_found_by_the_monthly_reading(place, world):
    place.sync()
    at = first(world, "applied")
    del world.candidates[world.owner(at.number).number]
    place.sync(now=NOW + NIGHT)
    assert place.one(at.number)["status"] != "deleted"
    place.sync(now=NOW + timedelta(days=31))
    assert place.one(at.number)["status"] == "deleted"
    assert place.count() == 60


def test_4_an_application_that_was_taken_off_a_living_applicant_is_found_too(place, world):
    place.sync()
    taken = world.candidates[5008].placements.pop().number
    place.sync(now=NOW + timedelta(days=31))
    assert place.one(taken)["erased_at"] is not None
    assert [row[0] for row in place.rows("application", "erased_at")].count(None) == 59


def test_4_an_account_that_lost_sight_of_most_deletes_nobody(place, world):
    place.sync()
    for number in sorted(world.candidates)[3:50]:
        del world.candidates[number]
    done = place.sync(now=NOW + timedelta(days=31))
    assert {row[0] for row in place.rows("application", "erased_at")} == {None}
    assert any("Nothing was taken as deleted" in note.text for note in done.notes)


def test_4_messages_about_many_who_are_not_there_delete_nobody(place, world):
    place.sync()
    looks = [Look(f"event-{number}", "changed", str(number), NOW) for number in list(world.candidates)[:30]]
    world.candidates.clear()
    assert place.sync(looks=looks, only_looks=True).problems == ["source.many_missing"]
    assert {row[0] for row in place.rows("application", "erased_at")} == {None}


def test_5_a_hire_that_is_undone_and_done_again_is_told_in_events(place, world):
    place.sync()
    at = first(world, "interview")
    at.stage, at.hired_at = "hired", NOW + timedelta(hours=1)
    place.sync(now=NOW + NIGHT)
    at.stage, at.hired_at = "interview", None
    place.sync(now=NOW + 2 * NIGHT)
    row = place.one(at.number)
    assert (row["status"], row["stage"], row["hired_at"]) == ("in_process", "offer", None)
    told = place.events(at.number)
    assert [event for event, _ in told].count("hired") == 1
    assert ("unhired", "2026-03-06") in told


def test_5_someone_who_is_taken_back_is_open_again(place, world):
    place.sync()
    at = first(world, "screened")
    at.reason, at.disqualified_at = REJECTED, NOW + timedelta(hours=1)
    place.sync(now=NOW + NIGHT)
    row = place.one(at.number)
    assert (row["status"], row["rejected_by"], row["rejected_at"]) == ("rejected", "employer", NOW.date())
    at.reason, at.disqualified_at = None, None
    place.sync(now=NOW + 2 * NIGHT)
    row = place.one(at.number)
    assert (row["status"], row["rejected_by"], row["rejected_at"]) == ("in_process", None, None)
    assert ("unrejected", "2026-03-06") in place.events(at.number)


def test_5_a_reason_of_the_applicant_is_a_withdrawal(place, world):
    at = first(world, "screened")
    at.reason, at.disqualified_at = WITHDRAWN, NOW - timedelta(hours=3)
    place.sync()
    row = place.one(at.number)
    assert (row["status"], row["rejected_by"], row["withdrawn_at"]) == ("withdrawn", "candidate", NOW.date())


def test_6_a_hire_is_known_by_its_moment_or_its_stage_and_not_by_the_flag(place, world):
    at = first(world, "screened")
    at.hired_at = NOW - timedelta(hours=2)
    by_stage = first(world, "interview")
    by_stage.stage = "hired"
    place.sync()
    assert (place.one(at.number)["status"], place.one(at.number)["hired_at"]) == ("hired", NOW.date())
    assert (place.one(by_stage.number)["status"], place.one(by_stage.number)["hired_at"]) == ("hired", None)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 23, 30, 0, 999999, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 1, 31, 22, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 2, 1, 0, 0, 0, 1, tzinfo=UTC), date(2026, 2, 1)),
    ],
)
def test_7_a_moment_in_utc_counts_on_the_day_of_the_organisation(place, world, moment, day):
    world.candidates[8001] = Candidate(8001, moment, [Placement(8101, 101, moment)])
    place.sync()
    assert place.one(8101)["applied_on"] == day
    assert place.count() == 61


def test_7_the_search_is_asked_in_seconds(place, server):
    place.sync()
    asked = [each.parameters["filters_json"] for each in server.asked if "search" in each.path]
    assert asked[0] == '[{"field": "created_at", "gte": 1764547200, "lte": 1767225600}]'


def test_8_a_filter_that_is_ignored_is_named_and_nothing_of_it_is_stored(place, world):
    world.filter_names = ()
    done = place.sync()
    assert (done.problems, place.count()) == (["source.filter_ignored"], 0)
    assert "ignored the filter" in str(next(batch.problem for batch in done.batches if batch.problem))


def test_8_the_other_name_of_the_filter_can_be_set(place, world):
    world.filter_names = ("filters",)
    assert place.sync(search_parameter="filters").problems == []
    assert place.count() == 60


def test_9_one_person_with_two_applications_counts_twice_under_one_pseudonym(place):
    place.sync()
    keys = [row[0] for row in place.rows("application", "candidate_key")]
    assert (len(keys), len(set(keys))) == (60, 54)


def test_10_nobody_comes_through(place):
    place.sync(read_answers=True)
    stored = str(everything(place.engine, "vacancy", "application", "application_event", "source", "sync_cursor"))
    assert [canary for canary in CANARIES if canary in stored] == []
