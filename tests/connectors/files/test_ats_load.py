"""An export on its way into the database: the same file twice, a newer file, and what an older file may not undo."""

from datetime import date

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.files import load, read
from tests.fakes.workbooks import csv_file

HEADERS = ("Sollicitatie-ID", "Datum sollicitatie", "Vacature", "Bron", "Status", "Datum aangenomen")
LINES = (
    ("1", "14-01-2026 18:05", "Kok", "Indeed", "Nieuw", ""),
    ("2", "14-01-2026", "Kok", "Zorgbeurs", "Afgewezen", ""),
    ("3", "15-01-2026", "Verpleegkundige", "", "Aangenomen", "01-02-2026"),
    ("4", "31-02-2026", "Verpleegkundige", "", "Nieuw", ""),
)


def rows_of(engine, table, *columns):
    query = select(*(table.c[name] for name in columns)).order_by(*(table.c[name] for name in columns))
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]


@pytest.mark.story("R11")
def test_the_same_file_twice_changes_nothing(engine, organisation, context, moment):
    content = csv_file([HEADERS, *LINES], ";")
    first = load(engine, organisation, read("export.csv", content, context), moment)
    assert first.table_rows == {"vacancy": 2, "application": 3, "application_event": 4, "source": 2}
    assert [refused.row for refused in first.refused] == [5]
    before = {
        table.name: rows_of(engine, table, *table.c.keys()) for table in (schema.application, schema.application_daily)
    }
    second = load(engine, organisation, read("export opnieuw.csv", content, context), moment)
    assert set(second.table_rows.values()) == {0}
    assert second.unchanged == 11
    after = {
        table.name: rows_of(engine, table, *table.c.keys()) for table in (schema.application, schema.application_daily)
    }
    assert after == before


@pytest.mark.story("R1")
def test_applications_are_counted_per_day_and_source_with_unknown_as_a_source(engine, organisation, context, moment):
    load(engine, organisation, read("export.csv", csv_file([HEADERS, *LINES], ";"), context), moment)
    counts = rows_of(engine, schema.application_daily, "day", "source_id", "applied", "hired", "rejected")
    assert counts == [
        (date(2026, 1, 14), "job_boards", 1, 0, 0),
        (date(2026, 1, 14), "zorgbeurs", 1, 0, 1),
        (date(2026, 1, 15), "", 1, 1, 0),
    ]
    assert rows_of(engine, schema.source, "source_id", "status") == [("job_boards", "known"), ("zorgbeurs", "new")]


def test_a_newer_export_moves_the_stage_and_keeps_day_and_source_of_the_first(engine, organisation, context, moment):
    load(engine, organisation, read("export.csv", csv_file([HEADERS, *LINES], ";"), context), moment)
    newer = (HEADERS[:2] + HEADERS[3:5], ("1", "03-03-2026", "", "Gesprek"))
    load(engine, organisation, read("later.csv", csv_file(newer, ";"), context, kind="ats"), moment)
    rows = rows_of(engine, schema.application, "applied_on", "source_id", "stage", "status")
    assert (date(2026, 1, 14), "job_boards", "interview", "in_process") in rows
    with engine.connect() as connection:
        named = select(schema.application.c.vacancy_id).where(schema.application.c.stage == "interview")
        assert connection.execute(named).scalar() is not None


def test_an_export_without_stages_and_questions_leaves_them_as_they_were(engine, organisation, context, moment):
    known = [
        ("Sollicitatie-ID", "Datum sollicitatie", "Status", "Zij-instromer"),
        ("1", "14-01-2026", "Aangenomen", "ja"),
    ]
    load(engine, organisation, read("a.csv", csv_file(known, ";"), context), moment)
    bare = [("Sollicitatie-ID", "Datum sollicitatie", "Bron"), ("1", "14-01-2026", "Indeed")]
    load(engine, organisation, read("b.csv", csv_file(bare, ";"), context, kind="ats"), moment)
    rows = rows_of(engine, schema.application, "stage", "status", "side_entrant_declared", "source_id")
    assert rows == [("hired", "hired", "side_entrant", "job_boards")]
