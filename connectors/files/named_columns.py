"""Finds a table by the names of its columns, in several languages, and reads its figures as a person writes them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from connectors.errors import N_
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.reading import Cell, Opened, Sheet, header_lines
from connectors.personal import is_personal_header, personal_kind

_DOTTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_COMMA = re.compile(r"([+-]?\d+),(\d+)")

NOT_KEPT = N_("Not known, so not kept")
PERSONAL = N_("About a person: not read")


@dataclass(frozen=True)
class Named:
    """One thing that a column can mean; ``headers`` are its names, in any mix of capitals."""

    name: str
    meaning: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class NamedTable:
    """A table whose columns have names that are known: name to the position of its column."""

    sheet: Sheet
    start: int
    places: dict[str, int]

    @property
    def titles(self) -> tuple[Cell, ...]:
        """The headers as they stand in the file."""
        return self.sheet.rows[self.start]

    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield the lines under the headers that are not empty, each with its number as a person sees it."""
        for place, row in enumerate(self.sheet.rows[self.start + 1 :], start=self.start + 2):
            if cells.filled(row):
                yield place, row

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return a line's cell of a meaning; None where the line is shorter or the column is not there."""
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else None

    def title(self, name: str) -> str:
        """Return the header of a meaning as a person recognises it."""
        return cells.shown(self.titles[self.places[name]]) if name in self.places else ""


def find(opened: Opened, columns: Sequence[Named], needed: Collection[str]) -> NamedTable | None:
    """Return the first table near the top of a sheet that has all needed columns, None without one."""
    known = {header.casefold(): column.name for column in columns for header in column.headers}
    for sheet, line, titles in header_lines(opened):
        places: dict[str, int] = {}
        for place, title in enumerate(titles):
            name = known.get(_plain(title))
            if name:
                places.setdefault(name, place)
        if set(needed) <= set(places):
            return NamedTable(sheet, line, places)
    return None


def _plain(title: str) -> str:
    return re.sub(r"[\s_-]+", " ", cells.header(title)).strip()


def understand(gathered: Gathering, table: NamedTable, columns: Sequence[Named]) -> None:
    """Say what became of each column; one about a person is dropped unread."""
    meanings = {table.places[column.name]: column.meaning for column in columns if column.name in table.places}
    for place, title in enumerate(table.titles):
        if place in meanings:
            gathered.understand(title, meanings[place], "used")
        elif is_personal_header(cells.text(title)):
            gathered.understand(title, PERSONAL, "personal")
        else:
            gathered.understand(title, NOT_KEPT, "ignored")


def decimal(cell: Cell) -> float:
    """Return a number with a decimal point or comma; raise a ValueError for what is none."""
    text = cells.text(cell)
    if _DOTTED.fullmatch(text):
        text = text.replace(".", "")
    match = _COMMA.fullmatch(text)
    return cells.number(f"{match[1]}.{match[2]}" if match else text)


def short_text(gathered: Gathering, table: NamedTable, line: tuple[int, tuple[Cell, ...]], name: str) -> str | None:
    """Return a cell as a short text without anything of a person; else refuse it and return None."""
    number, row = line
    cell = table.cell(row, name)
    found = "" if cells.is_missing(cell) else cells.text(cell)
    if len(found) <= _LONGEST and personal_kind(found) is None:
        return found
    place = (number, table.title(name))
    gathered.refuse(table.sheet, place, "…", N_("a short name, without anything about a person"))
    return None


_LONGEST = 80
