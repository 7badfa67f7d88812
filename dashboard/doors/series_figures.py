"""Reads a column of figures: decimal comma or point, thousands set apart, and what is not known kept as not known."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from connectors.errors import N_, Said
from connectors.files.cells import is_missing, text
from connectors.files.reading import Cell
from dashboard.analysis.figures import Number
from dashboard.doors.series_table import Table

_NOT_KNOWN = {"na", "nan", "n/a", "#n/a", "null", "none"}
_PLAIN = re.compile(r"[+-]?\d+")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_APART = re.compile(r"(?<=\d)[ '’](?=\d{3}(?!\d))")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_FORMS = {
    ".": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"),
    ",": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"),
}
COUNT = Said(N_("a count: a whole number, 0 or more"))
POSITIVE = Said(N_("a number, 0 or more"))
MOST = 1e12
AT_MOST = Said(N_("a number of at most {most}"), {"most": Number(MOST)})


def counts(table: Table, column: str) -> list[float]:
    """Return a column of counts, NaN where a cell is empty.

    Raises:
        FileError: A cell is negative, text, too large, or not a whole number: names row, column, value and what was
            expected.
    """
    return _read(table, column, COUNT, lambda value: value >= 0 and value.is_integer())


def amounts(table: Table, column: str) -> list[float]:
    """Return a column of numbers of 0 or more, decimals allowed, NaN where a cell is empty; raises like ``counts``."""
    return _read(table, column, POSITIVE, lambda value: value >= 0)


def read_as(table: Table, column: str) -> Iterator[Said]:
    """Yield how figures were read of which the column itself does not tell it: ``1.234`` and nothing else."""
    cells = [text(cell) for cell in table.cells(table.place(column))]
    written = next((cell for cell in cells if _EITHER.fullmatch(cell)), None)
    if written is not None and not decimal_marks(cells):
        values = {"column": column, "written": written, "mark": _mark(table, cells)}
        yield Said(N_("Column “{column}”: “{written}” was read with “{mark}” as the decimal mark."), values)


def decimal_marks(cells: Sequence[str]) -> set[str]:
    """Return the decimal marks that figures can only be read with."""
    found = set()
    for cell in set(cells):
        plain = _APART.sub("", cell)
        if _PLAIN.fullmatch(plain) or _EITHER.fullmatch(plain):
            continue
        readable = [mark for mark, form in _FORMS.items() if form.fullmatch(plain)]
        if len(readable) == 1:
            found.add(readable[0])
        elif readable:  # 0,123 fits both only because the nought could be a thousand
            found.add(re.sub(r"[\d+-]", "", plain))
    return found


def _read(table: Table, column: str, expected: Said, fits: Callable[[float], bool]) -> list[float]:
    place = table.place(column)
    cells = table.cells(place)
    mark = _mark(table, cells)
    values = []
    for row, cell in enumerate(cells):
        value = _number(cell, mark)
        if value is None or not (math.isnan(value) or fits(value)):
            raise table.refused(row, table.header[place], cell, expected)
        if value > MOST:
            raise table.refused(row, table.header[place], cell, AT_MOST)
        values.append(value)
    return values


def _mark(table: Table, cells: Sequence[Cell]) -> str:
    """Return the decimal mark: as the column shows it, else the rest of the file, else the separator of its fields."""
    own = decimal_marks([text(cell) for cell in cells if isinstance(cell, str)])
    if not own:
        own = decimal_marks([text(cell) for cell in chain.from_iterable(table.rows) if isinstance(cell, str)])
    if len(own) == 1:
        return own.pop()
    return "," if table.continental else "."


def _number(cell: Cell, mark: str) -> float | None:
    """Return a cell's number, NaN when it is not known, None when it is no number."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    plain = text(cell)
    if is_missing(cell) or plain.casefold() in _NOT_KNOWN:
        return math.nan
    if _EXPONENT.fullmatch(plain):
        return float(plain)
    plain = _APART.sub("", plain)
    if not _FORMS[mark].fullmatch(plain):
        return None
    thousands = "," if mark == "." else "."
    return float(plain.replace(thousands, "").replace(mark, "."))
