"""The same applicants through the interface and through a report of Greenhouse in CSV: equal counts, whichever way."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from connectors import files
from connectors.config import SideEntrantRule
from connectors.database.engine import open_engine
from tests.connectors.greenhouse.conftest import KEY, counted, everything
from tests.fakes.applicants import CANARIES, NOW, VACANCIES, ZONE, Applicant, applicants
from tests.fakes.greenhouse_world import REASONS, STAGE_NAMES

HEADERS = (
    *(
        "Job ID",
        "Job Name",
        "Job Status",
        "Recruiter",
        "Department",
        "Office",
        "Candidate ID",
        "Candidate Name",
        "Application ID",
    ),
    *(
        "Application Date",
        "Current Stage",
        "Application Status",
        "Source",
        "Campaign",
        "Offer Date",
        "Start Date",
        "Hire Date",
    ),
    *("Rejection Date", "Rejection Reason", "Zij-instromer"),
)
"""A custom report as it can be put together in Greenhouse; a report of candidates has their names beside them."""
BY = (
    "day",
    "source_id",
    "side_entrant",
    "side_entrant_declared",
    "utm_campaign",
    "vacancy_id",
    "function_group",
    "site_id",
)


@pytest.fixture
def other_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """Give a second database."""
    path = tmp_path / "other.db"
    shutil.copyfile(sqlite_template, path)
    opened = open_engine(f"sqlite:///{path}")
    yield opened
    opened.dispose()


def line(each: Applicant) -> tuple[object, ...]:
    job = next(vacancy for vacancy in VACANCIES if vacancy.number == each.vacancy)
    ended = each.outcome in {"rejected", "withdrawn"}
    status = "Rejected" if ended else "Hired" if each.outcome == "hired" else "Active"
    ended_on = each.outcome_at.astimezone(ZoneInfo(ZONE)).date() if each.outcome_at else ""
    offer = next((step.at.date() for step in each.steps if step.stage == "offer"), "")
    reason = REASONS[1 if each.outcome == "rejected" else 2][0] if ended else ""
    answer = {True: "Ja", False: "Nee", None: ""}[each.side_entrant]
    return (
        *(job.number, job.title, "Closed" if job.closed else "Open", each.name, job.department, job.location),
        *(
            each.candidate,
            each.name,
            each.number,
            each.day,
            STAGE_NAMES[each.steps[-1].stage],
            status,
            each.source or "",
        ),
        *(each.utm_campaign or "", offer, "", ended_on if each.outcome == "hired" else ""),
        *(ended_on if ended else "", reason, answer),
    )


def report(people: list[Applicant]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADERS, *map(line, people)])
    return text.getvalue().encode()


def test_the_interface_and_the_report_count_the_same(sqlite_engine, other_engine, place, organisation):
    assert place.run(sqlite_engine).status == "ok"
    context = files.FileContext(organisation, SideEntrantRule(), (), KEY.encode(), NOW)
    reading = files.read("rapport.csv", report(applicants()), context, mapping={"provider": "greenhouse"})
    assert reading.refused == ()
    files.load(other_engine, organisation, reading, NOW)
    assert counted(other_engine, *BY) == counted(sqlite_engine, *BY)
    assert counted(other_engine)[()][0] == 60
    assert [text for text in CANARIES if text in everything(other_engine)] == []


def test_the_report_after_the_interface_changes_no_count(sqlite_engine, place, organisation):
    place.run(sqlite_engine)
    before = counted(sqlite_engine, *BY)
    context = files.FileContext(organisation, SideEntrantRule(), (), KEY.encode(), NOW)
    reading = files.read("rapport.csv", report(applicants()), context, mapping={"provider": "greenhouse"})
    files.load(sqlite_engine, organisation, reading, NOW)
    assert counted(sqlite_engine, *BY) == before
    place.run(sqlite_engine)
    assert counted(sqlite_engine, *BY) == before
