import numpy as np
import pandas as pd
import pytest

from dashboard import i18n
from dashboard.analysis.impact import company_checks, data_checks, reading_checks
from dashboard.analysis.impact.case import Promise
from dashboard.analysis.impact.finding import CrossCheck
from dashboard.i18n import say
from tests.dashboard.analysis.impact.asked import case, day, other, plain, span
from tests.dashboard.analysis.impact.estimated import estimated, quiet

BLOCKED, FAILED, OPEN, PASSED = (False, True), (False, False), (None, False), (True, False)


@pytest.fixture(autouse=True)
def in_english():
    with i18n.speaking("en"):
        yield


def said(checks, name):
    """Return the result of the one check of that name, and its sentence."""
    (found,) = [check for check in checks if check.name == name]
    return (found.ok, found.blocks), say(found.detail)


def of_data(name, asked):
    return said(data_checks.checks(asked, plain(asked)), name)


def of_reading(name, found, asked=None):
    return said(reading_checks.checks(asked or case(), found), name)


def of_company(name, asked):
    return said(company_checks.checks(asked), name)


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


def test_at_least_fifteen_must_be_expected():
    assert of_reading("expected_size", estimated(expected=15.0)) == (
        PASSED,
        "At least 15 were expected without the campaign.",
    )
    assert of_reading("expected_size", estimated(expected=14.9)) == (
        BLOCKED,
        "Fewer than 15 were expected without the campaign: too few to see a realistic effect.",
    )


@pytest.mark.parametrize(
    ("smallest", "result", "sentence"),
    [
        (0.6, PASSED, "An effect of 60% or more would be shown four times out of five."),
        (0.61, OPEN, "Only a clear effect, of 61% or more, would be shown four times out of five."),
        (1.5, OPEN, "Only a clear effect, of 150% or more, would be shown four times out of five."),
        (1.51, BLOCKED, "Only an effect of more than 150% could have been shown: not enough to see a realistic one."),
        (None, BLOCKED, "Only an effect of more than 150% could have been shown: not enough to see a realistic one."),
    ],
)
def test_an_effect_of_a_realistic_size_must_be_visible(smallest, result, sentence):
    assert of_reading("detectable", estimated(detectable=smallest)) == (result, sentence)


@pytest.mark.parametrize(
    ("stretch", "result", "sentence"),
    [
        (1.0, PASSED, "Quiet periods stay within what the method says."),
        (1.2, PASSED, "Quiet periods stray further than expected; the interval was made 1.20 times as wide."),
        (1.6, PASSED, "Quiet periods stray further than expected; the interval was made 1.60 times as wide."),
        (
            1.61,
            BLOCKED,
            "This series is too restless: quiet periods stray 1.61 times as far as the method says.",
        ),
    ],
)
def test_a_series_may_be_too_restless(stretch, result, sentence):
    assert of_reading("restless", estimated(stretch=stretch)) == (result, sentence)


def test_without_quiet_periods_nothing_is_known_of_restlessness_or_chance():
    found = estimated(windows=())
    assert of_reading("restless", found) == (OPEN, "Too little history to try the method on quiet periods.")
    assert of_reading("placebo", found) == (OPEN, "No quiet period as long as the campaign lies in the history.")


def test_the_effect_is_ranked_among_the_quiet_periods():
    assert of_reading("placebo", estimated()) == (PASSED, "Further from zero than all 4 quiet periods.")
    chance = "In 1 of 4 quiet periods the method saw something this large by chance."
    assert of_reading("placebo", estimated(relative=(0.0, 0.2, 0.4))) == (OPEN, chance)
    few = estimated(relative=(0.0, 0.2, 0.4), windows=quiet(0.25, *[0.1] * 9))
    rare = "In 1 of 10 quiet periods the method saw something this large by chance."
    assert of_reading("placebo", few) == (PASSED, rare)


def test_fewer_than_expected_is_ranked_among_the_low_ones():
    chance = "In 2 of 4 quiet periods the method saw something this large by chance."
    assert of_reading("placebo", estimated(relative=(-0.3, -0.02, 0.1))) == (OPEN, chance)


def control_says(probability, low=41.0, high=120.0):
    return CrossCheck((low + high) / 2, low, high, probability)


@pytest.mark.parametrize(
    ("main", "second", "result", "sentence"),
    [
        (0.96, 0.81, PASSED, "The comparison with the control series confirms it."),
        (0.96, 0.80, FAILED, "A signal that the comparison with the control series does not confirm."),
        (0.04, 0.19, PASSED, "The comparison with the control series confirms it."),
        (0.04, 0.20, FAILED, "A signal that the comparison with the control series does not confirm."),
        (0.80, 0.30, PASSED, "The comparison with the control series does not contradict it."),
    ],
)
def test_a_signal_wants_a_second_method(main, second, result, sentence):
    found = estimated(probability=main, check=control_says(second))
    assert of_reading("confirmed", found) == (result, sentence)


def test_intervals_that_do_not_meet_contradict_each_other():
    for low, high in ((-50.0, 59.0), (118.0, 200.0)):
        found = estimated(check=control_says(0.99, low, high))
        assert of_reading("confirmed", found) == (
            BLOCKED,
            "The comparison with the control series says something else.",
        )


def test_without_a_control_there_is_no_second_method():
    assert of_reading("confirmed", estimated(check=None), case(controls=())) == (
        OPEN,
        "No control series: there is no second method to confirm it.",
    )


