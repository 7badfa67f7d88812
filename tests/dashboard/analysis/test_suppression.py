from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.suppression import (
    Count,
    Mark,
    breakdown,
    count,
    employees,
    employees_threshold,
    protect,
    threshold,
)
from dashboard.analysis.suppression_grid import grid


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5"), (128, "128"), (None, "–")])
def test_counts_from_one_to_four_are_hidden_and_zero_stays_zero(value, text):
    assert count(value).text == text


def test_employees_are_counted_from_ten():
    assert [employees(value).text for value in (0, 9, 10)] == ["0", "< 10", "10"]
    assert texts(breakdown([40, 9, 15], employees_threshold())) == ["40", "< 10", "≥ 10"]
    protect(5, 3)
    assert (threshold(), employees_threshold()) == (5, 10)
    protect(5, 12)
    try:
        assert employees(11).text == "< 12"
    finally:
        protect(5)


def test_a_hidden_count_holds_no_value():
    assert count(3) == Count(None, Mark.FEW)
    assert count(3, minimum=10).text == "< 10"


def texts(counts):
    return [shown.text for shown in counts]


def test_one_hidden_part_takes_its_smallest_neighbour_along():
    assert texts(breakdown([128, 3, 40, 0])) == ["128", "< 5", "≥ 5", "0"]


def test_two_hidden_parts_hide_each_other():
    assert texts(breakdown([128, 3, 2, 40])) == ["128", "< 5", "< 5", "40"]


def test_two_ones_under_a_known_total_need_a_third():
    assert texts(breakdown([100, 1, 1, 30])) == ["100", "< 5", "< 5", "≥ 5"]


def test_a_part_that_is_shown_in_another_table_does_not_stand_in():
    assert texts(breakdown([3, 6, 40], shown_elsewhere=[1])) == ["< 5", "6", "≥ 5"]


def test_a_small_total_with_a_small_part_is_not_broken_down():
    assert texts(breakdown([6, 3, 0])) == ["…", "…", "…"]
    assert texts(breakdown([6, 0, 0])) == ["6", "0", "0"]


def test_a_table_that_only_fits_one_way_is_withheld():
    assert texts(breakdown([1] * 10)) == ["…"] * 10
    assert texts(breakdown([1, 5, 5])) == ["…"] * 3


def test_nothing_gives_nothing():
    assert breakdown([]) == []
    assert texts(breakdown([0, 0])) == ["0", "0"]


def test_a_table_with_a_small_cell_hides_a_rectangle():
    shown = grid([[120, 8, 30], [280, 3, 90], [2, 400, 200]])
    assert [texts(row) for row in shown.cells] == [
        ["120", "8", "30"],
        ["≥ 5", "< 5", "90"],
        ["< 5", "≥ 5", "200"],
    ]
    assert shown.total.text == "1133"
    assert texts(shown.row_totals) == ["158", "373", "602"]


def test_a_table_without_small_cells_is_shown_whole_with_its_sums():
    shown = grid([[10, 20], [0, 40]])
    assert [texts(row) for row in shown.cells] == [["10", "20"], ["0", "40"]]
    assert (texts(shown.row_totals), texts(shown.column_totals)) == (["30", "40"], ["10", "60"])


def test_a_table_with_a_small_total_shows_its_total_alone():
    shown = grid([[3, 2], [1, 0]])
    assert {cell.text for row in shown.cells for cell in row} == {"…"}
    assert texts(shown.row_totals) == ["…", "…"]
    assert shown.total.text == "6"


# --- An attacker who knows the marks and everything that is shown ---------------------------------------------------------


def _possible(shown: Count, ceiling: int):
    ranges = {Mark.SHOWN: (shown.value,) * 2, Mark.FEW: (1, 4), Mark.MORE: (5, ceiling), Mark.WITHHELD: (0, ceiling)}
    low, high = ranges[shown.mark]
    return range(low, min(high, ceiling) + 1)


def _row_solutions(shown: list[Count], total: int):
    return [values for values in product(*(_possible(cell, total) for cell in shown)) if sum(values) == total]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 6), st.integers(0, 30)), min_size=1, max_size=5))
def test_who_knows_the_total_cannot_compute_a_hidden_part(counts):
    shown = breakdown(counts)
    total = sum(counts)
    if not 5 <= total <= 30:
        return
    solutions = _row_solutions(shown, total)
    assert tuple(counts) in solutions
    for place, cell in enumerate(shown):
        if cell.hidden:
            assert len({values[place] for values in solutions}) > 1


@given(st.lists(st.integers(0, 500), min_size=1, max_size=30))
def test_no_count_from_one_to_four_is_ever_shown(counts):
    for cell, value in zip(breakdown(counts), counts, strict=True):
        assert cell.hidden or cell.value == value
        assert cell.value is None or not 0 < cell.value < 5


def _grid_solutions(shown):
    """Enumerate every table that fits what is shown: row by row, then by the columns and the totals."""
    total = shown.total.value
    row_choices = [
        [v for v in product(*(_possible(c, total) for c in row)) if sum(v) in _possible(rest, total)]
        for row, rest in zip(shown.cells, shown.row_totals, strict=True)
    ]
    for rows in product(*row_choices):
        columns = [sum(column) for column in zip(*rows, strict=True)]
        if sum(columns) == total and all(
            value in _possible(rest, total) for value, rest in zip(columns, shown.column_totals, strict=True)
        ):
            yield rows


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=3))
def test_who_knows_all_totals_cannot_compute_a_hidden_cell_of_a_table(cells):
    shown = grid(cells)
    if shown.total.value is None or not 5 <= shown.total.value <= 20:
        return
    solutions = list(_grid_solutions(shown))
    assert tuple(map(tuple, cells)) in solutions
    for i, row in enumerate(shown.cells):
        for j, cell in enumerate(row):
            if cell.hidden:
                assert len({rows[i][j] for rows in solutions}) > 1
    for i, rest in enumerate(shown.row_totals):
        if rest.hidden:
            assert len({sum(rows[i]) for rows in solutions}) > 1
    for j, rest in enumerate(shown.column_totals):
        if rest.hidden:
            assert len({sum(row[j] for row in rows) for rows in solutions}) > 1


@given(st.lists(st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=8))
def test_a_table_never_shows_a_small_count_and_its_shown_cells_are_true(cells):
    shown = grid(cells)
    for row, values in zip(shown.cells, cells, strict=True):
        for cell, value in zip(row, values, strict=True):
            assert cell.hidden or cell.value == value
            assert cell.value is None or not 0 < cell.value < 5
    for total in (*shown.row_totals, *shown.column_totals):
        assert total.value is None or not 0 < total.value < 5


@pytest.fixture
def _stricter():
    before = threshold()
    protect(10)
    yield
    protect(before)


@pytest.mark.usefixtures("_stricter")
def test_an_organisation_may_be_stricter_but_never_laxer():
    assert [count(value).text for value in (0, 9, 10)] == ["0", "< 10", "10"]
    protect(2)
    assert [count(value).text for value in (4, 5)] == ["< 5", "5"]
