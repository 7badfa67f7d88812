"""The designs of published cases, kept as yardsticks: differences in differences, synthetic controls, regression."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import stats

from connectors.errors import N_, NotEnoughData
from dashboard.analysis.impact.synthetic import Array, simplex_weights

LEVEL = 0.90
SEED = 19890101
PLACEBOS = 200
_FEWEST_TO_REGRESS = 3
_TOO_FEW = N_("there are too few figures before or after the start to compare")


@dataclass(frozen=True)
class Effect:
    """Average effect for one treated unit in one period, with its placebo standard error and normal interval.

    ``error``, ``low`` and ``high`` are None when there are not more untreated than treated units.
    """

    att: float
    error: float | None
    low: float | None
    high: float | None
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Regressed:
    """Cumulative effect by time-based regression and its standard error (Student t with ``freedom`` degrees)."""

    effect: float
    error: float
    freedom: int

    def reach(self, level: float = LEVEL) -> float:
        """Return the distance from the effect to its one-sided bound at ``level``; packages call it the precision."""
        return float(stats.t.ppf(level, self.freedom)) * self.error


@dataclass(frozen=True)
class _Split:
    own: Array  # periods x treated units
    rest: Array  # periods x untreated units
    before: int

    @property
    def after(self) -> int:
        return len(self.own) - self.before

    def gap(self, weights: Array) -> Array:
        return np.asarray(self.own.mean(axis=1) - self.rest @ weights, dtype=np.float64)


Label = int | pd.Timestamp
_Design = Callable[[_Split], tuple[float, Array]]


def difference_in_differences(panel: pd.DataFrame, treated: Sequence[str], start: Label) -> Effect:
    """Return the change of the treated less the change of the others, all units and periods weighing the same.

    ``panel`` has a row a period (years, months, days in order) and a column a unit; ``start`` is the label of the first
    period with the effect.
    """
    return _effect(_difference, panel, treated, start)


def synthetic_control(panel: pd.DataFrame, treated: Sequence[str], start: Label) -> Effect:
    """Return the effect by a synthetic control on outcomes only, without fixed effects.

    Abadie, Diamond & Hainmueller (2010), without their covariates. For ``panel`` and ``start`` see
    ``difference_in_differences``.
    """
    return _effect(_synthetic, panel, treated, start)


def synthetic_difference_in_differences(panel: pd.DataFrame, treated: Sequence[str], start: Label) -> Effect:
    """Return the effect by weights on units and on periods before the start, and differences of differences.

    Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), algorithm 1: ridge on the unit weights by the noise of first
    differences, none to speak of on the period weights. For ``panel`` and ``start`` see ``difference_in_differences``.
    """
    return _effect(_synthetic_difference, panel, treated, start)


def time_based_regression(
    treated: "pd.Series[float]", control: "pd.Series[float]", start: date, end: date | None = None
) -> Regressed:
    """Return the cumulative effect from ``start`` to ``end`` by regressing the treated group's sum on the control's.

    Kerman, Wang & Vaver (2017): a straight line over the periods before the start, carried on into the test; the error
    holds the noise of each test period and the uncertainty of the line. Where nothing was spent before the start or on
    the control, effect and ``reach`` divided by the cost are the incremental return and its precision.

    Raises:
        NotEnoughData: Fewer than three periods before the start, none after, or a control that never moved.
    """
    both = pd.DataFrame({"control": control, "treated": treated}).sort_index()
    days = pd.DatetimeIndex(both.index)
    both = both[days <= pd.Timestamp(end)] if end is not None else both
    before = days[: len(both)] < pd.Timestamp(start)
    other, own = (both[name].to_numpy(dtype=np.float64) for name in ("control", "treated"))
    enough = before.sum() >= _FEWEST_TO_REGRESS and not before.all() and np.ptp(other[before]) > 0
    if not (enough and np.isfinite(other + own).all()):
        raise NotEnoughData(_TOO_FEW)
    design = np.column_stack([np.ones(len(both)), other])
    line, *_ = np.linalg.lstsq(design[before], own[before])
    gap = own - design @ line
    freedom = int(before.sum()) - 2
    noise = float((gap[before] ** 2).sum()) / freedom
    total = design[~before].sum(axis=0)
    spread = total @ np.linalg.solve(design[before].T @ design[before], total) + (~before).sum()
    return Regressed(float(gap[~before].sum()), float(np.sqrt(noise * spread)), freedom)


def _effect(design: _Design, panel: pd.DataFrame, treated: Sequence[str], start: Label) -> Effect:
    split, others = _split(panel, treated, start)
    att, weights = design(split)
    named = dict(zip(others, map(float, weights), strict=True))
    placebos = [design(placebo)[0] for placebo in _placebos(split)]
    if not placebos:
        return Effect(att, None, None, None, named)
    error = float(np.std(placebos))
    reach = float(stats.norm.ppf((1 + LEVEL) / 2)) * error
    return Effect(att, error, att - reach, att + reach, named)


def _split(panel: pd.DataFrame, treated: Sequence[str], start: Label) -> tuple[_Split, list[str]]:
    ordered = panel.sort_index()
    others = [str(name) for name in panel.columns if name not in treated]
    before = int((ordered.index < start).sum())
    enough = bool(others) and len(others) < len(panel.columns) and 1 < before < len(panel)
    if not enough or not np.isfinite(ordered.to_numpy(dtype=np.float64)).all():
        raise NotEnoughData(_TOO_FEW)
    own = ordered[[name for name in panel.columns if name in treated]]
    rest = ordered[others]
    return _Split(own.to_numpy(dtype=np.float64), rest.to_numpy(dtype=np.float64), before), others


def _placebos(split: _Split) -> Iterator[_Split]:
    """Yield untreated units in the place of the treated: algorithm 4 of Arkhangelsky et al. (2021).

    With one treated unit every untreated one once, in place of random draws.
    """
    size, units = split.own.shape[1], split.rest.shape[1]
    if units <= size:
        return
    random = np.random.default_rng(SEED)
    one_by_one = [np.array([unit]) for unit in range(units)]
    for drawn in one_by_one if size == 1 else [random.permutation(units)[:size] for _ in range(PLACEBOS)]:
        yield _Split(split.rest[:, drawn], np.delete(split.rest, drawn, axis=1), split.before)


def _difference(split: _Split) -> tuple[float, Array]:
    weights = np.full(split.rest.shape[1], 1 / split.rest.shape[1])
    gap = split.gap(weights)
    return float(gap[split.before :].mean() - gap[: split.before].mean()), weights


def _synthetic(split: _Split) -> tuple[float, Array]:
    weights = simplex_weights(split.rest[: split.before], split.own[: split.before].mean(axis=1))
    return float(split.gap(weights)[split.before :].mean()), weights


def _synthetic_difference(split: _Split) -> tuple[float, Array]:
    rest, own, before = split.rest[: split.before], split.own[: split.before].mean(axis=1), split.before
    noise = float(np.diff(rest, axis=0).std(ddof=1))
    ridge = (split.own.shape[1] * split.after) ** 0.5 * noise**2 * before
    weights = simplex_weights(rest - rest.mean(axis=0), own - own.mean(), ridge=ridge)
    later = split.rest[before:].mean(axis=0)
    about = rest.T - rest.mean(axis=1)
    periods = simplex_weights(about, later - later.mean(), ridge=(1e-6 * noise) ** 2 * len(later))
    gap = split.gap(weights)
    return float(gap[before:].mean() - gap[:before] @ periods), weights
