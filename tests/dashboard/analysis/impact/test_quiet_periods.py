from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from dashboard.analysis.impact.finding import Quiet
from dashboard.analysis.impact.quiet_periods import calibrate, first_blocks, independent_windows, stretch
from dashboard.analysis.impact.settings import DEFAULT, priors
from tests.dashboard.analysis.impact.asked import case, other, plain


def calibrated(asked):
    arranged = plain(asked)
    return calibrate(arranged, priors(arranged.columns, DEFAULT, by_day=False), np.random.default_rng(1))


def quiet(*scores: float) -> list[Quiet]:
    return [Quiet(date(2024, 1, 1), date(2024, 1, 14), 0.0, z) for z in scores]


def test_windows_lie_two_weeks_apart_with_ninety_days_before_the_first():
    assert first_blocks(plain(case(days=406, start=364))).tolist() == list(range(46, 12, -2))


def test_of_more_than_twenty_the_latest_are_taken():
    assert first_blocks(plain(case(days=1092, start=1050))).tolist() == list(range(144, 104, -2))


def test_a_long_campaign_without_history_of_that_length_has_none():
    assert first_blocks(plain(case(days=700, start=380, length=301))).tolist() == []


def test_weeks_that_are_not_known_are_in_no_window():
    asked = case(days=406, start=364)
    asked.outcome.iloc[30 * 7 : 31 * 7] = np.nan
    firsts = first_blocks(plain(asked))
    assert firsts.tolist() == [46, 44, 42, 40, 38, 36, 34, 32, 24, 22, 20, 18, 16, 14]


def test_the_ninety_days_before_must_be_known():
    asked = case(days=406, start=364)
    asked.outcome.iloc[:140] = np.nan
    assert first_blocks(plain(asked)).tolist() == [46, 44, 42, 40, 38, 36, 34]


def test_a_part_that_came_later_leaves_windows_from_then_on():
    asked = case(days=406, start=364, rates=(5.0, 5.0))
    asked.outcome.iloc[:210, 1] = np.nan
    assert first_blocks(plain(asked)).tolist() == [46, 44, 42, 40, 38, 36, 34, 32, 30]


def test_by_day_windows_lie_two_weeks_apart_too():
    assert first_blocks(plain(case(days=300, start=250, length=14, by_day=True)))[:3].tolist() == [236, 222, 208]


def test_a_period_with_another_campaign_is_not_quiet():
    asked = case(days=406, start=364, others=(other(7 * 30, 28),))
    firsts = first_blocks(plain(asked))
    assert all(abs(first - 30) >= 4 for first in firsts)
    assert len(firsts) == 13


def test_a_single_day_of_something_else_leaves_a_period_quiet():
    asked = case(days=406, start=364, others=(other(7 * 30, 1, "award"),))
    assert len(first_blocks(plain(asked))) == 17


def test_where_something_else_always_ran_its_periods_are_taken():
    asked = case(days=406, start=364, others=(other(0, 350),))
    assert len(first_blocks(plain(asked))) == 17


def test_overlapping_windows_count_for_as_many_as_fit_side_by_side():
    assert independent_windows(np.array([46, 44, 42, 40]), 6) == pytest.approx(4 * 2 / 6 + 1)
    assert independent_windows(np.array([46]), 6) == 1.0
    assert independent_windows(np.array([46, 36]), 6) == 2.0


def test_quiet_periods_that_stray_less_than_expected_stretch_nothing():
    assert stretch(quiet(0.1, -0.3, 0.2), 3.0) == 1.0


def test_the_stretch_is_the_root_mean_square_drawn_to_one_by_the_weight_of_four():
    assert stretch(quiet(2.0, -2.0), 2.0) == pytest.approx(np.sqrt((4 + 2 * 4) / (4 + 2)))


def test_a_steady_series_needs_no_stretch():
    found = calibrated(case(days=406, start=364))
    assert found.stretch == pytest.approx(1.0, abs=0.15)
    assert len(found.windows) == 17
    assert max(abs(window.z) for window in found.windows) < 3


def test_a_restless_series_is_stretched():
    asked = case(days=406, start=364)
    asked.outcome.iloc[: 7 * 45] = 0.0
    asked.outcome.iloc[7 * 10 : 7 * 45 : 49] = 300.0
    assert calibrated(asked).stretch > 1.3


def test_a_window_is_named_by_its_days():
    asked = case(days=404, start=364, length=40)
    window = calibrated(asked).windows[0]
    assert window.end - window.start == timedelta(days=41)  # quiet periods are whole weeks
    assert window.end == asked.window.first - timedelta(days=1)


def test_a_jump_shows_in_the_quiet_periods_that_hold_it():
    asked = case(days=406, start=364, rates=(20.0,))
    asked.outcome.iloc[7 * 30 : 7 * 36] *= 2
    window = next(
        each for each in calibrated(asked).windows if (each.start - asked.outcome.index[0].date()).days == 210
    )
    assert window.relative == pytest.approx(1.0, abs=0.35)
    assert window.z > 2


def test_a_quiet_period_sees_as_much_after_it_as_the_campaign_does():
    preliminary, final = case(days=406, start=364), case(days=406 + 84, start=364)
    jumped = [replace(asked, outcome=asked.outcome.copy()) for asked in (preliminary, final)]
    for asked in jumped:
        asked.outcome.iloc[7 * 40 : 364] *= 3  # after the window that begins in week 32
    early = [next(w for w in calibrated(asked).windows if w.start == _week(asked, 32)) for asked in jumped]
    before = [
        next(w for w in calibrated(asked).windows if w.start == _week(asked, 32)) for asked in (preliminary, final)
    ]
    assert early[0].z == pytest.approx(before[0].z, abs=0.15)
    assert early[1].z < before[1].z - 0.3


def _week(asked, number):
    return asked.outcome.index[0].date() + timedelta(weeks=number)


def test_nothing_to_try_is_no_stretch():
    found = calibrated(case(days=126, start=84))
    assert (found.windows, found.stretch) == ((), 1.0)


def test_windows_fitted_in_turns_say_the_same(monkeypatch):
    together = calibrated(case(days=406, start=364))
    monkeypatch.setattr("dashboard.analysis.impact.quiet_periods._MOST_NUMBERS", 1.0)
    in_turns = calibrated(case(days=406, start=364))
    assert [each.z for each in in_turns.windows] == pytest.approx([each.z for each in together.windows], abs=1e-6)
