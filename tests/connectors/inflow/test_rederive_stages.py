"""Reading the words for stages again: what a rule explains follows it and goes back with it, the rest stays as told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from connectors.database import schema
from connectors.inflow.applied import ALL_CHANGES, OUTCOMES, Happened, Standing
from tests.connectors.inflow.conftest import NOW, an_application
from tests.connectors.inflow.test_rederive import DAY, MEET, NOBODY, again, book, rule, word


def stands(house, number="1"):
    row = house.stored(number)
    return row["stage"], row["status"], row["stage_basis"]


def test_a_word_without_a_meaning_gets_one_and_loses_it_again(both_houses):
    house = both_houses
    house.read(word("Kletsmoment"))
    assert stands(house) == ("applied", "in_process", None)
    assert again(house, "stage", book(MEET)) == 1
    assert stands(house) == ("interview", "in_process", "rule")
    assert house.counted() == {(DAY, "job_boards", "unknown"): (1, 1, 1, 0, 0, 0, 0)}
    assert again(house, "stage", book(MEET), book(MEET)) == 0
    assert again(house, "stage", NOBODY, book(MEET)) == 1
    assert stands(house) == ("applied", "in_process", None)
    assert house.counted() == {(DAY, "job_boards", "unknown"): (1, 0, 0, 0, 0, 0, 0)}


@pytest.mark.parametrize(
    ("result", "stage", "status", "by"),
    [
        ("applied/rejected", "applied", "rejected", "employer"),
        ("interview/withdrawn", "interview", "withdrawn", "candidate"),
        ("hired", "hired", "hired", None),
        ("offer", "offer", "offer", None),
        ("applied", "applied", "new", None),
    ],
)
def test_a_rule_that_ends_an_application_can_be_undone(house, result, stage, status, by):
    house.read(word("Kletsmoment"))
    rules = book(rule("stage", "stage", "Kletsmoment", result))
    assert again(house, "stage", rules) == 1
    row = house.stored()
    assert (row["stage"], row["status"], row["rejected_by"]) == (stage, status, by)
    assert (row["hired_at"], row["rejected_at"], row["withdrawn_at"]) == (None, None, None)
    assert again(house, "stage", NOBODY, rules) == 1
    row = house.stored()
    assert (row["stage"], row["status"], row["rejected_by"]) == ("applied", "in_process", None)


def test_a_hire_that_a_wrong_rule_made_when_it_landed_is_no_hire_after_it_is_undone(both_houses):
    house = both_houses
    wrong = book(rule("stage", "stage", "Kletsmoment", "hired"))
    house.desk = replace(house.desk, rules=wrong)
    house.read(word("Nieuw"))
    house.read(word("Kletsmoment"))
    assert house.counted()[DAY, "job_boards", "unknown"][4] == 1
    again(house, "stage", NOBODY, wrong)
    row = house.stored()
    assert (row["stage"], row["status"], row["hired_at"]) == ("applied", "in_process", None)
    assert house.counted() == {(DAY, "job_boards", "unknown"): (1, 0, 0, 0, 0, 0, 0)}


def test_what_the_system_tells_by_its_own_type_or_status_no_rule_moves(house):
    house.read(
        an_application("1", standing=Standing(stage_raw="Kletsmoment", stage="screened", status="in_process")),
        an_application("2", standing=Standing(stage_raw="Kletsmoment", status="rejected", rejected_by="employer")),
    )
    assert again(house, "stage", book(MEET)) == 1
    assert stands(house, "1") == ("screened", "in_process", "type")
    row = house.stored("2")
    assert (row["stage"], row["status"], row["rejected_by"]) == ("interview", "rejected", "employer")


def test_a_rule_about_another_word_touches_nothing(house):
    house.read(
        word("Nieuw"),
        an_application("2", standing=Standing(stage_raw="Eerste gesprek", status="rejected")),
        an_application("3", standing=Standing(stage_raw="Iets", stage="offer", status="rejected")),
    )
    before = house.rows_of(schema.application, *schema.application.c.keys())
    assert again(house, "stage", book(MEET)) == 0
    assert house.rows_of(schema.application, *schema.application.c.keys()) == before


def moment(day, hour=9):
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def with_history():
    happened = (
        Happened("stage", moment(3), "1", stage_raw="Kletsmoment", from_raw="Nieuw"),
        Happened("stage", moment(5), "2", stage_raw="Nog een praatje", from_raw="Kletsmoment"),
        Happened("stage", moment(6), "3", stage_raw="Afgewezen", from_raw="Nog een praatje"),
    )
    ended = Standing(stage_raw="Afgewezen", status="rejected", days={"rejected_at": date(2026, 3, 6)})
    return an_application(standing=ended, happened=happened)


def told(house):
    return house.rows_of(schema.application_event, "day", "event", "stage_raw", "to_stage")


def test_the_log_is_read_again_and_dates_the_milestone(both_houses):
    house = both_houses
    house.read(with_history(), compares=OUTCOMES)
    assert house.stored()["stage"] == "applied"
    wide = rule("stage", "stage", "praatje", "interview", "contains")
    assert again(house, "stage", book(MEET, wide)) == 1
    row = house.stored()
    assert (row["stage"], row["status"], row["interview_at"]) == ("interview", "rejected", date(2026, 3, 3))
    stages = [(raw, stage) for _day, event, raw, stage in told(house) if event == "stage"]
    assert stages == [("Kletsmoment", "interview"), ("Nog een praatje", "interview"), ("Afgewezen", "applied")]
    assert again(house, "stage", book(wide), book(MEET, wide)) == 1
    assert house.stored()["interview_at"] == date(2026, 3, 5)
    assert again(house, "stage", NOBODY, book(wide)) == 1
    row = house.stored()
    assert (row["stage"], row["status"], row["interview_at"]) == ("applied", "rejected", None)
    assert house.counted() == {(DAY, "job_boards", "unknown"): (1, 0, 0, 0, 0, 1, 0)}


def test_reading_the_log_again_gives_what_landing_with_the_rule_gives(both_houses, desk):
    house = both_houses
    house.read(with_history(), compares=OUTCOMES)
    again(house, "stage", book(MEET))
    house.desk = replace(desk, rules=book(MEET))
    before = told(house)
    landed = house.read(with_history(), compares=OUTCOMES, now=NOW)
    assert landed.tables["application"].written == 0
    assert told(house) == before


def test_a_day_that_the_system_told_itself_stays_with_its_milestone(house):
    house.read(
        an_application(
            standing=Standing(stage_raw="Kletsmoment", days={"interview_at": date(2026, 3, 4)}),
            happened=(Happened("stage", moment(3), "1", stage_raw="Kletsmoment"),),
        ),
        compares=OUTCOMES,
    )
    again(house, "stage", book(MEET))
    again(house, "stage", NOBODY, book(MEET))
    row = house.stored()
    assert (row["stage"], row["interview_at"]) == ("interview", date(2026, 3, 4))


def test_a_stage_that_was_left_again_stays_the_furthest(house):
    house.read(word("Eerste gesprek"))
    house.read(word("Nieuw"), compares=ALL_CHANGES)
    house.read(word("Wachtkamer"))
    assert again(house, "stage", book(rule("stage", "stage", "Wachtkamer", "screened"))) == 1
    assert stands(house) == ("interview", "in_process", "rule")
