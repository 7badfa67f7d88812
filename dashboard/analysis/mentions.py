"""What is said about the organisation: how much (buzz index) and in what tone. Two figures that are never put into one."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import sqrt
from statistics import NormalDist, median

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.periods import Period, week_of
from dashboard.analysis.shares import LEVEL, Interval

KINDS = ("questions", "vacancy_questions", "complaints", "compliments", "in_news")
TONES = ("positive", "neutral", "negative")
BEFORE = 8
"""Weeks before, of which the median is the usual number."""
_WEEK = 7
_LEAST = 5
_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Tone:
    """(positive - negative) ÷ (positive + negative + neutral), -1 to 1; ``value`` None under five mentions with a tone."""

    value: float | None
    interval: Interval | None
    base: int


@dataclass(frozen=True)
class Buzz:
    """Mentions a week beside the usual number: 100 is as usual. Figures that do not exist are None."""

    index: float | None
    per_week: float | None
    usual: float | None


@dataclass(frozen=True)
class MentionWeek:
    """A whole ISO week."""

    monday: date
    mentions: int
    buzz: Buzz
    tone: Tone


def tone(positive: int, neutral: int, negative: int) -> Tone:
    """Return the tone with its interval: mentions are +1, 0 or -1, and their mean is the tone."""
    base = positive + neutral + negative
    if base < _LEAST:
        return Tone(None, None, base)
    value = (positive - negative) / base
    half = _Z * sqrt(max((positive + negative) / base - value**2, 1 / base) / base)
    return Tone(value, Interval(max(-1.0, value - half), min(1.0, value + half)), base)


@dataclass(frozen=True)
class Mentions:
    """Counts per day. A day without a row, from the first to the last with one, had none.

    Attributes:
        rows: ``day``, ``mentions``, KINDS and TONES, a missing count is not known; all places and themes together.
    """

    rows: pd.DataFrame

    @cached_property
    def _sums(self) -> dict[str, tuple[NDArray[np.float64], NDArray[np.int64]]]:
        """Sums up to each day of the reach and how many rows are in them, so that a period is one subtraction."""
        assert self.reach is not None
        places = np.array([(day - self.reach.first).days + 1 for day in self.rows["day"]], dtype=np.int64)
        found = {}
        for name in ("mentions", *KINDS, *TONES):
            sums, known = np.zeros(self.reach.days + 1), np.zeros(self.reach.days + 1, dtype=np.int64)
            values = self.rows[name].to_numpy(dtype="float64", na_value=np.nan)
            sums[places], known[places] = np.nan_to_num(values), ~np.isnan(values)
            found[name] = (sums.cumsum(), known.cumsum())
        return found

    @cached_property
    def reach(self) -> Period | None:
        """From the first to the last day with figures; None without any."""
        return None if self.rows.empty else Period(min(self.rows["day"]), max(self.rows["day"]))

    def covers(self, period: Period) -> bool:
        """Tell whether all days of a period are known."""
        return self.reach is not None and self.reach.first <= period.first and period.last <= self.reach.last

    def known(self, period: Period) -> Period | None:
        """Return the part of a period that is known, None when none is."""
        if self.reach is None or not self.reach.overlap(period):
            return None
        return Period(max(period.first, self.reach.first), min(period.last, self.reach.last))

    def count(self, period: Period, column: str = "mentions") -> int | None:
        """Return how many there were; None when a day is not known, or no row tells this kind."""
        if not self.covers(period):
            return None
        said, known = self._total("mentions", period), self._total(column, period)
        return None if said[1] and not known[1] else known[0]

    def tone(self, period: Period) -> Tone:
        """Return the tone over a period, of the mentions that have one."""
        if not self.covers(period):
            return Tone(None, None, 0)
        return tone(*(self._total(name, period)[0] for name in TONES))

    def buzz(self, period: Period) -> Buzz:
        """Return mentions a week in a period beside the median of the eight weeks before it."""
        said = self.count(period)
        if said is None:
            return Buzz(None, None, None)
        per_week = said / period.days * _WEEK
        usual = self._usual(period.first)
        return Buzz(100 * per_week / usual if usual else None, per_week, usual)

    def weeks(self, period: Period) -> list[MentionWeek]:
        """Return the whole ISO weeks that lie in a period and are known, in order."""
        known = self.known(period)
        if known is None:
            return []
        monday = week_of(known.first + timedelta(days=_WEEK - 1))
        found = []
        while monday + timedelta(days=_WEEK - 1) <= known.last:
            week = Period(monday, monday + timedelta(days=_WEEK - 1))
            found.append(MentionWeek(monday, self.count(week) or 0, self.buzz(week), self.tone(week)))
            monday += timedelta(days=_WEEK)
        return found

    def _usual(self, first: date) -> float | None:
        """Return the median of the eight weeks of seven days before a day; None when they are not all known."""
        starts = [first - timedelta(days=_WEEK * (number + 1)) for number in range(BEFORE)]
        before = [self.count(Period(start, start + timedelta(days=_WEEK - 1))) for start in starts]
        known = [count for count in before if count is not None]
        return median(known) if len(known) == BEFORE else None

    def _total(self, column: str, period: Period) -> tuple[int, int]:
        """Return the sum over a period that is known, and how many days tell it."""
        assert self.reach is not None
        first, last = (period.first - self.reach.first).days, (period.last - self.reach.first).days + 1
        sums, known = self._sums[column]
        return round(sums[last] - sums[first]), int(known[last] - known[first])
