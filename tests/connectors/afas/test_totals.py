"""Sums instead of rows: no person leaves AFAS, and the sums are those of the rows."""

from collections import Counter
from datetime import date

import pytest

from connectors.afas.totals import month_of
from tests.connectors.afas.conftest import after, counted, stored
from tests.connectors.afas.test_runs import source_id
from tests.fakes.afas import TOTALS
from tests.fakes.applicants import NOW, applicants

SETTINGS = {
    "get_connector": TOTALS,
    "applications": "totals",
    "take": 7,
    "column_count": "Aantal",
    "column_month": "Maand",
    "column_vacancy_title": None,
    "column_department": None,
    "column_location": None,
}


def test_the_sums_are_those_of_the_applicants(engine, house):
    result = house.sync(engine, **SETTINGS)
    assert (result.status, result.error) == ("ok", None)
    rows = stored(engine, "vacancy_total", "span", "source_id", "applied", "hired", "rejected", "withdrawn")
    told = Counter()
    for span, source, applied, *_ in rows:
        told[span, source] += applied
    assert told == Counter((f"{each.day:%Y-%m}", source_id(each.source)) for each in applicants())
    outcomes = Counter(each.outcome for each in applicants())
    assert [sum(row[place] for row in rows) for place in (2, 3, 4, 5)] == [
        60,
        *(outcomes[name] for name in ("hired", "rejected", "withdrawn")),
    ]
    assert stored(engine, "application", "application_key") == []
    assert counted(engine, "day") == {}
    assert len(stored(engine, "vacancy", "external_id")) == 4


def test_the_same_sums_twice_change_nothing(sqlite_engine, house):
    house.sync(sqlite_engine, **SETTINGS)
    assert house.sync(sqlite_engine, after(1), **SETTINGS).rows_written == 0


def test_months_that_are_long_ago_stay_as_they_were_counted(sqlite_engine, house):
    house.sync(sqlite_engine, **SETTINGS)
    before = stored(sqlite_engine, "vacancy_total", "span", "vacancy_id", "source_id", "applied")
    house.afas.rows = [row for row in house.afas.rows if str(row["DatumSollicitatie"]) >= "2026-01"][:-20]
    house.sync(sqlite_engine, after(1), total_months=1, **SETTINGS)
    now = stored(sqlite_engine, "vacancy_total", "span", "vacancy_id", "source_id", "applied")
    assert [row for row in now if row[0] < f"{NOW:%Y-%m}"] == [row for row in before if row[0] < f"{NOW:%Y-%m}"]


def test_every_page_of_sums_is_put_in_order_by_all_that_it_is_grouped_by(house):
    house.pull(**SETTINGS)
    assert {page["orderbyfieldids"] for page in house.pages} == {"Maand,VacatureNr,Informatiebron,StatusCode"}


def test_without_a_status_the_outcomes_are_not_known(sqlite_engine, house):
    house.sync(
        sqlite_engine, **{**SETTINGS, "column_status": "-", "order_by": "Maand,VacatureNr,Informatiebron,StatusCode"}
    )
    assert set(stored(sqlite_engine, "vacancy_total", "hired", "rejected", "withdrawn")) == {(None, None, None)}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-03", date(2026, 3, 1)),
        ("202603", date(2026, 3, 1)),
        ("2026-03-17T00:00:00", date(2026, 3, 1)),
        ("2026-13", None),
        ("", None),
        (None, None),
    ],
)
def test_a_month_is_read_as_it_may_be_written(text, month):
    assert month_of(text) == month
