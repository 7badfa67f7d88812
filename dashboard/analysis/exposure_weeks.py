"""Whether the timing follows the views, read from the weeks of a finding that is already there."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from connectors.errors import N_, Said
from dashboard.analysis.exposure import (
    ENOUGH_EXPECTED,
    HALF_LIFE,
    OTHERS,
    Array,
    ExposureTiming,
    adstock,
    timing_of,
)
from dashboard.analysis.figures import Number
from dashboard.analysis.impact.finding import Week

if TYPE_CHECKING:
    import pandas as pd

ENOUGH_WEEKS = 8
_NINETY = 1.6448536269514722  # standard deviations from the middle of a normal curve to the end of its 90 % interval
_MOST_ALIKE = 0.8


def weekly_timing(weeks: Sequence[Week], views: "pd.Series[Any]") -> ExposureTiming:
    """Return whether observed minus expected follows the views, week by week within the window of a finding.

    Coarser than :func:`dashboard.analysis.exposure.exposure_timing` and much cheaper: the weeks are stored, days would
    have to be regressed. What is left of the ``views`` (by day) is averaged over each week. The deviation of a week is
    taken from its 90 % band. Weeks tell half-lives of 3, 5 and 10 days hardly apart.

    Measured without any effect (400 windows of 8, 16 and 26 weeks each, autocorrelation of the surprise 0, .5 or .8): a
    reading of 1 in at most 7 % with an episode every 2 to 4 weeks; with one release 7 %, 10 % at .8. The verdict is made
    without it.
    """
    inside = [week for week in weeks if week.inside]
    known = [week for week in inside if week.observed is not None and week.high > week.low]
    if len(known) < ENOUGH_WEEKS or sum(week.expected for week in known) < ENOUGH_EXPECTED:
        text = N_(
            "Too little to see whether the timing follows the episodes: it takes {weeks} weeks of a campaign and "
            "{expected} expected applications."
        )
        return ExposureTiming(None, refused=Said(text, {"weeks": ENOUGH_WEEKS, "expected": Number(ENOUGH_EXPECTED)}))
    surprise = np.array([_surprise(week) for week in inside])
    place = np.array([(week.start - inside[0].start).days + week.days / 2 for week in inside])
    found = [
        timing_of(surprise, _left(inside, views, each), place, each, fewest=ENOUGH_WEEKS, worth=_worth)
        for each in (HALF_LIFE, *OTHERS)
    ]
    first, others = found[0], tuple(each for each in found[1:] if each is not None)
    if first is None:
        text = N_("The views are not known in enough weeks, or do not go up and down: their timing tells nothing.")
        return ExposureTiming(None, refused=Said(text))
    return ExposureTiming(first, others)


def _surprise(week: Week) -> float:
    deviation = (week.high - week.low) / (2 * _NINETY)
    return np.nan if week.observed is None or deviation <= 0 else (week.observed - week.expected) / deviation


def _worth(first: Array, second: Array) -> float:
    """Return how many independent weeks two series are worth, from how each resembles its week before.

    By the first lag alone (Bayley and Hammersley 1946, for series of first order): few weeks do not tell the later ones,
    and episodes at equal distances would count as nothing. The straight line that was taken away costs one.
    """
    weeks = len(first)
    one, two = first / first.std(), second / second.std()
    alike = float(np.clip((one[:-1] @ one[1:] / weeks) * (two[:-1] @ two[1:] / weeks), 0.0, _MOST_ALIKE))
    return weeks / (1 + 2 * (1 - 1 / weeks) * alike / (1 - alike)) - 1


def _left(weeks: Sequence[Week], views: "pd.Series[Any]", half_life: float) -> Array:
    """Return what is left of the views, as a mean over the days of each week; NaN where a day is not known."""
    days = [week.start + timedelta(days=day) for week in weeks for day in range(week.days)]
    left = adstock(views, days, half_life)
    ends = np.cumsum([week.days for week in weeks])
    return np.array([part.mean() for part in np.split(left, ends[:-1])])


def by_week_words(found: ExposureTiming) -> Said | None:
    """Return what the weekly reading rests on, and what it is at a shorter and a longer half-life; None without one."""
    if found.timing is None:
        return None
    text = N_(
        "Read from {weeks} weeks, not from days, with a half-life of {half_life} days. With other half-lives: {others}. "
        "The verdict does not rest on it."
    )
    other = N_("{correlation} at {half_life} days")
    others = tuple(
        Said(other, {"correlation": Number(each.correlation, 2), "half_life": Number(each.half_life)})
        for each in found.sensitivity
    )
    return Said(text, {"weeks": found.timing.days, "half_life": Number(found.timing.half_life), "others": others})
