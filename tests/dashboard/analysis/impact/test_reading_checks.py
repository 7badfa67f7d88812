import pytest

from dashboard.analysis.impact import reading_checks
from dashboard.analysis.impact.case import Promise
from dashboard.analysis.impact.finding import CrossCheck
from tests.dashboard.analysis.impact.asked import case, day, span
from tests.dashboard.analysis.impact.checked import BLOCKED, FAILED, OPEN, PASSED, said
from tests.dashboard.analysis.impact.estimated import estimated, quiet


def of_reading(name, found, asked=None):
    return said(reading_checks.checks(asked or case(), found), name)


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


def test_a_campaign_that_still_runs_warns_of_looking_often():
    running, ended = case(days=390), case()
    assert of_reading("ended", estimated(), running) == (
        FAILED,
        "It still runs: who looks often sees something sooner by chance. The answer at the end counts.",
    )
    assert "ended" not in {check.name for check in reading_checks.checks(ended, estimated())}
