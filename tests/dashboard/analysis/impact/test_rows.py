from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.rows import gather, shares
from dashboard.analysis.periods import Period
from tests.dashboard.analysis.impact.asked import case, day, span


def counts(asked):
    return asked.outcome.to_numpy(dtype=float).T


def by_row(first: str, frequency: str, rows: int, grain: str, window: Period) -> Case:
    index = pd.date_range(first, periods=rows, freq=frequency)
    outcome = pd.DataFrame({"site": np.arange(1.0, rows + 1)}, index)
    return Case(outcome, window, outcome[[]], grain=grain)


def test_weeks_are_counted_from_the_first_day_of_the_campaign():
    rows = gather(case(days=60, start=30, length=14))
    assert rows.starts == tuple(day(number) for number in (2, 9, 16, 23, 30, 37, 44, 51))
    assert rows.days.tolist() == [7.0] * 8


def test_days_that_make_no_whole_week_fall_away_at_both_ends():
    rows = gather(case(days=60, start=30, length=14))
    assert np.flatnonzero(~rows.used).tolist() == [0, 1, 58, 59]


def test_the_last_week_of_a_campaign_may_be_short_and_its_other_days_fall_away():
    rows = gather(case(days=60, start=30, length=10))
    assert rows.days[4:6].tolist() == [7.0, 3.0]
    assert rows.starts[4:7] == (day(30), day(37), day(44))
    assert not rows.used[40:44].any()
    assert rows.add(rows.in_window.astype(float)).tolist() == [0, 0, 0, 0, 7, 3, 0, 0]


def test_a_campaign_that_still_runs_has_the_days_until_now():
    rows = gather(case(days=40, start=30, length=42))
    assert rows.days.tolist() == [7.0] * 5 + [3.0]


def test_a_campaign_on_the_first_row_has_nothing_before_it():
    rows = gather(case(days=30, start=0, length=14))
    assert rows.starts[0] == day(0)
    assert rows.count == 4


def test_by_day_each_day_is_a_block():
    rows = gather(case(days=30, start=20, length=5, by_day=True))
    assert rows.count == 30
    assert rows.used.all()
    assert rows.weekday[:8].tolist() == [2, 3, 4, 5, 6, 0, 1, 2]


def test_weeks_that_are_given_stay_as_they_are():
    rows = gather(by_row("2024-01-01", "7D", 10, "week", Period(date(2024, 2, 5), date(2024, 2, 18))))
    assert rows.count == 10
    assert np.flatnonzero(rows.in_window).tolist() == [5, 6]


def test_a_week_that_the_campaign_touches_belongs_to_it():
    rows = gather(by_row("2024-01-01", "7D", 10, "week", Period(date(2024, 2, 8), date(2024, 2, 13))))
    assert np.flatnonzero(rows.in_window).tolist() == [5, 6]


def test_months_have_the_days_that_they_have():
    asked = by_row("2024-01-01", "MS", 4, "month", Period(date(2024, 3, 10), date(2024, 3, 20)))
    rows = gather(asked)
    assert rows.days.tolist() == [31.0, 29.0, 31.0, 30.0]
    assert np.flatnonzero(rows.in_window).tolist() == [2]
    assert shares(rows, counts(asked), asked) == pytest.approx(np.array([31, 29, 31, 30]) / 30.5)


def test_the_shares_of_a_week_follow_the_weekdays_and_make_one():
    asked = case(days=406, start=364)
    weekend = asked.outcome.index.day_of_week >= 5
    asked.outcome.loc[~weekend], asked.outcome.loc[weekend] = 9.0, 1.0
    share = shares(gather(asked), counts(asked), asked)
    assert share[:7].sum() == pytest.approx(1.0)
    assert share[0] / share[3] == pytest.approx(9, rel=0.2)
    assert share[0] == share[7]


def test_the_weekdays_of_the_campaign_itself_are_not_looked_at():
    asked = case(days=406, start=364)
    moved = replace(asked, outcome=asked.outcome.copy())
    moved.outcome.iloc[364::7] = 500.0
    before, after = (shares(gather(each), counts(each), each) for each in (asked, moved))
    assert before.tolist() == after.tolist()


def test_without_any_known_day_all_weekdays_weigh_the_same():
    asked = case(days=60, start=30, length=14)
    asked.outcome.iloc[:] = np.nan
    assert shares(gather(asked), counts(asked), asked) == pytest.approx(1 / 7)


def test_by_day_a_day_is_a_whole_block():
    asked = case(days=60, start=30, length=14, by_day=True)
    assert set(shares(gather(asked), counts(asked), asked)) == {1.0}


def test_rows_are_summed_into_their_blocks():
    rows = gather(case(days=60, start=30, length=10))
    sums = rows.add(np.arange(60.0))
    assert sums[0] == sum(range(2, 9))
    assert sums[5] == 37 + 38 + 39
    assert span(30, 10).last == day(39)
