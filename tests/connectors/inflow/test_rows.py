"""What a source tells becomes rows: stage by type, then rule, then words; what it cannot tell is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from connectors.inflow.applied import Applied, Happened, Origin, Standing, VacancySeen
from connectors.inflow.rows import inflow_rows, standing_of, vacancy_row
from connectors.inflow.rules import InflowRule, Rulebook
from tests.connectors.inflow.conftest import NOW, an_application
from tests.fakes.applicants import EMAILS, PHONES


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.fixture
def ruled(desk):
    rules = Rulebook(own=(InflowRule("stage", "stage", "exact", "Gesprek", "screened"),))
    return replace(desk, rules=rules)


# --- Stages --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "stage", "status", "basis"),
    [
        (Standing(stage_raw="Gesprek", stage="offer"), "offer", "offer", "type"),
        (Standing(stage_raw="Gesprek"), "screened", "in_process", "rule"),
        (Standing(stage_raw="Kennismaking"), "interview", "in_process", "words"),
        (Standing(stage_raw="Fase Q"), "applied", "in_process", None),
        (Standing(), "applied", "new", None),
        (Standing(status="rejected"), "applied", "rejected", "type"),
        (Standing(stage_raw="Kennismaking", status="rejected"), "interview", "rejected", "words"),
    ],
)
def test_the_stage_is_read_from_the_type_then_a_rule_then_words(ruled, told, stage, status, basis):
    step, rests_on = standing_of(ruled, told)
    assert (step.stage, step.status, rests_on) == (stage, status, basis)


def test_words_that_nobody_knows_are_named(desk):
    assert standing_of(desk, Standing(stage_raw="Fase Q"))[0].unknown == ("Fase Q",)
    assert standing_of(desk, Standing(stage_raw="Fase Q", stage="offer"))[0].unknown == ()


@pytest.mark.parametrize(
    ("told", "status", "by"),
    [
        (Standing(status="rejected", rejected_by="employer", reason="Andere baan"), "rejected", "employer"),
        (Standing(status="rejected", rejected_by="candidate", reason="Niet geschikt"), "withdrawn", "candidate"),
        (Standing(status="rejected", reason="Andere baan"), "withdrawn", "candidate"),
        (Standing(status="rejected", rejected_by="unknown"), "rejected", "unknown"),
        (Standing(status="in_process", reason="Andere baan"), "in_process", None),
    ],
)
def test_the_vendor_s_own_word_on_who_ended_it_goes_before_the_reason(desk, told, status, by):
    step, _ = standing_of(desk, told)
    assert (step.status, step.rejected_by) == (status, by)


def test_the_day_of_a_rejection_by_the_applicant_is_the_day_of_the_withdrawal(desk):
    told = Standing(status="rejected", rejected_by="candidate", days={"rejected_at": date(2026, 3, 3)})
    assert standing_of(desk, told)[0].days == {"withdrawn_at": date(2026, 3, 3)}


def test_a_history_gives_furthest_stage_and_first_days_in_whatever_order(desk):
    happened = (
        Happened("stage", at(4), stage="interview"),
        Happened("stage", at(2), stage="interview"),
        Happened("stage", at(3), stage="screened"),
    )
    step, _ = standing_of(desk, Standing(stage="screened"), happened)
    assert step.stage == "interview"
    assert step.days == {"screened_at": date(2026, 3, 3), "interview_at": date(2026, 3, 2)}


@pytest.mark.parametrize("event", ["hired", "stage"])
def test_the_last_hire_of_a_history_is_the_one_that_stands(desk, event):
    happened = (
        Happened(event, at(4), stage="hired"),
        Happened("unhired", at(3), stage="offer"),
        Happened(event, at(2), stage="hired"),
    )
    assert standing_of(desk, Standing(stage="hired"), happened)[0].days["hired_at"] == date(2026, 3, 4)
    undone, _ = standing_of(desk, Standing(stage="screened"), happened)
    assert (undone.stage, undone.status, "hired_at" in undone.days) == ("offer", "in_process", False)


# --- Rows ----------------------------------------------------------------------------------------------------------------


def test_what_a_source_cannot_tell_is_left_out_of_the_row(desk):
    rows = inflow_rows(desk, [Applied("1", frozenset(), applied_on=date(2026, 3, 2))])
    (row,) = rows["application"]
    assert set(row) == {"provider", "application_key", "applied_on", "applied_at", "observed_at"}
    assert rows["source"] == []


def test_the_vendor_s_numbers_become_pseudonyms(desk):
    (row,) = inflow_rows(desk, [an_application("4711", candidate="815")])["application"]
    assert "4711" not in str(row)
    assert "815" not in (row["application_key"], row["candidate_key"])
    assert len(row["application_key"]) == len(row["candidate_key"]) == 64


def test_measured_and_self_reported_source_stand_apart(desk):
    told = an_application(
        tells=frozenset({"source", "self_reported"}), origin=Origin(source="Indeed", self_reported="Via een collega")
    )
    rows = inflow_rows(desk, [told])
    assert rows["application"][0]["source_id"] == "job_boards"
    assert rows["application"][0]["self_reported_id"] == "referral"
    assert {row["source_id"] for row in rows["source"]} == {"job_boards", "referral"}


def test_of_a_referral_only_the_words_of_the_rule_are_kept(desk):
    (row,) = inflow_rows(desk, [an_application(origin=Origin(source="Collega Wilhelmina Kanarievogel"))])["application"]
    assert (row["source_raw"], row["source_id"]) == ("Collega", "referral")


def test_a_source_nobody_knows_is_made_and_marked_as_new(desk):
    rows = inflow_rows(desk, [an_application("1", origin=Origin(source="Zorgbeurs")), an_application("2")])
    assert [(row["source_id"], row["status"], row["first_seen"]) for row in rows["source"]] == [
        ("job_boards", "known", date(2026, 3, 2)),
        ("zorgbeurs", "new", date(2026, 3, 2)),
    ]


@pytest.mark.parametrize("text", [f"Indeed {EMAILS[0]}", PHONES[0], "x" * 190 + f" {EMAILS[0]}"])
def test_a_person_s_data_in_a_source_stage_or_tag_goes_no_further(desk, text):
    told = an_application(
        origin=Origin(source=text, utm_source=text, utm_campaign=text, utm_content=text, referrer=text),
        standing=Standing(stage_raw=text),
        happened=(Happened("stage", NOW, stage_raw=text),),
    )
    rows = inflow_rows(desk, [told], [VacancySeen("7", title=text, department=text, location=text, reference=text)])
    stored = str(rows)
    assert EMAILS[0][:8] not in stored
    assert PHONES[0] not in stored


def test_a_vacancy_row_holds_what_was_told_and_when_it_was_seen(desk):
    row = vacancy_row(
        desk,
        VacancySeen(
            "7",
            title=" Verzorgende  IG (zij-instroom) ",
            url="https://www.Nergens.example/vacatures/7/?utm_source=x#top",
            location="Woonzorgcentrum Aalst",
            texts=("iets",),
        ),
    )
    assert row["title"] == "Verzorgende IG (zij-instroom)"
    assert (row["url"], row["site_id"]) == ("nergens.example/vacatures/7", "aalst")
    assert (row["function_group"], row["side_entrant_track"], row["pay_stated"]) == ("care_assistant", True, None)
    assert row["first_seen_on"] == row["last_seen_on"] == date(2026, 3, 4)


def test_a_vacancy_without_a_title_says_nothing_of_a_track(desk):
    assert vacancy_row(desk, VacancySeen("7"))["side_entrant_track"] is None


def test_an_event_has_the_organisation_s_day_and_the_vendor_s_number_as_its_key(desk):
    happened = Happened(
        "stage", datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "88", stage_raw="Kennismaking", from_raw="Nieuw"
    )
    (event,) = inflow_rows(desk, [an_application(happened=(happened,))])["application_event"]
    assert (event["day"], event["dedupe_key"]) == (date(2026, 3, 4), "history|stage|88")
    assert (event["from_stage"], event["to_stage"], event["origin"]) == ("applied", "interview", "history")
