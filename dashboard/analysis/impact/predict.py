"""Draws of what would have come in without the campaign, and what follows from them."""

from dataclasses import dataclass

import numpy as np

from dashboard.analysis.impact.laplace import Floats, Posterior


def counterfactual(posterior: Posterior, row: int, exposure: Floats, draws: int, seed: int) -> Floats:
    """Return draws of the counts of k blocks without the campaign, shape (draws, k).

    ``exposure`` (k,) is the share of each block that is counted. Grid points get draws by their weight; counts are
    gamma-Poisson. The seed is fixed by the caller, so that the same data give the same numbers.
    """
    random = np.random.default_rng(seed)
    weight = posterior.weight[row]
    at = np.searchsorted(np.cumsum(weight) - 1e-12, (np.arange(draws) + 0.5) / draws)
    at = np.minimum(at, len(weight) - 1)
    covariance = posterior.covariance[row]
    jitter = 1e-10 * np.eye(len(exposure))
    root = np.linalg.cholesky((covariance + np.swapaxes(covariance, 1, 2)) / 2 + jitter)
    noise = random.standard_normal((draws, len(exposure)))
    log_mean = posterior.mean[row][at] + np.einsum("dij,dj->di", root[at], noise)
    mean = np.exp(np.minimum(log_mean, 30.0)) * exposure
    alpha = posterior.alpha[at][:, None]
    return random.poisson(random.gamma(1 / alpha, alpha * mean)).astype(float)


@dataclass(frozen=True)
class Between:
    """Quantiles of a discrete quantity: median and the ends of an interval."""

    low: float
    middle: float
    high: float
