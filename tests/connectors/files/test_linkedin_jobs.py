"""LinkedIn's report on vacancies: nothing is read before a person says what its columns are, and no day is made up."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading as open_reading
from connectors.errors import FileError
from connectors.files import load, read
from connectors.files.linkedin_jobs import targets
from connectors.files.linkedin_jobs_columns import SETTINGS
from connectors.files.mappings import all_saved
from connectors.keys import vacancy_key
from tests.fakes.workbooks import csv_file, workbook

KIND = "linkedin_jobs"
EXAMPLE = Path(__file__).parents[3] / "connectors" / "files" / "linkedin_jobs.example.toml"
HEADER = ["Job ID", "Job", "Date", "Total views", "Unique views", "Total apply clicks", "Completed applications"]
DAYS = [
    ["3900000001", "Verpleegkundige", "2026-10-01", "1,204", "80", "12", "3"],
    ["3900000001", "Verpleegkundige", "2026-10-02", "96", "70", "-", ""],
    ["3900000002", "Monteur", "2026-10-01", "0", "0", "0", "0"],
]
BY_DAY = {
    "vacancy_id": "Job ID", "title": "Job", "day": "Date", "views": "Total views", "unique_views": "Unique views",
    "apply_clicks": "Total apply clicks", "applications": "Completed applications",
}  # fmt: skip
NURSE = vacancy_key("nergens", "linkedin", "3900000001")


def jobs(context, rows, mapping, name="jobs.csv"):
    content = rows if isinstance(rows, bytes) else csv_file(rows)
    return read(name, content, context, kind=KIND, mapping=mapping)


def refusal(context, rows, mapping):
    with pytest.raises(FileError) as caught:
        jobs(context, rows, mapping)
    return caught.value


def told(reading):
    return [(refused.row, refused.column, str(refused.expected)) for refused in reading.refused]


def test_a_report_is_never_recognised_by_itself(context):
    with pytest.raises(FileError) as caught:
        read("jobs.csv", csv_file([HEADER, *DAYS]), context)
    assert caught.value.code == "file.unknown_kind"


@pytest.mark.parametrize("mapping", [None, {}, {"views": "", "title": " "}])
def test_without_a_mapping_the_headers_and_what_they_can_mean_are_listed(context, mapping):
    refused = refusal(context, [["Jobs report"], HEADER, *DAYS], mapping)
    assert refused.code == "file.no_mapping"
    assert ", ".join(HEADER) in str(refused.hint)
    assert ", ".join(targets()) in str(refused.hint)
    assert EXAMPLE.name in str(refused.hint)


def test_the_example_has_each_meaning_once_and_says_nothing_yet(context):
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))["columns"]
    assert tuple(example) == (*targets(), *SETTINGS)
    assert set(example.values()) == {""}


def test_each_line_a_day_becomes_days_of_vacancies(context):
    reading = jobs(context, [["Jobs report"], HEADER, *DAYS, ["Total", "", "", "1,300"]], BY_DAY)
    assert (reading.first_day, reading.last_day, reading.refused) == (date(2026, 10, 1), date(2026, 10, 2), ())
    cut = {"platform": "linkedin", "day_zone": "UTC", "ingest": "export"}
    assert reading.rows["vacancy_daily"][:2] == [
        {"vacancy_id": NURSE, "day": date(2026, 10, 1), **cut,
         "views": 1204, "unique_views": 80, "apply_clicks": 12, "applications": 3},
        {"vacancy_id": NURSE, "day": date(2026, 10, 2), **cut, "views": 96, "unique_views": 70},
    ]  # fmt: skip
    assert reading.rows["vacancy_daily"][2]["views"] == 0
    assert "vacancy_total" not in reading.rows
    nurse = reading.rows["vacancy"][0]
    assert [nurse[name] for name in ("provider", "external_id", "title", "first_seen_on", "last_seen_on")] == [
        "linkedin", "3900000001", "Verpleegkundige", date(2026, 10, 1), date(2026, 10, 2),
    ]  # fmt: skip
    assert reading.headers == tuple(HEADER)


PERIODS = [["Job", "From", "To", "Views", "Apply"], ["Monteur", "2026-10-01", "2026-10-31", 40, 4]]
BY_PERIOD = {"title": "Job", "first_day": "From", "last_day": "To", "views": "Views", "apply_clicks": "Apply"}


def test_each_line_a_period_becomes_sums_over_that_span(context):
    reading = jobs(context, PERIODS, BY_PERIOD)
    assert reading.rows["vacancy_total"] == [
        {
            "provider": "linkedin",
            "vacancy_id": vacancy_key("nergens", "linkedin", "Monteur"),
            "source_id": "",
            "first_day": date(2026, 10, 1),
            "last_day": date(2026, 10, 31),
            "span": "2026-10-01..2026-10-31",
            "views": 40,
            "apply_clicks": 4,
            "ingest": "export",
        }
    ]
    assert (reading.first_day, reading.last_day) == (date(2026, 10, 1), date(2026, 10, 31))


POSTINGS = [
    ["job_id", "title", "location", "views", "applies", "listed_time", "expiry", "url"],
    ["3900000001", "Verpleegkundige", "Gent", "6", "1", "1711380000000.0", "1716130000000.0", "https://www.linkedin.com/jobs/view/3900000001?x=1"],
    ["3900000002", "Monteur", "Aalst", "25", "2", "1.71339E+12", "1715990000000.0", ""],
]  # fmt: skip
LIFETIME = {
    "vacancy_id": "job_id", "title": "title", "location": "location", "views": "views", "applications": "applies",
    "opened_at": "listed_time", "closed_at": "expiry", "url": "url",
}  # fmt: skip


def test_figures_since_the_vacancy_came_out_count_until_the_day_that_was_given(context):
    reading = jobs(context, POSTINGS, {**LIFETIME, "as_of": "2024-04-20"})
    assert [(row["span"], row["last_day"], row["views"], row["applied"]) for row in reading.rows["vacancy_total"]] == [
        ("..2024-04-20", date(2024, 4, 20), 6, 1),
        ("..2024-04-20", date(2024, 4, 20), 25, 2),
    ]
    assert "first_day" not in reading.rows["vacancy_total"][0]
    assert reading.warnings == ()
    nurse = reading.rows["vacancy"][0]
    assert [nurse[name] for name in ("opened_at", "closed_at", "url", "location")] == [
        date(2024, 3, 25), date(2024, 5, 19), "linkedin.com/jobs/view/3900000001", "Gent",
    ]  # fmt: skip


def test_without_that_day_they_count_until_the_first_import_and_again_changes_nothing(
    sqlite_engine, organisation, context, moment
):
    reading = jobs(context, POSTINGS, LIFETIME)
    assert ["day of its first import" in str(warning) for warning in reading.warnings] == [True]
    first = load(sqlite_engine, organisation, reading, moment)
    again = load(sqlite_engine, organisation, jobs(context, POSTINGS, LIFETIME), moment + timedelta(days=9))
    assert first.table_rows == {"vacancy": 2, "vacancy_total": 2}
    assert set(again.table_rows.values()) == {0}
    with open_reading(sqlite_engine) as connection:
        spans = connection.execute(select(schema.vacancy_total.c.span).distinct()).scalars().all()
    assert spans == ["..2026-11-21"]


def test_what_a_person_said_is_kept_for_the_next_file_but_not_until_when_this_one_counts(
    sqlite_engine, organisation, context, moment
):
    load(sqlite_engine, organisation, jobs(context, POSTINGS, {**LIFETIME, "as_of": "2026-10-31"}), moment)
    with open_reading(sqlite_engine) as connection:
        kept = all_saved(connection, organisation.id)
    later = [POSTINGS[0], ["3900000001", "Verpleegkundige", "Gent", "9", "2", "", "", ""]]
    reading = read("november.csv", csv_file(later), replace(context, saved=kept))
    assert (reading.kind, reading.mapping) == (KIND, LIFETIME)
    assert [(row["views"], "span" in row) for row in reading.rows["vacancy_total"]] == [(9, False)]


def test_days_of_vacancies_are_loaded_once(sqlite_engine, organisation, context, moment):
    first = load(sqlite_engine, organisation, jobs(context, [HEADER, *DAYS], BY_DAY), moment)
    again = load(sqlite_engine, organisation, jobs(context, [HEADER, *DAYS], BY_DAY), moment)
    assert first.table_rows == {"vacancy": 2, "vacancy_daily": 3}
    assert set(again.table_rows.values()) == {0}


def test_days_in_a_workbook_are_read_as_cells(context):
    rows = [HEADER, [3900000001, "Verpleegkundige", date(2026, 10, 1), 5, 4, 3, 2]]
    reading = jobs(context, workbook({"Report": rows}), BY_DAY)
    assert reading.rows["vacancy"][0]["external_id"] == "3900000001"
    assert reading.rows["vacancy_daily"][0]["day"] == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("10/13/2026", None, date(2026, 10, 13)),
        ("13-10-2026", None, date(2026, 10, 13)),
        ("03/04/2026", "day_first", date(2026, 4, 3)),
        ("03/04/2026", "month_first", date(2026, 3, 4)),
    ],
)
def test_days_are_read_in_the_order_that_was_said_or_that_is_left(context, written, order, day):
    rows = [HEADER, [DAYS[0][0], "Monteur", written, "1", "1", "1", "1"]]
    reading = jobs(context, rows, {**BY_DAY, **({"date_order": order} if order else {})})
    assert reading.rows["vacancy_daily"][0]["day"] == day


def test_days_that_can_be_read_in_two_ways_are_asked_about(context):
    refused = refusal(context, [HEADER, ["3900000001", "Monteur", "03/04/2026", "1", "1", "1", "1"]], BY_DAY)
    assert (refused.code, "date_order" in str(refused.hint)) == ("file.date_order", True)


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"kijkers": "Total views"}, "file.unknown_target"),
        ({"title": "Functie", "views": "Total views"}, "file.no_column"),
        ({"views": "Total views"}, "file.mapping"),
        ({"title": "Job"}, "file.mapping"),
        ({"title": "Job", "views": "Total views", "first_day": "Date"}, "file.mapping"),
        ({"title": "Job", "views": "Total views", "day": "Date", "last_day": "Date"}, "file.mapping"),
        ({**BY_DAY, "date_order": "month"}, "file.date_order"),
        ({"title": "Job", "views": "Total views", "as_of": "gisteren"}, "file.as_of"),
    ],
)
def test_a_mapping_that_says_too_little_or_what_is_not_there_is_refused(context, mapping, code):
    assert refusal(context, [HEADER, *DAYS], mapping).code == code


def test_lines_that_cannot_be_used_are_refused_and_the_others_count(context):
    wrong = [
        ["", "", "2026-10-03", "5", "5", "5", "5"],
        ["3900000003", "Kok", "", "5", "5", "5", "5"],
        ["3900000003", "Kok", "2026-10-03", "5.5", "5", "5", "5"],
        ["3900000003", "Kok", "2031-10-03", "5", "5", "5", "5"],
        ["3900000001", "Verpleegkundige", "2026-10-01", "7", "80", "12", "3"],
        ["iemand@nergens.example", "Kok", "2026-10-03", "5", "5", "5", "5"],
    ]
    reading = jobs(context, [HEADER, *DAYS, DAYS[0], *wrong], BY_DAY)
    assert len(reading.rows["vacancy_daily"]) == 4
    assert told(reading) == [
        (6, "Job ID", "the number or the title of a vacancy"),
        (7, "Date", "a day"),
        (8, "Total views", "a whole number"),
        (9, "Date", "a day from 2005 to a year from now"),
        (10, "Job ID", "one line for each vacancy and period"),
    ]
    assert [str(warning) for warning in reading.warnings] == ["Lines that stand twice in the file and count once: 1."]
    assert "iemand@" not in str(reading)


def test_vacancies_under_one_title_are_added_up_but_not_their_people(context):
    rows = [["Job", "Views", "Unique"], ["Monteur", 10, 8], ["Monteur", 5, 4], ["Totaal", 15, 12]]
    mapping = {"title": "Job", "views": "Views", "unique_views": "Unique", "as_of": "2026-10-31"}
    reading = jobs(context, rows, mapping)
    assert [(row["views"], "unique_views" in row) for row in reading.rows["vacancy_total"]] == [(15, False)]
    assert "Lines with a title that another line has too: 1." in str(reading.warnings[0])


def test_a_moment_in_milliseconds_is_a_day_in_utc(context):
    late = int(datetime(2026, 10, 1, 23, 30, tzinfo=UTC).timestamp() * 1000)
    reading = jobs(context, [HEADER, ["1", "Monteur", str(late), "1", "1", "1", "1"]], BY_DAY)
    assert reading.rows["vacancy_daily"][0]["day"] == date(2026, 10, 1)


@pytest.mark.story("R10")
def test_where_people_apply_on_the_own_site_a_zero_of_linkedin_is_no_figure(context):
    header = ["Job", "Views", "Clicks", "Applications", "Apply type"]
    rows = [header, ["Monteur", 40, 4, 0, "OffsiteApply"], ["Kok", 30, 3, 2, "SimpleOnsiteApply"]]
    mapping = {
        "title": "Job",
        "views": "Views",
        "apply_clicks": "Clicks",
        "applications": "Applications",
        "apply_type": "Apply type",
    }
    sums = jobs(context, rows, mapping).rows["vacancy_total"]
    assert [row.get("applied") for row in sums] == [None, 2]
    assert [row["apply_clicks"] for row in sums] == [4, 3]
