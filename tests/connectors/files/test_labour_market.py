"""Figures of the labour market: the table of CBS as it is downloaded, and a list of a person's own. All values invented."""

from datetime import date

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading as reads
from connectors.errors import FileError
from connectors.files import load, read
from tests.fakes.workbooks import csv_file

pytestmark = pytest.mark.story("D6")

NATIONAL = """\ufeff"ID";"Bedrijfskenmerken";"Perioden";"OpenstaandeVacatures_1";"OntstaneVacatures_2";"VervuldeVacatures_3"
"0";"T001081 ";"2025KW04";"   401.5";"     355";"     340"
"1";"422400 ";"2025KW03";"    51.0";"      41";"      40"
"2";"422400 ";"2025KW04";"    52.5";"      40";"      39"
"3";"422400 ";"2025JJ00";"    50.9";"     166";"     160"
"4";"425300 ";"2025KW04";"       .";"       9";"       8"
"""
REGIONAL = """\ufeffID,BedrijfstakkenBranchesSBI2008,Regios,Perioden,OpenstaandeVacatures
0,T001081,NL01  ,2025KW04,401.5
1,422400,NL01  ,2025KW03,51
2,422400,PV29  ,2025KW03,1.2
3,422400,PV29  ,2025KW04,1.4
4,422400,GM0001,2025KW04,1.4
5,422400,PV29  ,2025,1.4
"""
OWN = ["reeks", "regio", "sector", "periode", "waarde", "eenheid", "bron", "voorlopig"]


def brief(rows):
    return [(row["series"], row["region"], row["first_day"], row["last_day"], row["value"]) for row in rows]


def test_the_table_of_cbs_gives_care_per_quarter_and_the_year_that_cbs_gives(context):
    found = read("vacatures.csv", NATIONAL.encode(), context)
    assert found.kind == "cbs_vacancies"
    quarter = (date(2025, 10, 1), date(2025, 12, 31))
    rows = found.rows["context_figure"]
    assert ("care_vacancies", "Nederland", *quarter, 52.5) in brief(rows)
    assert ("care_vacancies_filled_year", "Nederland", date(2025, 1, 1), date(2025, 12, 31), 160.0) in brief(rows)
    assert {row["sector"] for row in rows} == {
        "Q Gezondheids- en welzijnszorg",
        "87 Verpleging en zorg met overnachting",
    }
    assert {(row["unit"], row["source"], row["is_provisional"]) for row in rows} == {
        ("thousands", "CBS StatLine 80472ned", False)
    }
    assert len(rows) == 11  # a full stop is missing, not zero
    assert [warning.values for warning in found.warnings] == [{"lines": 1}]


def test_the_table_by_region_gives_provinces_and_calls_the_newest_quarter_provisional(context):
    found = read("vacatures_regio.csv", REGIONAL.encode(), context)
    rows = found.rows["context_figure"]
    assert [(row["region"], row["first_day"].month, row["value"], row["is_provisional"]) for row in rows] == [
        ("Nederland", 7, 51.0, False),
        ("Zeeland", 7, 1.2, False),
        ("Zeeland", 10, 1.4, True),
    ]
    assert [(each.row, str(each.expected)) for each in found.refused] == [
        (6, "a province or part of the country"),
        (7, "a quarter such as 2026KW01"),
    ]


def test_a_list_of_ones_own_keeps_source_unit_and_period(context):
    lines = [
        ["tightness_uwv", "Zeeuws-Vlaanderen", "", "2026-Q1", "3,4", "ratio", "UWV", "ja"],
        ["tightness_vdab", "Brugge", "", "2026K1", "3.1", "ratio", "VDAB", ""],
        ["care_vacancies", "Vlaanderen", "Q", "2026-02", "1.204,5", "thousands", "Statbel", "nee"],
    ]
    found = read("arbeidsmarkt.csv", csv_file([OWN, *lines], delimiter=";"), context)
    assert found.kind == "context_figures"
    assert brief(found.rows["context_figure"]) == [
        ("tightness_uwv", "Zeeuws-Vlaanderen", date(2026, 1, 1), date(2026, 3, 31), 3.4),
        ("tightness_vdab", "Brugge", date(2026, 1, 1), date(2026, 3, 31), 3.1),
        ("care_vacancies", "Vlaanderen", date(2026, 2, 1), date(2026, 2, 28), 1204.5),
    ]
    assert [row["is_provisional"] for row in found.rows["context_figure"]] == [True, False, False]


def test_each_refused_line_of_a_list_says_why(context):
    lines = [
        ["tightness", "Brugge", "", "2026-Q1", "3,4", "ratio", "UWV", ""],
        ["tightness_uwv", "Brugge", "", "lente", "3,4", "ratio", "UWV", ""],
        ["tightness_uwv", "Brugge", "", "2026-Q1", "veel", "ratio", "UWV", ""],
        ["tightness_uwv", "Brugge", "", "2026-Q1", "3,4", "krap", "UWV", ""],
        ["tightness_uwv", "Brugge", "", "2026-Q1", "3,4", "ratio", "", ""],
        ["tightness_uwv", "Brugge", "", "2026-Q1", "3,4", "ratio", "UWV", "misschien"],
        ["tightness_uwv", "Brugge", "", "2026-Q1", "3,4", "ratio", "UWV", ""],
        ["tightness_uwv", "Brugge", "", "2026-Q1", "3,5", "ratio", "UWV", ""],
    ]
    found = read("arbeidsmarkt.csv", csv_file([OWN, *lines], delimiter=";"), context)
    assert len(found.rows["context_figure"]) == 1
    assert [(each.row, str(each.expected)) for each in found.refused] == [
        (2, "tightness_uwv or tightness_vdab: the one is about the inverse of the other"),
        (3, "a quarter such as 2026-Q1, a month or a year"),
        (4, "a number"),
        (5, "count, thousands, ratio or share"),
        (6, "a name"),
        (7, "yes or no"),
        (9, "one line for each figure and period"),
    ]


def test_the_same_table_twice_changes_nothing(context, organisation, sqlite_engine, moment):
    found = read("vacatures.csv", NATIONAL.encode(), context)
    assert load(sqlite_engine, organisation, found, moment).table_rows == {"context_figure": 11}
    assert load(sqlite_engine, organisation, found, moment).table_rows == {"context_figure": 0}
    with reads(sqlite_engine) as connection:
        assert len(connection.execute(select(schema.context_figure.c.value)).all()) == 11


@pytest.mark.parametrize("kind", ["cbs_vacancies", "context_figures", "mentions"])
def test_another_file_is_not_taken_for_one_of_these(context, kind):
    with pytest.raises(FileError) as caught:
        read("x.csv", csv_file([["Date", "Views"], ["2026-02-01", 5]]), context, kind=kind)
    assert caught.value.code == "file.other_kind"
