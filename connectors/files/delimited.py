"""Reads text with separators: finds the encoding by its first bytes and the separator by counting outside quotes."""

import codecs
import csv
import io
import json
import re
from collections import Counter

from connectors.errors import N_, FileError
from connectors.files.reading import Cell

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LOOK_AT = 65_536
_LINES = 20
_MANY_TABS = 8
SEPARATORS = ("\t", ";", ",")


def csv_rows(name: str, content: bytes) -> tuple[tuple[Cell, ...], ...]:
    """Return the lines of a CSV file as cells of text; an empty cell is None, an empty line has no cells.

    A first line ``sep=;`` names the separator and becomes an empty line, so that line numbers stay as a person sees them.
    Raises a FileError for what is no text, for a web page, for JSON, and for a quotation mark that never closes.
    """
    text = _decoded(name, content)
    _refuse_json(name, text)
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if len(named) == len("sep=,") and named.startswith("sep="):
        return ((), *_parsed(name, rest, named[-1]))
    return _parsed(name, text, separator(text))


def _decoded(name: str, content: bytes) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _no_text(name) from None
        text = _western(name, content)
    if _NOT_TEXT.search(text):
        raise _no_text(name)
    if text.lstrip().startswith("<"):
        raise FileError(
            N_("{file} is a web page, whatever its name says."),
            file=name,
            code="file.web_page",
            hint=N_("Sign in and download the export again, or save it as .xlsx or CSV."),
        )
    return text


def _refuse_json(name: str, text: str) -> None:
    """Raise a FileError for the answer of an interface, also for one with an answer on each line."""
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return
    try:
        json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return
    raise FileError(
        N_("{file} holds JSON, as interfaces answer it; it is no export."),
        file=name,
        code="file.json",
        hint=N_("Import an export as CSV or as a workbook; interfaces are read by “instroom sync”."),
    )


def _western(name: str, content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise _no_text(name) from None


def separator(text: str) -> str:
    """Return the separator: the one that stands equally often, outside quotes, in most of the first lines.

    Tabs that many times on two lines are no accident, however many sentences with commas stand above the table.
    """
    lines = _unquoted(text[:_LOOK_AT]).splitlines()
    lines = [line for line in lines if line.strip()][:_LINES]

    def weight(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        times, lines_alike = max(counts.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return lines_alike, times

    lines_alike, times = weight("\t")
    if lines_alike > 1 and times >= _MANY_TABS:
        return "\t"
    best = max(SEPARATORS, key=weight)
    return best if weight(best) > (0, 0) else ","


def _unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', "", text)


def _parsed(name: str, text: str, delimiter: str) -> tuple[tuple[Cell, ...], ...]:
    try:
        rows = _rows(text, delimiter, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise FileError(
                N_("{file} ends within quotation marks: it is only half there."),
                file=name,
                code="file.damaged",
                hint=N_("Download it again and try once more."),
            ) from None
        rows = _leniently(name, text, delimiter)
    return tuple(tuple(cell if cell.strip() else None for cell in row) for row in rows)


def _leniently(name: str, text: str, delimiter: str) -> list[list[str]]:
    try:
        return _rows(text, delimiter, strict=False)
    except csv.Error:
        raise _no_text(name) from None


def _rows(text: str, delimiter: str, *, strict: bool) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict))


def _no_text(name: str) -> FileError:
    return FileError(
        N_("{file} is no text and no workbook."),
        file=name,
        code="file.not_text",
        hint=N_("Expected is a CSV file, a zip with CSV files, or an .xls or .xlsx workbook."),
    )
