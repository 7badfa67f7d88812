from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from connectors.errors import NotEnoughData
from dashboard import i18n
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.planning import Plan, plan
from dashboard.analysis.periods import Period
from dashboard.i18n import say
from tests.benchmarks.organisations import simulate
from tests.dashboard.analysis.impact.asked import case, day, other, span


@cache
def planned(start: int = 364, rate: float = 5.0) -> Plan:
    return plan(case(days=start, start=start, rates=(rate,)))


def texts(sentences) -> list[str]:
    with i18n.speaking("en"):
        return [say(sentence) for sentence in sentences]


def refused(asked: Case) -> str:
    with pytest.raises(NotEnoughData) as caught, i18n.speaking("en"):
        plan(asked)
    assert caught.value.code == "not_enough_data.plan"
    return str(caught.value)


def test_a_plan_says_what_is_usual_and_what_could_be_shown():
    found = planned()
    assert found.weeks == 6.0
    assert found.baseline_per_week == pytest.approx(35.0, rel=0.1)
    assert found.minimum_detectable_relative == pytest.approx(0.3, abs=0.1)
    assert found.minimum_detectable_effect == pytest.approx(
        found.minimum_detectable_relative * found.baseline_per_week * found.weeks
    )


def test_the_power_rises_to_the_smallest_effect_and_beyond():
    lifts, often = np.array(planned().power).T
    at = planned().minimum_detectable_relative
    assert often[lifts < at - 0.05].max() < 0.80
    assert often[lifts > at + 0.05].min() > 0.80
    assert lifts[-1] == pytest.approx(3.0)


def test_more_history_lowers_what_can_be_shown():
    half, one, two = (planned(start).minimum_detectable_relative for start in (182, 364, 728))
    assert half > one > two


def test_more_applications_lower_what_can_be_shown():
    assert planned(rate=1.0).minimum_detectable_relative > planned(rate=20.0).minimum_detectable_relative


def test_what_stands_in_the_window_is_not_read():
    before, after = case(days=364), case(days=490)
    after.outcome.iloc[364:] = 99.0
    after.controls.iloc[364:] = 0.0
    assert plan(after) == plan(before)


def test_a_window_later_on_is_planned_from_the_last_known_day():
    asked = case(days=364)
    assert plan(replace(asked, window=span(500, 42))) == plan(asked)


def test_days_that_are_not_known_yet_are_left_off():
    asked, padded = case(days=364, start=400), case(days=400, start=400)
    padded.outcome.iloc[:364], padded.controls.iloc[:364] = asked.outcome, asked.controls
    padded.outcome.iloc[364:] = np.nan
    assert plan(padded) == plan(asked)


def test_unknown_days_at_the_end_do_not_lower_what_is_usual():
    asked = case(days=364)
    asked.outcome.iloc[350:363] = np.nan
    assert plan(asked).baseline_per_week == pytest.approx(35.0, rel=0.1)


def test_a_week_that_reaches_into_the_window_is_not_read():
    daily = case(days=406, start=367, length=42)
    weekly = replace(
        daily, outcome=daily.outcome.resample("7D").sum(), controls=daily.controls.resample("7D").sum(), grain="week"
    )
    changed = replace(weekly, outcome=weekly.outcome.copy())
    changed.outcome.iloc[52:] *= 5
    assert plan(changed) == plan(weekly)


def test_months_give_the_same_baseline_by_week():
    daily = case(days=1096, start=1000, length=10)
    index = {"outcome": daily.outcome.resample("MS").sum(), "controls": daily.controls.resample("MS").sum()}
    assert plan(replace(daily, grain="month", **index)).baseline_per_week == pytest.approx(35.0, rel=0.1)


def test_another_campaign_at_the_end_of_the_history_belongs_to_what_is_usual():
    asked = case(days=364)
    with_other = plan(replace(asked, others=(other(330, 34),)))
    assert with_other.minimum_detectable_relative == plan(asked).minimum_detectable_relative


