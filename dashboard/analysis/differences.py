"""The difference of two shares, and the share of one effect in another, each with its interval."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from dashboard.analysis.shares import LEVEL, Interval, Share


@dataclass(frozen=True)
class Difference:
    """One share minus another: 0.02 is two percentage points."""

    value: float
    interval: Interval

    @property
    def shown(self) -> bool:
        """True when the interval leaves zero out."""
        return self.interval.low > 0 or self.interval.high < 0


def difference(first: Share, second: Share) -> Difference | None:
    """Return the difference of two independent shares with Newcombe's interval, None when one of them is not shown.

    Newcombe (1998, method 10): each side of the interval takes the side of the two Wilson intervals that lies there.
    """
    if first.value is None or second.value is None or first.interval is None or second.interval is None:
        return None
    value = first.value - second.value
    down = sqrt((first.value - first.interval.low) ** 2 + (second.interval.high - second.value) ** 2)
    up = sqrt((first.interval.high - first.value) ** 2 + (second.value - second.interval.low) ** 2)
    return Difference(value, Interval(max(-1.0, value - down), min(1.0, value + up), first.interval.level))


@dataclass(frozen=True)
class Effect:
    """An effect with the standard deviation of its error."""

    value: float
    deviation: float

    @classmethod
    def of(cls, value: float, low: float, high: float, level: float = LEVEL) -> "Effect":
        """Return an effect from its interval, taken as if its error were normal."""
        return cls(value, (high - low) / (2 * NormalDist().inv_cdf((1 + level) / 2)))


def share_of_effect(part: Effect, rest: Effect, level: float = LEVEL) -> tuple[float, Interval] | None:
    """Return which share of two independent effects together is the first one, with Fieller's interval, within 0 and 1.

    None when both together cannot be told from zero: then there is nothing to take a share of (Fieller 1954).
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    whole = part.value + rest.value
    square = whole**2 - z**2 * (part.deviation**2 + rest.deviation**2)
    if square <= 0 or whole <= 0:
        return None
    middle = (part.value * whole - z**2 * part.deviation**2) / square
    constant = (part.value**2 - z**2 * part.deviation**2) / square
    half = sqrt(max(0.0, middle**2 - constant))
    low, high = (min(1.0, max(0.0, limit)) for limit in (middle - half, middle + half))
    return min(1.0, max(0.0, part.value / whole)), Interval(low, high, level)
