"""The days of a report on vacancies: as text in a known order, as a date cell, or as milliseconds since 1970."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.ats_dates import NoDayError, is_day_first_only, is_month_first_only, read_when
from connectors.files.dates import iso_day
from connectors.files.reading import Cell, Opened

_ORDERED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}\b.*")
_SINCE_1970 = re.compile(r"\d{12,13}(?:\.0+)?|\d\.\d+[eE]\+?12")
_START = datetime(1970, 1, 1, tzinfo=UTC)


def day_of(cell: Cell, *, month_first: bool) -> date | None:
    """Return the day in UTC, None for an empty cell; raise a ValueError for what is no day."""
    text = cells.text(cell)
    if _SINCE_1970.fullmatch(text):
        return (_START + timedelta(milliseconds=float(text))).date()
    try:
        found = read_when(cell, ZoneInfo("UTC"), month_first=month_first)
    except NoDayError as error:
        raise ValueError from error
    return found.day if found else None


def is_month_first(opened: Opened, order: str | None, days: Iterable[Cell]) -> bool:
    """Return whether days have the month first: as a person said, else as the cells leave no choice.

    Raises a FileError when they leave a choice and nobody said it.
    """
    if order not in {None, "day_first", "month_first"}:
        raise FileError(N_("date_order takes day_first or month_first."), file=opened.file, code="file.date_order")
    if order is not None:
        return order == "month_first"
    written = [cell for cell in days if _leaves_a_choice(cell)]
    american, european = any(map(is_month_first_only, written)), any(map(is_day_first_only, written))
    if written and american == european:
        raise FileError(
            N_("The days of {file}, such as {example}, can be read in two ways."),
            file=opened.file,
            code="file.date_order",
            hint=N_("Say which it is: date_order = “day_first” or “month_first”."),
            example=cells.shown(written[0]),
        )
    return american


def until(opened: Opened, text: str | None) -> date | None:
    """Return the day that a person gave as ``as_of``, None without one; raise a FileError for what is no day."""
    day = iso_day(text) if text else None
    if text and day is None:
        raise FileError(N_("as_of takes a day such as 2026-03-31."), file=opened.file, code="file.as_of")
    return day


def _leaves_a_choice(cell: Cell) -> bool:
    match = _ORDERED.fullmatch(cells.text(cell))
    return match is not None and int(match[1]) != int(match[2])
