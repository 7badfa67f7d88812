"""Attention per theme beside applications per function group, 0 to 14 days later: an association, never a cause."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.lagged import Array, Second, bootstrap, broken_memory, correlations, placebo, ranks
from dashboard.analysis.periods import Period
from dashboard.analysis.seasonless import seasonless
from dashboard.analysis.shares import LEVEL, Interval
from dashboard.analysis.suppression import Count, count

LAGS = 15
ENOUGH_DAYS = 26 * 7
ENOUGH_ATTENTION = 8 * 7
ENOUGH_APPLICATIONS = 100
SURE = 0.05
DRAWS = 499
_SEED = 20260114
NO_CAUSE = Said(N_("an association, not a cause"))


@dataclass(frozen=True)
class Attention:
    """What a theme did per day on one platform in that platform's own figure; ``days`` is by day, NaN when not known."""

    theme: str
    platform: str
    metric: str
    days: "pd.Series[Any]"


@dataclass(frozen=True)
class Inflow:
    """Applications per day in a function group; ``days`` is by day, NaN when not known."""

    function_group: str
    days: "pd.Series[Any]"


@dataclass(frozen=True)
class Lag:
    """Attention on a day beside applications some days later.

    Attributes:
        days: How many days later.
        rho: Spearman's rank correlation after weekday, season and days off are removed.
        interval: Its own 90 % interval, from moving blocks of 14 days.
        pairs: Pairs of days that it rests on.
        with_season: The correlation of the counts as they are, for comparison only: two things that follow the
            calendar go together in it.
    """

    days: int
    rho: float
    interval: Interval
    pairs: int
    with_season: float


@dataclass(frozen=True)
class Association:
    """One theme beside one function group.

    Attributes:
        days: Days on which both are known.
        applications: Applications on those days.
        lags: All lags; empty when refused.
        best: The lag that stands out most from its placebo.
        joint: 90 % interval at the best lag that allows for all looks (largest deviation over all of them).
        adjusted_p: How often shuffled attention shows anything this strong at any lag, theme and group.
        looks: Lags times pairs that were looked at together.
        refused: What is missing, when there is too little to look at.
    """

    attention: Attention
    inflow: Inflow
    days: int
    applications: Count
    lags: tuple[Lag, ...] = ()
    best: Lag | None = None
    joint: Interval | None = None
    adjusted_p: float | None = None
    looks: int = 0
    refused: Said | None = None

    @property
    def stands_out(self) -> bool:
        """True when chance over all looks is under 5 % and the interval for all looks leaves out zero."""
        if self.adjusted_p is None or self.joint is None:
            return False
        return self.adjusted_p < SURE and (self.joint.low > 0 or self.joint.high < 0)


def associations(
    attention: Sequence[Attention],
    inflow: Sequence[Inflow],
    period: Period,
    *,
    days_off: Collection[date] = (),
    school_holidays: Collection[date] = (),
    draws: int = DRAWS,
) -> tuple[Association, ...]:
    """Return every theme beside every function group, those that stand out most first, refused ones last.

    A day without an entry is missing. The p is family-wise: the largest correlation over all lags, themes and groups,
    each divided by its deviation in the placebo (Westfall and Young 1993, single step), against attention shuffled in
    blocks of four weeks, the same shuffle for all themes. The seed is fixed.
    """
    days = list(period.each_day())
    raw = [_table([each.days for each in some], days) for some in (attention, inflow)]
    pairs = [
        _before(one, two, raw[0][:, i], raw[1][:, j]) for i, one in enumerate(attention) for j, two in enumerate(inflow)
    ]
    if all(pair.refused for pair in pairs):
        return tuple(pairs)
    allowed = np.array([pair.refused is None for pair in pairs]).reshape(len(attention), len(inflow))
    kept = np.flatnonzero(allowed.any(axis=1)), np.flatnonzero(allowed.any(axis=0))
    cleaned = [
        ranks(_cleaned(each[:, some], days, days_off, school_holidays)) for each, some in zip(raw, kept, strict=True)
    ]
    looked = _Look(cleaned[0], cleaned[1], allowed[np.ix_(*kept)], draws)
    with_season = correlations(ranks(raw[0][:, kept[0]]), Second.of(ranks(raw[1][:, kept[1]]), LAGS))[0]
    places = {(int(i), int(j)): (a, b) for a, i in enumerate(kept[0]) for b, j in enumerate(kept[1])}
    told = [
        pair if pair.refused else looked.tell(pair, places[divmod(number, len(inflow))], with_season)
        for number, pair in enumerate(pairs)
    ]
    return tuple(sorted(told, key=lambda each: (each.refused is not None, each.adjusted_p or 0.0)))


def _table(series: "Sequence[pd.Series[Any]]", days: Sequence[date]) -> Array:
    columns = [each.reindex(pd.Index(days)).astype("Float64").to_numpy(dtype=float, na_value=np.nan) for each in series]
    return np.column_stack(columns) if columns else np.empty((len(days), 0))


def _cleaned(counts: Array, days: Sequence[date], off: Collection[date], school: Collection[date]) -> Array:
    cleaned = [seasonless(column, days, days_off=off, school_holidays=school) for column in counts.T]
    return np.column_stack(cleaned)


