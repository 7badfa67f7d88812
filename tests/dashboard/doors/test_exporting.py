"""``export``: a table as stored, to stdout or a file, audited."""

import csv
import errno
import io
import zipfile
from datetime import date

import pandas as pd
import pytest

from connectors.database import schema
from tests.dashboard.shows import put


def test_a_table_on_stdout_is_csv_with_a_header(at_demo):
    rows = list(csv.DictReader(io.StringIO(at_demo("export", "site").out)))
    assert [row["site_id"] for row in rows] == ["BE", "NL", "WZC"]


def test_conditions_narrow_it_by_the_column_s_own_type(at_demo):
    said = at_demo("export", "application_daily", "--where", "day=2026-01-14", "--where", "site_id=BE")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {(row["day"], row["site_id"]) for row in rows} == {("2026-01-14", "BE")}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_files_hold_the_same_rows(at_demo, tmp_path, ending):
    target = tmp_path / f"runs.{ending}"
    assert at_demo("export", "sync_run", "--to", target).code == 0
    read = {
        "csv": pd.read_csv,
        "xlsx": lambda file: pd.read_excel(file, engine="calamine"),
        "parquet": pd.read_parquet,
    }[ending](target)
    expected = list(csv.DictReader(io.StringIO(at_demo("export", "sync_run").out)))
    assert list(read["source"]) == [row["source"] for row in expected]


def test_every_export_leaves_an_audit_line(at_demo):
    at_demo("export", "site")
    rows = list(csv.DictReader(io.StringIO(at_demo("export", "audit", "--where", "action=export").out)))
    assert [(row["subject"], row["actor"]) for row in rows] == [("site", "administrator")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nothing",), "usage.table"),
        (("site", "--where", "colour=red"), "usage.where"),
        (("application_daily", "--where", "day=yesterday"), "usage.where"),
        (("site", "--to", "site.doc"), "usage.target"),
    ],
)
def test_wrong_usage_names_what_it_takes(at_demo, arguments, code):
    said = at_demo("export", *arguments)
    assert said.code == 2
    assert f"[{code}]" in said.err


def test_an_export_that_is_cut_off_leaves_an_audit_line_too(at_demo, monkeypatch):
    class Closed(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", Closed())
        patch.setattr("sys.stderr", io.StringIO())  # click wraps both
        with pytest.raises(SystemExit):
            at_demo("export", "site")
    rows = list(csv.DictReader(io.StringIO(at_demo("export", "audit", "--where", "action=export").out)))
    assert [(row["subject"], row["detail"]) for row in rows] == [
        ("site", '{"where": [], "rows": null, "to": "stdout"}')
    ]


@pytest.mark.story("X5")
def test_a_text_that_looks_like_a_formula_leaves_the_house_as_a_text(at_demo, tmp_path):
    owner = next(csv.DictReader(io.StringIO(at_demo("export", "site").out)))["organisation_id"]
    row = {
        "organisation_id": owner,
        "event_id": "evil",
        "kind": "other",
        "day": date(2026, 1, 1),
        "title": "=HYPERLINK(1)",
    }
    put(tmp_path, schema.event, row, database="instroom-demo.db")
    told = {row["event_id"]: row["title"] for row in csv.DictReader(io.StringIO(at_demo("export", "event").out))}
    assert told["evil"] == "'=HYPERLINK(1)"
    target = tmp_path / "events.xlsx"
    assert at_demo("export", "event", "--to", target).code == 0
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
        texts = book.read("xl/sharedStrings.xml").decode("utf-8")
    assert "<f>" not in sheet
    assert "=HYPERLINK(1)" in texts
