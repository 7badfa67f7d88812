"""Rows of days, weeks or months, gathered into the blocks that are regressed."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.laplace import Floats

_WEEK = 7


@dataclass(frozen=True)
class Gathered:
    """To which block each of R rows belongs, for T blocks.

    Attributes:
        ordinal: First day of each row as a day number, shape (R,).
        span: Days in each row, shape (R,).
        block: Block of each row, shape (R,); meaningless where not used.
        used: False for rows that belong to no whole block.
        in_window: True for rows of the campaign.
        count: T.
    """

    ordinal: NDArray[np.int64]
    span: Floats
    block: NDArray[np.int64]
    used: NDArray[np.bool_]
    in_window: NDArray[np.bool_]
    count: int

    def add(self, values: Floats) -> Floats:
        """Sum rows into blocks, shape (T,)."""
        return np.bincount(self.block[self.used], weights=values[self.used], minlength=self.count).astype(float)

    @property
    def first_days(self) -> NDArray[np.int64]:
        """Day number of the first day of each block, shape (T,)."""
        firsts = np.searchsorted(self.block[self.used], np.arange(self.count))
        return np.asarray(self.ordinal[self.used][firsts])

    @property
    def starts(self) -> tuple[date, ...]:
        """First day of each block."""
        return tuple(date.fromordinal(int(day)) for day in self.first_days)

    @property
    def weekday(self) -> NDArray[np.int64]:
        """Weekday of each row's first day, 0 Monday."""
        return (self.ordinal - 1) % _WEEK

    @property
    def days(self) -> Floats:
        """Days in each block, shape (T,)."""
        return self.add(self.span)


def gather(case: Case) -> Gathered:
    """Return the blocks of a case: seven days counted from the first campaign day, or the rows themselves."""
    ordinal = np.array([stamp.toordinal() for stamp in case.outcome.index], dtype="int64")
    first, last = case.window.first.toordinal(), case.window.last.toordinal()
    if case.grain != "day":
        return _rows_as_they_are(ordinal, case, first, last)
    size = 1 if case.by_day else _WEEK
    number = (ordinal - first) // size
    in_window = (ordinal >= first) & (ordinal <= last)
    # what is left of the campaign's last week after its last day belongs to no block
    rest = (ordinal > last) & (number == (last - first) // size)
    per_block = np.bincount(number - number[0])[number - number[0]]
    used = (in_window | (per_block == size)) & ~rest
    return _gathered(ordinal, np.ones(len(ordinal)), number, used, in_window)


def _rows_as_they_are(ordinal: NDArray[np.int64], case: Case, first: int, last: int) -> Gathered:
    span = np.diff(np.append(ordinal, case.last_day.toordinal() + 1)).astype(float)
    in_window = (ordinal + span > first) & (ordinal <= last)
    return _gathered(ordinal, span, np.arange(len(ordinal)), np.ones(len(ordinal), dtype=bool), in_window)


def _gathered(
    ordinal: NDArray[np.int64],
    span: Floats,
    number: NDArray[np.int64],
    used: NDArray[np.bool_],
    in_window: NDArray[np.bool_],
) -> Gathered:
    kept = np.unique(number[used])
    block = np.searchsorted(kept, number)
    return Gathered(ordinal, span, np.minimum(block, len(kept) - 1), used, in_window, len(kept))


def shares(rows: Gathered, counts: Floats, case: Case) -> Floats:
    """Return the share of a usual block that each row holds, shape (R,).

    Weekdays weigh as they do outside the campaign, so that a block with missing days, or a campaign's short last week,
    is compared with the days it has. ``counts`` has shape (parts, R).
    """
    if case.grain != "day":
        return rows.span / float(np.median(rows.span))
    if case.by_day:
        return np.ones(len(rows.ordinal))
    total = np.where(rows.in_window | ~np.isfinite(counts).all(axis=0), np.nan, counts.sum(axis=0))
    known = np.isfinite(total)
    usual = max(float(total[known].mean()), 0.05) if known.any() else 1.0
    sums = np.bincount(rows.weekday[known], weights=total[known], minlength=_WEEK) + 1.0
    mean = sums / (np.bincount(rows.weekday[known], minlength=_WEEK) + 1.0 / usual)
    return np.asarray(mean / mean.sum())[rows.weekday]
