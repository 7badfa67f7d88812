"""A dynamic negative-binomial regression, fitted for many masks and all hyperparameters at once.

For block i of a chain (a site, an occupation group):

    y_i ~ NegBin(mean mu_i, variance mu_i + alpha mu_i^2),   log mu_i = offset_i + x_i beta + u_i
    u_i = u_(i-1) + N(0, sigma^2 step_i),  u before the first block of a chain is 0

beta has a normal prior; (sigma, alpha) run over a grid whose weights are the Laplace approximation of the marginal
likelihood times the prior (Rue, Martino and Chopin 2009, with the mode in place of the full marginals). Blocks outside
the mask say nothing: the level runs through them, which is how a campaign is left out and then predicted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]

_STEPS = 40
_HALVINGS = 12
_CLOSE = 1e-6
_ROUNDING = 1e-14
"""Of a log density: what floating point makes of huge counts."""
_LONGEST_STEP = 2.0
_LARGEST_EFFECT = 1.0
"""A regressor with a wider prior is the level of a chain, which begins at the chain's own mean."""
_APART = 1e-30
"""In place of a correlation of 0, between chains."""


@dataclass(frozen=True)
class Blocks:
    """What is regressed: N blocks, one chain after the other; K mask rows share all of it.

    Attributes:
        y: Counts, shape (N,); the value where a block is masked is never read.
        offset: Log of the share of a whole block that was observed, shape (N,).
        x: Regressors, shape (N, p).
        step: Length of the step from the block before in weeks, shape (N,).
        first: True at the first block of each chain, shape (N,).
    """

    y: Floats
    offset: Floats
    x: Floats
    step: Floats
    first: NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """A regressor with its normal prior: name, mean and standard deviation."""

    name: str
    mean: float
    sd: float


@dataclass(frozen=True)
class Priors:
    """Normal priors of the regressors (p,), and the grid of (sigma, alpha) with its log prior weights (G,)."""

    mean: Floats
    sd: Floats
    sigma: Floats
    alpha: Floats
    log_weight: Floats


@dataclass(frozen=True)
class Posterior:
    """The posterior of the linear predictor in k blocks of interest, for B masks and G grid points.

    Attributes:
        weight: Weight of each grid point, shape (B, G).
        mean: Log mean of each block, without offset, shape (B, G, k).
        covariance: Its covariance, shape (B, G, k, k).
        beta: Regressors averaged over the grid, shape (B, p), and their standard deviation.
        beta_sd: Shape (B, p).
        alpha: Overdispersion of each grid point, shape (G,).
        sigma: Innovation of the level of each grid point, shape (G,).
    """

    weight: Floats
    mean: Floats
    covariance: Floats
    beta: Floats
    beta_sd: Floats
    alpha: Floats
    sigma: Floats


def fit(blocks: Blocks, priors: Priors, masks: NDArray[np.bool_], wanted: NDArray[np.intp]) -> Posterior:
    """Return the posterior of the blocks ``wanted`` (B, k) when only the blocks of ``masks`` (B, N) are seen."""
    problem = _Problem(blocks, priors, masks)
    problem.climb()
    mean, covariance = problem.predictor(wanted)
    log_weight = problem.log_evidence() + priors.log_weight
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    beta, beta_sd = problem.regressors(weight)
    return Posterior(weight, mean, covariance, beta, beta_sd, priors.alpha, priors.sigma)


