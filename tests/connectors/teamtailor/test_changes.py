"""What becomes of an application after it was counted: hired and not, rejected and not, withdrawn, deleted, told of anew."""

from collections import Counter

from connectors.base import Window
from connectors.sync import Order
from tests.connectors.teamtailor.conftest import key_of
from tests.fakes.applicants import applicants
from tests.fakes.json_server import Reply
from tests.fakes.teamtailor_world import BY_CANDIDATE, BY_COMPANY, later

TABLES = {
    "application": ("application_key", "applied_on", "source_id", "stage", "status", "hired_at", "side_entrant"),
    "application_event": ("application_key", "event", "day", "at", "origin", "to_stage"),
    "application_daily": ("day", "source_id", "side_entrant", "utm_campaign", "vacancy_id", "applied", "hired", "rejected"),
    "vacancy": ("external_id", "title", "status", "opened_at", "closed_at", "function_group"),
    "source": ("source_id", "strategy", "name", "status", "first_seen"),
}  # fmt: skip


def number_of(outcome, stage):
    return next(str(each.number) for each in applicants() if each.outcome == outcome and each.stage == stage)


def everything(house):
    return {table: house.rows(table, *columns) for table, columns in TABLES.items()}


def test_the_same_night_twice_writes_nothing(house):
    assert house.sync().rows_written > 0
    before = everything(house)
    second = house.sync()
    assert (second.status, second.rows_written, second.requests) == ("ok", 0, 3)
    assert everything(house) == before


def test_a_hire_is_the_day_of_the_move_and_an_undone_hire_had_come_to_the_offer(house):
    number = number_of(None, "screened")
    house.sync()
    house.world.change(number, later(0.5), stage="hired")
    house.sync(later(1))
    assert [str(value) for value in house.of(number, "stage", "status", "hired_at")] == ["hired", "hired", "2026-03-05"]
    house.world.change(number, later(1.5), stage="interview")
    house.sync(later(2))
    assert house.of(number, "stage", "status", "hired_at") == ("offer", "in_process", None)
    assert [event for event in house.events_of(number) if event[1] != "created"][-3:] == [
        ("2026-03-05", "hired"),
        ("2026-03-06", "stage"),
        ("2026-03-06", "unhired"),
    ]


def test_a_rejection_that_is_undone_opens_the_application_again(house):
    number = number_of(None, "applied")
    house.sync()
    house.world.change(number, later(0.5), reason=BY_COMPANY)
    house.sync(later(1))
    assert [str(value) for value in house.of(number, "status", "rejected_by", "rejected_at")] == [
        "rejected",
        "employer",
        "2026-03-05",
    ]
    house.world.change(number, later(1.5), **{"rejected-at": None})
    house.sync(later(2))
    assert house.of(number, "status", "rejected_by", "rejected_at") == ("new", None, None)
    assert [event for _, event in house.events_of(number)] == ["created", "rejected", "unrejected"]


def test_the_same_reason_on_both_sides_is_told_apart_by_its_number(house):
    house.sync()
    stored = Counter(house.rows("application", "status", "rejected_by"))
    expected = Counter(each.outcome for each in applicants())
    assert stored["rejected", "employer"] == expected["rejected"]
    assert stored["withdrawn", "candidate"] == expected["withdrawn"]


def test_a_rejection_without_a_reason_does_not_say_who_ended_it(house):
    number = number_of(None, "applied")
    house.world.change(number, later(-1), **{"rejected-at": "2026-03-03T10:00:00.000+01:00"})
    house.sync()
    assert house.of(number, "status", "rejected_by") == ("rejected", "unknown")


def test_who_withdraws_is_no_rejection(house):
    number = number_of(None, "applied")
    house.sync()
    house.world.change(number, later(0.5), reason=BY_CANDIDATE)
    house.sync(later(1))
    assert [str(value) for value in house.of(number, "status", "withdrawn_at", "rejected_at")] == [
        "withdrawn",
        "2026-03-05",
        "None",
    ]


def test_a_tag_that_comes_later_makes_a_side_entrant(house):
    each = next(each for each in applicants() if each.side_entrant is None and each.candidate == each.number + 4000)
    house.sync()
    assert house.of(str(each.number), "side_entrant_declared") == ("unknown",)
    house.world.tell(str(each.candidate), later(0.5), tags=["zij-instromer"])
    result = house.sync(later(1))
    assert result.requests == 3
    assert house.of(str(each.number), "side_entrant", "side_entrant_evidence") == ("side_entrant", "tag")
    assert house.sync(later(1)).rows_written == 0


