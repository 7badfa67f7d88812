"""Periods of whole days, and what they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = timedelta(days=7)
_YEAR = timedelta(weeks=52)
_WASH_OUT_WEEKS = 8


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``first`` up to and including ``last``."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            message = f"a period cannot end ({self.last}) before it begins ({self.first})"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def each_day(self) -> Iterator[date]:
        """Yield every day in order."""
        for offset in range(self.days):
            yield self.first + timedelta(days=offset)

    def previous(self) -> "Period":
        """Return the equally long period that ends on the day before."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def year_earlier(self) -> "Period":
        """Return the same period a year earlier.

        Up to 52 weeks it is moved by exactly 52 weeks, so that it holds the same weekdays; a longer period is moved by
        calendar year and keeps its length.
        """
        if self.days <= _YEAR.days:
            return Period(self.first - _YEAR, self.last - _YEAR)
        last = _a_year_before(self.last)
        return Period(last - timedelta(days=self.days - 1), last)

    def overlap(self, other: "Period") -> int:
        """Return how many days both have."""
        return max(0, (min(self.last, other.last) - max(self.first, other.first)).days + 1)

    def until(self, last: date) -> "Period | None":
        """Return the part up to and including a day, None when nothing is left."""
        return None if last < self.first else Period(self.first, min(self.last, last))


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def next_month(day: date) -> date:
    """Return the first day of the month after a day's month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def week_of(day: date) -> date:
    """Return the Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def week_code(day: date) -> str:
    """Return a day's ISO week as it is written, ``2026-W03``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def campaign_window(starts_on: date, ends_on: date | None, last_day: date) -> Period | None:
    """Return the days over which a campaign's applications are counted, None when it has not begun.

    Whole weeks from its first day that hold its last day, and 8 weeks more in which it may still be felt. Without an end,
    or when the figures do not reach that far, up to the last day with figures.
    """
    if starts_on > last_day:
        return None
    if ends_on is None:
        return Period(starts_on, last_day)
    weeks = -(-((ends_on - starts_on).days + 1) // 7) + _WASH_OUT_WEEKS
    return Period(starts_on, starts_on + weeks * _WEEK - timedelta(days=1)).until(last_day)
