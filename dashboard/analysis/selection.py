"""What a reader looks at: whole months, what they are compared with, and which part of the organisation.

Periods are whole calendar months, so that all pages cut time at the same days: of two periods that differ by a few days, the
difference would be the few applicants of those days.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dashboard.analysis.periods import Period, next_month

Compare = Literal["previous", "year"]
LATEST = ("1m", "3m", "6m", "12m")
"""Codes of periods that end with the last complete month."""

_LATEST = re.compile(r"([1-9]\d?)m")
_YEAR = re.compile(r"\d{4}")
_MONTH = r"(\d{4})-(\d{2})"
_MONTHS = re.compile(rf"{_MONTH}(?:\.\.{_MONTH})?")
_MONTHS_A_YEAR = 12
_LONGEST = 1200


@dataclass(frozen=True)
class Selection:
    """What the filter bar holds; an empty code means all.

    Attributes:
        period: Whole calendar months.
        against: The months they are compared with.
        compare: Whether these are as many months before, or the same months a year earlier.
        site: Code of a place of work.
        function_group: Code of a group of functions.
        audience: Class of entrant, such as ``side_entrant``.
    """

    period: Period
    against: Period
    compare: Compare = "previous"
    site: str = ""
    function_group: str = ""
    audience: str = ""

    @property
    def months(self) -> tuple[date, ...]:
        """First days of the months of the period, in order."""
        return months_of(self.period)

    @property
    def narrowing(self) -> dict[str, str]:
        """The parts of the organisation that were chosen, by name; empty for all."""
        chosen = {"site": self.site, "function_group": self.function_group, "audience": self.audience}
        return {name: code for name, code in chosen.items() if code}


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return next_month(day) - timedelta(days=1)


def moved(month: date, months: int) -> date:
    """Return the first day of the month that many months later, or earlier when negative; raises ValueError before the year 1."""
    place = month.year * _MONTHS_A_YEAR + month.month - 1 + months
    return date(place // _MONTHS_A_YEAR, place % _MONTHS_A_YEAR + 1, 1)


def whole_months(first: date, last: date) -> Period:
    """Return the period from the first day of one month to the last day of another, both named by any of their days."""
    return Period(month_of(first), month_end(last))


def months_of(period: Period) -> tuple[date, ...]:
    """Return the first days of the months that a period touches."""
    found = [month_of(period.first)]
    while (following := next_month(found[-1])) <= period.last:
        found.append(following)
    return tuple(found)


def last_complete_month(last_complete_day: date) -> date:
    """Return the first day of the last month of which every day is known."""
    month = month_of(last_complete_day)
    return month if month_end(month) == last_complete_day else moved(month, -1)


def against(period: Period, compare: Compare) -> Period:
    """Return the months that a period of whole months is compared with: as many before it, or the same a year earlier."""
    months = months_of(period)
    steps = len(months) if compare == "previous" else _MONTHS_A_YEAR
    return whole_months(moved(months[0], -steps), moved(months[-1], -steps))


def read_months(code: str, last_month: date) -> Period | None:
    """Return the whole months that a code in an address means, None when it means nothing.

    ``3m`` (the last three complete months), ``2025`` (a calendar year), ``2026-01`` (a month), ``2026-01..2026-03``. What
    lies after ``last_month``, the first day of the last complete month, is cut off.
    """
    try:
        found = _read(code, last_month)
    except (ValueError, OverflowError):  # month 13, year 0
        return None
    return found.until(month_end(last_month)) if found and len(months_of(found)) <= _LONGEST else None


def _read(code: str, last_month: date) -> Period | None:
    if latest := _LATEST.fullmatch(code):
        return whole_months(moved(last_month, 1 - int(latest[1])), last_month)
    if _YEAR.fullmatch(code):
        return whole_months(date(int(code), 1, 1), date(int(code), _MONTHS_A_YEAR, 1))
    if months := _MONTHS.fullmatch(code):
        first = date(int(months[1]), int(months[2]), 1)
        return whole_months(first, date(int(months[3]), int(months[4]), 1) if months[3] else first)
    return None


def code_of(first: date, last: date) -> str:
    """Return the code of the months from one to another, both named by any of their days."""
    ends = (f"{first:%Y-%m}", f"{last:%Y-%m}")
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def years(first_day: date, last_month: date) -> Sequence[str]:
    """Return the codes of the calendar years that hold a complete month with figures, newest first."""
    return [str(year) for year in range(last_month.year, first_day.year - 1, -1)]
