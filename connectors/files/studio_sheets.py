"""Recognises the tables of a YouTube Studio export by their shape: one line a video, one a video and day, one a day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.dates import iso_day, named_month_day
from connectors.files.reading import Cell, Sheet
from connectors.files.studio_headers import COLUMNS, OTHER_TABLES, TOTALS, StudioColumn

Shape = Literal["table", "chart", "totals", "other", "unknown"]
Columns = tuple[StudioColumn | None, ...]

VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_BY_NAME = {column.name: column for column in COLUMNS}
_BY_HEADER = {cells.header(header): column for column in COLUMNS for header in column.headers}
_OTHER = {cells.header(header): what for what, headers in OTHER_TABLES.items() for header in headers}
_TOTALS = {cells.header(word) for word in TOTALS}
_DESCRIBE = {"date", "content", "title", "published", "duration"}
_DIGIT = re.compile(r"\d")
_LOOK_AT = 20


@dataclass(frozen=True)
class StudioSheet:
    """A sheet, what it is, and which column stands where. ``what`` says what an ``other`` table is about."""

    sheet: Sheet
    shape: Shape
    start: int
    columns: Columns
    what: str = ""

    def place(self, name: str) -> int | None:
        """Return the position of a column by its name here."""
        return next((n for n, column in enumerate(self.columns) if column is not None and column.name == name), None)

    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield line number and cells, as many as the header has; totals are skipped, a closing remark ends it."""
        width, is_first = len(self.columns), True
        for number, row in enumerate(self.sheet.rows[self.start + 1 :], self.start + 2):
            if not cells.filled(row):
                continue
            if is_footer(row):
                return
            if not _is_total(row, is_first=is_first, width=width):
                yield number, (row + (None,) * width)[:width]
            is_first = False

    def has_footer(self) -> bool:
        """Return whether a closing remark says that there was more."""
        return any(map(is_footer, self.sheet.rows[self.start + 1 :]))


def is_footer(row: tuple[Cell, ...]) -> bool:
    """Return whether a line is the closing remark: one cell, which is no video."""
    return cells.filled(row) == 1 and bool(cells.text(row[0])) and not VIDEO_ID.fullmatch(cells.text(row[0]))


def _is_total(row: tuple[Cell, ...], *, is_first: bool, width: int) -> bool:
    """Return whether a line is the sum of the others: by its word, or the first line with a word and no title."""
    word = cells.header(row[0])
    unknown_word = is_first and width > 2 and len(row) > 1 and cells.is_missing(row[1]) and _DIGIT.search(word) is None  # noqa: PLR2004
    return word in _TOTALS or (unknown_word and not VIDEO_ID.fullmatch(word))


def headers(mapping: Mapping[str, str], file: str) -> dict[str, StudioColumn]:
    """Return header to column: the known ones, and those that a person gave (column name to header)."""
    unknown = [name for name in mapping if name not in _BY_NAME]
    if unknown:
        raise FileError(
            N_("{file}: YouTube Studio has no column “{key}” to point at."),
            file=file,
            code="file.mapping",
            hint=N_("Known: {known}."),
            key=unknown[0],
            known=", ".join(["channel", *_BY_NAME]),
        )
    return _BY_HEADER | {cells.header(header): _BY_NAME[name] for name, header in mapping.items()}


def recognise(sheet: Sheet, known: Mapping[str, StudioColumn]) -> StudioSheet:
    """Return what a sheet is, by its header; and where the language is unknown, by the form of its cells."""
    start = next((n for n, row in enumerate(sheet.rows) if cells.filled(row)), 0)
    titles = [cells.header(cell) for cell in sheet.rows[start]] if sheet.rows else []
    while titles and not titles[-1]:
        titles.pop()
    found = StudioSheet(sheet, "unknown", start, tuple(known.get(title) for title in titles))
    what = next((_OTHER[title] for title in titles[:2] if title in _OTHER), "")
    if what and any(_is_figure(known.get(title.removesuffix(" (%)"))) for title in titles):
        return replace(found, shape="other", what=what)
    shape = _shape_by_header(found)
    return _by_cells(found) if shape == "unknown" else replace(found, shape=shape)


def _shape_by_header(found: StudioSheet) -> Shape:
    names = ["" if column is None else column.name for column in found.columns]
    if names[:2] == ["date", "content"] and _holds_videos(found, 1):
        return "chart"
    if names[:1] == ["content"] and len(names) > 1 and _holds_videos(found, 0):
        return "table"
    is_daily = names[:1] == ["date"] and len(names) > 1 and all(map(_is_figure, found.columns[1:]))
    return "totals" if is_daily else "unknown"


def _is_figure(column: StudioColumn | None) -> bool:
    return column is not None and column.name not in _DESCRIBE


def _holds_videos(found: StudioSheet, place: int) -> bool:
    """Return whether most of the first lines name a video; a table without lines may be one."""
    lines = [row for _, row in found.lines()][:_LOOK_AT]
    return sum(bool(VIDEO_ID.fullmatch(cells.text(row[place]))) for row in lines) * 2 >= len(lines)


def _by_cells(found: StudioSheet) -> StudioSheet:
    """Recognise a table in an unknown language: video ids, then a title, then a day with an English month name."""
    lines = [row for _, row in found.lines()][:_LOOK_AT]
    shapes: tuple[tuple[Shape, tuple[str, ...]], ...] = (
        ("table", ("content", "title", "published")),
        ("chart", ("date", "content", "title", "published")),
    )
    for shape, names in shapes:
        fits = len(found.columns) > len(names) and all(_is_video_line(row, len(names)) for row in lines)
        if lines and fits:
            columns = tuple(_BY_NAME[name] for name in names) + found.columns[len(names) :]
            return replace(found, shape=shape, columns=columns)
    return found


def _is_video_line(row: tuple[Cell, ...], width: int) -> bool:
    content, _, published = row[width - 3 : width]
    is_dated = cells.is_missing(published) or named_month_day(published) is not None
    starts_with_day = width == 3 or iso_day(row[0]) is not None  # noqa: PLR2004
    return bool(VIDEO_ID.fullmatch(cells.text(content))) and is_dated and starts_with_day
