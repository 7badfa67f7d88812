"""The traps that decide whether counts are right: what a system anonymises, deletes, undoes or tells twice moves no count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema
from connectors.inflow.applied import OUTCOMES, Evidence, Happened, Origin, VacancySeen
from tests.connectors.inflow.conftest import NOW, an_application, standing

APPLIED, TODAY = date(2026, 3, 2), date(2026, 3, 4)
NEW = (APPLIED, "job_boards", "unknown")
HIRED = standing("hired", hired_at=date(2026, 3, 3))
REJECTED = standing("interview", "rejected", rejected_at=date(2026, 3, 3))


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


# --- Anonymised: the system rewrites its own history ----------------------------------------------------------------------


@pytest.mark.parametrize("before", [HIRED, REJECTED, standing("offer", "offer")])
def test_a_day_that_moves_forward_freezes_the_row_and_leaves_all_counts(house, before):
    house.read(an_application(standing=before))
    counted = house.counted()
    wiped = an_application(applied_at=NOW, origin=Origin(), candidate=None, standing=standing("applied", "new"))
    house.read(wiped)
    stored = house.stored()
    assert house.counted() == counted
    assert (stored["applied_on"], stored["source_id"], stored["status"]) == (
        APPLIED,
        "job_boards",
        before.status or "hired",
    )
    assert stored["erased_at"] is not None
    assert stored["candidate_key"] is None
    assert ("anonymised", day(1)) in house.events()


def test_what_is_frozen_stays_so_whatever_comes_later(house):
    house.read(an_application(standing=HIRED))
    house.read(an_application(applied_at=NOW))
    before, events = house.stored(), house.events()
    landed = house.read(an_application(standing=REJECTED, happened=(Happened("rejected", NOW, "9"),)))
    assert landed.tables["application"].written == 0
    assert (house.stored(), house.events()) == (before, events)


def test_a_source_that_is_blanked_stays_as_it_was_counted(house):
    origin = Origin(source="Indeed", utm_campaign="nergens-beter", referrer="indeed.example")
    house.read(an_application(origin=origin))
    counted = house.counted()
    house.read(an_application(origin=Origin()))
    assert house.counted() == counted
    assert house.stored()["utm_campaign"] == "nergens-beter"


def test_a_vacancy_and_a_class_that_are_blanked_stay_as_they_were_counted(house):
    told = Evidence(fields={"Zij-instromer": "ja"})
    house.read(an_application(evidence=told), vacancies=[VacancySeen("7", title="Verpleegkundige")])
    before = house.stored()
    house.read(an_application(evidence=Evidence(), vacancy=None))
    after = house.stored()
    names = ("vacancy_id", "function_group", "side_entrant_declared", "side_entrant_evidence")
    assert [after[name] for name in names] == [before[name] for name in names]
    assert after["side_entrant_declared"] == "side_entrant"


def test_a_class_that_is_corrected_is_counted_anew(house):
    house.read(an_application(evidence=Evidence(fields={"Zij-instromer": "ja"})))
    house.read(an_application(evidence=Evidence(fields={"Zij-instromer": "herintreder"})))
    assert house.stored()["side_entrant_declared"] == "returner"


def test_the_system_says_that_it_made_someone_anonymous(house):
    house.read(an_application(standing=standing("interview")))
    counted = house.counted()
    house.read(gone=[house.gone("1", "anonymised")])
    assert house.counted() == counted
    assert (house.stored()["status"], house.stored()["candidate_key"]) == ("in_process", None)
    assert ("anonymised", TODAY) in house.events()


def test_an_earlier_day_is_a_better_day(house):
    house.read(an_application())
    house.read(an_application(applied_at=datetime(2026, 3, 1, 9, tzinfo=UTC)))
    assert house.stored()["erased_at"] is None
    assert list(house.counted()) == [(date(2026, 3, 1), "job_boards", "unknown")]


# --- Deleted and vanished --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "status"),
    [
        (HIRED, "hired"),
        (REJECTED, "rejected"),
        (standing("offer", "offer"), "deleted"),
        (standing("applied"), "deleted"),
    ],
)
def test_a_deleted_application_stays_counted_with_its_outcome(both_houses, before, status):
    both_houses.read(an_application(standing=before))
    counted = both_houses.counted()
    both_houses.read(gone=[both_houses.gone("1")])
    both_houses.read(gone=[both_houses.gone("1", at=NOW + timedelta(days=3))])
    assert both_houses.counted() == counted
    assert both_houses.stored()["status"] == status
    assert [event for event in both_houses.events() if event[0] == "deleted"] == [("deleted", TODAY)]


def test_a_deletion_of_what_was_never_seen_says_nothing(house):
    house.read(gone=[house.gone("77")])
    assert house.rows_of(schema.application, "application_key") == []


def test_what_a_whole_reading_does_not_show_was_deleted(house):
    house.read(*(an_application(str(number)) for number in range(30)))
    counted = house.counted()
    house.read(present=[str(number) for number in range(28)])
    assert house.counted() == counted == {NEW: (30, 0, 0, 0, 0, 0, 0)}
    assert [house.stored(str(number))["status"] for number in (27, 28, 29)] == ["new", "deleted", "deleted"]
    assert house.notes == []


def test_when_more_than_half_vanishes_nothing_is_taken_as_deleted(house):
    house.read(*(an_application(str(number)) for number in range(30)))
    house.read(present=["1", "2", "3"])
    assert {house.stored(str(number))["status"] for number in range(30)} == {"new"}
    assert [note.values for note in house.notes] == [{"source": "verzonnen", "missing": 27, "stored": 30}]


def test_a_few_that_vanish_were_deleted_even_when_they_were_more_than_half(house):
    house.read(*(an_application(str(number)) for number in range(6)))
    house.read(present=["0", "1"])
    assert house.counted() == {NEW: (6, 0, 0, 0, 0, 0, 0)}
    assert [house.stored(str(number))["status"] for number in (1, 2)] == ["new", "deleted"]


def test_an_account_that_shows_nothing_any_more_has_lost_its_rights(house):
    house.read(an_application("1"), an_application("2"))
    house.read(present=[])
    assert house.stored("2")["status"] == "new"
    assert [note.values for note in house.notes] == [{"source": "verzonnen", "missing": 2, "stored": 2}]


def test_another_system_s_applications_do_not_vanish(house):
    house.read(an_application("1"))
    house.desk = type(house.desk)(**{**vars(house.desk), "provider": "ander"})
    house.read(an_application("2"))
    house.read(present=["1"])
    assert house.stored("2")["status"] == "new"


# --- Undone, and again -----------------------------------------------------------------------------------------------------


def test_hired_undone_and_hired_again_are_three_events(house):
    house.read(an_application())
    house.read(an_application(standing=standing("hired", hired_at=day(1))))
    house.read(an_application(standing=standing("offer", "offer")))
    assert (house.stored()["stage"], house.stored()["hired_at"]) == ("offer", None)
    assert house.counted()[NEW] == (1, 1, 1, 1, 0, 0, 0)
    house.read(an_application(standing=standing("hired", hired_at=day(3))))
    assert [event for event in house.events() if event[0] in OUTCOMES] == [
        ("created", APPLIED),
        ("hired", day(1)),
        ("unhired", day(2)),
        ("hired", day(3)),
    ]
    assert house.counted()[NEW] == (1, 1, 1, 1, 1, 0, 0)


def test_a_second_hire_under_the_day_of_the_first_is_an_event_too(house):
    told = standing("hired", hired_at=day(0))
    for now in (told, standing("offer", "offer"), told):
        house.read(an_application(standing=now))
    assert [event for event, _ in house.events() if event in {"hired", "unhired"}].count("hired") == 2


def test_undone_and_again_within_one_day_leaves_the_log_as_the_row_stands(house):
    told = standing("hired", hired_at=day(0))
    for hour, now in enumerate((told, standing("offer", "offer"), told)):
        house.read(an_application(standing=now), now=NOW + timedelta(hours=hour))
    assert house.stored()["status"] == "hired"
    assert sorted(event for event, _ in house.events() if event in {"hired", "unhired"}) == [
        "hired",
        "hired",
        "unhired",
    ]


def test_rejected_undone_and_rejected_again(house):
    house.read(an_application(standing=REJECTED))
    house.read(an_application(standing=standing("interview")))
    assert (house.stored()["rejected_at"], house.stored()["rejected_by"]) == (None, None)
    assert house.counted()[NEW] == (1, 1, 1, 0, 0, 0, 0)
    house.read(an_application(standing=standing("interview", "rejected", rejected_at=day(2))))
    assert [event for event in house.events() if event[0] in OUTCOMES] == [
        ("created", APPLIED),
        ("rejected", date(2026, 3, 3)),
        ("unrejected", day(1)),
        ("rejected", day(2)),
    ]
    assert house.counted()[NEW] == (1, 1, 1, 0, 0, 1, 0)


def test_a_rejection_that_becomes_a_hire_is_undone_first(house):
    house.read(an_application(standing=REJECTED))
    house.read(an_application(standing=standing("hired", hired_at=day(1))))
    assert {event for event, _ in house.events()} >= {"rejected", "unrejected", "hired"}
    assert house.counted()[NEW] == (1, 1, 1, 1, 1, 0, 0)
