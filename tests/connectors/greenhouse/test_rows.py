"""What Greenhouse's own words mean: who ended an application, which address a job has, which steps have a moment."""

from datetime import UTC, date, datetime

import pytest

from connectors.greenhouse.rows import Known, applied, ended_by, is_application, moment, vacancy
from connectors.inflow.rules import Rulebook

ROW = {
    "id": 12345,
    "candidate_id": 101,
    "job_id": 7,
    "created_at": "2026-02-27T23:02:11.000Z",
    "status": "in_process",
    "stage_name": "Kennismaking",
    "prospect": False,
    "source_id": 31,
    "answers": {},
    "fields": {"Zij-instromer": "Ja"},
    "utm": {},
}
KNOWN = Known(Rulebook(), "Europe/Brussels", sources={31: "Indeed"}, stages={5: "Screening", 6: "Kennismaking"})


def step(number, stage, entered):
    return {"id": number, "application_id": 12345, "job_interview_stage_id": stage, "entered_at": entered}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (None, "unknown"),
        ({"id": 1, "name": "Te jong", "type_key": "WE_REJECTED_THEM"}, "employer"),
        ({"id": 1, "name": "Iets", "type_key": "THEY_REJECTED_US"}, "candidate"),
        ({"id": 1, "name": "Iets", "type_name": "They rejected us"}, "candidate"),
        ({"id": 1, "name": "Spam", "type_key": "SECURITY_CONCERN"}, "employer"),
        ({"id": 1, "name": "Andere baan gevonden", "type_key": "NONE_SPECIFIED"}, "candidate"),
        ({"id": 1, "name": "Andere baan gevonden", "type_key": "WE_REJECTED_THEM"}, "employer"),
        ({"id": 1, "name": "Wrong skill set", "type_name": "Een eigen soort"}, "employer"),
        ({"id": 1}, "unknown"),
    ],
)
def test_who_ended_it_comes_from_the_type_and_else_from_the_name(reason, expected):
    assert ended_by(reason) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"prospect": True, "status": "in_process"}, False),
        ({"prospect": False, "status": "converted"}, False),
        ({"prospect": False, "status": "hired"}, True),
        ({"status": "rejected"}, True),
    ],
)
def test_what_is_an_application(row, expected):
    assert is_application(row) is expected


def test_an_application_in_the_words_that_all_sources_share():
    told = applied(ROW, KNOWN)
    assert (told.number, told.candidate, told.vacancy, told.origin.source) == ("12345", "101", "7", "Indeed")
    assert told.applied_at == datetime(2026, 2, 27, 23, 2, 11, tzinfo=UTC)
    assert (told.standing.stage_raw, told.standing.status) == ("Kennismaking", None)
    assert told.tells == {"candidate", "vacancy", "standing", "source", "evidence"}


def test_what_may_not_be_read_is_not_told():
    unread = Known(Rulebook(), "Europe/Brussels", unread=frozenset({"sources", "candidate_tags"}))
    assert applied({**ROW, "fields": {}}, unread).tells == {"candidate", "vacancy", "standing"}
    assert "evidence" in applied(ROW, unread).tells


def test_tags_of_a_campaign_are_told_when_there_are_fields_for_them():
    told = applied({**ROW, "utm": {"utm_campaign": "nergens-beter"}}, KNOWN)
    assert told.origin.utm_campaign == "nergens-beter"
    assert "utm" in told.tells


def test_a_step_without_a_moment_gives_no_event():
    steps = [step(2, 6, "2026-03-02T08:00:00Z"), step(1, 5, "2026-03-01T08:00:00Z"), step(3, 5, None)]
    happened = applied(ROW, Known(Rulebook(), "Europe/Brussels", history={12345: steps}, stages=KNOWN.stages)).happened
    assert [(each.number, each.stage_raw, each.from_raw) for each in happened] == [
        ("1", "Screening", None),
        ("2", "Kennismaking", "Screening"),
    ]


def test_a_moment_is_in_utc_whatever_way_it_is_written():
    expected = datetime(2026, 3, 2, 8, 14, 4, tzinfo=UTC)
    texts = ("2026-03-02T08:14:04.000Z", "2026-03-02T09:14:04+01:00", "2026-03-02T08:14:04")
    assert [moment(text) for text in texts] == [expected] * 3


def test_a_job_has_the_address_of_its_live_post_and_its_days_in_the_zone():
    posts = [
        {"id": 1, "live": True, "public_url": "https://a.example/1", "first_published_at": "2026-01-01T00:00:00Z"},
        {"id": 2, "live": False, "public_url": "https://a.example/2", "first_published_at": "2026-02-01T00:00:00Z"},
        {"id": 3, "live": True, "public_url": None},
    ]
    job = {"id": 7, "name": "Kok", "status": "open", "opened_at": "2026-01-31T23:30:00Z", "office_ids": [1, 2, 9]}
    found = vacancy(job, posts, {}, {1: "Gent", 2: "Aalst"}, "Europe/Brussels")
    assert (found.url, found.opened_at, found.location) == ("https://a.example/1", date(2026, 2, 1), "Gent, Aalst")
