"""Shares with their interval: Wilson's score interval, and nothing where the base is too small to say something."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from dashboard.analysis.suppression import Count, breakdown, count, threshold

LEVEL = 0.90


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high`` at a level of confidence."""

    low: float
    high: float
    level: float = LEVEL


@dataclass(frozen=True)
class Share:
    """A part of a base. ``value`` and ``interval`` are None when the base is too small or a count is hidden."""

    part: Count
    base: Count
    value: float | None
    interval: Interval | None


def wilson(successes: int, trials: int, level: float = LEVEL) -> Interval:
    """Return Wilson's score interval for a proportion (Wilson 1927), within 0 and 1; raises ValueError without trials."""
    if trials <= 0 or not 0 <= successes <= trials:
        message = f"{successes} of {trials} is no proportion"
        raise ValueError(message)
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = successes / trials
    centre = (p + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return Interval(low, high, level)


def share(part: int, base: int, minimum: int | None = None) -> Share:
    """Return a part of a base; hidden when part, rest or base is small, since a share gives its counts away."""
    minimum = minimum or threshold()
    shown_part, _rest = breakdown([part, base - part], minimum)
    shown_base = count(base, minimum)
    if base < minimum or shown_part.hidden:
        return Share(shown_part, shown_base, None, None)
    return Share(shown_part, shown_base, part / base, wilson(part, base))


def published_share(part: Count, base: Count) -> Share:
    """Return a share of two counts that may both be shown, and so may what is left of the base (``analysis.publishing``)."""
    if part.value is None or base.value is None or base.value < base.minimum:
        return Share(part, base, None, None)
    return Share(part, base, part.value / base.value, wilson(part.value, base.value))
