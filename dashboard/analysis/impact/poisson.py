"""Poisson regression by iteratively reweighted least squares, and the interrupted time series that stands on it."""

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from connectors.errors import N_, NotEnoughData
from dashboard.analysis.impact.synthetic import Array

LEVEL = 0.95
_ROUNDS = 100
_SMALL = 1e-10


@dataclass(frozen=True)
class Poisson:
    """Coefficients, their covariance under the Poisson, and the dispersion (Pearson chi-square by degree of freedom)."""

    coefficients: Array
    covariance: Array
    dispersion: float


@dataclass(frozen=True)
class RateRatio:
    """How many times as many came in as without the change, with its interval and the dispersion that widened it."""

    ratio: float
    low: float
    high: float
    level: float
    dispersion: float


def poisson(design: Array, counts: Array, offset: Array) -> Poisson:
    """Return the maximum likelihood fit of log E(counts) = offset + design @ coefficients (McCullagh & Nelder 1989).

    Raises:
        NotEnoughData: Columns of the design cannot be told apart, or the fit does not settle.
    """
    rows, columns = design.shape
    if rows <= columns or np.linalg.matrix_rank(design) < columns:
        raise NotEnoughData(N_("there are too few figures to tell the change from time and season"))
    mean, deviance = counts + 0.5, np.inf
    for _ in range(_ROUNDS):
        working = np.log(mean) - offset + (counts - mean) / mean
        weighted = design * mean[:, None]
        coefficients = np.linalg.solve(design.T @ weighted, weighted.T @ working)
        mean = np.exp(offset + design @ coefficients)
        last, deviance = deviance, float(2 * (special.xlogy(counts, counts / mean) - counts + mean).sum())
        if abs(last - deviance) < _SMALL * (abs(deviance) + 1):
            break
    else:
        raise NotEnoughData(N_("the counts are too few to compare before and after"))
    covariance = np.linalg.inv(design.T @ (design * mean[:, None]))
    dispersion = float(((counts - mean) ** 2 / mean).sum()) / (rows - columns)
    return Poisson(np.asarray(coefficients, np.float64), np.asarray(covariance, np.float64), dispersion)


def harmonics(when: Array, pairs: int) -> Array:
    """Return ``pairs`` sine and cosine columns of ``when``, measured in years (or whatever the season's length is)."""
    angles = 2 * np.pi * np.outer(when, np.arange(1, pairs + 1))
    return np.hstack([np.sin(angles), np.cos(angles)])


def interrupted_time_series(
    counts: Array, after: Array, *, population: Array, season: Array, pairs: int = 2, level: float = LEVEL
) -> RateRatio:
    """Return the lasting step in the rate at a change, by a seasonal quasi-Poisson regression with a straight trend.

    The textbook design of Bernal, Cummins & Gasparrini (2017), kept for comparison: one series, no control, and no
    moving level, so its interval is too narrow when the level drifts.

    Args:
        counts: Events in each period.
        after: 1 from the change on, 0 before.
        population: Who could have had the event; its logarithm is the offset.
        season: Position in the year, for months the number of the month over 12.
        pairs: Harmonics of the year.
        level: Level of the interval.

    Raises:
        NotEnoughData: Nothing was counted before or after, or see ``poisson``.
    """
    if min(float(counts[after == side].sum()) for side in (0, 1)) == 0:
        raise NotEnoughData(N_("the counts are too few to compare before and after"))
    periods = len(counts)
    design = np.column_stack([np.ones(periods), after, np.arange(periods) / periods, harmonics(season, pairs)])
    fit = poisson(design, counts, np.log(population))
    step = float(fit.coefficients[1])
    reach = float(stats.norm.ppf((1 + level) / 2)) * float(np.sqrt(fit.dispersion * fit.covariance[1, 1]))
    return RateRatio(
        float(np.exp(step)), float(np.exp(step - reach)), float(np.exp(step + reach)), level, fit.dispersion
    )
