"""Counts on two levels: what is hidden on one cannot be computed from the other."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.suppression import Count, Mark, breakdown, count
from dashboard.analysis.two_levels import parts_of


def shown(sums, groups):
    return [[str(part) for part in parts] for parts in parts_of(sums, groups)]


def test_a_single_small_part_of_a_shown_sum_takes_its_smallest_neighbour_along():
    assert shown([count(103)], [[100, 3]]) == [["≥ 5", "< 5"]]
    assert shown([count(113)], [[100, 3, 10]]) == [["100", "< 5", "≥ 5"]]


def test_parts_of_a_shown_sum_without_small_ones_are_shown():
    assert shown([count(30), count(7)], [[20, 10], [7]]) == [["20", "10"], ["7"]]


def test_a_small_sum_lists_none_of_its_parts_and_a_single_part_is_the_sum():
    assert shown([count(4), count(3)], [[1, 1, 2], [3]]) == [[], ["< 5"]]


def test_a_sum_that_is_hidden_for_another_hides_its_parts():
    hidden = Count(None, Mark.MORE)
    assert shown([hidden, hidden], [[6, 8], [9]]) == [["…", "…"], ["≥ 5"]]


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), min_size=1, max_size=5))
def test_a_hidden_part_is_never_the_rest_of_a_sum_that_is_shown(groups):
    sums = breakdown([sum(group) for group in groups])
    for whole, group, parts in zip(sums, groups, parts_of(sums, groups), strict=True):
        assert not [part for part in parts if part.value is not None and part.value < 5]
        hidden = [number for number, part in zip(group, parts, strict=False) if part.value is None]
        assert whole.value is None or len(hidden) != 1
