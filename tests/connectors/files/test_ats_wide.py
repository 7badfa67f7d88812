"""An export with one line a vacancy: its days per status, and its sums per channel; nothing about the persons in it."""

import dataclasses
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.errors import FileError
from connectors.files import load, read
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.keys import vacancy_key
from tests.fakes.workbooks import csv_file

NONE = "0000-00-00"
COLUMNS = {
    " Functie": ("Verpleegkundige café", "Kok", "Zorgkundige"),
    "Status vacature ": ("Extern vervuld", "In procedure", "Ingetrokken"),
    "Eigenaar": ("Noor Verzonnen", "Bas Nietbestaand", "Noor Verzonnen"),
    "Afdeling": ("Spoed", "Keuken", "Nacht"),
    "Locatie": ("AZ", "AZ", "WZC"),
    "Aantal reacties": (12, 5, 0),
    "Datum aanmaak": ("14-01-2026", "02-02-2026", "03-03-2026"),
    "Startdatum intern": ("16-01-2026", NONE, NONE),
    "Einddatum intern": ("30-01-2026", NONE, NONE),
    "Startdatum extern": ("20-01-2026", "05-02-2026", NONE),
    "Einddatum extern": ("28-02-2026", "31-12-2026", NONE),
    "Nieuw": ("14-01-2026", "02-02-2026", "03-03-2026"),
    "Tekst akkoord": ("15-01-2026", NONE, NONE),
    "Publicatie in- en extern": ("20-01-2026", "05-02-2026", NONE),
    "In procedure": ("01-02-2026", "10-02-2026", NONE),
    "Extern vervuld": ("20-02-2026", NONE, NONE),
    "Ingetrokken": (NONE, NONE, "10-03-2026"),
    "Totaal per wervingskanaal: Indeed": (6, 3, 0),
    "Totaal per wervingskanaal: Jobat": (1, 0, 0),
    "Totaal per wervingskanaal: Via collega": (2, 2, ""),
    "Totaal per wervingskanaal (aangenomen): Indeed": (1, 0, 0),
    "Totaal per wervingskanaal (afgewezen): Indeed": (4, 1, 0),
    "Totaal per wervingskanaal: Zorgbeurs Nergens": (1, "", ""),
    "Totaal per leeftijd: 20-30": (4, 2, 0),
    "Totaal per geslacht (aangenomen): V": (1, 0, 0),
    "Totaal per nationaliteit: Belg": (9, 5, 0),
    "Interne code": ("a", "b", "c"),
}


def export(columns=None, encoding="cp1252"):
    columns = columns or COLUMNS
    return csv_file([tuple(columns), *zip(*columns.values(), strict=True)], ";", encoding)


def number(title, department, location, made):
    return vacancy_key("nergens", "file", f"{title}|{department}|{location}|{made}")


NURSE = number("Verpleegkundige café", "Spoed", "AZ", "2026-01-14")
COOK = number("Kok", "Keuken", "AZ", "2026-02-02")


def sums(reading):
    names = ("vacancy_id", "source_id", "applied", "hired", "rejected")
    return [tuple(row[name] for name in names) for row in reading.rows["vacancy_total"]]


def test_sums_per_channel_become_sums_per_source_and_what_no_channel_has_is_unknown(context):
    reading = read("vacatures_2026-11-20.csv", export(), context)
    assert (reading.kind, reading.refused, reading.last_day) == ("ats", (), date(2026, 11, 20))
    assert sums(reading)[:6] == [
        (NURSE, "job_boards", 7, 1, 4),
        (NURSE, "referral", 2, None, None),
        (NURSE, "zorgbeurs_nergens", 1, None, None),
        (NURSE, "", 2, None, None),
        (COOK, "job_boards", 3, 0, 1),
        (COOK, "referral", 2, None, None),
    ]
    assert sums(reading)[6:] == [(number("Zorgkundige", "Nacht", "WZC", "2026-03-03"), "job_boards", 0, 0, 0)]
    first = reading.rows["vacancy_total"][0]
    assert (first["span"], first["first_day"], first["last_day"]) == ("..2026-11-20", None, date(2026, 11, 20))
    assert first["ingest"] == "export"
    assert [(row["source_id"], row["status"]) for row in reading.rows["source"]] == [
        ("job_boards", "known"), ("referral", "known"), ("zorgbeurs_nergens", "new"),
    ]  # fmt: skip


def test_the_vacancies_have_status_days_and_group(context):
    rows = read("vacatures.csv", export(), context).rows["vacancy"]
    names = ("title", "status", "opened_at", "closed_at", "function_group", "department", "location")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("Verpleegkundige café", "closed", date(2026, 1, 16), date(2026, 2, 20), "nurse", "Spoed", "AZ"),
        ("Kok", "open", date(2026, 2, 5), None, "kitchen_cleaning", "Keuken", "AZ"),
        ("Zorgkundige", "closed", None, date(2026, 3, 10), "care_assistant", "Nacht", "WZC"),
    ]


