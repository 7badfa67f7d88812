"""Reads the days and moments of an export: day first, ISO, spreadsheet numbers and real date cells."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectors.files.dates import EARLIEST
from connectors.files.reading import Cell
from connectors.words import plain

__all__ = [
    "EARLIEST",
    "NoDayError",
    "When",
    "is_day_first_only",
    "is_month_first_only",
    "is_nothing",
    "is_written_day",
    "read_when",
]

_NOTHING = frozenset(
    {"", "0", "n v t", "nvt", "n a", "na", "n b", "null", "none", "geen", "onbekend", "unknown", "inconnu", "s o"}
)
_LONGEST_NOTHING = 12
_NO_DAY = frozenset({date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1970, 1, 1)})
_ZEROS = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}([ T]0{1,2}(:0{1,2})*)?")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?")
_ISO = re.compile(r"\d{4}[-/.]?\d{2}[-/.]?\d{2}([T ].*)?")
_SERIAL = re.compile(r"\d{5}([.,]\d+)?")
_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet's number names no zone
_LAST_SERIAL = 109_574
"""31 December 2199: larger numbers are no days."""


@dataclass(frozen=True)
class When:
    """A day in the organisation's zone, and the moment in UTC where the file tells the time."""

    day: date
    at: datetime | None = None


class NoDayError(ValueError):
    """A cell is no day; the error does not hold the cell, which may be about a person."""


def read_when(cell: Cell, zone: ZoneInfo, *, month_first: bool = False) -> When | None:
    """Return the day of a cell, None for the many ways to write nothing; raise a NoDayError for what is none.

    A time without an offset is the organisation's. Midnight exactly, without an offset, means that the time is not known.
    """
    if is_nothing(cell):
        return None
    try:
        found = _moment(cell, month_first=month_first)
    except (ValueError, OverflowError):
        raise NoDayError from None
    if found.tzinfo is not None:
        return When(found.astimezone(zone).date(), found.astimezone(UTC))
    if found.date() in _NO_DAY:
        return None
    if found.time() == time():
        return When(found.date())
    return When(found.date(), found.replace(tzinfo=zone).astimezone(UTC))


def is_nothing(cell: Cell) -> bool:
    """Return whether a cell means that there is nothing: ``-``, ``n.v.t.``, ``0000-00-00``, an error of the spreadsheet."""
    if cell is None or isinstance(cell, date):
        return cell is None
    text = str(cell).strip()
    if text.isdecimal():
        return text == "0"
    short = len(text) <= _LONGEST_NOTHING and plain(text) in _NOTHING
    return short or text.startswith("#") or _ZEROS.fullmatch(text) is not None


def is_written_day(cell: Cell) -> bool:
    """Return whether a cell is written as a day, in whatever order; a bare number is none, though it could be read as one."""
    if isinstance(cell, date):
        return True
    text = cell.strip() if isinstance(cell, str) else ""
    return not text.isdecimal() and (_PARTS.fullmatch(text) or _ISO.fullmatch(text)) is not None


def is_month_first_only(cell: Cell) -> bool:
    """Return whether a text can be a day only when the month stands first, such as 01/31/2026."""
    return _second_part(cell) > 12  # noqa: PLR2004  months


def is_day_first_only(cell: Cell) -> bool:
    """Return whether a text can be a day only when the day stands first, such as 31/01/2026."""
    found = _PARTS.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found is not None and int(found.group(1)) > 12  # noqa: PLR2004  months


def _second_part(cell: Cell) -> int:
    found = _PARTS.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return int(found.group(2)) if found else 0


def _moment(cell: Cell, *, month_first: bool) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, bool):
        raise ValueError(cell)  # noqa: TRY004  one error for all that is no day
    if isinstance(cell, int | float):
        cell = str(int(cell)) if float(cell).is_integer() else str(cell)
    text = (cell or "").strip()
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    parts = _PARTS.fullmatch(text)
    if parts:
        return _from_parts([int(part or 0) for part in parts.groups()], month_first=month_first)
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(_iso(text))


def _serial(number: float) -> datetime:
    if number > _LAST_SERIAL:
        raise ValueError(number)
    return _SERIAL_START + timedelta(seconds=round(number * 86_400))


def _from_parts(parts: list[int], *, month_first: bool) -> datetime:
    first, second, year, hour, minute, seconds = parts
    month, day = (first, second) if month_first else (second, first)
    return datetime(year, month, day, hour, minute, seconds)  # noqa: DTZ001  the zone is the organisation's, added above


def _iso(text: str) -> str:
    """Return a text as ISO 8601: slashes become hyphens, no blank before an offset."""
    day, mark, clock = text[:10].replace("/", "-").replace(".", "-"), text[10:11], text[11:]
    return day + mark + re.sub(r"\s+(?=[+\-Z])|\s+UTC$", "", clock) + ("+00:00" if clock.endswith(" UTC") else "")
