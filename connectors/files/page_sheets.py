"""Recognises the sheets of a LinkedIn page export by their shape: the order of columns is the same in every language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from connectors.errors import N_
from connectors.files import cells
from connectors.files.dates import day_of_page_export
from connectors.files.reading import Cell, Sheet

Shape = Literal["updates", "posts", "visitors", "followers", "audience", "empty", "unknown"]

LINK = 1
"""Position of the address of a post."""
POST = re.compile(r"urn:li:(activity|share|ugcPost):(\d{15,20})")
"""The name of a post in its address; the number holds the moment of publication."""
VISITOR_COLUMNS = 25
UPDATE_COLUMNS = 20
POST_COLUMNS = (18, 19, 20)
FOLLOWER_COLUMNS = (4, 5)
AUDIENCE_COLUMNS = (2, 3)
_LOOK_AT = 10
_DAILY_WIDTHS: dict[int, Shape] = {UPDATE_COLUMNS: "updates", VISITOR_COLUMNS: "visitors"}
_AUDIENCE = {
    "location",
    "job function",
    "seniority",
    "industry",
    "company size",
    "locatie",
    "functie",
    "senioriteitsniveau",
    "branche",
    "bedrijfsgrootte",
}
_TOTAL = ("(total)", "(totaal)")


@dataclass(frozen=True)
class Figure:
    """A figure of a daily sheet: where its total stands, where its parts stand, and what it means."""

    total: int
    parts: tuple[int, ...]
    column: str
    meaning: str


DAILY: dict[str, tuple[Figure, ...]] = {
    "updates": (
        Figure(3, (1, 2), "impressions", N_("Impressions of posts")),
        Figure(4, (), "reach", N_("Different people reached (organic)")),
        Figure(7, (5, 6), "clicks", N_("Clicks on posts")),
        Figure(10, (8, 9), "reactions", N_("Reactions to posts")),
        Figure(13, (11, 12), "comments", N_("Comments on posts")),
        Figure(16, (14, 15), "shares", N_("Reposts")),
    ),
    "visitors": (
        Figure(9, (7, 8), "careers_page_views", N_("Views of the Life tab")),
        Figure(15, (13, 14), "jobs_page_views", N_("Views of the Jobs tab")),
        Figure(21, (19, 20), "page_views", N_("Views of the page")),
        Figure(24, (), "page_visitors", N_("Different visitors of the page")),
    ),
    "followers": (Figure(-1, (1, 2), "followers_gained", N_("New followers of the day (not the running total)")),),
}
"""Daily sheets by shape; -1 is the last column. Total is the sum of the parts on every line."""


@dataclass(frozen=True)
class PageSheet:
    """A sheet, what it is, and at which line (from 0) its header stands."""

    sheet: Sheet
    shape: Shape
    start: int
    width: int

    @property
    def titles(self) -> tuple[Cell, ...]:
        """The header."""
        return self.sheet.rows[self.start][: self.width]

    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield line number and cells, as many as the header has; empty lines are skipped."""
        for number, row in enumerate(self.sheet.rows[self.start + 1 :], self.start + 2):
            if cells.filled(row):
                yield number, (row + (None,) * self.width)[: self.width]

    def names_its_totals(self) -> bool:
        """Return whether the header, in a language that is known, has “(total)” where totals are expected."""
        figures = [figure for figure in DAILY.get(self.shape, ()) if figure.parts]
        if self.shape == "followers":
            return cells.header(self.titles[-1]).startswith("tota")
        return all(cells.header(self.titles[figure.total]).endswith(_TOTAL) for figure in figures)


def recognise(sheet: Sheet) -> PageSheet:
    """Return what a sheet is. A first line of one cell is a description; the header stands below it."""
    filled = [n for n, row in enumerate(sheet.rows) if cells.filled(row)]
    if filled and cells.filled(sheet.rows[filled[0]]) == 1:
        filled = filled[1:]
    if not filled:
        return PageSheet(sheet, "empty", 0, 0)
    start = filled[0]
    found = PageSheet(sheet, "unknown", start, _width(sheet.rows[start]))
    first = [row for _, row in found.lines()][:_LOOK_AT]
    return PageSheet(sheet, _shape(found, first), start, found.width)


def _width(header: Sequence[Cell]) -> int:
    return max((n for n, cell in enumerate(header, 1) if cells.text(cell)), default=0)


def _shape(found: PageSheet, lines: Sequence[Sequence[Cell]]) -> Shape:
    width = found.width
    if width in AUDIENCE_COLUMNS and cells.header(found.titles[0]) in _AUDIENCE:
        return "audience"
    if not lines:
        return "empty"
    if width in POST_COLUMNS and any(POST.search(cells.text(row[LINK])) for row in lines):
        return "posts"
    if sum(_is_daily(row) for row in lines) * 2 < len(lines):
        return "unknown"
    if width in FOLLOWER_COLUMNS:
        return "followers" if sum(_adds_up(row) for row in lines) * 2 >= len(lines) else "unknown"
    return _DAILY_WIDTHS.get(width, "unknown")


def _is_daily(row: Sequence[Cell]) -> bool:
    """Return whether a line is a day and figures."""
    return day_of_page_export(row[0]) is not None and all(_is_figure(cell) for cell in row[1:])


def _is_figure(cell: Cell) -> bool:
    try:
        return cells.is_missing(cell) or cells.number(cell) is not None
    except ValueError:
        return False


def _adds_up(row: Sequence[Cell]) -> bool:
    """Return whether the last of some numbers is the sum of the others: what new followers do and other tables do not."""
    try:
        *parts, total = [cells.whole(cell) for cell in row[1:]]
    except ValueError:
        return False
    return total in {sum(parts), sum(parts[:2])}
