"""Reads the figures of one line of a YouTube Studio table into the columns of a fact or a counter."""

from typing import Literal

from connectors.errors import N_
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.reading import Cell
from connectors.files.studio_headers import StudioColumn
from connectors.files.studio_sheets import StudioSheet

Line = tuple[int, tuple[Cell, ...]]
Target = Literal["fact", "snapshot"]
Figures = dict[str, int | float]


def title(table: StudioSheet, place: int) -> str:
    """Return the header at a position as a person sees it."""
    return cells.shown(table.sheet.rows[table.start][place])


def figures(gathered: Gathering, table: StudioSheet, line: Line, target: Target) -> Figures | None:
    """Return the figures that are there, by column of the fact or counter; None when one of them cannot be used.

    What is missing (empty or a dash) is left out: it is not zero.
    """
    number, row = line
    found: Figures = {}
    for place, column in enumerate(table.columns):
        goes_to = _goes_to(column, target)
        if column is None or not goes_to or cells.is_missing(row[place]):
            continue
        try:
            value = cells.whole(row[place]) if column.is_whole else cells.number(row[place])
        except ValueError:
            expected = N_("a whole number") if column.is_whole else N_("a number with a decimal point")
            gathered.refuse(table.sheet, (number, title(table, place)), row[place], expected)
            return None
        found[goes_to] = value if column.factor == 1 else round(value * column.factor, 6)
    return found


def understand(gathered: Gathering, table: StudioSheet, target: Target) -> None:
    """Say what becomes of each column of a table."""
    for place, column in enumerate(table.columns):
        header = table.sheet.rows[table.start][place]
        if column is None:
            gathered.understand(header, N_("Not known"), "ignored")
        elif _goes_to(column, target) or column.name in {"date", "content", "title", "published", "duration"}:
            gathered.understand(header, column.meaning, "used")
        else:
            gathered.understand(header, column.meaning, "ignored")


def has_figures(table: StudioSheet, target: Target) -> bool:
    """Return whether a table has a column with a place for its figures."""
    return any(_goes_to(column, target) for column in table.columns)


def _goes_to(column: StudioColumn | None, target: Target) -> str:
    if column is None:
        return ""
    return column.fact if target == "fact" else column.snapshot
