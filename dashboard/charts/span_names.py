"""Room for names above a time chart: at most two rows, a letter above them for what finds none, and no label upon another.

Nobody here knows how wide a chart becomes, so that room is reckoned at the width of a telephone: what fits there fits
everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from dashboard.charts.spans import Backdrop, Mark, Span

ROWS = 2
_WIDTH = Backdrop.width
"""Pixels of the narrowest plot that is looked at: a telephone of 390 without frames and axis."""
_SIGN = 6.4
"""Pixels of a sign at 12 pixels, on average."""
_GAP = 6.0
_LONGEST = 22
_KEY = 45.0
"""Pixels of the line or dot before a name in a legend, with what is left free."""


@dataclass(frozen=True)
class Name:
    """What is written of a span: its short name or a letter, in a row from 0 (-1: nowhere), and on which side of ``day``."""

    span: Span
    text: str
    row: int
    day: date
    anchor: str = "left"
    is_letter: bool = False


def short(name: str) -> str:
    """Return a name without what stands in brackets behind it, cut off where it is long."""
    first = name.split(" (", maxsplit=1)[0].strip() or name
    return first if len(first) <= _LONGEST else f"{first[: _LONGEST - 1].rstrip()}…"


def named(backdrop: Backdrop, ends: tuple[date, date]) -> list[Name]:
    """Return what is written of each campaign and event, the strong ones first; ``ends`` are the days of the axis."""
    room = _Room(ends, backdrop.width)
    first, last = ends
    every = [
        span
        for span in (*backdrop.campaigns, *backdrop.events)
        if span.title and span.start <= last and (span.until or last) >= first
    ]
    some = sorted(every, key=lambda span: (not span.strong, bool(span.kind)))  # in the order in which room is given
    found: list[Name] = []
    letters = iter(ascii_uppercase)
    for span in some:
        name = room.take(span, short(span.title))
        if name is None:
            letter = next(letters, "")
            name = (room.take(span, letter, ROWS + 1) if letter else None) or Name(span, letter, -1, span.start)
            name = replace(name, is_letter=True)
        found.append(name)
    return found


def legend_rows(names: Sequence[str]) -> int:
    """Return how many rows a legend takes on a narrow chart: its columns are as wide as its longest name."""
    if not names:
        return 0
    columns = max(1, int(_WIDTH // (max(map(len, names)) * _SIGN + _KEY)))
    return -(-len(names) // columns)


def side_of(span: Span, ends: tuple[date, date]) -> tuple[date, str]:
    """Return where the name of a span inside the chart stands: from its first day, or up to the end where it is late."""
    late = _place(span.start, ends) + len(span.title) * _SIGN > _WIDTH
    return (ends[1], "right") if late else (span.start, "left")


def letters_of(names: Iterable[Name]) -> Mapping[Span, str]:
    """Return the letters of the spans that are written as a letter or not at all."""
    return {name.span: name.text for name in names if name.is_letter}


def with_room(marks: Sequence[Mark], ends: tuple[date, date], width: float = _WIDTH) -> list[Mark]:
    """Return marks in order of their days; a label that would touch the one before it is left to the hover."""
    found: list[Mark] = []
    free = float("-inf")
    for mark in sorted(marks, key=lambda mark: mark.day):
        start = _place(mark.day, ends, width)
        fits = start >= free
        if mark.label and fits:
            free = start + len(mark.label) * _SIGN + _GAP
        found.append(mark if fits else replace(mark, label=""))
    return found


def _place(day: date, ends: tuple[date, date], width: float = _WIDTH) -> float:
    first, last = ends
    return width * (day - first).days / max(1, (last - first).days + 1)


class _Room:
    """What is still free in each row."""

    def __init__(self, ends: tuple[date, date], width: float) -> None:
        self.ends = ends
        self.width = width
        self.taken: list[list[tuple[float, float]]] = [[] for _row in range(ROWS + 1)]

    def take(self, span: Span, text: str, rows: int = ROWS) -> Name | None:
        """Return where a text stands, in the lowest row that is free there; None when there is no room.

        The row above those of the names holds letters only.
        """
        first, last = self.ends
        wide = len(text) * _SIGN
        start, day, anchor = _place(max(span.start, first), self.ends, self.width), max(span.start, first), "left"
        if start + wide > self.width:
            start, day, anchor = max(0.0, self.width - wide), last, "right"
        for row, taken in enumerate(self.taken[:rows]):
            if all(start + wide + _GAP <= low or start >= high + _GAP for low, high in taken):
                taken.append((start, start + wide))
                return Name(span, text, row, day, anchor)
        return None
