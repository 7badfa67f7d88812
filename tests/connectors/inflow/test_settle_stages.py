"""Stages, days and places as they land: the furthest stage stays, no day is invented or lost, nothing counts twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema
from connectors.inflow.applied import OUTCOMES, Evidence, Happened, Standing, VacancySeen
from tests.connectors.inflow.conftest import NOW, SITES, an_application, standing

APPLIED, TODAY = date(2026, 3, 2), date(2026, 3, 4)
NEW = (APPLIED, "job_boards", "unknown")
HIRED = standing("hired", hired_at=date(2026, 3, 3))
REJECTED = standing("interview", "rejected", rejected_at=date(2026, 3, 3))


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


# --- Stages and days -------------------------------------------------------------------------------------------------------


def test_the_furthest_stage_is_kept_when_someone_is_moved_back(house):
    house.read(an_application(standing=standing("offer", "offer", offer_at=TODAY)))
    house.read(an_application(standing=standing("screened")))
    stored = house.stored()
    assert (stored["stage"], stored["status"], stored["stage_raw"]) == ("offer", "in_process", "screened")
    assert stored["offer_at"] == TODAY
    assert house.counted()[NEW] == (1, 1, 1, 1, 0, 0, 0)


def test_a_history_that_comes_in_any_order_gives_the_same_row(house):
    steps = [
        Happened("stage", datetime(2026, 3, 2, 10, tzinfo=UTC), "a", stage="screened"),
        Happened("stage", datetime(2026, 3, 3, 10, tzinfo=UTC), "b", stage="interview"),
        Happened("stage", datetime(2026, 3, 4, 10, tzinfo=UTC), "c", stage="screened"),
    ]
    house.read(an_application("1", happened=tuple(steps)), an_application("2", happened=tuple(reversed(steps))))
    names = ("stage", "screened_at", "interview_at")
    first, second = ([house.stored(number)[name] for name in names] for number in ("1", "2"))
    assert first == second == ["interview", date(2026, 3, 2), date(2026, 3, 3)]


@pytest.mark.parametrize("status", ["hired", "rejected", "withdrawn"])
def test_an_end_without_a_day_is_dated_by_the_reading_that_saw_it_and_stays_so(house, status):
    ended = standing("hired") if status == "hired" else standing("applied", status)
    house.read(an_application())
    house.read(an_application(standing=ended))
    house.read(an_application(standing=ended))
    assert house.stored()[f"{status}_at"] == day(1)
    assert [event for event in house.events() if event[0] == status] == [(status, day(1))]


def test_an_end_that_was_there_at_first_sight_gets_no_invented_day(house):
    house.read(an_application(standing=standing("hired")))
    house.read(an_application(standing=standing("hired")))
    assert house.stored()["hired_at"] is None
    assert [event for event, _ in house.events()] == ["created"]


def test_days_that_were_observed_are_not_lost_on_the_next_reading(house):
    days = {"screened_at": date(2026, 3, 2), "interview_at": date(2026, 3, 3), "offer_at": TODAY}
    house.read(an_application(standing=standing("offer", "offer", **days)))
    house.read(an_application(standing=standing("offer", "offer")))
    assert {name: house.stored()[name] for name in days} == days


# --- Told twice, files, persons, days --------------------------------------------------------------------------------------


def test_the_same_page_twice_writes_nothing_and_gives_no_second_event(both_houses):
    page = [an_application("1", standing=HIRED), an_application("2", standing=REJECTED), an_application("3")]
    both_houses.read(*page)
    events = both_houses.rows_of(schema.application_event, "application_key", "dedupe_key")
    for now in (NOW, NOW + timedelta(days=2)):
        landed = both_houses.read(*page, *page, now=now)
        assert sum(written.written for written in landed.tables.values()) == 0
    assert both_houses.rows_of(schema.application_event, "application_key", "dedupe_key") == events


def test_an_application_twice_in_one_page_counts_once(house):
    house.read(an_application(), an_application())
    assert house.counted() == {NEW: (1, 0, 0, 0, 0, 0, 0)}
    assert house.events() == [("created", APPLIED)]


def test_a_file_gives_no_events_by_comparison_and_no_day_of_its_import(house):
    house.read(an_application(), compares=frozenset())
    house.read(an_application(standing=standing("hired")), compares=frozenset())
    house.read(an_application(applied_at=NOW, standing=standing("hired")), compares=frozenset())
    stored = house.stored()
    assert house.events() == []
    assert (stored["status"], stored["hired_at"], stored["applied_on"]) == ("hired", None, APPLIED)
    assert stored["erased_at"] is None


def test_a_source_that_tells_its_stages_gets_outcomes_by_comparison_and_no_stages(house):
    house.read(an_application(), compares=OUTCOMES)
    house.read(an_application(standing=standing("interview")), compares=OUTCOMES)
    house.read(an_application(standing=standing("hired")), compares=OUTCOMES)
    assert [event for event, _ in house.events()] == ["created", "hired"]


def test_one_person_with_two_applications_is_two_applications_of_one_person(house):
    house.read(an_application("1", candidate="p"), an_application("2", candidate="p", vacancy="8"))
    assert sum(counts[0] for counts in house.counted().values()) == 2
    persons = {house.stored(number)["candidate_key"] for number in ("1", "2")}
    assert len(persons) == 1
    assert None not in persons


def test_an_application_without_a_day_is_stored_and_not_counted_until_it_has_one(house):
    house.read(an_application(applied_at=None))
    assert (house.stored()["applied_on"], house.counted(), house.events()) == (None, {}, [])
    house.read(an_application())
    assert house.counted() == {NEW: (1, 0, 0, 0, 0, 0, 0)}
    assert house.events() == [("created", APPLIED)]


def test_the_day_is_the_organisation_s_day(house):
    house.read(an_application(applied_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC)))
    assert list(house.counted()) == [NEW]


# --- What the vacancy knows --------------------------------------------------------------------------------------------------


def test_place_group_and_track_come_from_the_vacancy(house):
    track = VacancySeen("7", title="Verzorgende IG (zij-instroom)", location="Aalst")
    house.read(vacancies=[track])
    house.read(an_application())
    stored = house.stored()
    assert (stored["function_group"], stored["site_id"]) == ("care_assistant", "aalst")
    assert (stored["side_entrant"], stored["side_entrant_evidence"]) == ("unknown", "vacancy_track")


def test_a_track_does_not_stand_above_the_applicant_s_own_word(house):
    house.read(vacancies=[VacancySeen("7", title="Zij-instroom verpleegkunde")])
    house.read(an_application(evidence=Evidence(fields={"Zij-instromer": "nee"})))
    assert house.stored()["side_entrant_evidence"] == "custom_field"


def test_the_vacancy_in_the_same_page_is_there_in_time(house):
    house.read(an_application(), vacancies=[VacancySeen("7", title="Kok", location=SITES[0].name)])
    assert (house.stored()["function_group"], house.stored()["site_id"]) == ("kitchen_cleaning", "gent")


def test_a_vacancy_that_is_not_known_takes_nothing_away(house):
    house.read(an_application(vacancy="8"))
    assert (house.stored()["function_group"], house.stored()["vacancy_id"]) == (None, house.desk.vacancy_id("8"))


def test_a_stage_that_no_table_knows_counts_as_in_process(house):
    house.read(an_application(standing=Standing(stage_raw="Fase Q")))
    stored = house.stored()
    assert (stored["stage"], stored["status"], stored["stage_basis"]) == ("applied", "in_process", None)
