"""What may not be shown, and what may not act as a formula, in every form of a report; a kept copy beside today."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pandas as pd
from python_calamine import CalamineWorkbook

from dashboard import i18n
from dashboard.analysis.suppression import count
from dashboard.exports.comparison import compared
from dashboard.exports.making import people, table
from dashboard.exports.numerals import number_in
from dashboard.exports.report import Piece, Report, Section, Tile
from dashboard.exports.writing import FORMATS, written

HIDDEN = people("hires", "Aannames", count(3), definition="Wie is aangenomen.")


def report(*tiles, rows=()):
    pieces = (Piece("p", "Tabel", table(pd.DataFrame(list(rows), columns=["=Kop", "Aantal"]))),) if rows else ()
    return Report(
        about="campaign",
        subject="soap",
        title="Rapport",
        organisation="Zorggroep Nergensland (fictief)",
        language="nl",
        known_on=date(2026, 3, 3),
        made_at=datetime(2026, 3, 4, 12, 0, tzinfo=UTC),
        is_demo=False,
        tiles=tiles,
        sections=(Section("Deel", pieces=pieces),),
    )


def test_a_small_count_is_a_sign_in_every_form_and_no_number_anywhere():
    assert HIDDEN.value == "< 5"
    assert HIDDEN.number is None
    for form in FORMATS:
        assert written(report(HIDDEN), form)
    cells = CalamineWorkbook.from_filelike(BytesIO(written(report(HIDDEN), "xlsx"))).get_sheet_by_index(0).to_python()
    assert any(row[:2] == ["Aannames", "< 5"] for row in cells)
    assert "&lt; 5" in written(report(HIDDEN), "html").decode("utf-8")


def test_a_cell_that_begins_like_a_formula_is_escaped_and_a_signed_number_is_a_number():
    rows = [("=1+1", "+12%"), ("@cmd", "-3"), ("-5 of meer", "1.234,5"), ("26% (23–29%)", "01-02-2026")]
    book = CalamineWorkbook.from_filelike(BytesIO(written(report(rows=rows), "xlsx")))
    cells = [row[:2] for row in book.get_sheet_by_name("Tabel").to_python()]
    assert ["'=Kop", "Aantal"] in cells
    assert ["'=1+1", 0.12] in cells
    assert ["'@cmd", -3.0] in cells
    assert ["'-5 of meer", 1234.5] in cells
    assert ["26% (23–29%)", "01-02-2026"] in cells


def test_numbers_are_read_back_only_where_they_are_written_exactly_so():
    with i18n.speaking("nl"):
        assert number_in("1.234") == (1234.0, "#,##0")
        assert number_in("12,5%") == (0.125, "#,##0.0%")
        assert number_in("1,234") == (1.234, "#,##0.000")
        assert number_in("12.34") is None
        assert number_in("< 5") is None
        assert number_in("–") is None
    with i18n.speaking("fr"):
        assert number_in(i18n.number(1234567)) == (1234567.0, "#,##0")
        assert number_in(i18n.percent(0.5)) == (0.5, "#,##0%")


def test_today_beside_then_says_what_changed_and_why_but_no_difference_of_a_few_people():
    then = report(
        people("applications", "Sollicitaties", count(120)),
        people("hires", "Aannames", count(10)),
        HIDDEN,
        Tile("views", "Weergaven", "1.000", 1000.0, "count"),
        Tile("side_entrant_share", "Zij-instromers", "20%", 0.2, "share"),
        Tile("gone", "Weg", "1", 1.0, "count"),
    )
    now = replace(
        then,
        tiles=(
            people("applications", "Sollicitaties", count(123)),
            people("hires", "Aannames", count(17)),
            Tile("views", "Weergaven", "1.100", 1100.0, "count"),
            Tile("side_entrant_share", "Zij-instromers", "20%", 0.2, "share"),
        ),
    )
    with i18n.speaking("nl"):
        rows = {row.label: row for row in compared(then, replace(now, tiles=now.tiles))}
    assert (rows["Sollicitaties"].now, rows["Sollicitaties"].difference) == ("bijna hetzelfde", "minder dan 5")
    assert "123" not in str(rows["Sollicitaties"])
    assert rows["Weergaven"].difference == "+100 (+10%)"
    assert rows["Weergaven"].why
    assert (rows["Zij-instromers"].difference, rows["Zij-instromers"].why) == ("geen", "")
    assert rows["Weg"].now == "–"
