"""The posterior of a normal-normal hierarchical model: several noisy figures that share a mean.

    figure_i ~ N(theta_i, sd_i^2),   theta_i ~ N(mean, spread^2),   mean ~ N(0, 1),   spread ~ Gamma(2, mean 0.25)

as in Gelman et al., Bayesian Data Analysis, 3rd edition, section 5.4. The spread is integrated over on a grid instead of
picked, so that each interval carries what is not known of it. Its prior keeps away from zero (Chung, Rabe-Hesketh, Dorie,
Gelman and Liu 2013, Psychometrika 78): with one that peaks there, what differs a little is drawn too far together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]

MEAN_SD = 1.0
SPREAD_MEAN = 0.25

_SPREADS = np.geomspace(1e-3, 3.0, 161)
_LOG_PRIOR = np.log(_SPREADS) - 2 * _SPREADS / SPREAD_MEAN + np.log(np.gradient(_SPREADS))
_FAR = 9.0  # standard deviations within which all of a mixture lies
_HALVINGS = 60
_SHARPEST = 1e-6  # a standard deviation of zero would make a mixture without width


@dataclass(frozen=True)
class Mixture:
    """K mixtures of G normals with common weights: ``weight`` (G,), ``mean`` and ``sd`` (K, G)."""

    weight: Floats
    mean: Floats
    sd: Floats

    def below(self, values: Floats) -> Floats:
        """Return the chance to lie below a value, for a value of each mixture (K,)."""
        chances: Floats = ndtr((values[:, None] - self.mean) / self.sd)
        below: Floats = np.matmul(chances, self.weight)
        return below

    def quantile(self, share: float) -> Floats:
        """Return the quantile of each mixture (K,), by halving."""
        low: Floats = (self.mean - _FAR * self.sd).min(axis=1)
        high: Floats = (self.mean + _FAR * self.sd).max(axis=1)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            is_above = self.below(middle) > share
            low, high = np.where(is_above, low, middle), np.where(is_above, middle, high)
        return low


@dataclass(frozen=True)
class Posterior:
    """What n figures together say.

    Attributes:
        mean: Their common mean, one mixture.
        each: What each of them measures, n mixtures.
        drawn: The share of each that comes from the others instead of its own figure, shape (n,).
        weight: Weight of each spread of the grid, shape (G,).
    """

    mean: Mixture
    each: Mixture
    drawn: Floats
    weight: Floats

    def spread(self, share: float) -> float:
        """Return a quantile of the standard deviation between what the figures measure."""
        return float(np.interp(share, np.cumsum(self.weight) - self.weight / 2, _SPREADS))


def posterior(figures: Floats, sds: Floats) -> Posterior:
    """Return the posterior of figures (n,) with their standard deviations (n,), all finite."""
    own = np.maximum(sds[:, None], _SHARPEST) ** 2
    total = own + _SPREADS**2  # figure by spread
    variance = 1 / (1 / MEAN_SD**2 + (1 / total).sum(axis=0))
    mean = variance * (figures[:, None] / total).sum(axis=0)
    log_weight = _LOG_PRIOR + 0.5 * (np.log(variance) + mean**2 / variance)
    log_weight -= 0.5 * (np.log(total) + figures[:, None] ** 2 / total).sum(axis=0)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    lent = own / total
    each = (1 - lent) * figures[:, None] + lent * mean
    each_sd = np.sqrt((1 - lent) * own + lent**2 * variance)
    return Posterior(
        Mixture(weight, mean[None, :], np.sqrt(variance)[None, :]),
        Mixture(weight, each, each_sd),
        lent @ weight,
        weight,
    )
