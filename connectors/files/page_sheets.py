"""Recognises the sheets of a LinkedIn page export by their shape: the order of columns is the same in every language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from connectors.errors import N_
from connectors.files import cells
from connectors.files.page_columns import columns_in_use, is_daily, is_figure
from connectors.files.reading import Cell, Sheet

Shape = Literal["updates", "posts", "visitors", "followers", "audience", "competitors", "empty", "unknown"]

LINK = 1
"""Position of the address of a post."""
POST = re.compile(r"urn:li:(activity|share|ugcPost):(\d{15,20})")
"""The name of a post in its address; the number holds the moment of publication."""
VISITOR_COLUMNS = 25
UPDATE_COLUMNS = 20
POST_COLUMNS = (18, 19, 20, 21, 22)
"""18 in the older layout, 20 in the newer, and up to two that a person added."""
FOLLOWER_COLUMNS = (4, 5)
AUDIENCE_COLUMNS = (2, 3)
_LOOK_AT = 10
_A_YEAR = 366
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
_COMPARED = {"page", "pagina", "página", "seite"}
_FOLLOWERS = ("follower", "volger", "seguidor", "abonn")


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
    """A sheet, what it is, at which line (from 0) its header stands, and which columns it has in the usual order.

    A column that a person added is not in ``places``; with it out of the way all others stand where LinkedIn puts them.
    """

    sheet: Sheet
    shape: Shape
    start: int
    places: tuple[int, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.places)

    @property
    def titles(self) -> tuple[Cell, ...]:
        """The header."""
        return self._pick(self.sheet.rows[self.start])

    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield line number and cells, as many as the header has; empty lines and repeated headers are skipped."""
        above = [row for row in self.sheet.rows[: self.start + 1] if cells.filled(row)]
        for number, row in enumerate(self.sheet.rows[self.start + 1 :], self.start + 2):
            if cells.filled(row) and row not in above:
                yield number, self._pick(row)

    def names_its_totals(self) -> bool:
        """Return whether the header, in a language that is known, has “(total)” where totals are expected."""
        figures = [figure for figure in DAILY.get(self.shape, ()) if figure.parts]
        if self.shape == "followers":
            return cells.header(self.titles[-1]).startswith("tota")
        return all(cells.header(self.titles[figure.total]).endswith(_TOTAL) for figure in figures)

    def _pick(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(row[place] if place < len(row) else None for place in self.places)


def recognise(sheet: Sheet) -> PageSheet:
    """Return what a sheet is. A first line of one cell is a description; the header stands below it."""
    filled = [n for n, row in enumerate(sheet.rows) if cells.filled(row)]
    if filled and cells.filled(sheet.rows[filled[0]]) == 1:
        filled = filled[1:]
    if not filled:
        return PageSheet(sheet, "empty", 0, ())
    start = filled[0]
    whole = PageSheet(sheet, "unknown", start, tuple(range(_width(sheet.rows[start]))))
    found = replace(whole, shape=_shape(whole))
    if found.shape != "unknown":
        return found
    lines = [row for _, row in islice(whole.lines(), _A_YEAR)]
    fewer = replace(whole, places=columns_in_use(whole.titles, lines, POST))
    narrowed = replace(fewer, shape=_shape(fewer)) if fewer.width else fewer
    return narrowed if narrowed.shape in {*DAILY, "posts"} and _is_sure(narrowed) else found


def _width(header: Sequence[Cell]) -> int:
    return max((n for n, cell in enumerate(header, 1) if cells.text(cell)), default=0)


def _first_lines(found: PageSheet) -> list[tuple[Cell, ...]]:
    return [row for _, row in islice(found.lines(), _LOOK_AT)]


def _shape(found: PageSheet) -> Shape:
    width, lines = found.width, _first_lines(found)
    if width in AUDIENCE_COLUMNS and cells.header(found.titles[0]) in _AUDIENCE:
        return "audience"
    if _compares_pages(found.titles, lines):
        return "competitors"
    return _shape_of_lines(width, lines) if lines else "empty"


def _shape_of_lines(width: int, lines: Sequence[Sequence[Cell]]) -> Shape:
    if width in POST_COLUMNS and any(POST.search(cells.text(row[LINK])) for row in lines):
        return "posts"
    if sum(is_daily(row) for row in lines) * 2 < len(lines):
        return "unknown"
    if width in FOLLOWER_COLUMNS:
        return "followers" if sum(_adds_up(row) for row in lines) * 2 >= len(lines) else "unknown"
    return _DAILY_WIDTHS.get(width, "unknown")


def _compares_pages(titles: Sequence[Cell], lines: Sequence[Sequence[Cell]]) -> bool:
    """Return whether each line is a page and its figures: the export that sets a page beside its competitors."""
    headers = [cells.header(title) for title in titles]
    is_of_followers = any(word in header for header in headers[1:] for word in _FOLLOWERS)
    return headers[0] in _COMPARED and is_of_followers and all(is_figure(cell) for row in lines for cell in row[1:])


def is_list_of_groups(found: PageSheet) -> bool:
    """Return whether a sheet is words and figures beside them: who the audience is, in a language that is not known."""
    lines = _first_lines(found)
    if found.width not in AUDIENCE_COLUMNS or not lines:
        return False
    return all(not is_figure(row[0]) and all(is_figure(cell) for cell in row[1:]) for row in lines)


def _is_sure(found: PageSheet) -> bool:
    """Return whether a sheet of which columns were left out says of itself what the others are."""
    if found.shape == "posts":
        return any("linkedin." in cells.header(row[LINK]) for row in _first_lines(found))
    if found.shape == "followers":
        return any(word in cells.header(found.titles[-1]) for word in _FOLLOWERS)
    return found.names_its_totals()


def _adds_up(row: Sequence[Cell]) -> bool:
    """Return whether the last of some numbers is the sum of the others: what new followers do and other tables do not."""
    try:
        *parts, total = [cells.whole(cell) for cell in row[1:]]
    except ValueError:
        return False
    return total in {sum(parts), sum(parts[:2])}
