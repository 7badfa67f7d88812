"""The same applicants through the interface and through an export of the system count the same."""

from collections import Counter

import pytest

from connectors.config import SideEntrantRule
from connectors.files import FileContext, load, read
from connectors.files.ats_columns import targets
from tests.connectors.teamtailor.conftest import NOW, PSEUDONYM_KEY, rows_of
from tests.fakes.applicants import VACANCIES, applicants, counts
from tests.fakes.teamtailor_world import STAGE_OF, told, utm_source
from tests.fakes.workbooks import csv_file

COLUMNS = {
    "application_id": "Sollicitatie-ID",
    "candidate_id": "Kandidaat-ID",
    "vacancy_id": "Vacature-ID",
    "vacancy_title": "Vacaturetitel",
    "department": "Afdeling",
    "location": "Locatie",
    "applied_at": "Datum sollicitatie",
    "source": "Bron",
    "utm_source": "utm_source",
    "utm_campaign": "Campagne",
    "stage": "Fase",
    "status": "Status",
    "hired_at": "Datum aangenomen",
    "rejected_at": "Datum afwijzing",
    "withdrawn_at": "Datum terugtrekking",
    "side_entrant": "Zij-instromer",
    "recently_in_care": "Werkzaam in de zorg",
    "ever_in_care": "Eerder in de zorg gewerkt",
    "over_25": "Ouder dan 25",
}
STATUS = {None: "In behandeling", "hired": "Aangenomen", "rejected": "Afgewezen", "withdrawn": "Teruggetrokken"}
SIDE_ENTRANT = {True: "ja", False: "nee", None: ""}


def line(each, tells):
    place = next(place for place in VACANCIES if place.number == each.vacancy)
    ended = told(each.outcome_at)
    kind = tells[each.candidate]
    return {
        "application_id": str(each.number),
        "candidate_id": str(each.candidate),
        "vacancy_id": str(each.vacancy),
        "vacancy_title": place.title,
        "department": place.department,
        "location": place.location,
        "applied_at": told(each.applied_at),
        "source": each.source or "",
        "utm_source": utm_source(each) or "",
        "utm_campaign": each.utm_campaign or "",
        "stage": STAGE_OF[each.stage][0],
        "status": "Nieuw" if each.outcome is None and each.stage == "applied" else STATUS[each.outcome],
        "hired_at": ended if each.outcome == "hired" else "",
        "rejected_at": ended if each.outcome == "rejected" else "",
        "withdrawn_at": ended if each.outcome == "withdrawn" else "",
        "side_entrant": SIDE_ENTRANT[kind],
        "recently_in_care": "" if kind is None else SIDE_ENTRANT[not kind],
        "ever_in_care": "" if kind is None else SIDE_ENTRANT[not kind],
        "over_25": "" if kind is None else "ja",
    }


def persons():
    """Return what each person told: the first answer of a person stands, in the system and in its export."""
    tells = {}
    for each in applicants():
        if tells.get(each.candidate) is None:
            tells[each.candidate] = each.side_entrant
    return tells


@pytest.fixture
def exported(second_engine, organisation):
    tells = persons()
    lines = [tuple(line(each, tells).values()) for each in applicants()]
    rule = SideEntrantRule(rule="declared")
    context = FileContext(organisation, rule, (), PSEUDONYM_KEY.encode(), NOW)
    content = csv_file([tuple(COLUMNS.values()), *lines], ";")
    reading = read("export.csv", content, context, kind="ats", mapping={"provider": "teamtailor"})
    assert (reading.refused, reading.warnings) == ((), ())
    load(second_engine, organisation, reading, NOW)
    return second_engine


def compared(engine, *columns):
    return Counter(rows_of(engine, "application", *columns))


def test_the_headers_are_those_that_the_house_knows():
    known = targets()
    assert [name for name in COLUMNS if name not in known] == []


COMPARED = (
    ("applied_on", "source_id", "side_entrant"),
    ("applied_on", "source_raw"),
    ("applied_on", "side_entrant_cbs", "side_entrant_declared", "side_entrant_basis"),
    ("utm_source", "utm_campaign", "source_id"),
    ("stage", "status", "rejected_by"),
    ("hired_at", "rejected_at", "withdrawn_at"),
    ("over_25", "ever_in_care", "recently_in_care"),
    ("vacancy_id", "function_group", "site_id"),
    ("application_key", "candidate_key", "applied_on", "applied_at"),
)


def test_interface_and_export_count_the_same_by_day_source_and_class_and_in_all_else(house, exported):
    house.sync()
    assert len(house.rows("application", "status")) == 60
    assert {columns: compared(house.engine, *columns) for columns in COMPARED} == {
        columns: compared(exported, *columns) for columns in COMPARED
    }


def test_the_daily_counts_agree_and_are_those_of_the_fiction(house, exported):
    house.sync()
    columns = ("day", "source_id", "side_entrant", "utm_campaign", "applied", "hired", "rejected", "withdrawn")
    assert rows_of(house.engine, "application_daily", *columns) == rows_of(exported, "application_daily", *columns)
    assert Counter(house.rows("application", "applied_on", "source_raw")) == counts(applicants())


def test_the_interface_after_the_export_counts_nobody_twice(house, exported):
    house.engine = exported
    before = compared(exported, "applied_on", "source_id", "side_entrant")
    assert house.sync().status == "ok"
    assert compared(exported, "applied_on", "source_id", "side_entrant") == before
