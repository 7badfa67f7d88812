from dataclasses import replace
from datetime import timedelta
from math import sqrt

import pytest

from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact.finding import Stage, Verdict
from dashboard.analysis.impact.share_of_extra import share_of_extra, share_said
from tests.dashboard.analysis.impact.found import finding

Z = 1.6448536
WHOLE = finding(observed=1136.0, expected=801.0, extra=335.0, low=335 - Z * 50, high=335 + Z * 50)
PART = finding(
    observed=230.0, expected=116.0, extra=114.0, low=114 - Z * 30, high=114 + Z * 30, verdict=Verdict.CANNOT_TELL
)


def test_the_share_is_that_of_the_two_extras_with_fiellers_interval():
    value, interval = share_of_extra(WHOLE, PART)
    assert value == pytest.approx(114 / 335)
    square = 335**2 - Z**2 * 50**2  # the rest varies with 40: 30 and 40 make 50
    middle = (114 * 335 - Z**2 * 900) / square
    half = sqrt(middle**2 - (114**2 - Z**2 * 900) / square)
    assert (interval.low, interval.high) == pytest.approx((middle - half, middle + half), abs=1e-6)


def test_the_rest_is_never_more_certain_than_counting_makes_it():
    sharp = replace(WHOLE, low=335 - Z * 20, high=335 + Z * 20)  # less than that of its part
    _value, interval = share_of_extra(sharp, PART)
    _value, exact = share_of_extra(replace(sharp, expected=116.0), PART)
    assert exact.low - interval.low > 0.004
    assert interval.high - exact.high > 0.01


def test_in_words_with_both_numbers_and_that_the_interval_is_wide():
    said = share_said(WHOLE, PART)
    assert said.values["share"] == Percentage(pytest.approx(114 / 335))
    assert (said.values["part"], said.values["whole"]) == (Number(114.0), Number(335.0))
    assert "were side-entrants: about {part} of {whole}" in said.text
    assert "A wide interval" in said.text


def test_a_narrow_interval_is_not_called_wide():
    sharp = replace(WHOLE, expected=300.0, low=335 - Z * 16, high=335 + Z * 16)
    said = share_said(sharp, replace(PART, low=114 - Z * 10, high=114 + Z * 10))
    assert said.values["high"].share - said.values["low"].share < 0.15
    assert said.text.endswith("about {part} of {whole}. Both numbers are estimates.")


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ({"verdict": Verdict.CANNOT_TELL}, {}),  # nothing was likely extra: there is nothing to take a share of
        ({"low": -10.0, "high": 680.0}, {}),
        ({"low": None}, {}),
        ({}, {"verdict": Verdict.NOT_ENOUGH_DATA}),
        ({}, {"extra": None}),
        ({}, {"extra": -4.0, "low": -20.0, "high": 12.0}),
        ({}, {"extra": 340.0, "low": 300.0, "high": 380.0}),
        ({}, {"stage": Stage.PRELIMINARY}),
        ({}, {"end": PART.end + timedelta(days=7)}),
        ({"low": 335 - Z * 200, "high": 335 + Z * 200}, {"low": 114 - Z * 100, "high": 114 + Z * 100}),
    ],
)
def test_what_cannot_be_told_is_not_said(whole, part):
    assert share_said(replace(WHOLE, **whole), replace(PART, **part)) is None
