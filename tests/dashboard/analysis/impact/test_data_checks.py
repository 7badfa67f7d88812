import numpy as np
import pandas as pd

from dashboard.analysis.impact import data_checks
from tests.dashboard.analysis.impact.asked import case, other, plain, span
from tests.dashboard.analysis.impact.checked import BLOCKED, FAILED, PASSED, said


def of_data(name, asked):
    return said(data_checks.checks(asked, plain(asked)), name)


def test_half_a_year_of_history_is_needed():
    assert of_data("history", case(days=280, start=182)) == (PASSED, "26 weeks of history before the start.")
    short = "Only 25 weeks of history before the start; 26 are needed."
    assert of_data("history", case(days=280, start=181)) == (BLOCKED, short)
    assert of_data("history", case(days=280, start=175)) == (BLOCKED, short)


def test_weeks_of_history_that_are_not_known_do_not_count():
    asked = case(days=280, start=182)
    asked.outcome.iloc[:14] = np.nan
    assert of_data("history", asked)[1].startswith("Only 24 weeks")


def test_under_a_year_the_season_is_guessed():
    assert of_data("season", case(start=364)) == (PASSED, "The season is known from at least a year.")
    guessed = "Less than a year of history: the season is guessed, so the interval is wider."
    assert of_data("season", case(start=357)) == (FAILED, guessed)


def test_more_than_a_tenth_of_the_weeks_missing_is_too_much():
    asked = case()
    asked.outcome.iloc[: 5 * 7] = np.nan
    assert of_data("complete", asked) == (PASSED, "No more than 10% of the weeks are missing.")
    asked.outcome.iloc[: 6 * 7] = np.nan
    assert of_data("complete", asked) == (BLOCKED, "10.3% of the weeks are missing; at most 10% may be.")
    asked.outcome.iloc[: 12 * 7] = np.nan
    assert of_data("complete", asked) == (BLOCKED, "20.7% of the weeks are missing; at most 10% may be.")


def test_a_week_of_the_campaign_itself_may_not_be_missing():
    asked = case()
    asked.outcome.iloc[371:376] = np.nan
    assert of_data("complete", asked) == (BLOCKED, "Days of the campaign itself are missing.")


def test_missing_days_in_the_wash_out_do_not_matter():
    asked = case(days=490)
    asked.outcome.iloc[406:420] = np.nan
    assert of_data("complete", asked)[0] == PASSED


def test_a_level_that_jumps_is_a_break():
    assert of_data("stable", case()) == (PASSED, "No break in the level before the start.")
    asked = case()
    asked.outcome.iloc[273:] *= 2.5
    jumped = "The level more than doubled or halved from one quarter to the next before the start."
    assert of_data("stable", asked) == (BLOCKED, jumped)


def test_a_level_that_halves_is_a_break_too():
    asked = case()
    asked.outcome.iloc[:273] *= 2.5
    assert of_data("stable", asked)[0] == BLOCKED


def test_a_jump_of_a_few_counts_may_be_chance():
    asked = case()
    asked.outcome.iloc[:] = 0.0
    asked.outcome.iloc[[100, 150, 200, 290, 300, 310, 320, 330]] = 1.0
    assert of_data("stable", asked)[0] == PASSED


def test_a_level_that_grows_threefold_within_the_year_is_a_break():
    asked = case(rates=(20.0,))
    for quarter, factor in enumerate((1.0, 1.6, 2.6, 4.0)):
        asked.outcome.iloc[91 * quarter : 91 * (quarter + 1)] *= factor
    grew = "The level grew or shrank more than threefold in the year before the start."
    assert of_data("stable", asked) == (BLOCKED, grew)


def test_quarters_that_are_not_known_are_no_break():
    asked = case()
    asked.outcome.iloc[182:273] = np.nan
    assert of_data("stable", asked)[0] == PASSED


def test_what_is_counted_may_not_change_in_the_window():
    before, inside = (case(others=(other(first, 1, "definition_break"),)) for first in (363, 370))
    assert of_data("definition", before) == (PASSED, "What is counted did not change in the window.")
    changed = "“Open day” falls in the window: before and after do not count the same."
    assert of_data("definition", inside) == (BLOCKED, changed)


def test_months_are_checked_as_days_are():
    index = pd.date_range("2023-01-01", periods=24, freq="MS")
    asked = case()
    outcome = pd.DataFrame({"site": 60.0}, index)
    monthly = type(asked)(outcome, span(300, 31), outcome[[]], grain="month")
    assert of_data("history", monthly) == (PASSED, "91 weeks of history before the start.")
    assert of_data("stable", monthly)[0] == PASSED
