import numpy as np
import pytest
from scipy.stats import t

from dashboard.analysis.impact.ratio import cross_check
from dashboard.analysis.impact.settings import RATIO_WEEKS
from tests.dashboard.analysis.impact.asked import case, plain


def steady(control=20.0, **more):
    """Return a question whose outcome and control are the same each day."""
    asked = case(**more)
    asked.outcome.iloc[:], asked.controls.iloc[:] = 5.0, control
    return asked


def test_the_arithmetic_by_hand():
    asked = steady()
    asked.outcome.iloc[364:] = 7.0
    found = cross_check(plain(asked))
    days = 7 * min(RATIO_WEEKS, 52)
    y_before, c_before, c_during = 5.0 * days, 20.0 * days, 20.0 * 42
    expected = (y_before + 0.5) / (c_before + 0.5) * c_during
    variance = 1 / y_before + 1 / c_before + 1 / c_during + 1 / expected + 2 * 0.10**2
    freedom = 4 + (17 * 2 / 6 + 1)
    reach = t.ppf(0.95, freedom) * np.sqrt(variance)
    observed = 7.0 * 42
    assert found.extra == pytest.approx(observed - expected)
    assert found.low == pytest.approx(observed - expected * np.exp(reach))
    assert found.high == pytest.approx(observed - expected * np.exp(-reach))
    moved = np.log((observed + 0.5) / (expected + 0.5)) / np.sqrt(variance)
    assert found.probability == pytest.approx(t.cdf(moved, freedom))


def test_what_both_series_have_in_common_is_no_effect():
    asked = steady()
    asked.outcome.iloc[364:] *= 2
    asked.controls.iloc[364:] *= 2
    found = cross_check(plain(asked))
    assert found.extra == pytest.approx(0.0, abs=0.5)
    assert found.probability == pytest.approx(0.5, abs=0.01)


def test_a_ratio_that_strayed_before_makes_the_interval_wider():
    calm, restless = steady(), steady()
    for first in range(100, 350, 56):
        restless.outcome.iloc[first : first + 28] *= 3
    widths = [found.high - found.low for asked in (calm, restless) if (found := cross_check(plain(asked)))]
    assert widths[1] > 1.5 * widths[0]


def test_parts_are_taken_together():
    asked = case(rates=(3.0, 2.0))
    asked.outcome.iloc[:] = [3.0, 2.0]
    asked.controls.iloc[:] = 20.0
    found = cross_check(plain(asked))
    assert found.extra == pytest.approx(0.0, abs=0.2)


def test_a_missing_day_is_missing_from_both_sides():
    asked = steady()
    asked.outcome.iloc[370] = np.nan
    found = cross_check(plain(asked))
    assert found.extra == pytest.approx(0.0, abs=0.5)


def test_without_a_control_there_is_no_second_method():
    assert cross_check(plain(case(controls=()))) is None


@pytest.mark.parametrize("gap", [slice(370, 385), slice(0, 364)])
def test_a_control_that_is_not_known_before_or_during_says_nothing(gap):
    asked = steady()
    asked.controls.iloc[gap] = np.nan
    assert cross_check(plain(asked)) is None


def test_a_control_that_counted_nothing_before_says_nothing():
    asked = steady()
    asked.controls.iloc[:364] = 0.0
    assert cross_check(plain(asked)) is None


def test_a_control_that_counts_nothing_in_the_window_still_has_an_interval():
    asked = steady()
    asked.controls.iloc[:] = 0.0
    asked.controls.iloc[200:300] = 1.0
    found = cross_check(plain(asked))
    assert found.low < found.extra < found.high


def test_a_history_too_short_for_quiet_periods_leaves_a_wide_interval():
    short = cross_check(plain(steady(days=126, start=84)))
    whole = cross_check(plain(steady()))
    assert short.high - short.low > whole.high - whole.low
    assert short.probability == pytest.approx(0.5, abs=0.01)
