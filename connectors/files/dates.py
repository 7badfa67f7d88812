"""Reads the dates that exports write: one way of writing at a time, nothing guessed, and only days that can be."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from connectors.files.reading import Cell

EARLIEST = date(2005, 1, 1)
_EXCEL_START = date(1899, 12, 30)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NAMED_MONTH = re.compile(r"([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_possible(day: date, now: datetime) -> bool:
    """Return whether a day lies between 2005 and a year from now: before YouTube and LinkedIn there is nothing."""
    return EARLIEST <= day <= now.date() + timedelta(days=366)


def iso_day(cell: Cell) -> date | None:
    """Return the day of ``2026-03-04`` or of a date cell, else None."""
    if isinstance(cell, date):
        return _plain(cell)
    match = _ISO.fullmatch(_text(cell))
    return _day(match[1], match[2], match[3]) if match else None


def day_of_page_export(cell: Cell) -> date | None:
    """Return the day as LinkedIn writes it, MM/DD/YYYY in every language; or of a date cell or an Excel day number."""
    if isinstance(cell, date):
        return _plain(cell)
    text = _text(cell)
    if _SERIAL.fullmatch(text):
        return _EXCEL_START + timedelta(days=int(float(text)))
    match = _MONTH_FIRST.fullmatch(text)
    if match:
        return _day(match[3], match[1], match[2])
    return iso_day(cell)


def named_month_day(cell: Cell) -> date | None:
    """Return the day of ``Sep 29, 2025``, with the English names that YouTube Studio writes in every language."""
    match = _NAMED_MONTH.fullmatch(_text(cell))
    if match is None or match[1] not in _MONTHS:
        return iso_day(cell)
    return _day(match[3], str(_MONTHS.index(match[1]) + 1), match[2])


def days_of_column(cells: Sequence[Cell]) -> list[date | None] | None:
    """Return the days of a column of consecutive days, or None when it can be read in two ways.

    ISO is read as it is. DD-MM-YYYY, which a spreadsheet makes of it, is read only when the same cells as MM-DD-YYYY are
    impossible, or would not be consecutive days while DD-MM-YYYY are.
    """
    as_iso = [iso_day(cell) for cell in cells]
    if any(as_iso):
        return as_iso
    matches = [_DASHED.fullmatch(_text(cell)) for cell in cells]
    day_first = [_day(match[3], match[2], match[1]) if match else None for match in matches]
    month_first = [_day(match[3], match[1], match[2]) if match else None for match in matches]
    if all(day_first) and (not all(month_first) or _consecutive(day_first) > _consecutive(month_first)):
        return day_first
    return None


def smallest_step(days: Sequence[date]) -> int:
    """Return the smallest number of days between two different days; 1 when there are fewer than two."""
    ordered = sorted(set(days))
    return min(((later - earlier).days for earlier, later in pairwise(ordered)), default=1)


def midnight(day: date) -> datetime:
    """Return the start of a day in UTC: where a file tells the day only."""
    return datetime.combine(day, time(), UTC)


def _consecutive(days: Sequence[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return len(known) > 1 and all(b - a == timedelta(days=1) for a, b in pairwise(known))


def _plain(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _text(cell: Cell) -> str:
    return "" if cell is None or isinstance(cell, bool) else str(cell).strip()


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
