"""Makes the files that a person would bring: CSV text, zips of it, and workbooks, from plain rows."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

Rows = Iterable[Sequence[object]]


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def csv_file(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return csv_text(rows, delimiter).encode(encoding)


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Return an .xlsx file; dates become date cells, numbers numbers, None an empty cell."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date | datetime):
                        sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), as_day)  # noqa: DTZ001
                    else:
                        sheet.write(number, column, value)
    return packed.getvalue()
