from functools import cache

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import minimize

from dashboard.analysis.impact.laplace import Blocks, Posterior, Priors, fit

CHAIN = 7
SIGMA, ALPHA = np.array([0.05, 0.2, 0.2]), np.array([0.01, 0.01, 0.3])


def problem() -> tuple[Blocks, Priors]:
    """Two chains of seven blocks, a level for each of them and one regressor."""
    random = np.random.default_rng(5)
    level = np.repeat(np.eye(2), CHAIN, axis=0)
    blocks = Blocks(
        y=random.poisson(np.repeat([4.0, 30.0], CHAIN)).astype(float),
        offset=np.log(np.where(np.arange(2 * CHAIN) % 5 == 4, 0.6, 1.0)),
        x=np.column_stack([level, random.normal(0, 0.5, 2 * CHAIN)]),
        step=np.where(np.arange(2 * CHAIN) % CHAIN == 3, 2.0, 1.0),
        first=np.arange(2 * CHAIN) % CHAIN == 0,
    )
    log_weight = np.log([0.5, 0.3, 0.2])
    return blocks, Priors(np.array([0.0, 0.0, 0.8]), np.array([10.0, 10.0, 0.3]), SIGMA, ALPHA, log_weight)


MASKS = np.ones((2, 2 * CHAIN), dtype=bool)
MASKS[0, [4, 5, 6, 11, 12, 13]] = False  # the end of both chains
MASKS[1, [2, 3]] = False  # the middle of one
WANTED = np.array([[4, 5, 6, 11, 13], [2, 3, 9, 0, 13]])


@cache
def fitted() -> Posterior:
    return fit(*problem(), MASKS, WANTED)


class Dense:
    """The same model written out with whole matrices, one mask and one (sigma, alpha) at a time."""

    def __init__(self, mask: np.ndarray, point: int) -> None:
        self.blocks, self.priors = problem()
        self.mask, self.alpha = mask, ALPHA[point]
        size = len(self.blocks.y)
        difference = np.eye(size) - np.where(self.blocks.first[:, None], 0.0, np.eye(size, k=-1))
        self.level = np.linalg.inv(difference.T @ np.diag(1 / (self.blocks.step * SIGMA[point] ** 2)) @ difference)
        self.design = np.hstack([np.eye(size), self.blocks.x])
        self.prior = stats.multivariate_normal(
            np.append(np.zeros(size), self.priors.mean),
            np.block(
                [
                    [self.level, np.zeros((size, 3))],
                    [np.zeros((3, size)), np.diag(self.priors.sd**2)],
                ]
            ),
        )
        start = np.append(np.zeros(size), [1.4, 3.4, 0.8])
        found = minimize(lambda at: -self.log_posterior(at), start, jac=self.gradient, method="BFGS")
        self.mode = found.x
        for _ in range(3):
            self.mode = self.mode - np.linalg.solve(self.hessian(self.mode), self.gradient(self.mode))

    def log_posterior(self, at: np.ndarray) -> float:
        mean = np.exp(self.design @ at + self.blocks.offset)
        size = 1 / self.alpha
        likelihood = stats.nbinom.logpmf(self.blocks.y, size, size / (size + mean))
        return float(likelihood[self.mask].sum() + self.prior.logpdf(at))

    def gradient(self, at: np.ndarray) -> np.ndarray:
        mean = np.exp(self.design @ at + self.blocks.offset)
        score = np.where(self.mask, (self.blocks.y - mean) / (1 + self.alpha * mean), 0.0)
        return np.linalg.solve(self.prior.cov, at - self.prior.mean) - self.design.T @ score

    def hessian(self, at: np.ndarray) -> np.ndarray:
        steps = 1e-5 * np.eye(len(at))
        return np.array([(self.gradient(at + step) - self.gradient(at - step)) / 2e-5 for step in steps])

    @property
    def covariance(self) -> np.ndarray:
        return np.linalg.inv(self.hessian(self.mode))

    def log_evidence(self) -> float:
        dimensions = len(self.mode) / 2 * np.log(2 * np.pi)
        return self.log_posterior(self.mode) + dimensions + np.linalg.slogdet(self.covariance)[1] / 2


@cache
def dense(mask: int, point: int) -> Dense:
    return Dense(MASKS[mask], point)


EACH = pytest.mark.parametrize(("mask", "point"), [(mask, point) for mask in range(2) for point in range(3)])


@EACH
def test_the_mode_is_that_of_a_general_optimiser(mask, point):
    other = dense(mask, point)
    expected = (other.design @ other.mode)[WANTED[mask]]
    np.testing.assert_allclose(fitted().mean[mask, point], expected, atol=1e-5)


