"""Draws of what would have come in without the campaign, and what follows from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.impact.laplace import Floats, Posterior

_AWAY_FROM_ZERO = 1.0
_RATE_CEILING = 30.0
_JITTER = 1e-10


@dataclass(frozen=True)
class Drawn:
    """Posterior predictive draws of a total: the rate that each draw has, and the count that came of it, shape (D,)."""

    rate: Floats
    count: Floats


def draw(
    posterior: Posterior, row: int, at: NDArray[np.intp], exposure: Floats, draws: int, random: np.random.Generator
) -> Drawn:
    """Return draws of the total over the blocks ``at`` (places in the posterior's k) without the campaign.

    ``exposure`` is the share of each block that is counted. Grid points get draws by their weight; counts are
    gamma-Poisson, the sum of which is Poisson given the rates.
    """
    weight = posterior.weight[row]
    point = np.minimum(np.searchsorted(np.cumsum(weight), (np.arange(draws) + 0.5) / draws), len(weight) - 1)
    used, first = np.unique(point, return_index=True)
    covariance = posterior.covariance[row][used[:, None, None], at[:, None], at[None, :]]
    roots = np.linalg.cholesky((covariance + np.swapaxes(covariance, 1, 2)) / 2 + _JITTER * np.eye(len(at)))
    noise = np.split(random.standard_normal((draws, len(at))), first[1:])
    log_mean = np.concatenate([each @ root.T for each, root in zip(noise, roots, strict=True)])
    log_mean += posterior.mean[row][:, at][point]
    mean = np.exp(np.minimum(log_mean, _RATE_CEILING)) * exposure
    alpha = posterior.alpha[point][:, None]
    rate = random.gamma(1 / alpha, alpha * mean).sum(axis=1)
    return Drawn(rate, random.poisson(rate).astype(float))


def stretched(counts: Floats, by: float, random: np.random.Generator) -> Floats:
    """Return counts spread out within half a count, and stretched about their median on the log scale.

    Spread out, so that an interval of a small count has the level that it says (the mid-distribution).
    """
    spread = np.maximum(counts + random.uniform(-0.5, 0.5, len(counts)), 0.0)
    logs = np.log(spread + _AWAY_FROM_ZERO)
    middle = np.median(logs)
    pulled: Floats = np.exp(middle + by * (logs - middle)) - _AWAY_FROM_ZERO
    return np.maximum(pulled, 0.0)


def below(counts: Floats, value: float) -> float:
    """Return the share of draws under a value, ties counted half."""
    return float((counts < value).mean() + (counts == value).mean() / 2)


def power(drawn: Drawn, by: float, lifts: Floats, certain: float, random: np.random.Generator) -> Floats:
    """Return for each relative effect how often it would be shown: P(y1 > quantile of y0), shape (L,).

    y1 has the same rates times (1 + lift); both are stretched by the same factor.
    """
    line = np.quantile(stretched(drawn.count, by, random), certain)
    counts = random.poisson(np.multiply.outer(1 + lifts, random.permutation(drawn.rate))).astype(float)
    return np.array([(stretched(row, by, random) > line).mean() for row in counts])


def smallest_shown(lifts: Floats, shown: Floats, wanted: float = 0.80) -> float | None:
    """Return the smallest relative effect that is shown as often as wanted, None when none of them is."""
    smooth = np.maximum.accumulate(shown)
    enough = np.flatnonzero(smooth >= wanted)
    if not len(enough):
        return None
    i = int(enough[0])
    if i == 0:
        return float(lifts[0])
    share = (wanted - smooth[i - 1]) / max(smooth[i] - smooth[i - 1], 1e-9)
    return float(lifts[i - 1] + share * (lifts[i] - lifts[i - 1]))