def test_what_only_a_person_changed_keeps_day_source_and_stage_of_the_application(house):
    each = next(each for each in applicants() if each.outcome == "hired")
    house.sync()
    before = house.of(str(each.number), "applied_on", "source_id", "utm_campaign", "stage", "hired_at", "vacancy_id")
    house.world.tell(str(each.candidate), later(0.5), tags=[])
    house.sync(later(1))
    after = house.of(str(each.number), "applied_on", "source_id", "utm_campaign", "stage", "hired_at", "vacancy_id")
    assert after == before


def test_persons_without_an_application_are_named_as_a_sum(house):
    house.sync()
    for number in range(9500, 9505):
        house.world.tell(str(number), later(0.5))
    notes = [str(note) for note in house.sync(later(1)).notes]
    assert notes == ["5 persons who connected or were sourced have no application."]


# --- Deleted ---------------------------------------------------------------------------------------------------------------


def test_what_vanished_is_deleted_at_the_monthly_reading_and_stays_counted(house):
    number = number_of(None, "applied")
    house.sync()
    applied = sum(row[0] for row in house.rows("application_daily", "applied"))
    house.world.delete("job-applications", number)
    house.sync(later(1))
    assert house.of(number, "status") == ("new",)
    monthly = house.sync(later(30))
    assert monthly.requests == 1 + 1 + 1 + 3
    status, erased_at, candidate = house.of(number, "status", "erased_at", "candidate_key")
    assert (status, erased_at, candidate) == ("deleted", later(30), None)
    assert house.events_of(number)[-1] == ("2026-04-03", "deleted")
    assert sum(row[0] for row in house.rows("application_daily", "applied")) == applied == 60
    assert house.sync(later(31)).requests == 3


def test_a_whole_reading_during_which_something_goes_deletes_nothing(house):
    house.sync()
    gone = str(applicants()[-1].number)
    house.place.told.between = [
        *[lambda: None] * 4,
        lambda: house.world.delete("job-applications", gone),
    ]
    result = house.sync(later(30))
    assert "Applications came or went during the whole reading; the next run reads again." in map(str, result.notes)
    assert [row for row in house.rows("application", "status") if row == ("deleted",)] == []
    house.sync(later(31))
    assert house.of(gone, "erased_at") == (later(31),)


def test_a_system_that_moves_the_day_forward_does_not_move_a_count(house):
    number = number_of(None, "applied")
    house.sync()
    before = house.of(number, "applied_on", "source_id")
    house.world.change(number, later(0.5), **{"created-at": "2026-03-05T01:00:00.000+01:00", "referring-site": None})
    house.sync(later(1))
    assert house.of(number, "applied_on", "source_id") == before
    assert house.of(number, "erased_at") == (later(1),)


# --- Stopped anywhere ------------------------------------------------------------------------------------------------------


def test_a_run_that_stops_at_any_question_and_runs_again_ends_in_the_same_rows(house, second_engine, sqlite_engine):
    house.sync()
    undisturbed = everything(house)
    house.engine = second_engine
    for stop in (0, 1, 1):
        house.place.told.between = [*[lambda: None] * stop, lambda: house.place.server.fail(Reply(401, ""))]
        assert house.sync().status == "auth"
    assert house.sync().status == "ok"
    assert everything(house) == undisturbed


def test_days_read_again_change_no_count(house):
    house.sync()
    before = everything(house)
    house.sync(order=Order(window=Window(later(-30).date(), later(-10).date())))
    house.sync(order=Order(window=Window(full=True)))
    assert everything(house) == before


def test_one_person_with_two_applications_is_one_person(house):
    house.sync()
    pairs = [each for each in applicants() if each.candidate != each.number + 4000]
    assert len(pairs) == 6
    for each in pairs:
        (person,) = house.of(str(each.number), "candidate_key")
        assert house.of(str(each.number - 1), "candidate_key") == (person,)
    assert len({row[0] for row in house.rows("application", "candidate_key")}) == 54
    assert key_of("1001") not in {row[0] for row in house.rows("application", "candidate_key")}