@pytest.mark.parametrize("seed", range(5))
def test_twice_what_was_promised_is_shown(seed):
    """Of a minimum detectable effect four in five are shown; of twice that nearly all."""
    before = simulate(seed, base=8.0, history=400)
    known = Case(before.outcome, Period(before.start, before.end), before.controls)
    lift = plan(known).minimum_detectable_relative
    made = simulate(seed, base=8.0, history=400, lift=2 * lift)
    found = evaluate(replace(known, outcome=made.outcome))
    assert found.verdict is Verdict.LIKELY_EXTRA
    assert found.low > 0


def test_a_quarter_of_history_beside_the_campaign_is_needed():
    assert plan(case(days=133, start=133)).weeks == 6.0
    assert refused(case(days=132, start=132)) == (
        "Only 12 weeks of history beside the length of the campaign; 13 are needed to say what it could show."
    )


def test_no_history_at_all_is_refused():
    asked = case()
    for empty in (
        replace(asked, window=span(0, 42)),
        replace(asked, outcome=asked.outcome[:0], controls=asked.controls[:0]),
        replace(asked, outcome=asked.outcome[[]]),
        replace(asked, outcome=asked.outcome * np.nan),
    ):
        assert refused(empty).startswith("Only 0 weeks of history")


def test_weeks_that_are_not_known_are_no_history():
    asked = case(days=364)
    asked.outcome.iloc[:252] = np.nan
    assert refused(asked).startswith("Only 10 weeks of history")


def test_where_nothing_was_counted_nothing_can_be_said():
    asked = case(days=364)
    asked.outcome.iloc[:] = 0.0
    assert refused(asked) == ("Nothing was counted in 46 weeks of history: what a campaign could show cannot be said.")


def test_a_site_that_opened_later_does_not_stop_a_plan():
    asked = case(days=364, rates=(5.0, 5.0))
    asked.outcome.iloc[:280, 1] = np.nan
    assert plan(asked).baseline_per_week == pytest.approx(70.0, rel=0.15)


def test_a_single_side_entrant_a_month_can_show_nothing():
    found = planned(rate=0.03)
    assert (found.minimum_detectable_effect, found.minimum_detectable_relative) == (None, None)
    assert "Fewer than 15 are expected in the window: afterwards there will not be enough data." in texts(
        found.warnings
    )
    assert "Only an effect of more than 150% could be shown; few campaigns reach that." in texts(found.warnings)


def test_the_advice_fits_what_is_missing():
    alone = texts(plan(case(days=200, start=200, controls=())).advice)
    assert any(advice.startswith("Leave a site") for advice in alone)
    assert any(advice.startswith("Import older applications") for advice in alone)
    assert any(advice.startswith("Run it at several sites") for advice in alone)
    rich = texts(plan(case(days=800, start=800, rates=(20.0, 20.0))).advice)
    assert rich == ["Look again eight weeks after the end: the final answer is about a fifth sharper."]


def test_a_short_history_is_warned_of():
    warned = texts(plan(case(days=150, start=150)).warnings)
    assert "21 weeks of history: afterwards 26 are needed before the start." in warned
    assert "Less than a year of history: the season is guessed." in warned
    assert not planned(start=728).warnings


def test_the_window_is_as_long_as_the_campaign():
    index = pd.date_range(day(0), periods=364)
    assert plan(case(days=len(index), length=84)).weeks == 12.0


def test_a_campaign_that_is_over_is_no_part_of_what_is_usual():
    asked = case(days=420, start=336, length=56, rates=(6.0,), lift=0.8)
    planned_next = replace(asked, window=span(420, 42))
    soap = other(336, 56)
    assert plan(planned_next).baseline_per_week > 1.4 * 42
    assert plan(replace(planned_next, others=(soap,))).baseline_per_week == pytest.approx(42, rel=0.15)


def test_a_campaign_that_goes_on_is_usual():
    asked = replace(case(days=420, start=300, length=120, rates=(6.0,), lift=0.8), window=span(420, 42))
    found = plan(replace(asked, others=(other(300, 200),)))
    assert found.baseline_per_week == pytest.approx(1.8 * 42, rel=0.15)