@EACH
def test_the_covariance_is_that_of_the_whole_inverse_matrix(mask, point):
    other = dense(mask, point)
    at = other.design[WANTED[mask]]
    np.testing.assert_allclose(fitted().covariance[mask, point], at @ other.covariance @ at.T, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("mask", [0, 1])
def test_grid_points_weigh_by_their_evidence_times_prior(mask):
    log_weight = np.array([dense(mask, point).log_evidence() for point in range(3)]) + problem()[1].log_weight
    weight = np.exp(log_weight - log_weight.max())
    np.testing.assert_allclose(fitted().weight[mask], weight / weight.sum(), rtol=1e-4)


@pytest.mark.parametrize("mask", [0, 1])
def test_regressors_are_averaged_over_the_grid(mask):
    weight, others = fitted().weight[mask], [dense(mask, point) for point in range(3)]
    modes = np.array([other.mode[-3:] for other in others])
    variances = np.array([np.diagonal(other.covariance)[-3:] for other in others])
    mean = weight @ modes
    np.testing.assert_allclose(fitted().beta[mask], mean, atol=1e-5)
    np.testing.assert_allclose(fitted().beta_sd[mask], np.sqrt(weight @ (variances + (modes - mean) ** 2)), rtol=1e-4)


def test_masks_are_fitted_as_if_each_were_alone():
    alone = [fit(*problem(), MASKS[[mask]], WANTED[[mask]]) for mask in range(2)]
    for mask in range(2):
        np.testing.assert_allclose(fitted().mean[mask], alone[mask].mean[0], atol=1e-6)
        np.testing.assert_allclose(fitted().weight[mask], alone[mask].weight[0], rtol=1e-6)


def test_what_stands_in_a_masked_block_is_never_read():
    blocks, priors = problem()
    blocks.y[~MASKS[0]] = np.nan
    without = fit(blocks, priors, MASKS[[0]], WANTED[[0]])
    np.testing.assert_allclose(without.mean[0], fitted().mean[0], atol=1e-9)


def test_the_level_is_less_certain_further_from_what_was_seen():
    deviation = np.sqrt(np.diagonal(fitted().covariance[0, 1]))
    blocks = problem()[0]
    x = np.tile([0.0, 1.0, 0.0], (len(blocks.y), 1))
    x[:CHAIN, :2] = [1.0, 0.0]
    plain = fit(Blocks(blocks.y, blocks.offset, x, blocks.step, blocks.first), problem()[1], MASKS, WANTED)
    onward = np.sqrt(np.diagonal(plain.covariance[0, 1]))[:3]
    assert (np.diff(onward) > 0).all()
    assert (deviation > 0).all()


def test_chains_that_share_nothing_are_independent():
    blocks, priors = problem()
    x = blocks.x.copy()
    x[:, 2] = 0.0
    posterior = fit(Blocks(blocks.y, blocks.offset, x, blocks.step, blocks.first), priors, MASKS, WANTED)
    between = posterior.covariance[0][:, :3, 3:]
    assert np.abs(between).max() < 1e-12


def test_nothing_seen_leaves_the_prior():
    blocks, priors = problem()
    posterior = fit(blocks, priors, np.zeros((1, 2 * CHAIN), dtype=bool), np.array([[0, 1]]))
    np.testing.assert_allclose(posterior.weight[0], [0.5, 0.3, 0.2], rtol=1e-6)
    np.testing.assert_allclose(posterior.beta[0], [0.0, 0.0, 0.8], atol=1e-9)
    np.testing.assert_allclose(posterior.beta_sd[0], [10.0, 10.0, 0.3], rtol=1e-9)


def test_huge_counts_are_fitted_as_well_as_small_ones():
    blocks, priors = problem()
    posterior = fit(Blocks(1e6 * (blocks.y + 1), np.zeros_like(blocks.y), blocks.x[:, :2], blocks.step, blocks.first),
                    Priors(priors.mean[:2], priors.sd[:2], SIGMA, ALPHA, priors.log_weight),
                    np.ones((1, 2 * CHAIN), dtype=bool), np.arange(2 * CHAIN)[None, :])  # fmt: skip
    largest = int(np.argmax(posterior.weight[0]))
    assert SIGMA[largest] == 0.2
    assert np.abs(posterior.mean[0, largest] - np.log(1e6 * (blocks.y + 1))).max() < 1.0
    assert np.isfinite(posterior.covariance).all()


def test_a_chain_without_any_count_has_a_low_level_and_says_how_uncertain_that_is():
    blocks, priors = problem()
    y = np.where(np.arange(2 * CHAIN) < CHAIN, 0.0, blocks.y)
    seen = np.ones((1, 2 * CHAIN), dtype=bool)
    posterior = fit(Blocks(y, blocks.offset, blocks.x, blocks.step, blocks.first), priors, seen, np.array([[0]]))
    assert (posterior.mean[0] < np.log(0.2)).all()
    assert (posterior.covariance[0] > 1.0).all()
