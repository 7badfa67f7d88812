"""Whether the timing of the extra applications follows the views: a second reading, never a headline, never amounts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import atanh, sqrt, tanh
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number
from dashboard.analysis.shares import LEVEL, Interval

Array = NDArray[np.float64]

HALF_LIFE = 5.0
OTHERS = (3.0, 10.0)
ENOUGH_DAYS = 28
ENOUGH_EXPECTED = 15.0
_MEMORY = 14
_COVERED = 0.9  # of the weight of the days before, that has to be known
_MOST = 0.999999  # a correlation of one has no Fisher transform


@dataclass(frozen=True)
class Timing:
    """How the surprise in applications moves with what is left of the views, both without their straight line.

    Attributes:
        half_life: Days in which half of a view's weight is gone; chosen, not estimated.
        correlation: -1 to 1.
        interval: Its 90 % interval.
        days: Days that it rests on; weeks, when it was read by week.
    """

    half_life: float
    correlation: float
    interval: Interval
    days: int

    @property
    def reading(self) -> int:
        """1 when the interval lies above zero, -1 when below, 0 when it holds zero."""
        return (self.interval.low > 0) - (self.interval.high < 0)


@dataclass(frozen=True)
class ExposureTiming:
    """The timing at the fixed half-life, and at a shorter and a longer one; ``refused`` says what is missing."""

    timing: Timing | None
    sensitivity: tuple[Timing, ...] = ()
    refused: Said | None = None

    @property
    def depends_on_half_life(self) -> bool:
        """True when a shorter or longer half-life reads otherwise."""
        return self.timing is not None and any(each.reading != self.timing.reading for each in self.sensitivity)


def exposure_timing(
    observed: "pd.Series[Any]",
    expected: "pd.Series[Any]",
    deviation: "pd.Series[Any]",
    views: "pd.Series[Any]",
    *,
    half_life: float = HALF_LIFE,
) -> ExposureTiming:
    """Return whether observed minus expected follows the views, day by day within a campaign's window.

    All four are by day: applications, what was expected without the campaign, the deviation of a day around that, and
    views; the first three over the window, the views also before it. A day that is not known is missing, but before the
    first day with views there were none. A level or a straight line in the surprise tells nothing, so both are taken
    away first. Half-lives are fixed: a series of a few weeks cannot tell them apart.
    """
    surprise = _surprise(observed, expected, deviation)
    known = int(surprise.notna().sum())
    likely = float(expected.where(surprise.notna()).sum())
    if known < ENOUGH_DAYS or likely < ENOUGH_EXPECTED:
        text = N_(
            "Too little to see whether the timing follows the episodes: it takes {days} days and {expected} expected "
            "applications."
        )
        return ExposureTiming(None, refused=Said(text, {"days": ENOUGH_DAYS, "expected": Number(ENOUGH_EXPECTED)}))
    found = [_timing(surprise, views, each) for each in (half_life, *OTHERS)]
    first, others = found[0], tuple(each for each in found[1:] if each is not None)
    if first is None:
        text = N_("The views are not known on enough days, or do not go up and down: their timing tells nothing.")
        return ExposureTiming(None, refused=Said(text))
    return ExposureTiming(first, others)


def _surprise(
    observed: "pd.Series[Any]", expected: "pd.Series[Any]", deviation: "pd.Series[Any]"
) -> "pd.Series[float]":
    came, likely, around = (each.astype(float).reindex(expected.index) for each in (observed, expected, deviation))
    surprise: pd.Series[float] = (came - likely) / around.where(around > 0)
    return surprise


def adstock(views: "pd.Series[Any]", days: Sequence[date], half_life: float) -> Array:
    """Return what is left of the views on each day, weights halving every ``half_life`` days (Broadbent 1979).

    NaN where more than a tenth of the weight lies on days whose views are not known.
    """
    if views.empty:
        return np.full(len(days), np.nan)
    first = min(views.index.min(), days[0])
    calendar = [stamp.date() for stamp in pd.date_range(first, days[-1])]
    counted = views.astype("Float64").reindex(calendar).to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(counted) | np.array([day < views.index.min() for day in calendar])
    keep = 0.5 ** (1 / half_life)
    left = _decayed(np.nan_to_num(counted), keep)
    covered = _decayed(known.astype(float), keep) + keep ** np.arange(1, len(calendar) + 1) / (1 - keep)
    whole = np.where(covered * (1 - keep) >= _COVERED, left, np.nan)
    at = {day: number for number, day in enumerate(calendar)}
    return whole[[at[day] for day in days]]


def _decayed(values: Array, keep: float) -> Array:
    result = np.empty(len(values))
    left = 0.0
    for number, value in enumerate(values):
        left = keep * left + value
        result[number] = left
    return result


def _timing(surprise: "pd.Series[float]", views: "pd.Series[Any]", half_life: float) -> Timing | None:
    days = list(surprise.index)
    place = np.array([(day - days[0]).days for day in days], dtype=float)
    left = adstock(views, days, half_life)
    return timing_of(np.asarray(surprise, dtype=np.float64), left, place, half_life, fewest=ENOUGH_DAYS)


def timing_of(
    surprise: Array,
    exposure: Array,
    place: Array,
    half_life: float,
    *,
    fewest: int,
    worth: Callable[[Array, Array], float] | None = None,
) -> Timing | None:
    """Return how a surprise moves with an exposure, row by row, both without their straight line over ``place``.

    NaN is not known. None with fewer than ``fewest`` known rows, or where one of both does not move. ``worth`` returns how
    many independent rows two series are worth.
    """
    known = ~np.isnan(surprise) & ~np.isnan(exposure)
    if known.sum() < fewest:
        return None
    first, second = (_without_line(each[known], place[known]) for each in (exposure, surprise))
    if first.std() <= 1e-9 * max(1.0, float(np.nanmax(exposure))) or second.std() == 0:
        return None
    correlation = float(np.clip(np.corrcoef(first, second)[0, 1], -_MOST, _MOST))
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) / sqrt(max(1.0, (worth or _effective_days)(first, second) - 3))
    middle = atanh(correlation)
    interval = Interval(tanh(middle - half), tanh(middle + half))
    return Timing(half_life, correlation, interval, int(known.sum()))


def _without_line(values: Array, place: Array) -> Array:
    design = np.column_stack([np.ones(len(place)), place])
    left: Array = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return left


def _effective_days(first: Array, second: Array) -> float:
    """Return how many independent days two series with memory are worth (Bartlett 1935; Pyper and Peterman 1998)."""
    days = len(first)
    one, two = first / first.std(), second / second.std()
    memory = 1.0
    for lag in range(1, min(_MEMORY, days // 2) + 1):
        memory += 2 * (1 - lag / days) * float(one[:-lag] @ one[lag:] / days) * float(two[:-lag] @ two[lag:] / days)
    return min(float(days), max(4.0, days / max(memory, 1e-3)))


def words(found: ExposureTiming) -> Said:
    """Return the second reading: whether the timing follows the episodes. It says nothing about how many."""
    if found.timing is None:
        return found.refused or Said(N_("There is nothing to read from the timing."))
    values: dict[str, object] = {
        "correlation": Number(found.timing.correlation, 2),
        "low": Number(found.timing.interval.low, 2),
        "high": Number(found.timing.interval.high, 2),
        "half_life": Number(found.timing.half_life),
    }
    if found.depends_on_half_life:
        text = N_(
            "Second reading: whether the timing follows the episodes depends on how long a view works on "
            "({correlation}, {low} to {high} at a half-life of {half_life} days), so it cannot be told."
        )
        return Said(text, values)
    texts = {
        1: N_("Second reading: the timing follows the episodes ({correlation}, {low} to {high}). That is no proof."),
        -1: N_("Second reading: the timing goes against the episodes ({correlation}, {low} to {high})."),
        0: N_(
            "Second reading: the timing does not tell whether it follows the episodes ({correlation}, {low} to {high})."
        ),
    }
    return Said(texts[found.timing.reading], values)
