"""The main estimate: what was expected without the campaign, what was extra, and what could have been seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.impact import settings as fixed
from dashboard.analysis.impact.arrange import Arranged
from dashboard.analysis.impact.finding import CrossCheck, Week
from dashboard.analysis.impact.laplace import Floats, Posterior, fit
from dashboard.analysis.impact.predict import Drawn, below, draw, power, smallest_shown, stretched
from dashboard.analysis.impact.quiet_periods import Calibration, calibrate
from dashboard.analysis.impact.ratio import cross_check
from dashboard.analysis.impact.settings import Settings, priors

LIFTS: Floats = np.concatenate([np.arange(0.05, 1.0, 0.05), np.arange(1.0, 3.01, 0.1)])
_SHOWN_BEFORE_DAYS = 182
_WEEK_DRAWS = 1000


@dataclass(frozen=True)
class Estimate:
    """Figures of the main method over the campaign's known days.

    Attributes:
        observed: Counted.
        expected: Median of the counts without the campaign.
        low: Lower end of the 90 % interval of the extra.
        high: Its upper end.
        relative: Lower end, median and upper end of extra over expected.
        probability: P(extra > 0).
        shown: How often each of ``LIFTS`` would have been shown.
        detectable: Smallest relative effect shown in four out of five cases, None when none of ``LIFTS`` is.
        calibration: The quiet periods and the stretch that they gave.
        check: The cross-check, None without a control.
        effects: Mean and standard deviation of each regressor.
        weeks: What is drawn.
    """

    observed: float
    expected: float
    low: float
    high: float
    relative: tuple[float, float, float]
    probability: float
    shown: Floats
    detectable: float | None
    calibration: Calibration
    check: CrossCheck | None
    effects: dict[str, tuple[float, float]]
    weeks: tuple[Week, ...]


def estimate(arranged: Arranged, chosen: Settings) -> Estimate:
    """Return the estimate of an arranged case; the same data give the same numbers."""
    random = np.random.default_rng(fixed.SEED)
    given = priors(arranged.columns, chosen, by_day=arranged.by_day)
    shown = _shown_blocks(arranged)
    posterior = fit(arranged.blocks, given, arranged.seen.ravel()[None, :], arranged.places(shown)[None, :])
    drawn = _without_campaign(arranged, posterior, shown, random)
    calibration = calibrate(arranged, given, random) if chosen.calibrate else Calibration((), 1.0)
    counts = stretched(drawn.count, calibration.stretch, random)
    observed = float(arranged.counts[:, arranged.campaign].sum())
    tails = (1 - fixed.LEVEL) / 2
    few, expected, many = (float(value) for value in np.quantile(counts, [tails, 0.5, 1 - tails]))
    often = power(drawn, calibration.stretch, LIFTS, fixed.CERTAIN, random)
    return Estimate(
        observed=observed,
        expected=expected,
        low=observed - many,
        high=observed - few,
        relative=(_over(observed, many), _over(observed, expected), _over(observed, few)),
        probability=below(counts, observed),
        shown=often,
        detectable=smallest_shown(LIFTS, often),
        calibration=calibration,
        check=cross_check(arranged),
        effects=_effects(arranged, posterior),
        weeks=_weeks(arranged, posterior, shown, random),
    )


def chance(arranged: Arranged, chosen: Settings) -> float:
    """Return P(extra > 0) alone, without calibration: what ``estimate`` says when it is told not to calibrate."""
    random = np.random.default_rng(fixed.SEED)
    drawn = _forecast(arranged, chosen, random)
    return below(stretched(drawn.count, 1.0, random), float(arranged.counts[:, arranged.campaign].sum()))


def outlook(arranged: Arranged, chosen: Settings, random: np.random.Generator) -> tuple[Drawn, Calibration]:
    """Return draws of the window without a campaign, and the calibration; nothing of the window is read."""
    given = priors(arranged.columns, chosen, by_day=arranged.by_day)
    return _forecast(arranged, chosen, random), calibrate(arranged, given, random)


def _forecast(arranged: Arranged, chosen: Settings, random: np.random.Generator) -> Drawn:
    given = priors(arranged.columns, chosen, by_day=arranged.by_day)
    blocks = np.flatnonzero(arranged.campaign)
    posterior = fit(arranged.blocks, given, arranged.seen.ravel()[None, :], arranged.places(blocks)[None, :])
    return _without_campaign(arranged, posterior, blocks, random)


def _over(observed: float, expected: float) -> float:
    return observed / max(expected, 0.5) - 1


def _shown_blocks(arranged: Arranged) -> NDArray[np.intp]:
    """Return the blocks that are drawn: half a year before the campaign, and everything from its start."""
    before = int(np.ceil(_SHOWN_BEFORE_DAYS / float(np.median(arranged.days))))
    return np.arange(max(0, arranged.first - before), arranged.shape[1])


def _without_campaign(
    arranged: Arranged, posterior: Posterior, shown: NDArray[np.intp], random: np.random.Generator
) -> Drawn:
    parts = arranged.shape[0]
    at = np.concatenate([np.flatnonzero(arranged.campaign[shown]) + part * len(shown) for part in range(parts)])
    return draw(posterior, 0, at, arranged.exposure[:, arranged.campaign].ravel(), fixed.DRAWS, random)


def _effects(arranged: Arranged, posterior: Posterior) -> dict[str, tuple[float, float]]:
    pairs = zip(posterior.beta[0], posterior.beta_sd[0], strict=True)
    return {column.name: (float(mean), float(sd)) for column, (mean, sd) in zip(arranged.columns, pairs, strict=True)}


def _weeks(
    arranged: Arranged, posterior: Posterior, shown: NDArray[np.intp], random: np.random.Generator
) -> tuple[Week, ...]:
    """Return observed and expected with its band for each drawn block, all parts together."""
    parts, tails = arranged.shape[0], (1 - fixed.LEVEL) / 2
    weeks = []
    for number, block in enumerate(shown):
        at = np.arange(parts) * len(shown) + number
        exposure = arranged.exposure[:, block]
        drawn = draw(posterior, 0, at, exposure, _WEEK_DRAWS, random)
        low, middle, high = np.quantile(stretched(drawn.count, 1.0, random), [tails, 0.5, 1 - tails])
        weeks.append(
            Week(
                start=arranged.starts[block],
                days=int(arranged.days[block]),
                observed=float(arranged.counts[:, block].sum()) if arranged.known[:, block].all() else None,
                expected=float(middle),
                low=float(low),
                high=float(high),
                inside=bool(arranged.campaign[block]),
            )
        )
    return tuple(weeks)
