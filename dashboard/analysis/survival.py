"""How long it takes until something happens, when for some it has not happened yet: the product-limit estimate."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.analysis.shares import LEVEL, Interval, wilson

Floats = NDArray[np.float64]
_HALF = 0.5


@dataclass(frozen=True, eq=False)
class Survival:
    """One entry per day on which something happened, ascending.

    Attributes:
        days: Days waited.
        at_risk: How many were still waiting just before.
        events: To how many it happened.
        waiting: Share that waits longer (Kaplan and Meier 1958).
        low: Lower end of its interval: Greenwood's variance on the log-log scale, so that it stays within 0 and 1.
        high: Upper end. Where nobody waits any longer the variance does not exist and the last one known stands.
    """

    days: Floats
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    waiting: Floats
    low: Floats
    high: Floats
    level: float


def survival(
    durations: ArrayLike, observed: ArrayLike, *, entered: ArrayLike | None = None, level: float = LEVEL
) -> Survival:
    """Return the product-limit estimate of how long it takes.

    Args:
        durations: Days waited until it happened, or until it was last known not to have; shape (n,).
        observed: Whether it happened; shape (n,).
        entered: Days already waited when first seen (left truncation); zero for everybody when not given.
        level: Level of the intervals.
    """
    waited, happened = np.asarray(durations, dtype=float), np.asarray(observed, dtype=bool)
    since = np.full(len(waited), -np.inf) if entered is None else np.asarray(entered, dtype=float)
    days = np.unique(waited[happened])
    at_risk = ((waited >= days[:, None]) & (since <= days[:, None])).sum(axis=1)
    events = ((waited == days[:, None]) & happened).sum(axis=1)
    waiting = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        width = NormalDist().inv_cdf((1 + level) / 2) * np.sqrt(greenwood) / np.abs(np.log(waiting))
        low, high = waiting ** np.exp(width), waiting ** np.exp(-width)
    if len(days) and waiting[-1] == 0:
        low[-1], high[-1] = 0.0, high[-2] if len(days) > 1 else 1.0
    return Survival(days, at_risk, events, waiting, low, high, level)


@dataclass(frozen=True)
class Median:
    """Day by which it had happened to half; an end that the data do not reach is None."""

    days: float
    low: float | None
    high: float | None
    level: float = LEVEL


@dataclass(frozen=True, eq=False)
class Curve:
    """Share to whom it had happened by each day, with its interval.

    ``number`` is how many there are in all, ``until`` the longest that anybody was followed.
    """

    days: Floats
    share: Floats
    low: Floats
    high: Floats
    level: float
    number: int
    until: float

    def by(self, day: float) -> tuple[float, Interval] | None:
        """Return the share by a day; None when nobody was followed that long. Before the first day it is zero (Wilson)."""
        if not self.number or (day > self.until and (not len(self.share) or self.share[-1] < 1)):
            return None
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        if place < 0:
            return 0.0, wilson(0, self.number, self.level)
        if self.low[place] == 1:
            return 1.0, wilson(self.number, self.number, self.level)
        return float(self.share[place]), Interval(float(self.low[place]), float(self.high[place]), self.level)

    def median(self) -> Median | None:
        """Return the median; None when it has not happened to half.

        Its interval holds the days whose own interval holds one half (Brookmeyer and Crowley 1982).
        """
        middle = self._first(self.share)
        return None if middle is None else Median(middle, self._first(self.high), self._first(self.low), self.level)

    def _first(self, shares: Floats) -> float | None:
        places = np.flatnonzero(shares >= _HALF - 1e-9)
        return float(self.days[places[0]]) if len(places) else None


def happened_by(durations: ArrayLike, observed: ArrayLike, level: float = LEVEL) -> Curve:
    """Return the share to whom it had happened by each day; those still waiting are censored."""
    found = survival(durations, observed, level=level)
    waited = np.asarray(durations, dtype=float)
    until = float(waited.max(initial=0.0))
    return Curve(found.days, 1 - found.waiting, 1 - found.high, 1 - found.low, level, len(waited), until)


def happened_by_among_done(durations: ArrayLike, followed: ArrayLike, level: float = LEVEL) -> Curve:
    """Return the share by each day among those to whom it happens at all, from those to whom it has happened.

    Someone who came in ``followed`` days ago is only seen when it took at most that long, so that a young cohort shows the
    quick ones first. Turned round in time this right truncation is a late entry, and the product-limit estimate
    holds (Lagakos, Barraj and De Gruttola 1988). It speaks of those that take at most the longest time seen.
    """
    took, seen = np.asarray(durations, dtype=float), np.asarray(followed, dtype=float)
    found = survival(-took, np.ones(len(took), dtype=bool), entered=-seen, level=level)

    def following(values: Floats) -> Floats:
        return np.append(values[::-1][1:], np.ones(min(1, len(values))))

    shares = (following(found.waiting), following(found.low), following(found.high))
    return Curve(-found.days[::-1], *shares, level, len(took), float(seen.max(initial=0.0)))
