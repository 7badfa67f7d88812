"""Exports that tell only how each application stands now: no day is made up, and a later file with days fills them in."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.errors import FileError
from connectors.files import load, read
from connectors.files.ats_words import without_prefix
from tests.fakes.workbooks import csv_file

STAGES = [
    ("id", "status", "application_stage", "job_id"),
    ("1005108", "ADMIN_APPLICATION_STATUS_CLOSED", "NEXT_APPLICATION_STAGE_REFERRED", "1000061"),
    ("1007894", "ADMIN_APPLICATION_STATUS_CLOSED", "NEXT_APPLICATION_STAGE_SCREENING", "1000086"),
    ("1004832", "ADMIN_APPLICATION_STATUS_ACTIVE", "NEXT_APPLICATION_STAGE_INTERVIEWING", "999"),
    ("1005722", "ADMIN_APPLICATION_STATUS_ACTIVE", "NEXT_APPLICATION_STAGE_HIRED", "1000041"),
    ("1005723", "ADMIN_APPLICATION_STATUS_SUCCESS", "NEXT_APPLICATION_STAGE_PROBATION_PASSED", "1000041"),
]
DAYS = [
    ("Application ID", "Date applied", "Application stage"),
    ("1005108", "14-01-2026", "REFERRED"),
    ("1005722", "15-01-2026", "HIRED"),
]


def stored(engine, *columns):
    with engine.connect() as connection:
        found = [schema.application.c[name] for name in columns]
        return [tuple(row) for row in connection.execute(select(*found).order_by(*found))]


def test_each_application_has_its_stage_and_status_and_no_day(context):
    reading = read("stages.csv", csv_file(STAGES), context)
    rows = reading.rows["application"]
    assert [(row["stage"], row["status"], row["rejected_by"]) for row in rows] == [
        ("applied", "rejected", "unknown"),
        ("screened", "rejected", "unknown"),
        ("interview", "in_process", None),
        ("hired", "hired", None),
        ("hired", "hired", None),
    ]
    assert [row["stage_raw"] for row in rows] == ["REFERRED", "SCREENING", "INTERVIEWING", "HIRED", "PROBATION_PASSED"]
    assert {row["stage_basis"] for row in rows} == {"words"}
    assert {row["applied_on"] for row in rows} == {None}
    assert reading.rows["application_event"] == []
    assert (reading.without_day, reading.first_day, reading.last_day) == (5, None, None)
    assert [str(warning).split(".")[0] for warning in reading.warnings] == [
        "No column tells when an application came in"
    ]


def test_they_are_kept_but_counted_on_no_day_and_the_same_file_twice_changes_nothing(
    engine, organisation, context, moment
):
    first = load(engine, organisation, read("stages.csv", csv_file(STAGES), context), moment)
    assert first.table_rows == {"vacancy": 4, "application": 5, "source": 0}
    assert {day for (day,) in stored(engine, "applied_on")} == {None}
    with engine.connect() as connection:
        assert connection.execute(select(schema.application_daily)).all() == []
    again = load(engine, organisation, read("stages.csv", csv_file(STAGES), context), moment + timedelta(days=1))
    assert set(again.table_rows.values()) == {0}


def test_a_later_file_with_days_fills_them_in_and_then_they_count(engine, organisation, context, moment):
    load(engine, organisation, read("stages.csv", csv_file(STAGES), context), moment)
    load(engine, organisation, read("days.csv", csv_file(DAYS), context), moment)
    assert stored(engine, "stage", "status", "applied_on", "hired_at")[0][2:] == (date(2026, 1, 14), None)
    with engine.connect() as connection:
        daily = schema.application_daily.c
        counts = connection.execute(select(daily.day, daily.applied, daily.hired).order_by(daily.day)).all()
    assert [tuple(row) for row in counts] == [(date(2026, 1, 14), 1, 0), (date(2026, 1, 15), 1, 1)]


def test_a_hire_that_a_second_file_shows_has_no_day_because_an_import_dates_nothing(
    sqlite_engine, organisation, context, moment
):
    before = [STAGES[0], STAGES[3]]
    after = [STAGES[0], ("1004832", "ADMIN_APPLICATION_STATUS_ACTIVE", "NEXT_APPLICATION_STAGE_HIRED", "999")]
    load(sqlite_engine, organisation, read("before.csv", csv_file(before), context), moment)
    load(sqlite_engine, organisation, read("after.csv", csv_file(after), context), moment + timedelta(days=30))
    assert stored(sqlite_engine, "status", "hired_at", "applied_on") == [("hired", None, None)]


def test_a_column_of_days_that_nobody_understood_is_asked_about_first(context):
    rows = [("id", "status", "job_id", "Kwam binnen"), ("1", "Nieuw", "9", "14-01-2026"), ("2", "Nieuw", "9", "")]
    with pytest.raises(FileError) as caught:
        read("stages.csv", csv_file(rows), context)
    assert caught.value.code == "file.no_application_date"
    assert "perhaps it is “Kwam binnen”" in str(caught.value)
    said = read("stages.csv", csv_file(rows), context, mapping={"applied_at": "-"})
    assert said.without_day == 2


def test_without_a_day_the_number_of_the_applicant_is_not_enough(context):
    rows = [("Kandidaat-ID", "Vacature-ID", "Status"), ("7", "9", "Nieuw")]
    with pytest.raises(FileError) as caught:
        read("stages.csv", csv_file(rows), context)
    assert caught.value.code == "file.no_application_id"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["STAGE_NEW", "STAGE_HIRED"], ["NEW", "HIRED"]),
        (["A_STATUS_CLOSED"], ["CLOSED"]),
        (["PHONE_SCREEN"], ["PHONE_SCREEN"]),
        (["X_STAGE_LATER_ROUNDS", "X_STAGE_LATER"], ["LATER_ROUNDS", "LATER"]),
        (["STAGE_NEW", "Nieuw"], ["STAGE_NEW", "Nieuw"]),
        (["Phone screen", "Phone interview"], ["Phone screen", "Phone interview"]),
        (["X_LATER_ROUNDS", "X_LATER_TALKS"], ["ROUNDS", "TALKS"]),
        ([], []),
    ],
)
def test_a_machine_prefix_goes_only_where_all_words_share_it(words, expected):
    found = without_prefix(words)
    assert [found[word] for word in words] == expected
