"""Regional hold-out: places where the campaign ran against places that were left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from connectors.errors import N_, NotEnoughData
from dashboard.analysis.impact.conformal import accepted, p_of_blocks, p_of_rows
from dashboard.analysis.impact.panels import Panel, panel_of
from dashboard.analysis.impact.synthetic import Array, Synthetic, synthetic

LEVEL = 0.90
ACCEPTED = 0.95
"""Level of the accepted set that is given out as an interval of ``LEVEL``; a verdict takes p at most 1 - ACCEPTED.

Rotations of rows that drift look too much alike: the set at .90 covers too little. Measured where nothing happened
(``tests/benchmarks/drifting_sites.py``: 1500 panels in each of 36 cells; 32, 58 or 110 weeks, a window of 6, 3 to 9 sites
of unlike size, counts of 5 or 20 a week, sd 15 or 30 %, autocorrelation by week 0, .7 or .9): the set at .90 covers 83 to 91 %
(under the strongest drift 83 to 88 %), that at .95 covers 92 to 98 % (92 to 95 %): where little drifts it is too wide.
"""


@dataclass(frozen=True)
class Fit:
    """How well the synthetic control followed the treated units before the start, in units of one treated unit a row.

    ``rmspe`` is the root mean squared gap; ``imbalance`` the root of the summed squares (GeoLift's L2 imbalance);
    ``scaled`` that of the found weights over that of equal weights: 0 is perfect, 1 no better than a plain average.
    """

    rmspe: float
    imbalance: float
    scaled: float


@dataclass(frozen=True)
class Placebo:
    """An untreated unit analysed as if it had been treated: its effect relative to expected, and its RMSPE ratio."""

    relative: float | None
    ratio: float


@dataclass(frozen=True)
class HoldOut:
    """What came in extra where the campaign ran.

    Attributes:
        att: Average effect for one treated unit in one row (a day or a week) of the window.
        extra: ``att`` times treated units times rows of the window.
        relative: Extra over expected; None when nothing was expected.
        low: Lower end of the conformal interval of ``att`` at ``level``, by block permutations.
        high: Its upper end; infinite when no effect, however large, can be rejected.
        p_value: Conformal p of "no effect on any day" when rows are exchangeable: the published test of GeoLift.
        p_blocks: Conformal p of "no effect on average" that also holds when rows resemble their neighbours; it belongs
            to the interval, and is the one to decide by.
        weights: Weight of each untreated unit in the synthetic control; together 1.
        observed: Sum over treated units, by row, before and in the window.
        expected: The same without the campaign.
        placebos: Each untreated unit analysed as if it had been treated (Abadie, Diamond & Hainmueller 2010).
        placebo_p: Share of all these and the treated that have a ratio of RMSPE after to before as large as the treated.
    """

    start: date
    end: date
    level: float
    att: float
    low: float
    high: float
    extra: float
    extra_low: float
    extra_high: float
    relative: float | None
    p_value: float
    p_blocks: float
    weights: Mapping[str, float]
    observed: "pd.Series[float]"
    expected: "pd.Series[float]"
    fit: Fit
    placebos: Mapping[str, Placebo]
    placebo_p: float


def hold_out(
    panel: pd.DataFrame,
    treated: Sequence[str],
    start: date,
    end: date | None = None,
    *,
    level: float = LEVEL,
    indexed: bool = False,
) -> HoldOut:
    """Return the effect on the treated units by a synthetic control with a unit fixed effect.

    Treated units are averaged; every unit is taken about its mean before the start; untreated units get non-negative
    weights that sum to one. That is GeoLift without ridge, the default of its walkthrough (Ben-Michael, Feller &
    Rothstein 2021 for the fixed effect, Chernozhukov, Wüthrich & Zhu 2021 for the inference).

    Args:
        panel: A row a day, or a week named by its first day (see ``panels.in_weeks``), and a column a unit.
        treated: Columns where the campaign ran; all others were left out of it.
        start: First day of the window; a row must begin on it.
        end: Last day of the window, without it the last row.
        level: Level of the interval.
        indexed: Compare movements relative to each unit's own mean before the start: for units of unlike size, whose
            season is larger where more comes in.

    Raises:
        NotEnoughData: See ``panels.panel_of``; with ``indexed`` also a unit in which nothing came in before the start.
    """
    checked = panel_of(panel, treated, start, end)
    own = checked.own.mean(axis=1)
    rest = _at_size(checked, own) if indexed else checked.rest
    found = synthetic(own, rest, checked.before)
    return _answer(checked, own, rest, found, level)


def _at_size(panel: Panel, own: Array) -> Array:
    means = panel.rest[: panel.before].mean(axis=0)
    for unit, mean in zip(panel.others, means, strict=True):
        if mean <= 0:
            raise NotEnoughData(
                N_("nothing came in at {unit} before {day}"),
                code="not_enough_data.empty",
                hint=N_("leave it out of the comparison"),
                unit=unit,
                day=panel.days[panel.before].date(),
            )
    return np.asarray(panel.rest / means * own[: panel.before].mean(), dtype=np.float64)


def _answer(panel: Panel, own: Array, rest: Array, found: Synthetic, level: float) -> HoldOut:
    before, window = panel.before, panel.window
    units = len(panel.treated)
    att = float(found.gap[before:].mean())
    fit = _fit(own, rest, found, before)
    low, high = accepted(
        lambda effect: p_of_blocks(_residuals(own, rest, before, effect), window),
        att,
        max(fit.rmspe, 1e-9 * float(np.abs(own).max()), 1e-12),
        level,
    )
    residuals = _residuals(own, rest, before, 0.0)
    placebos = _placebos(panel, rest)
    return HoldOut(
        start=panel.days[before].date(),
        end=panel.days[-1].date(),
        level=level,
        att=att,
        low=low,
        high=high,
        extra=att * units * window,
        extra_low=low * units * window,
        extra_high=high * units * window,
        relative=_relative(own, found.gap, before),
        p_value=p_of_rows(residuals, window),
        p_blocks=p_of_blocks(residuals, window),
        weights=dict(zip(panel.others, map(float, found.weights), strict=True)),
        observed=pd.Series(own * units, index=panel.days, name="observed"),
        expected=pd.Series((own - found.gap) * units, index=panel.days, name="expected"),
        fit=fit,
        placebos=placebos,
        placebo_p=_rank(_ratio(found.gap, before), [placebo.ratio for placebo in placebos.values()]),
    )


def _residuals(own: Array, rest: Array, before: int, effect: float) -> Array:
    without = own.copy()
    without[before:] -= effect
    return synthetic(without, rest, len(without)).gap


def _fit(own: Array, rest: Array, found: Synthetic, before: int) -> Fit:
    plain = own - rest.mean(axis=1)
    equal = float(np.linalg.norm(plain[:before] - plain[:before].mean()))
    imbalance = float(np.linalg.norm(found.gap[:before]))
    return Fit(imbalance / before**0.5, imbalance, imbalance / equal if equal > 0 else 0.0)


def _placebos(panel: Panel, rest: Array) -> dict[str, Placebo]:
    def placebo(number: int) -> Placebo:
        own = rest[:, number]
        gap = synthetic(own, np.delete(rest, number, axis=1), panel.before).gap
        return Placebo(_relative(own, gap, panel.before), _ratio(gap, panel.before))

    return {unit: placebo(number) for number, unit in enumerate(panel.others)}


def _relative(own: Array, gap: Array, before: int) -> float | None:
    expected = float((own - gap)[before:].sum())
    return float(gap[before:].sum()) / expected if expected > 0 else None


def _ratio(gap: Array, before: int) -> float:
    fitted, after = (float(np.sqrt(np.mean(part**2))) for part in (gap[:before], gap[before:]))
    if fitted > 0:
        return after / fitted
    return float("inf") if after > 0 else 1.0


def _rank(own: float, others: Sequence[float]) -> float:
    return (1 + sum(ratio >= own for ratio in others)) / (1 + len(others))
