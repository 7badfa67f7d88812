"""A report as a workbook: a sheet with the key figures and what is said, and a sheet per table with a native chart."""

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.exports import wording
from dashboard.exports.native import Native, natives_of
from dashboard.exports.numerals import number_in
from dashboard.exports.report import Piece, Report, Table
from dashboard.exports.sheet_chart import Figures
from dashboard.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_WIDEST, _SHEET_NAME = 60, 31
_CHART_ROWS, _CHART_COLUMNS, _SIGNS_A_COLUMN = 20, 12, 11
_SUMMARY_COLUMNS = 6
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def xlsx(report: Report) -> bytes:
    """Return the workbook, in the language of the report."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {
            "title": report.title,
            "company": report.organisation,
            "created": report.made_at.astimezone(UTC),
            "comments": wording.about(report),
        }
    )
    _Writer(book, report).write()
    book.close()
    return out.getvalue()


class _Writer:
    """Holds the workbook and its looks."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book = book
        self.report = report
        self.looks = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "quiet": book.add_format({"font_color": "#5B616B", "text_wrap": True, "valign": "top"}),
            "demo": book.add_format({"bold": True, "font_color": "#005A96"}),
            "warning": book.add_format({"bold": True, "font_color": "#A34700", "text_wrap": True}),
        }
        self.numbers: dict[str, Format] = {}
        self.names: set[str] = set()

    def write(self) -> None:
        self._summary()
        for piece in self.report.pieces:
            self._piece(piece)

    def _sheet(self, name: str) -> Worksheet:
        told = " ".join(name.translate(_FORBIDDEN).split())[:_SHEET_NAME].strip() or "-"
        number = 2
        while told.lower() in self.names:
            told = f"{told[: _SHEET_NAME - 3]} {number}"
            number += 1
        self.names.add(told.lower())
        sheet = self.book.add_worksheet(told)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + wording.footer(self.report).replace("&", "&&")[:200] + "&R&P / &N")
        return sheet

    def _top(self, sheet: Worksheet, heading: str) -> int:
        row = 0
        if self.report.is_demo:
            self._text(sheet, row, 0, wording.demo_said(), "demo")
            row += 1
        self._text(sheet, row, 0, heading, "title")
        self._text(sheet, row + 1, 0, wording.about(self.report), "")
        return row + 3

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, look: str = "") -> None:
        sheet.write_string(row, column, wording.harmless(text), self.looks.get(look))

    def _line(self, sheet: Worksheet, row: int, text: str, wide: int, look: str = "wrap") -> int:
        """Write a sentence over some columns, as high as it needs; return the next row."""
        sheet.merge_range(row, 0, row, wide, "", self.looks[look])
        sheet.write_string(row, 0, wording.harmless(text), self.looks[look])
        sheet.set_row(row, 15 * (1 + len(text) // (_SIGNS_A_COLUMN * wide)))
        return row + 1

    def _cell(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Write a number as one that can be reckoned with, everything else as it is."""
        found = number_in(text)
        if found is None:
            self._text(sheet, row, column, text, "wrap")
            return
        value, code = found
        look = self.numbers.setdefault(
            code, self.book.add_format({"num_format": code, "valign": "top", "align": "left"})
        )
        sheet.write_number(row, column, value, look)

    def _summary(self) -> None:
        report = self.report
        sheet = self._sheet(_("Report"))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 6, 26)
        row = self._top(sheet, report.title)
        for said in report.warnings:
            row = self._line(sheet, row, said, _SUMMARY_COLUMNS, "warning")
        for said in report.lead:
            row = self._line(sheet, row, said, _SUMMARY_COLUMNS, "bold")
        row = self._tiles(sheet, row + 1) if report.tiles else row
        for section in report.sections:
            row = self._line(sheet, row + 1, section.heading, _SUMMARY_COLUMNS, "bold")
            for said in (*section.sentences, *(f"• {point}" for point in section.points), *section.notes):
                row = self._line(sheet, row, said, _SUMMARY_COLUMNS)
        row = self._line(sheet, row + 1, _("Sources"), _SUMMARY_COLUMNS, "bold")
        for said in report.sources:
            row = self._line(sheet, row, said, _SUMMARY_COLUMNS)

    def _tiles(self, sheet: Worksheet, row: int) -> int:
        widest = max(len(tile.beside) for tile in self.report.tiles)
        headings = (_("Figure"), _("Value"), *([_("Beside it")] * widest), _("Definition"))
        for column, heading in enumerate(headings):
            self._text(sheet, row, column, heading, "head")
        for tile in self.report.tiles:
            row += 1
            self._text(sheet, row, 0, tile.label, "wrap")
            self._cell(sheet, row, 1, tile.value)
            for column, said in enumerate(tile.beside, start=2):
                self._text(sheet, row, column, said, "wrap")
            self._text(sheet, row, 2 + widest, " ".join(tile.definition.split()), "quiet")
        return row + 1

    def _piece(self, piece: Piece) -> None:
        sheet = self._sheet(piece.title)
        row = self._top(sheet, piece.title)
        natives = natives_of(piece.picture) if piece.picture else []
        alt = piece.picture.alt if piece.picture else ""
        beside = len(piece.table.headings) + 1
        start = row
        for native in natives:
            self._chart(sheet, native, (row, beside), piece, alt)
            row += _CHART_ROWS + 1
        last = self._table(sheet, piece.table, start)
        last = max(last, row if natives else 0)
        wide = beside + (_CHART_COLUMNS if natives else 1)
        for said in (piece.source_line, alt, *piece.passport.split("\n\n")):
            if said:
                last = self._line(sheet, last, said, wide)
        sheet.print_area(0, 0, last, wide)

    def _table(self, sheet: Worksheet, table: Table, row: int) -> int:
        for column, heading in enumerate(table.headings):
            texts = [heading, *(each[column] for each in table.rows)]
            sheet.set_column(column, column, min(_WIDEST, max(map(len, texts)) + 2))
            self._text(sheet, row, column, heading, "head")
        for number, each in enumerate(table.rows, start=row + 1):
            for column, text in enumerate(each):
                self._cell(sheet, number, column, text)
        if table.rows:
            sheet.autofilter(row, 0, row + len(table.rows), len(table.headings) - 1)
        return row + len(table.rows) + 1

    def _chart(self, sheet: Worksheet, native: Native, at: tuple[int, int], piece: Piece, alt: str) -> None:
        """Write the figures of a chart far to the right, and the chart over the free columns beside the table."""
        left = at[1] + 14
        figures = Figures(sheet, at[0], left, native)
        figures.write(self.looks["head"])
        chart = figures.chart(self.book)
        chart.set_title({"name": piece.title[:250], "name_font": {"size": 11}, "overlay": False})
        place = {"object_position": 2, "description": alt or piece.title}
        chart.set_size({"width": 780, "height": 20 * _CHART_ROWS})
        sheet.insert_chart(at[0], at[1], chart, place)