class _Problem:
    """M = B x G independent modes sought side by side; arrays lead with the block, so that each sweep is contiguous."""

    def __init__(self, blocks: Blocks, priors: Priors, masks: NDArray[np.bool_]) -> None:
        self.shape = (masks.shape[0], len(priors.sigma))
        self.blocks, self.priors = blocks, priors
        self.seen = np.repeat(masks.T.astype(float), self.shape[1], axis=1)
        self.alpha = np.tile(priors.alpha, self.shape[0])
        sigma = np.tile(priors.sigma, self.shape[0])
        self.pull = 1 / (blocks.step[:, None] * sigma**2)
        self.last = np.append(blocks.first[1:], [True])
        self.next_pull = np.where(self.last[:, None], 0.0, np.roll(self.pull, -1, axis=0))
        self.coupling = np.where(blocks.first[:, None], 0.0, -self.pull)
        self.y = np.where(self.seen > 0, np.nan_to_num(blocks.y)[:, None], 0.0)
        self.u: Floats = np.zeros(self.seen.shape)
        self.beta = np.tile(priors.mean, (self.seen.shape[1], 1))
        levels = priors.sd > _LARGEST_EFFECT
        where, share = blocks.x[:, levels], self.seen * np.exp(blocks.offset)[:, None]
        self.beta[:, levels] += np.log((self.y.T @ where + 0.5) / np.maximum(share.T @ where, 0.5))

    def eta(self, u: Floats, beta: Floats) -> Floats:
        found: Floats = self.blocks.x @ beta.T + u
        return found

    def log_density(self, u: Floats, beta: Floats) -> Floats:
        """Log likelihood and log prior of a mode without what depends on sigma and alpha alone, shape (M,)."""
        eta = self.eta(u, beta) + self.blocks.offset[:, None]
        size = 1 / self.alpha
        likelihood = self.seen * (self.y * eta - (self.y + size) * np.log1p(self.alpha * np.exp(np.minimum(eta, 50.0))))
        level = self.pull * (u - self._before(u)) ** 2
        regressors = ((beta - self.priors.mean) / self.priors.sd) ** 2
        found: Floats = likelihood.sum(axis=0) - level.sum(axis=0) / 2 - regressors.sum(axis=1) / 2
        return found

    def climb(self) -> None:
        """Find the mode of every problem by Newton's method with the observed information."""
        value = self.log_density(self.u, self.beta)
        for _ in range(_STEPS):
            self._factor()
            by_u, by_beta = self._direction()
            longest = np.maximum(np.abs(by_u).max(axis=0), np.abs(by_beta).max(axis=1))
            scale = np.minimum(1.0, _LONGEST_STEP / np.maximum(longest, 1e-12))
            rounding = _ROUNDING * np.abs(value)
            for _ in range(_HALVINGS):
                u, beta = self.u + scale * by_u, self.beta + scale[:, None] * by_beta
                tried = self.log_density(u, beta)
                worse = tried < value - 1e-9 - rounding
                if not worse.any():
                    break
                scale = np.where(worse, scale / 2, scale)
            self.u, self.beta, gain = u, beta, np.abs(tried - value)
            value = tried
            if (gain < _CLOSE + rounding).all():
                break
        self.value = value
        self._factor()

    def _before(self, u: Floats) -> Floats:
        """Return the level of the block before, 0 before the first of a chain."""
        before = np.vstack([np.zeros((1, u.shape[1])), u[:-1]])
        before[self.blocks.first] = 0.0
        return before

    def _factor(self) -> None:
        """Factor the information matrix: tridiagonal in the level (L D L', forward part only), dense in the regressors."""
        mu = np.exp(np.minimum(self.eta(self.u, self.beta) + self.blocks.offset[:, None], 50.0))
        spread = 1 + self.alpha * mu
        self.score = self.seen * (self.y - mu) / spread
        self.information = self.seen * mu * (1 + self.alpha * self.y) / spread**2
        diagonal = self.information + self.pull + self.next_pull
        self.pivot = np.empty_like(diagonal)
        self.ratio = np.zeros_like(diagonal)
        self.pivot[0] = diagonal[0]
        for i in range(1, len(diagonal)):
            self.ratio[i] = self.coupling[i] / self.pivot[i - 1]
            self.pivot[i] = diagonal[i] - self.ratio[i] * self.coupling[i]
        weighted = self.information[:, :, None] * self.blocks.x[:, None, :]
        size, modes, regressors = weighted.shape
        inner = (self.blocks.x.T @ weighted.reshape(size, -1)).reshape(regressors, modes, regressors)
        self.half = self._forward(weighted)
        outer = self.half.transpose(1, 2, 0) @ (self.half / self.pivot[:, :, None]).transpose(1, 0, 2)
        self.schur = np.swapaxes(inner, 0, 1) - outer + np.diag(1 / self.priors.sd**2)

    def _forward(self, right: Floats) -> Floats:
        """Return L^-1 of right-hand sides (N, M, r), which are overwritten."""
        for i in range(1, len(right)):
            right[i] -= self.ratio[i, :, None] * right[i - 1]
        return right

    def _backward(self, right: Floats) -> Floats:
        """Return L'^-1 D^-1 of right-hand sides (N, M, r)."""
        result: Floats = right / self.pivot[:, :, None]
        for i in range(len(result) - 2, -1, -1):
            result[i] -= self.ratio[i + 1, :, None] * result[i + 1]
        return result

    def _direction(self) -> tuple[Floats, Floats]:
        jump = self.pull * (self.u - self._before(self.u))
        after = np.vstack([jump[1:], np.zeros((1, self.u.shape[1]))])
        after[self.last] = 0.0
        by_level = self._forward((self.score - jump + after)[:, :, None])
        by_regressors = self.score.T @ self.blocks.x - (self.beta - self.priors.mean) / self.priors.sd**2
        rest = by_regressors - (self.half * (by_level / self.pivot[:, :, None])).sum(axis=0)
        beta = np.linalg.solve(self.schur, rest[:, :, None])
        left = by_level - (self.half[:, :, None, :] @ beta)[:, :, 0]
        return self._backward(left)[:, :, 0], beta[:, :, 0]

    def log_evidence(self) -> Floats:
        """Laplace approximation of the log marginal likelihood up to a constant, shape (B, G)."""
        size = 1 / self.alpha
        constant = self.seen * (gammaln(self.y + size) - gammaln(size) + self.y * np.log(self.alpha))
        prior = np.log(self.pull).sum(axis=0) / 2
        curvature = np.log(self.pivot).sum(axis=0) + np.linalg.slogdet(self.schur)[1]
        found: Floats = self.value + constant.sum(axis=0) + prior - curvature / 2
        return found.reshape(self.shape)

    def predictor(self, wanted: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Return mean and covariance of the log mean in the blocks that are asked for."""
        rows = np.repeat(wanted, self.shape[1], axis=0)  # (M, k)
        modes = np.arange(len(rows))[:, None]
        mean = self.eta(self.u, self.beta)[rows, modes]
        leverage = self.blocks.x[rows] - self._backward(self.half)[rows, modes]
        covariance = self._level_covariance(rows, modes)
        covariance += leverage @ np.linalg.solve(self.schur, np.swapaxes(leverage, 1, 2))
        k = wanted.shape[1]
        return mean.reshape(*self.shape, k), covariance.reshape(*self.shape, k, k)

    def _level_covariance(self, rows: NDArray[np.intp], modes: NDArray[np.intp]) -> Floats:
        """Return the inverse of the tridiagonal part between blocks (M, k), shape (M, k, k).

        The inverse V has V_ii = 1 / D_i + r_(i+1)^2 V_(i+1, i+1), and V_ij = -r_(i+1) V_(i+1, j) for i < j.
        """
        own = 1 / self.pivot
        for i in range(len(own) - 2, -1, -1):
            own[i] += self.ratio[i + 1] ** 2 * own[i + 1]
        along = np.cumsum(np.log(np.maximum(-self.ratio, _APART)), axis=0)[rows, modes]
        found: Floats = along[:, :, None] - along[:, None, :]
        np.exp(-np.abs(found, out=found), out=found)
        found *= own[np.maximum(rows[:, :, None], rows[:, None, :]), modes[:, :, None]]
        return found

    def regressors(self, weight: Floats) -> tuple[Floats, Floats]:
        """Return mean and standard deviation of the regressors over the grid."""
        beta = self.beta.reshape(*self.shape, -1)
        variance = np.diagonal(np.linalg.inv(self.schur), axis1=1, axis2=2).reshape(beta.shape)
        mean = np.einsum("bg,bgp->bp", weight, beta)
        second = np.einsum("bg,bgp->bp", weight, variance + (beta - mean[:, None, :]) ** 2)
        return mean, np.sqrt(second)
