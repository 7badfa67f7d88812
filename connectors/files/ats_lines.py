"""Reads the lines of an application export one by one: what can be used becomes an application, the rest is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from connectors.errors import N_, Said
from connectors.files.ats_columns import Layout, targets
from connectors.files.ats_dates import EARLIEST, NoDayError, When, is_nothing, read_when
from connectors.files.reading import Cell, Refused
from connectors.inflow.desk import Desk
from connectors.personal import shown

_AHEAD = {"hired_at": 366, "vacancy_closed_at": 366}
"""Days after now that a day may lie: contracts begin later, vacancies close later; all else has happened."""


@dataclass(frozen=True)
class Frame:
    """What all lines of one file share: the layout, the desk at which they become rows, the order of dates."""

    layout: Layout
    desk: Desk
    month_first: bool = False

    def last_day(self, target: str) -> date:
        """Return the last day that a column may hold."""
        return self.desk.today + timedelta(days=_AHEAD.get(target, 1))


@dataclass(frozen=True)
class Line:
    """One application as it stands in the file: its own number and the applicant's, days, and the cells that may be used.

    ``applied`` is None where the whole file tells no day; ``texts`` are the cells as texts; ``asked`` are the answers that
    a rule names: field and header to the cell.
    """

    number: str = field(repr=False)
    candidate: str | None = field(repr=False)
    applied: When | None
    days: Mapping[str, date]
    cells: Mapping[str, Cell] = field(repr=False)
    texts: Mapping[str, str | None] = field(repr=False)
    asked: Mapping[tuple[str, str], Cell] = field(repr=False)

    def text(self, target: str) -> str | None:
        """Return a cell as text, None when it means nothing."""
        return self.texts.get(target)

    @property
    def vacancy(self) -> str | None:
        """The number of the vacancy, else its title."""
        return self.text("vacancy_id") or self.text("vacancy_title")


def text_of(cell: Cell) -> str | None:
    """Return a cell as trimmed text, a whole number without decimals; None when it means nothing. A zero is a number."""
    if is_nothing(cell) and str(cell).strip() not in {"0", "0.0"}:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def read_lines(frame: Frame) -> Iterator[Line | Refused]:
    """Yield every line below the headers: as an application, or as the first cell of it that cannot be used."""
    for number, cells in frame.layout.lines:
        named = {target: cells[place] if place < len(cells) else None for target, place in frame.layout.places.items()}
        try:
            yield _line(frame, named, cells)
        except RefusedCell as refused:
            column = frame.layout.header(refused.target)
            yield Refused(number, column, shown(named[refused.target]), refused.expected, frame.layout.sheet_name)


class RefusedCell(Exception):  # noqa: N818  it never leaves the readers of applications
    """A cell cannot be used, and why; it does not hold the cell, which may be about a person."""

    def __init__(self, target: str, expected: Said) -> None:
        super().__init__(target)
        self.target = target
        self.expected = expected


def _line(frame: Frame, named: Mapping[str, Cell], cells: Sequence[Cell]) -> Line:
    whens = {target: when_of(frame, target, cell) for target, cell in named.items() if targets()[target].kind == "date"}
    applied = whens.get("applied_at")
    if applied is None and "applied_at" in named:
        raise RefusedCell("applied_at", Said(N_("the day of the application")))
    candidate = text_of(named.get("candidate_id"))
    kept = {target: cell for target, cell in named.items() if targets()[target].kind not in {"id", "date"}}
    asked = {
        (kind, frame.layout.headers[place]): cells[place]
        for place, kind in frame.layout.asked.items()
        if place < len(cells)
    }
    return Line(
        number=_number(named, candidate, applied),
        candidate=candidate,
        applied=applied,
        days={target: when.day for target, when in whens.items() if when is not None},
        cells=kept,
        texts={target: text_of(cell) for target, cell in kept.items()},
        asked=asked,
    )


def _number(named: Mapping[str, Cell], candidate: str | None, applied: When | None) -> str:
    """Return the number of an application; without a column for it, of applicant, vacancy and day together."""
    if "application_id" in named:
        number = text_of(named["application_id"])
        if number is None:
            raise RefusedCell("application_id", Said(N_("the number of the application")))
        return number
    if candidate is None:
        raise RefusedCell("candidate_id", Said(N_("the number of the applicant")))
    vacancy = text_of(named.get("vacancy_id")) or text_of(named.get("vacancy_title")) or ""
    return f"{candidate}|{vacancy}|{applied.day.isoformat() if applied else ''}"


def when_of(frame: Frame, target: str, cell: Cell) -> When | None:
    """Return the day of a cell; raise a RefusedCell for what is no day, or one that a column cannot hold."""
    example = date(2026, 1, 14)
    try:
        when = read_when(cell, frame.desk.wall, month_first=frame.month_first)
    except NoDayError:
        written = example.strftime("%m-%d-%Y" if frame.month_first else "%d-%m-%Y")
        raise RefusedCell(target, Said(N_("a day such as {example}"), {"example": written})) from None
    last = frame.last_day(target)
    if when is not None and not EARLIEST <= when.day <= last:
        raise RefusedCell(target, Said(N_("a day from {first} to {last}"), {"first": EARLIEST, "last": last}))
    return when
