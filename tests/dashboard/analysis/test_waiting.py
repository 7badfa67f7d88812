from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.analysis.suppression import NOT_KNOWN
from dashboard.analysis.waiting import by_group, days_open, time_to_fill, time_to_hire

TODAY = date(2026, 6, 30)
START = date(2025, 1, 1)


def vacancies(rows):
    """``rows``: days until closed (None: open), hires, days until the first hire."""
    return pd.DataFrame(
        [
            {
                "function_group": "nurse",
                "opened_at": START,
                "closed_at": None if closed is None else START + timedelta(closed),
                "hires": hires,
                "first_hired_at": None if hired is None else START + timedelta(hired),
            }
            for closed, hires, hired in rows
        ],
        columns=["function_group", "opened_at", "closed_at", "hires", "first_hired_at"],
    )


def hires(waits, applied=START):
    return pd.DataFrame(
        [(applied, None if days is None else applied + timedelta(days)) for days in waits],
        columns=["applied_on", "hired_at"],
    )


def test_days_open_counts_open_vacancies_in():
    found = days_open(vacancies([(days, 0, None) for days in (10, 20, 30, 40, 50)] + [(None, 0, None)] * 4), TODAY)
    assert (found.number.value, found.done.value, found.median.days) == (9, 5, 50)
    assert found.by_day[30][0] == pytest.approx(3 / 9)
    assert found.curve is not None


def test_a_vacancy_without_a_first_day_is_left_out_and_told():
    rows = vacancies([(10, 0, None)] * 5)
    rows.loc[0, "opened_at"] = None
    found = days_open(rows, TODAY)
    assert (found.number.value, found.left_out) == (4, 1)


def test_a_vacancy_that_closed_without_a_hire_is_not_filled_later_like_the_others():
    filled = [(days, 1, days + 5) for days in (20, 25, 30, 35, 40, 45)] * 2
    found = time_to_fill(vacancies([*filled, *[(60, 0, None)] * 12]), TODAY)
    assert (found.number.value, found.done.value) == (24, 12)
    assert found.by_day[60][0] == pytest.approx(0.5)
    assert found.median.days == 50
    fewer = time_to_fill(vacancies([*filled, *[(60, 0, None)] * 13]), TODAY)
    assert fewer.median is None
    assert fewer.sentence.text == "Fewer than half are that far."


def test_a_hire_whose_day_is_gone_counts_on_the_last_day_open_and_without_that_not_at_all():
    rows = [(30, 1, None)] * 5 + [(None, 1, None)]
    found = time_to_fill(vacancies(rows), TODAY)
    assert (found.median.days, found.number.value, found.left_out) == (30, 5, 1)


def test_few_filled_vacancies_are_few_people_and_not_shown():
    found = time_to_fill(vacancies([(30, 1, 30)] * 3 + [(60, 0, None)] * 20), TODAY)
    assert (found.done.text, found.median) == ("< 5", None)
    assert set(found.by_day.values()) == {None}
    assert found.sentence.text == "Too few to show."


def test_time_to_hire_of_an_old_cohort_is_the_plain_median():
    waits = [20, 25, 28, 29, 30, 35, 40, 40, 40, 45, 50, 95, 96, 97, 98, 99]
    found = time_to_hire(hires(waits), TODAY, counted=len(waits))
    assert (found.number.value, found.median.days, found.within) == (16, 40, None)
    assert (found.median.low, found.median.high) == (30, 95)  # the 5th and the 12th of 16
    assert {day: told[0] for day, told in found.by_day.items()} == pytest.approx({30: 5 / 16, 60: 11 / 16, 90: 11 / 16})
    fewer = time_to_hire(hires(waits[2:]), TODAY, counted=len(waits) - 2)
    assert fewer.by_day[30] is None  # three within 30 days


def test_a_young_cohort_says_within_how_many_days():
    recent = TODAY - timedelta(60)
    found = time_to_hire(hires([20, 25, 30, 35, 40], recent), TODAY, counted=5)
    assert (found.within, found.median.days) == (60, 30)
    assert set(found.by_day.values()) == {None}
    assert "within {within} days" in found.sentence.text


def test_when_retention_has_taken_the_days_of_most_hires_there_is_no_answer():
    found = time_to_hire(hires([20] * 10), TODAY, counted=40)
    assert (found.median, found.done, found.left_out) == (None, NOT_KNOWN, 30)
    assert found.sentence.text.startswith("Of too many hires")


@pytest.mark.parametrize(("waits", "counted", "text"), [([], 0, "Nothing of"), ([20, 30], 2, "Too few")])
def test_hardly_any_hire_gives_no_figure(waits, counted, text):
    found = time_to_hire(hires(waits), TODAY, counted=counted)
    assert found.median is None
    assert found.sentence.text.startswith(text)


def test_each_function_group_has_its_own_and_the_unknown_group_too():
    rows = vacancies([(10, 0, None)] * 5 + [(50, 0, None)] * 5)
    rows["function_group"] = ["logistics"] * 5 + [None] * 5
    found = by_group(rows, "function_group", TODAY, "days_open")
    assert {name: wait.median.days for name, wait in found.items()} == {"logistics": 10, "": 50}
    assert "{days} days" in found["logistics"].sentence.text
