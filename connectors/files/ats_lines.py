"""Reads the lines of an application export one by one: what can be used becomes an application, the rest is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from connectors.clock import day_in
from connectors.errors import N_, Said
from connectors.files.ats_columns import Layout, targets
from connectors.files.ats_dates import EARLIEST, NoDayError, When, is_nothing, read_when
from connectors.files.reading import Cell, Refused
from connectors.keys import pseudonym
from connectors.personal import shown

_AHEAD = {"hired_at": 366, "vacancy_closed_at": 366}
"""Days after now that a day may lie: contracts begin later, vacancies close later; all else has happened."""


@dataclass(frozen=True)
class Frame:
    """What all lines of one file share. ``key`` is the secret of the pseudonyms."""

    layout: Layout
    organisation_id: str
    provider: str
    key: bytes
    zone: ZoneInfo
    now: datetime
    month_first: bool

    def pseudonym(self, kind: str, number: str) -> str:
        """Return the keyed pseudonym of an application or a candidate."""
        return pseudonym(self.key, self.provider, self.organisation_id, kind, number)

    def last_day(self, target: str) -> date:
        """Return the last day that a column may hold."""
        return day_in(self.now, self.zone.key) + timedelta(days=_AHEAD.get(target, 1))


@dataclass(frozen=True)
class Line:
    """One application as it stands in the file: pseudonyms, days, and the cells that may be used."""

    application_key: str
    candidate_key: str | None
    applied: When
    days: Mapping[str, date]
    cells: Mapping[str, Cell]

    def text(self, target: str) -> str | None:
        """Return a cell as text, None when it means nothing."""
        return text_of(self.cells.get(target))


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
            yield _line(frame, named)
        except _RefusedCell as refused:
            column = frame.layout.header(refused.target)
            yield Refused(number, column, shown(named[refused.target]), refused.expected, frame.layout.sheet_name)


class _RefusedCell(Exception):  # noqa: N818  it never leaves this module
    def __init__(self, target: str, expected: Said) -> None:
        super().__init__(target)
        self.target = target
        self.expected = expected


def _line(frame: Frame, named: Mapping[str, Cell]) -> Line:
    whens = {target: _when(frame, target, cell) for target, cell in named.items() if targets()[target].kind == "date"}
    applied = whens["applied_at"]
    if applied is None:
        raise _RefusedCell("applied_at", Said(N_("the day of the application")))
    candidate = text_of(named.get("candidate_id"))
    return Line(
        application_key=frame.pseudonym("application", _number(named, candidate, applied)),
        candidate_key=frame.pseudonym("candidate", candidate) if candidate else None,
        applied=applied,
        days={target: when.day for target, when in whens.items() if when is not None},
        cells={target: cell for target, cell in named.items() if targets()[target].kind not in {"id", "date"}},
    )


def _number(named: Mapping[str, Cell], candidate: str | None, applied: When) -> str:
    """Return the number of an application; without a column for it, of applicant, vacancy and day together."""
    if "application_id" in named:
        number = text_of(named["application_id"])
        if number is None:
            raise _RefusedCell("application_id", Said(N_("the number of the application")))
        return number
    if candidate is None:
        raise _RefusedCell("candidate_id", Said(N_("the number of the applicant")))
    vacancy = text_of(named.get("vacancy_id")) or text_of(named.get("vacancy_title")) or ""
    return f"{candidate}|{vacancy}|{applied.day.isoformat()}"


def _when(frame: Frame, target: str, cell: Cell) -> When | None:
    example = date(2026, 1, 14)
    try:
        when = read_when(cell, frame.zone, month_first=frame.month_first)
    except NoDayError:
        written = example.strftime("%m-%d-%Y" if frame.month_first else "%d-%m-%Y")
        raise _RefusedCell(target, Said(N_("a day such as {example}"), {"example": written})) from None
    last = frame.last_day(target)
    if when is not None and not EARLIEST <= when.day <= last:
        raise _RefusedCell(target, Said(N_("a day from {first} to {last}"), {"first": EARLIEST, "last": last}))
    return when