def test_without_a_word_the_latest_day_of_a_status_tells_how_the_vacancy_stands(context):
    columns = {header: cells for header, cells in COLUMNS.items() if header != "Status vacature "}
    rows = read("vacatures.csv", export(columns), context).rows["vacancy"]
    assert [row["status"] for row in rows] == ["closed", "open", "closed"]


def test_sums_about_persons_are_dropped_and_no_name_goes_further(context):
    reading = read("vacatures.csv", export(), context)
    states = {column.header: column.state for column in reading.understood}
    personal = [header for header, state in states.items() if state == "personal"]
    assert personal == [
        "Eigenaar",
        "Totaal per leeftijd: 20-30",
        "Totaal per geslacht (aangenomen): V",
        "Totaal per nationaliteit: Belg",
    ]
    assert [header for header, state in states.items() if state == "ignored"] == ["Interne code"]
    assert "Verzonnen" not in repr(reading)


def test_a_file_that_tells_no_day_counts_until_its_first_import_and_twice_changes_nothing(
    engine, organisation, context, moment
):
    reading = read("vacatures.csv", export(), context)
    assert any("does not tell of which day it is" in str(warning) for warning in reading.warnings)
    assert load(engine, organisation, reading, moment).table_rows == {"vacancy": 3, "vacancy_total": 7, "source": 3}
    again = load(engine, organisation, read("opnieuw.csv", export(), context), moment + timedelta(days=3))
    assert set(again.table_rows.values()) == {0}
    with engine.connect() as connection:
        spans = connection.execute(select(schema.vacancy_total.c.span).distinct()).scalars().all()
        assert spans == ["..2026-11-21"]
        assert connection.execute(select(schema.application)).all() == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("vacatures_2026-11-20.csv", date(2026, 11, 20)),
        ("20261120 export.csv", date(2026, 11, 20)),
        ("export 20-11-2026.csv", date(2026, 11, 20)),
        ("export 2026-13-40.csv", None),
        ("export 2027-01-01.csv", None),
        ("export.csv", None),
    ],
)
def test_the_day_of_the_export_may_stand_in_the_name_of_the_file(context, name, expected):
    assert read(name, export(), context).last_day == expected


def test_the_rules_of_the_organisation_place_its_channels(context):
    rule = InflowRule("source", "source", "contains", "zorgbeurs", "open_day")
    ruled = Rulebook(own=(rule,))
    reading = read("vacatures.csv", export(), dataclasses.replace(context, rules=ruled))
    assert (NURSE, "open_day", 1, None, None) in sums(reading)


def test_a_cell_that_is_no_count_refuses_its_line_and_says_why(context):
    columns = COLUMNS | {"Aantal reacties": ("veel", 5, -1), "Datum aanmaak": ("14-01-2026", "ooit", "03-03-2026")}
    reading = read("vacatures.csv", export(columns), context)
    assert [(each.row, each.column, str(each.expected)) for each in reading.refused] == [
        (2, "Aantal reacties", "a whole number, 0 or more"),
        (3, "Datum aanmaak", "a day such as 14-01-2026"),
        (4, "Aantal reacties", "a whole number, 0 or more"),
    ]
    assert reading.rows["vacancy"] == []


def test_channels_that_have_more_than_the_vacancy_are_told(context):
    reading = read("vacatures.csv", export(COLUMNS | {"Aantal reacties": (9, 5, 0)}), context)
    assert any(str(warning).endswith("than the number of applications: 1.") for warning in reading.warnings)
    assert (NURSE, "", 2, None, None) not in sums(reading)


def test_two_vacancies_that_look_alike_stay_two(context):
    columns = {header: (cells[0], cells[0], cells[0]) for header, cells in COLUMNS.items()}
    numbers = [row["external_id"] for row in read("vacatures.csv", export(columns), context).rows["vacancy"]]
    first = "Verpleegkundige café|Spoed|AZ|2026-01-14"
    assert numbers == [first, f"{first}#2", f"{first}#3"]


def test_sums_without_a_vacancy_are_refused(context):
    columns = {header: cells for header, cells in COLUMNS.items() if header != " Functie"}
    with pytest.raises(FileError) as caught:
        read("vacatures.csv", export(columns), context)
    assert caught.value.code == "file.no_vacancy"
    said = read("vacatures.csv", export(columns), context, mapping={"vacancy_title": "Interne code"})
    assert [row["title"] for row in said.rows["vacancy"]] == ["a", "b", "c"]
    assert said.headers == tuple(columns)


def test_a_column_that_is_called_as_a_status_and_holds_no_days_is_not_read(context):
    reading = read("vacatures.csv", export(COLUMNS | {"Online": ("ja", "nee", "")}), context)
    assert reading.refused == ()
    assert {column.header: column.state for column in reading.understood}["Online"] == "ignored"


def test_a_persons_data_in_a_text_of_the_vacancy_refuses_the_file(context):
    with pytest.raises(FileError, match="holds an e-mail address"):
        read("vacatures.csv", export(COLUMNS | {"Afdeling": ("a", "noor@nergensland.example", "b")}), context)
