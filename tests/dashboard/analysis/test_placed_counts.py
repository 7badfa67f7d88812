"""Counts of vacancies inside their site and group: nothing that is hidden can be computed from the sums around it."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.analysis.cohorts import Cohort
from dashboard.analysis.placed_counts import placed, shielded
from dashboard.analysis.vacancy_funnel import vacancy_funnel
from tests.dashboard.applicants import Applicant, months, told


def texts(numbers):
    return {key: each.text for key, each in placed(numbers).items()}


def test_a_small_group_at_a_site_takes_another_one_along():
    numbers = {
        ("A", "nurse"): {1: 20, 2: 30},
        ("A", "doctor"): {3: 3},
        ("B", "nurse"): {4: 40},
        ("B", "doctor"): {5: 9},
    }
    shown = texts(numbers)
    assert shown[3] == "< 5"
    assert shown[5] == shown[4] == "≥ 5"  # the sums of the site and of the group would give the three away
    assert (shown[1], shown[2]) == ("…", "…")


def test_of_a_small_sum_with_several_vacancies_none_is_told():
    assert texts({("A", "doctor"): {1: 2, 2: 1}}) == {1: "…", 2: "…"}


def test_what_came_in_this_month_cannot_be_found_by_taking_the_months_away():
    some = [Applicant(month) for month in months(2025) for _ in range(10)]
    people = told(some, date(2025, 1, 1), date(2025, 12, 1))
    for running, shown in ((0, {1: "70", 2: "50"}), (3, {1: "73", 2: "≥ 5"}), (8, {1: "78", 2: "50"})):
        numbers = {("A", "nurse"): {1: 70 + running, 2: 50}}
        assert {key: each.text for key, each in shielded(placed(numbers), numbers, people).items()} == shown


def test_without_vacancies_there_is_nothing():
    assert placed({}) == {}


@settings(max_examples=150, deadline=None)
@example([[0], [0], [1], [9]])
@example([[1], [5], [6], [0]])
@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=4), min_size=4, max_size=4))
def test_the_sum_of_what_is_hidden_is_never_small_in_a_row_a_column_or_a_place(groups):
    places = [("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")]
    numbers, key = {}, 0
    for place, some in zip(places, groups, strict=True):
        numbers[place] = {}
        for number in some:
            key += 1
            numbers[place][key] = number
    shown = placed(numbers)
    assert not [each for each in shown.values() if each.value is not None and 0 < each.value < 5]
    for lines in (places[:2], places[2:], places[::2], places[1::2]):
        hidden = [numbers[place][key] for place in lines for key in numbers[place] if shown[key].hidden]
        assert len(hidden) != 1 or sum(numbers[place][key] for place in lines for key in numbers[place]) < 5


def test_a_funnel_of_one_vacancy_hides_what_the_others_would_give_away():
    cohorts = {
        1: Cohort((40, 30, 12, 9, 6), (0, 0, 0, 0)),
        2: Cohort((30, 20, 9, 6, 2), (0, 0, 0, 0)),
        3: Cohort((8, 2, 0, 0, 0), (0, 0, 0, 0)),
        0: Cohort((12, 6, 6, 6, 6), (0, 0, 0, 0)),
    }
    first = vacancy_funnel(cohorts, 1)
    assert [each.stage for each in first] == ["applied", "screened", "interview", "hired"]
    assert first[0].count.value == 40
    second = vacancy_funnel(cohorts, 2)
    assert second[3].count.value is None
    assert first[3].count.value is None or first[3].count.value >= 5
    assert vacancy_funnel(cohorts, 3) is None
    assert vacancy_funnel(cohorts, 0) is None
    assert vacancy_funnel(cohorts, 99) is None
