import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.differences import Effect, difference, share_of_effect
from dashboard.analysis.shares import Share, share, wilson
from dashboard.analysis.suppression import count


def proportion(part, base, level=0.95):
    return Share(count(part), count(base), part / base, wilson(part, base, level))


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    # Newcombe 1998, table II, method 10
    [((56, 70), (48, 80), 0.0524, 0.3339), ((10, 10), (0, 10), 0.6075, 1.0), ((9, 10), (3, 10), 0.1705, 0.8090)],
)
def test_the_published_intervals_of_newcombe(first, second, low, high):
    found = difference(proportion(*first), proportion(*second))
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=6e-5)
    assert found.shown


def test_a_hidden_share_has_no_difference():
    assert difference(share(2, 100), share(50, 100)) is None


shares = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares, shares)
def test_the_interval_holds_the_difference_and_turns_with_its_sign(first, second):
    one, other = proportion(*first), proportion(*second)
    here, there = difference(one, other), difference(other, one)
    assert here.interval.low - 1e-12 <= here.value <= here.interval.high + 1e-12
    assert here.interval.low == pytest.approx(-there.interval.high)


def test_the_share_of_side_entrants_in_the_extra():
    value, interval = share_of_effect(Effect.of(114, 80, 148), Effect.of(221, 150, 292))
    assert value == pytest.approx(114 / 335)
    assert 0.2 < interval.low < value < interval.high < 0.5


def test_nothing_extra_has_no_share():
    assert share_of_effect(Effect.of(5, -20, 30), Effect.of(10, -40, 60)) is None
    assert share_of_effect(Effect.of(-50, -60, -40), Effect.of(-50, -60, -40)) is None