def test_a_control_that_is_not_known_confirms_no_signal():
    sentence = "The control series is not known before and during the campaign: it confirms nothing."
    assert of_reading("confirmed", estimated(check=None)) == (BLOCKED, sentence)
    assert of_reading("confirmed", estimated(check=None, probability=0.5)) == (OPEN, sentence)


def promised(window, recorded_on):
    return case(promise=Promise(window, None, None, recorded_on))


def test_the_window_is_fixed_before_the_start():
    nothing = "Window and groups were not written down before the start."
    assert of_reading("fixed_before", estimated(), case()) == (OPEN, nothing)
    assert of_reading("fixed_before", estimated(), promised(None, None)) == (OPEN, nothing)
    same = span(364, 42)
    assert of_reading("fixed_before", estimated(), promised(same, day(363))) == (
        PASSED,
        "Window and groups were fixed before the start (31 Dec 2024).",
    )
    assert of_reading("fixed_before", estimated(), promised(same, day(364))) == (
        FAILED,
        "Window and groups were written down after the start (1 Jan 2025).",
    )
    assert of_reading("fixed_before", estimated(), promised(span(364, 28), day(363))) == (
        FAILED,
        "Another window was fixed before the start than the one asked for.",
    )


@pytest.mark.parametrize("elsewhen", [(), (other(300, 36),), (other(434, 7),)])
def test_nothing_else_within_four_weeks_is_in_order(elsewhen):
    asked = case(days=490, others=elsewhen)
    assert of_company("alone", asked) == (PASSED, "No other campaign or event within four weeks of it.")


@pytest.mark.parametrize("first", [336, 433])
def test_something_within_four_weeks_is_said(first):
    asked = case(days=490, others=(other(first, 1),))
    assert of_company("alone", asked) == (OPEN, "“Open day” ran within four weeks of the window.")


def test_another_campaign_at_the_same_time_cannot_be_separated():
    assert of_company("alone", case(others=(other(364, 42),))) == (
        BLOCKED,
        "“Open day” ran in 100% of the window: the two cannot be separated.",
    )
    assert of_company("alone", case(others=(other(390, 11),))) == (
        BLOCKED,
        "“Open day” ran in 26% of the window: the two cannot be separated.",
    )


def test_something_short_that_begins_with_the_campaign_cannot_be_separated():
    assert of_company("alone", case(others=(other(378, 1),))) == (
        BLOCKED,
        "“Open day” ran in 2% of the window: the two cannot be separated.",
    )
    assert of_company("alone", case(others=(other(379, 1),))) == (
        OPEN,
        "“Open day” ran in 2% of the window; what it brought is part of the uncertainty.",
    )


def test_another_campaign_that_also_ran_alone_for_eight_weeks_is_estimated_apart():
    assert of_company("alone", case(others=(other(308, 98),))) == (
        OPEN,
        "“Open day” ran in 100% of the window; its effect was estimated apart.",
    )
    assert of_company("alone", case(others=(other(309, 97),)))[0] == BLOCKED


def test_days_in_the_wash_out_say_nothing_of_the_other_apart():
    asked = case(days=490, others=(other(364, 42 + 14 + 55),))
    assert of_company("alone", asked)[0] == BLOCKED
    asked = case(days=490, others=(other(364, 42 + 14 + 56),))
    assert of_company("alone", asked)[0] == OPEN


def test_another_campaign_elsewhere_is_not_beside_it():
    asked = case(others=(other(364, 42, parts=("site 9",)),))
    assert of_company("alone", asked)[0] == PASSED


def test_each_thing_beside_it_is_named():
    asked = case(others=(other(364, 42), other(340, 5, "award")))
    assert len([check for check in company_checks.checks(asked) if check.name == "alone"]) == 2


@pytest.mark.parametrize(("first", "result"), [(349, PASSED), (350, BLOCKED), (378, BLOCKED), (379, PASSED)])
def test_a_wave_of_vacancies_within_two_weeks_of_the_start_cannot_be_separated(first, result):
    found = of_company("vacancy_wave", case(others=(other(first, 30, "vacancy_wave"),)))
    assert found[0] == result
    none = "No wave of vacancies within two weeks of the start is written down."
    moment = (day(first)).strftime("%-d %b %Y")
    blocked = f"Many vacancies opened around the start ({moment}): the two cannot be separated."
    assert found[1] == (blocked if result == BLOCKED else none)


def test_a_wave_is_taken_into_account_where_open_vacancies_are_known():
    asked = case(others=(other(364, 30, "vacancy_wave"),))
    known = case(others=asked.others, vacancies=asked.outcome * 0 + 3)
    assert of_company("vacancy_wave", known) == (
        OPEN,
        "Many vacancies opened around the start (1 Jan 2025); how many were open was taken into account.",
    )


def test_a_wave_of_vacancies_is_not_named_twice():
    assert of_company("alone", case(others=(other(364, 30, "vacancy_wave"),)))[0] == PASSED


def test_months_are_checked_as_days_are():
    index = pd.date_range("2023-01-01", periods=24, freq="MS")
    asked = case()
    outcome = pd.DataFrame({"site": 60.0}, index)
    monthly = type(asked)(outcome, span(300, 31), outcome[[]], grain="month")
    assert of_data("history", monthly) == (PASSED, "91 weeks of history before the start.")
    assert of_data("stable", monthly)[0] == PASSED
