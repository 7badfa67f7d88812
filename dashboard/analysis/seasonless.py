"""Daily counts without weekday, season and days off: what is left is how a day differs from the days around it."""

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

WINDOW = 28
"""Days of the centred moving average that is taken away: whole weeks, so that the weekday does not leak into it.

Short on purpose. A yearly curve of sines leaves steps in place that both sides share (the month of December, a wave of
vacancies), and those look like an association; what changes within four weeks is all that a lag of up to 14 days needs.
"""
_WEEKDAYS = 7


def seasonless(
    counts: Array, days: Sequence[date], *, days_off: Collection[date] = (), school_holidays: Collection[date] = ()
) -> Array:
    """Return the part of log(1 + count) that weekday, days off and the four weeks around a day do not explain.

    ``counts`` is one series, a number per day, NaN for a day that is not known; the result is NaN on the same days. The
    moving average is taken from the series and from the indicators alike, so that both are removed together (Frisch and
    Waugh 1933; Lovell 1963).
    """
    known = ~np.isnan(counts)
    if not known.any():
        return np.full(len(counts), np.nan)
    indicators = _indicators(days, days_off, school_holidays)
    columns = np.column_stack([np.log1p(np.where(known, counts, 0.0)), indicators])
    left = columns - _moving_average(columns, known)
    coefficients = np.linalg.lstsq(left[known, 1:], left[known, 0], rcond=None)[0]
    result: Array = np.where(known, left[:, 0] - left[:, 1:] @ coefficients, np.nan)
    return result


def _indicators(days: Sequence[date], days_off: Collection[date], school_holidays: Collection[date]) -> Array:
    weekdays = [[float(day.weekday() == number) for number in range(_WEEKDAYS)] for day in days]
    off = [[float(day in days_off), float(day in school_holidays)] for day in days]
    return np.column_stack([np.array(weekdays), np.array(off)])


def _moving_average(columns: Array, known: NDArray[np.bool_]) -> Array:
    """Return the centred average over the known days of each column; the two days at its ends count half."""
    weights = np.ones(WINDOW + 1)
    weights[[0, -1]] = 0.5
    half = WINDOW // 2
    days = np.convolve(known.astype(float), weights)[half : half + len(known)]
    sums = [np.convolve(np.where(known, column, 0.0), weights)[half : half + len(known)] for column in columns.T]
    return np.column_stack(sums) / np.maximum(days, 1.0)[:, None]