def _before(attention: Attention, inflow: Inflow, seen: Array, came: Array) -> Association:
    """Return a pair with what it rests on, refused when that is too little."""
    both = ~np.isnan(seen) & ~np.isnan(came)
    days, applications = int(both.sum()), int(came[both].sum())
    refused = _refusal(attention, inflow, days, int((seen[both] > 0).sum()), applications)
    return Association(attention, inflow, days, count(applications), refused=refused)


def _refusal(attention: Attention, inflow: Inflow, days: int, with_attention: int, applications: int) -> Said | None:
    names = {"theme": attention.theme, "group": inflow.function_group}
    if days < ENOUGH_DAYS:
        text = N_(
            "Too few days to set {theme} beside {group}: both are known on {days} days, it takes at least {enough}."
        )
        return Said(text, {**names, "days": days, "enough": ENOUGH_DAYS})
    if with_attention < ENOUGH_ATTENTION:
        text = N_(
            "Too little attention to set {theme} beside {group}: it was seen on {days} days, it takes at least {enough}."
        )
        return Said(text, {**names, "days": with_attention, "enough": ENOUGH_ATTENTION})
    if applications < ENOUGH_APPLICATIONS:
        text = N_("Too few applications to set {theme} beside {group}: it takes at least {enough}.")
        return Said(text, {**names, "enough": ENOUGH_APPLICATIONS})
    return None


def _unbounded(rho: Array) -> Array:
    """Return Fisher's z: on it a strong correlation stands as far out as it is rare, also where chance spreads wide."""
    return np.arctanh(np.clip(rho, -0.999, 0.999))


class _Look:
    """All correlations with their bootstrap and their placebo; arrays are theme by group by lag."""

    def __init__(self, attention: Array, inflow: Array, allowed: NDArray[np.bool_], draws: int) -> None:
        random = np.random.default_rng(_SEED)
        second = Second.of(inflow, LAGS)
        self.rho, self.pairs = correlations(attention, second)
        self.drawn = bootstrap(attention, second, draws, random)
        shuffled = _unbounded(placebo(attention, second, draws, random))
        self.spread = np.maximum(shuffled.std(axis=0), 1e-9)
        self.true_spread = self.spread * broken_memory(attention, inflow)[:, :, None]
        self.error = np.maximum(self.drawn.std(axis=0), 1e-9)
        self.largest = _largest(shuffled / self.spread, allowed)
        self.furthest = float(np.quantile(_largest((self.drawn - self.rho) / self.error, allowed), LEVEL))
        self.looks = int(allowed.sum()) * LAGS

    def tell(self, pair: Association, place: tuple[int, int], with_season: Array) -> Association:
        """Return a pair with its figures."""
        strength = np.abs(_unbounded(self.rho[place])) / self.true_spread[place]
        best = int(strength.argmax())
        tail = (1 - LEVEL) / 2
        low, high = np.quantile(self.drawn[(slice(None), *place)], [tail, 1 - tail], axis=0)
        lags = tuple(
            Lag(
                lag,
                float(self.rho[place][lag]),
                Interval(float(low[lag]), float(high[lag])),
                int(self.pairs[place][lag]),
                float(with_season[place][lag]),
            )
            for lag in range(LAGS)
        )
        half = self.furthest * float(self.error[place][best])
        joint = Interval(max(-1.0, lags[best].rho - half), min(1.0, lags[best].rho + half))
        as_strong = int((self.largest >= strength[best]).sum())
        adjusted = (1 + as_strong) / (1 + len(self.largest))
        return Association(
            pair.attention, pair.inflow, pair.days, pair.applications, lags, lags[best], joint, adjusted, self.looks
        )


def _largest(drawn: Array, allowed: NDArray[np.bool_]) -> Array:
    """Return each draw's largest deviation over the pairs that are looked at and their lags."""
    largest: Array = np.abs(drawn[:, allowed]).reshape(len(drawn), -1).max(axis=1)
    return largest


def words(found: Association) -> Said:
    """Return what a pair says; every sentence with a figure says that it is an association, not a cause."""
    if found.best is None or found.joint is None or found.adjusted_p is None:
        return found.refused or Said(N_("There is nothing to set side by side."))
    values: dict[str, object] = {
        "theme": found.attention.theme,
        "group": found.inflow.function_group,
        "lag": found.best.days,
        "rho": Number(found.best.rho, 2),
        "low": Number(found.joint.low, 2),
        "high": Number(found.joint.high, 2),
        "chance": Percentage(found.adjusted_p, 1),
        "looks": found.looks,
        "caveat": NO_CAUSE,
    }
    if not found.stands_out:
        text = N_(
            "Between attention for {theme} and applications in {group} nothing stands out from chance (strongest: {rho}, "
            "{lag} days later; {low} to {high} over all looks). It would be {caveat}."
        )
    elif found.best.rho > 0:
        text = N_(
            "More attention for {theme} goes together with more applications in {group} {lag} days later: {rho} ({low} "
            "to {high} over all looks); chance shows this in {chance} of such searches ({looks} looks). This is {caveat}."
        )
    else:
        text = N_(
            "More attention for {theme} goes together with fewer applications in {group} {lag} days later: {rho} ({low} "
            "to {high} over all looks); chance shows this in {chance} of such searches ({looks} looks). This is {caveat}."
        )
    return Said(text, values)
