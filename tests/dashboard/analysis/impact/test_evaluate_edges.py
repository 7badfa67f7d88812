from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.periods import Period
from tests.dashboard.analysis.impact.answered import QUICK, altered, by_week, figures, sentences
from tests.dashboard.analysis.impact.asked import case, day, span


def test_months_can_be_judged_too():
    asked = by_week(replace(case(days=1096, start=0, lift=0.0), window=Period(day(790), day(800))), "MS")
    found = evaluate(asked)
    assert found.grain == "month"
    assert found.observed == asked.outcome.loc["2026-03-01", "site 1"]
    assert found.low < found.extra < found.high


def test_a_campaign_inside_one_month_is_seen():
    asked = by_week(replace(case(days=1096), window=Period(day(800), day(806))), "MS")
    assert evaluate(asked, QUICK).observed is not None


def test_too_few_months_before_the_start_are_said():
    asked = by_week(replace(case(days=366), window=Period(day(210), day(250))), "MS")
    found = evaluate(asked)
    assert found.verdict is Verdict.NOT_ENOUGH_DATA
    assert found.extra is None
    assert "Only 6 rows before the start; 8 are needed to expect anything." in sentences(found)


def test_a_control_that_is_not_known_in_the_window_confirms_nothing():
    asked = case(lift=1.0)
    asked.controls.iloc[360:] = np.nan
    found = evaluate(asked, QUICK)
    assert found.cross_check is None
    assert found.probability > 0.95
    assert found.verdict is Verdict.CANNOT_TELL
    assert "The control series is not known in the window, or not before it." in sentences(found)


def test_a_control_without_figures_is_as_none():
    asked = case(lift=0.5)
    asked.controls.iloc[:] = np.nan
    assert figures(evaluate(asked, QUICK)) == figures(evaluate(replace(asked, controls=asked.controls[[]]), QUICK))


def test_days_that_are_not_known_are_no_zeros():
    asked = case(lift=0.5)
    asked.outcome.iloc[::9] = np.nan
    found = evaluate(asked, QUICK)
    assert found.expected == pytest.approx(5 * 42 * 8 / 9, rel=0.15)
    assert found.low < 0.5 * 5 * 42 * 8 / 9 < found.high


def test_a_short_campaign_has_a_short_last_week():
    found = evaluate(case(length=10, rates=(20.0,)), QUICK)
    assert [week.days for week in found.weeks if week.inside] == [7, 3]
    assert found.expected == pytest.approx(200, rel=0.15)


def test_a_long_campaign_is_judged_on_all_its_weeks():
    found = evaluate(case(days=1029, start=728, length=301, lift=0.6), QUICK)
    assert len([week for week in found.weeks if week.inside]) == 43
    assert found.low < 0.6 * 5 * 301 < found.high


@pytest.mark.parametrize("rate", [1e5, 1e7])
def test_huge_counts_are_judged_too(rate):
    found = evaluate(case(rates=(rate,), controls=(rate,), lift=0.5), QUICK)
    assert found.low < 0.5 * rate * 42 < found.high
    assert found.verdict is Verdict.LIKELY_EXTRA


@pytest.mark.parametrize("value", [0.0, 12.0, np.nan])
def test_vacancies_that_never_change_explain_nothing(value):
    asked = case()
    known = replace(asked, vacancies=asked.outcome * 0 + value)
    assert figures(evaluate(known, QUICK)) == pytest.approx(figures(evaluate(asked, QUICK)), rel=1e-3, abs=0.1)


def nothing_known():
    asked = case()
    yield "empty", replace(asked, outcome=asked.outcome[:0], controls=asked.controls[:0])
    yield "no part", replace(asked, outcome=asked.outcome[[]])
    yield "all missing", replace(asked, outcome=asked.outcome * np.nan)
    yield "history missing", altered(asked, slice(0, 364), np.nan)
    yield "window missing", altered(asked, slice(364, 406), np.nan)
    yield "window after", replace(asked, window=span(500, 42))
    yield "window before", replace(asked, window=span(-100, 42))
    yield "window first", replace(asked, window=span(0, 42))


@pytest.mark.parametrize("asked", [pytest.param(asked, id=name) for name, asked in nothing_known()])
def test_too_little_is_an_answer_and_no_error(asked):
    found = evaluate(asked)
    assert found.verdict is Verdict.NOT_ENOUGH_DATA
    assert found.extra is None
    assert sentences(found)[0] in {
        "Nothing is known of the window itself.",
        "Nothing is known of the time before the start: there is nothing to compare with.",
    }


@pytest.mark.parametrize("days", [slice(0, None), slice(0, 364)])
def test_nobody_ever_is_not_the_same_as_nothing_known(days):
    found = evaluate(altered(case(), days, 0.0))
    assert (found.verdict, found.extra) == (Verdict.NOT_ENOUGH_DATA, None)
    assert sentences(found) == [
        "Nothing was counted before the start: what to expect without the campaign cannot be said."
    ]


def test_a_few_weeks_of_history_give_no_figures():
    found = evaluate(case(days=80, start=38))
    assert (found.verdict, found.extra) == (Verdict.NOT_ENOUGH_DATA, None)
    assert "Only 5 rows before the start; 8 are needed to expect anything." in sentences(found)


def test_a_few_months_of_history_give_figures_without_a_verdict():
    found = evaluate(case(days=182, start=140, lift=1.0), QUICK)
    assert found.verdict is Verdict.NOT_ENOUGH_DATA
    assert found.low < found.extra < found.high


def test_a_site_that_never_counted_anything_is_no_error():
    asked = case(rates=(5.0, 5.0))
    asked.outcome["site 2"] = np.nan
    assert evaluate(asked, QUICK).verdict is Verdict.NOT_ENOUGH_DATA


def test_rows_that_were_left_out_are_a_gap():
    asked = case(lift=0.5)
    kept = np.delete(np.arange(406), np.arange(100, 130))
    found = evaluate(replace(asked, outcome=asked.outcome.iloc[kept], controls=asked.controls.iloc[kept]), QUICK)
    assert found.low < 0.5 * 5 * 42 < found.high
    assert isinstance(found.weeks[0].start, type(day(0)))
    assert pd.Timestamp(found.weeks[-1].start).date() == day(399)
