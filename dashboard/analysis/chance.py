"""Whether two periods differ by more than chance: counts by how much months differ from each other, shares by Wilson's interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from statistics import NormalDist, median

from dashboard.analysis.shares import LEVEL, Interval, wilson

_LEAST_PAIRS = 6
_MEDIAN = 0.4549  # of a chi-squared variable with one degree of freedom
_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Difference:
    """How a figure moved.

    Attributes:
        value: A share of the earlier figure (0.2 is 20 % more), or for shares and tone their difference.
        interval: Where it lies; None where there is too little to tell.
        strength: How many times its own uncertainty it is, signed; 0 when that is not known.
    """

    value: float
    interval: Interval | None
    strength: float

    @property
    def is_beyond_chance(self) -> bool:
        """True when the interval holds no zero."""
        return self.interval is not None and (self.interval.low > 0 or self.interval.high < 0)

    @property
    def direction(self) -> int:
        """1 for up beyond chance, -1 for down beyond chance, 0 for neither."""
        return 0 if not self.is_beyond_chance else (1 if self.value > 0 else -1)


def spread(months: Sequence[float | None]) -> float | None:
    """Return how many times more successive months differ than counts do by chance alone, at least 1.

    The median of (later - earlier)² ÷ (later + earlier), over that of a Poisson count that does not move. Season and
    campaigns are in it, so that a difference that is called beyond chance is also beyond what months usually differ. None
    under six pairs of months that are both known.
    """
    pairs = [(a, b) for a, b in pairwise(months) if a is not None and b is not None and a + b > 0]
    if len(pairs) < _LEAST_PAIRS:
        return None
    return max(1.0, median((b - a) ** 2 / (a + b) for a, b in pairs) / _MEDIAN)


def of_counts(now: float, before: float, times: float | None, *, ratio: float | None = None) -> Difference | None:
    """Return the relative difference of two counts; ``times`` is their :func:`spread`. None when one of them is zero.

    The interval is that of a ratio of two counts whose variance is ``times`` their mean, on the logarithm. ``ratio`` is
    that of two figures which are these counts over something that is known for certain.
    """
    if now <= 0 or before <= 0:
        return None
    ratio = now / before if ratio is None else ratio
    if times is None:
        return Difference(ratio - 1, None, 0.0)
    sd = sqrt(times * (1 / now + 1 / before))
    centre = log(ratio)
    interval = Interval(exp(centre - _Z * sd) - 1, exp(centre + _Z * sd) - 1)
    return Difference(ratio - 1, interval, centre / sd)


def of_shares(now: tuple[int, int], before: tuple[int, int]) -> Difference:
    """Return the difference of two shares, each (part, base), with Newcombe's interval from Wilson's (Newcombe 1998)."""
    p1, p2 = (part / base for part, base in (now, before))
    one, two = wilson(*now), wilson(*before)
    low = p1 - p2 - sqrt((p1 - one.low) ** 2 + (two.high - p2) ** 2)
    high = p1 - p2 + sqrt((one.high - p1) ** 2 + (p2 - two.low) ** 2)
    half = (high - low) / 2
    return Difference(p1 - p2, Interval(low, high), (p1 - p2) / half * _Z if half else 0.0)


def of_means(now: Interval, before: Interval, difference: float) -> Difference:
    """Return the difference of two means whose intervals are symmetric and independent."""
    half = sqrt(((now.high - now.low) / 2) ** 2 + ((before.high - before.low) / 2) ** 2)
    interval = Interval(difference - half, difference + half)
    return Difference(difference, interval, difference / half * _Z if half else 0.0)


def around_count(count: float, times: float | None) -> Interval:
    """Return where the rate behind a count lies, in counts."""
    half = _Z * sqrt((times or 1.0) * count)
    return Interval(max(0.0, count - half), count + half)
