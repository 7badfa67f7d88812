from datetime import date

import pytest

from dashboard.analysis.periods import Period, campaign_window, week_code, week_of

LAST = date(2026, 6, 29)


def test_the_previous_period_is_as_long_and_ends_the_day_before():
    assert Period(date(2026, 3, 1), date(2026, 3, 30)).previous() == Period(date(2026, 1, 30), date(2026, 2, 28))


def test_a_year_earlier_is_52_weeks_so_that_the_weekdays_are_the_same():
    assert Period(date(2026, 1, 14), date(2026, 2, 12)).year_earlier() == Period(date(2025, 1, 15), date(2025, 2, 13))


def test_a_year_earlier_of_a_whole_year_goes_by_the_calendar_and_keeps_its_length():
    assert Period(date(2024, 1, 1), date(2024, 12, 31)).year_earlier() == Period(date(2022, 12, 31), date(2023, 12, 31))
    assert Period(date(2023, 3, 1), date(2024, 2, 29)).year_earlier() == Period(date(2022, 2, 28), date(2023, 2, 28))


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_days_both_ends_included():
    period = Period(date(2026, 1, 1), date(2026, 1, 7))
    assert (period.days, list(period.each_day())[-1]) == (7, date(2026, 1, 7))
    assert date(2026, 1, 8) not in period
    assert period.overlap(Period(date(2026, 1, 6), date(2026, 2, 1))) == 2
    assert period.overlap(Period(date(2026, 1, 8), date(2026, 2, 1))) == 0


def test_the_window_of_an_eight_episode_series_is_sixteen_weeks():
    window = campaign_window(date(2026, 1, 14), date(2026, 3, 4), LAST)
    assert window == Period(date(2026, 1, 14), date(2026, 5, 5))
    assert window.days == 16 * 7


def test_the_window_of_one_day_is_nine_weeks_and_stops_at_the_last_day_with_figures():
    assert campaign_window(date(2026, 3, 15), date(2026, 3, 15), LAST) == Period(date(2026, 3, 15), date(2026, 5, 16))
    assert campaign_window(date(2026, 6, 15), date(2026, 6, 15), LAST) == Period(date(2026, 6, 15), LAST)


def test_the_window_of_a_campaign_without_an_end_runs_to_the_last_day_and_one_that_has_not_begun_has_none():
    assert campaign_window(date(2026, 1, 1), None, LAST) == Period(date(2026, 1, 1), LAST)
    assert campaign_window(date(2026, 6, 30), None, LAST) is None


@pytest.mark.story("X4")
def test_iso_weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday():
    assert week_of(date(2027, 1, 3)) == date(2026, 12, 28)
    assert week_code(date(2027, 1, 3)) == "2026-W53"
    assert week_code(date(2026, 1, 14)) == "2026-W03"
