"""Whether two periods differ by more than chance: exact figures, and intervals that hold what they should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.chance import around_count, of_counts, of_means, of_shares, spread
from dashboard.analysis.shares import Interval

COUNTS = st.integers(1, 10_000)


def test_months_that_differ_as_counts_do_have_a_spread_of_one():
    assert spread([100, 105, 98, 103, 99, 104, 101]) == 1.0


def test_months_that_differ_more_have_a_larger_spread():
    wild = spread([100, 140, 100, 140, 100, 140, 100])
    assert wild == pytest.approx(1600 / 240 / 0.4549)


def test_one_wild_month_hardly_moves_the_spread():
    assert spread([100, 105, 98, 900, 99, 104, 101, 99, 103]) < 3


@pytest.mark.parametrize("months", [[], [100] * 6, [100, None, 100, None, 100, None, 100]])
def test_under_six_pairs_of_months_there_is_no_spread(months):
    assert spread(months) is None


def test_twice_as_many_is_beyond_chance_where_months_hardly_differ():
    found = of_counts(400, 200, 1.0)
    assert found.value == 1.0
    assert (found.interval.low, found.interval.high) == (
        pytest.approx(0.7345, abs=1e-4),
        pytest.approx(1.306, abs=1e-3),
    )
    assert (found.is_beyond_chance, found.direction) == (True, 1)


def test_the_same_difference_is_not_beyond_what_months_usually_differ():
    found = of_counts(274, 336, 6.0)
    assert (found.is_beyond_chance, found.direction) == (False, 0)
    assert found.interval.low < 0 < found.interval.high


def test_without_a_spread_there_is_a_difference_but_no_direction():
    found = of_counts(400, 200, None)
    assert (found.value, found.interval, found.direction) == (1.0, None, 0)


def test_nothing_is_compared_with_zero():
    assert of_counts(5, 0, 1.0) is None
    assert of_counts(0, 5, 1.0) is None


def test_two_shares_differ_by_newcombes_interval():
    found = of_shares((56, 70), (48, 80))  # 0.8 against 0.6, as in Newcombe (1998), there at 95 %
    assert found.value == pytest.approx(0.2)
    assert (found.interval.low, found.interval.high) == (
        pytest.approx(0.0777, abs=2e-3),
        pytest.approx(0.3142, abs=2e-3),
    )
    assert found.direction == 1


def test_two_means_differ_by_both_their_intervals():
    found = of_means(Interval(-0.4, -0.2), Interval(0.1, 0.4), -0.55)
    assert found.interval.low == pytest.approx(-0.55 - (0.1**2 + 0.15**2) ** 0.5)
    assert found.direction == -1


def test_the_rate_behind_a_count_lies_around_it_and_not_below_zero():
    assert around_count(4, 9.0).low == 0.0
    assert around_count(100, None).high == pytest.approx(116.449, abs=1e-3)


@given(COUNTS, COUNTS, st.floats(1, 20))
def test_the_interval_holds_the_difference_and_turns_with_it(now, before, times):
    found, turned = of_counts(now, before, times), of_counts(before, now, times)
    assert found.interval.low <= found.value <= found.interval.high
    assert found.direction == -turned.direction
