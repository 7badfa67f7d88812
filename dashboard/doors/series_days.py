"""Finds the days of a file of figures: which column holds them, how they are written, and how far apart the rows are."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

import pandas as pd

from connectors.errors import N_, ConfigurationError, FileError, InstroomError, Said
from connectors.files.cells import text
from connectors.files.reading import Cell
from dashboard.doors.series_table import Table

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
FREQUENCIES = {DAY: "D", WEEK: "7D", MONTH: "MS"}
_STEP = {WEEK: 7}
_MONTH_STEPS = range(28, 32)
_SURE = 0.5
_NAMES = {
    YEAR: {"year", "jaar", "annee", "année"},
    MONTH: {"month", "maand", "mois"},
    WEEK: {"week", "isoweek", "iso_week", "semaine"},
}
_DAY = Said(N_("a day such as 2026-03-04 or 04-03-2026, a week such as 2026-W10, or a month such as 2026-03"))


def _day_of(year: str, month: str, day: str) -> date:
    return date(int(year), int(month), int(day))


def _week_of(year: str, week: str, day: str | None = None) -> date:
    return date.fromisocalendar(int(year), int(week), int(day or 1))


@dataclass(frozen=True)
class _Writing:
    """One way to write days. ``grain`` is what it says of the rows, None when that is seen from their distance."""

    pattern: re.Pattern[str]
    read: Callable[..., date]
    grain: str | None = None

    def day(self, written: str) -> date | None:
        match = self.pattern.fullmatch(written)
        try:
            return self.read(*match.groups()) if match else None
        except ValueError:
            return None


_MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+]00:?00)?)?"
_WRITINGS = (
    _Writing(re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?){_MIDNIGHT}"), _day_of),
    _Writing(re.compile(rf"(\d{{4}})[/.](\d\d?)[/.](\d\d?){_MIDNIGHT}"), _day_of),
    _Writing(re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)"), _day_of),
    _Writing(re.compile(rf"(\d\d?)[-/.](\d\d?)[-/.](\d{{4}}){_MIDNIGHT}"), lambda d, m, y: _day_of(y, m, d)),
    _Writing(re.compile(rf"(\d\d?)[-/.](\d\d?)[-/.](\d{{4}}){_MIDNIGHT}"), lambda m, d, y: _day_of(y, m, d)),
    _Writing(re.compile(r"(\d{4})-?W(\d\d)(?:-?1)?", re.IGNORECASE), _week_of, WEEK),
    _Writing(re.compile(r"(\d{4})-?W(\d\d)-?([2-7])", re.IGNORECASE), _week_of),
    _Writing(re.compile(r"(\d{4})[-/](\d\d?)"), lambda y, m: _day_of(y, m, "1"), MONTH),
    _Writing(re.compile(r"(\d\d?)[-/](\d{4})"), lambda m, y: _day_of(y, m, "1"), MONTH),
)


@dataclass(frozen=True)
class Days:
    """The day of every row of a table, in the order of the file, and how far the rows are apart."""

    column: str
    days: tuple[date, ...]
    grain: str


def days_of(table: Table, named: str | None) -> Days:
    """Return the days of a table: of the named column, else of the first whose cells are all days, else of year and month.

    Raises:
        ConfigurationError: There is no such column.
        FileError: A cell of it is no day, or the rows are not days, weeks or months apart.
    """
    if named is not None:
        place = table.place(named)
        found = _written(table.cells(place))
        if found is None:
            raise _not_a_day(table, place)
        return _spaced(table, table.header[place], *found)
    for place, header in enumerate(table.header):
        found = _written(table.cells(place))
        if found is not None:
            return _spaced(table, header, *found)
    parts = _in_parts(table)
    if parts is None:
        raise _without_days(table)
    return parts


def days_from(table: Table, first_row: str) -> Days:
    """Return the days of a file without any: its rows follow each other from the day, week or month of the first.

    Raises:
        ConfigurationError: The first row is no day, week or month.
    """
    found = _written([first_row.strip()])
    if found is None:
        raise ConfigurationError(
            N_("--first-row takes {expected}; “{value}” does not fit."),
            code="usage.first_row",
            expected=_DAY,
            value=first_row,
        )
    (first,), grain = found[0], found[1] or DAY
    rows = pd.date_range(first, periods=len(table.rows), freq=FREQUENCIES[grain])
    return Days("", tuple(row.date() for row in rows), grain)


def _written(cells: Sequence[Cell]) -> tuple[list[date], str | None] | None:
    """Return the days of a column and the grain that their writing tells; None when a cell is no day."""
    plain = [_plain(cell) for cell in cells]
    readings = []
    for writing in _WRITINGS:
        days = [day for day in map(writing.day, plain) if day is not None]
        if len(days) == len(plain):
            readings.append((days, writing.grain))
    regular = [reading for reading in readings if _grain(reading[0]) is not None]
    return next(iter(regular or readings), None)


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat()
    return text(cell)


def _in_parts(table: Table) -> Days | None:
    """Return the days of a table that has a column for the year and one for the month or the ISO week."""
    places = {
        part: place for part, names in _NAMES.items() for place, h in enumerate(table.header) if h.casefold() in names
    }
    for part, form in ((MONTH, "{}-{}"), (WEEK, "{}-W{}")):
        if YEAR in places and part in places:
            cells = [
                form.format(text(year), text(number).removesuffix(".0").zfill(2))
                for year, number in zip(table.cells(places[YEAR]), table.cells(places[part]), strict=True)
            ]
            found = _written(cells)
            if found is not None:
                return _spaced(table, f"{table.header[places[YEAR]]}, {table.header[places[part]]}", *found)
    return None


def _spaced(table: Table, column: str, days: list[date], told: str | None) -> Days:
    grain = told or _grain(days)
    if grain is None:
        raise _irregular(table, days)
    if grain == MONTH:
        days = [day.replace(day=1) for day in days]
    if grain == WEEK and any((later - earlier).days % 7 for earlier, later in pairwise(sorted(set(days)))):
        raise _irregular(table, days)
    return Days(column, tuple(days), grain)


def _grain(days: Sequence[date]) -> str | None:
    """Return day, week or month by the distance of the rows; None when they have no such rhythm."""
    ordered = sorted(set(days))
    steps = Counter((later - earlier).days for earlier, later in pairwise(ordered))
    if not steps:
        return None
    usual = steps.most_common(1)[0][0]
    if all(step % 7 == 0 for step in steps) and usual == _STEP[WEEK]:
        return WEEK
    edge = all(day.day == 1 for day in ordered) or all(day.day == monthrange(day.year, day.month)[1] for day in ordered)
    if edge and usual in _MONTH_STEPS:
        return MONTH
    return DAY if min(steps) == 1 and usual < _STEP[WEEK] else None


def _irregular(table: Table, days: Sequence[date]) -> InstroomError:
    ordered = sorted(set(days))
    steps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    usual = Counter(steps).most_common(1)[0][0] if steps else 0
    whole = usual if usual in _MONTH_STEPS else 7 if usual == _STEP[WEEK] else 1
    gap = next((number for number, step in enumerate(steps) if _breaks(step, whole)), 0)
    if not steps:
        text_ = N_("{file} holds one day only ({day}).")
        return FileError(text_, file=table.file, code="file.series_one_day", day=ordered[0])
    return FileError(
        N_("{file}: after {day} comes {next}; expected are rows a day, a week or a month apart."),
        file=table.file,
        code="file.series_irregular",
        hint=N_("Give every day, week or month a row; leave the figure empty where it is not known."),
        day=ordered[gap],
        next=ordered[gap + 1],
    )


def _breaks(step: int, whole: int) -> bool:
    """Tell whether two rows are not so far apart as the rhythm of the others asks."""
    if whole in _MONTH_STEPS:
        return step not in _MONTH_STEPS
    return step % whole != 0 if whole > 1 else step != whole


def _not_a_day(table: Table, place: int) -> FileError:
    """Return the error for the first cell that does not read as most of its column does."""
    plain = [_plain(cell) for cell in table.cells(place)]
    best = max(_WRITINGS, key=lambda writing: sum(writing.day(written) is not None for written in plain))
    row = next((row for row, written in enumerate(plain) if best.day(written) is None), 0)
    return table.refused(row, table.header[place], table.rows[row][place], _DAY)


def _without_days(table: Table) -> InstroomError:
    """Return the error for a table without a column of days; a column that nearly is one has its first fault named."""
    for place in range(len(table.header)):
        plain = [_plain(cell) for cell in table.cells(place)]
        if max(sum(writing.day(written) is not None for written in plain) for writing in _WRITINGS) > _SURE * len(
            plain
        ):
            return _not_a_day(table, place)
    return ConfigurationError(
        N_("No column of {file} holds days."),
        code="usage.date",
        hint=N_(
            "Name it with --date, or the first row with --first-row (2026-03-04, 2026-W10 or 2026-03). Columns: {known}."
        ),
        file=table.file,
        known=", ".join(filter(None, table.header)),
    )
