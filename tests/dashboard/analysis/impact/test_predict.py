import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.impact.laplace import Posterior
from dashboard.analysis.impact.predict import below, draw, power, smallest_shown, stretched

LIFTS = np.array([0.1, 0.2, 0.3])


def posterior(weight, mean, covariance, alpha) -> Posterior:
    """One mask; the blocks of interest follow from ``mean``, shape (G, k)."""
    alpha = np.array(alpha)
    nothing = np.zeros((1, 1))
    return Posterior(
        np.array([weight]), np.array([mean]), np.array([covariance]), nothing, nothing, alpha, np.zeros_like(alpha)
    )


def certain(rate: float = 50.0, blocks: int = 4) -> Posterior:
    """Poisson, all but certain of its rate."""
    return posterior([1.0], [[np.log(rate)] * blocks], [1e-12 * np.eye(blocks)], [1e-6])


def random():
    return np.random.default_rng(3)


def test_a_certain_rate_gives_poisson_counts_of_the_sum():
    drawn = draw(certain(), 0, np.arange(4), np.ones(4), 20000, random())
    assert drawn.rate == pytest.approx(200.0, rel=0.01)
    assert drawn.count.mean() == pytest.approx(200.0, abs=0.5)
    assert drawn.count.var() == pytest.approx(200.0, rel=0.05)


def test_overdispersion_adds_alpha_times_the_mean_squared_of_each_block():
    given_alpha = posterior([1.0], [[np.log(50.0)] * 4], [1e-12 * np.eye(4)], [0.1])
    counts = draw(given_alpha, 0, np.arange(4), np.ones(4), 20000, random()).count
    assert counts.mean() == pytest.approx(200.0, rel=0.01)
    assert counts.var() == pytest.approx(4 * (50 + 0.1 * 50**2), rel=0.05)


def test_a_level_that_all_blocks_share_moves_them_together():
    shared = posterior([1.0], [[np.log(50.0)] * 2], [0.04 * np.ones((2, 2))], [1e-6])
    rates = draw(shared, 0, np.arange(2), np.ones(2), 20000, random()).rate
    assert np.log(rates).std() == pytest.approx(0.2, rel=0.03)


def test_only_the_blocks_that_are_asked_for_are_added_by_their_share():
    rising = posterior([1.0], [np.log([10.0, 100.0, 1000.0])], [1e-12 * np.eye(3)], [1e-6])
    drawn = draw(rising, 0, np.array([2, 0]), np.array([0.5, 1.0]), 100, random())
    assert drawn.rate == pytest.approx(510.0, rel=0.02)


def test_grid_points_are_drawn_by_their_weight():
    two = posterior([0.25, 0.0, 0.75], np.log([[10.0], [500.0], [1000.0]]), [1e-12 * np.eye(1)] * 3, [1e-6] * 3)
    rates = draw(two, 0, np.arange(1), np.ones(1), 1000, random()).rate
    assert (rates < 100).mean() == 0.25
    assert (rates > 900).mean() == 0.75


def test_a_rate_without_bound_stays_a_number():
    wild = posterior([1.0], [[40.0]], [[[100.0]]], [0.2])
    assert np.isfinite(draw(wild, 0, np.arange(1), np.ones(1), 1000, random()).count).all()


def test_ties_count_half():
    assert below(np.array([1.0, 2.0, 2.0, 5.0]), 2.0) == 0.5
    assert below(np.array([1.0, 2.0]), 3.0) == 1.0


def test_without_a_stretch_counts_only_spread_out_within_half_a_count():
    counts = np.arange(100.0)
    assert np.abs(stretched(counts, 1.0, random()) - counts).max() <= 0.5


def test_a_stretch_pulls_away_from_the_median_on_the_log_scale():
    counts = random().poisson(1000, 5000).astype(float)
    once, twice = (stretched(counts, by, random()) for by in (1.0, 2.0))
    assert np.median(twice) == pytest.approx(np.median(once))
    assert np.log(twice + 1).std() == pytest.approx(2 * np.log(once + 1).std())


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=50), st.floats(1.0, 3.3))
def test_a_stretched_count_is_a_number_that_is_not_negative(counts, by):
    found = stretched(np.array(counts, dtype=float), by, random())
    assert (found >= 0).all()
    assert np.isfinite(found).all()


def test_the_power_at_no_effect_is_the_chance_of_a_false_alarm_and_rises_with_the_effect():
    drawn = draw(certain(), 0, np.arange(4), np.ones(4), 20000, random())
    often = power(drawn, 1.0, np.array([0.0, 0.05, 0.10, 0.20, 0.40]), 0.95, random())
    assert often[0] == pytest.approx(0.05, abs=0.01)
    assert (np.diff(often) > 0).all()
    assert often[-1] == pytest.approx(1.0, abs=0.001)


def test_the_power_is_that_of_poisson_counts():
    """200 against 240: the line lies at 200 + 1.645 sqrt(200), which 240 passes by 1.08 of its standard deviations."""
    drawn = draw(certain(), 0, np.arange(4), np.ones(4), 20000, random())
    assert power(drawn, 1.0, np.array([0.2]), 0.95, random())[0] == pytest.approx(0.86, abs=0.015)


def test_a_stretch_lowers_the_power():
    drawn = draw(certain(), 0, np.arange(4), np.ones(4), 4000, random())
    assert power(drawn, 1.6, LIFTS, 0.95, random())[1] < power(drawn, 1.0, LIFTS, 0.95, random())[1]


def test_the_smallest_effect_that_is_shown_lies_between_two_that_were_tried():
    assert smallest_shown(LIFTS, np.array([0.4, 0.7, 0.9])) == pytest.approx(0.25)
    assert smallest_shown(LIFTS, np.array([0.85, 0.9, 0.9])) == 0.1
    assert smallest_shown(LIFTS, np.array([0.1, 0.2, 0.3])) is None
    assert smallest_shown(LIFTS, np.array([0.4, 0.7, 0.9]), wanted=0.7) == pytest.approx(0.2)
