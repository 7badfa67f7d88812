import json
from dataclasses import replace
from datetime import timedelta
from functools import cache

import numpy as np
import pytest

from dashboard import i18n
from dashboard.analysis.calendar import Place
from dashboard.analysis.impact.case import Case, Promise, Spent
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Finding, Stage, Verdict
from dashboard.analysis.impact.record import to_record
from dashboard.analysis.periods import Period
from dashboard.i18n import say
from tests.benchmarks.organisations import SCENARIOS, simulate
from tests.dashboard.analysis.impact.answered import QUICK, altered, by_week, checks, figures, sentences
from tests.dashboard.analysis.impact.asked import FIRST, case, day, other, span


@cache
def without_effect() -> Finding:
    return evaluate(case(days=770, start=728))


@cache
def with_effect() -> Finding:
    return evaluate(case(days=770, start=728, lift=0.6))


def test_an_effect_of_sixty_percent_is_likely_extra():
    found = with_effect()
    assert found.verdict is Verdict.LIKELY_EXTRA
    assert found.extra == found.observed - found.expected
    assert found.low < 0.6 * 5 * 42 < found.high
    assert found.cross_check.low < 0.6 * 5 * 42 < found.cross_check.high
    assert checks(found)["confirmed"]


def test_no_effect_cannot_be_told_from_zero():
    found = without_effect()
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.low < 0 < found.high
    assert 0.05 < found.probability < 0.95
    assert found.expected == pytest.approx(5 * 42, rel=0.15)


def test_figures_belong_together():
    found = with_effect()
    assert found.relative == pytest.approx(found.extra / found.expected)
    assert found.relative_low < found.relative < found.relative_high
    assert found.minimum_detectable_effect == pytest.approx(found.minimum_detectable_relative * found.expected)
    assert sum(week.observed for week in found.weeks if week.inside) == found.observed
    assert sum(week.expected for week in found.weeks if week.inside) == pytest.approx(found.expected, rel=0.05)
    assert (found.start, found.end) == (day(728), day(769))
    assert all(np.isfinite(figures(found)))
    assert json.dumps(to_record(found), allow_nan=False)


def test_a_steady_series_keeps_its_blocks_inside_their_bands():
    before = [week for week in without_effect().weeks if not week.inside]
    assert len(before) == 26
    assert sum(week.low <= week.observed <= week.high for week in before) >= 22
    assert all(week.low <= week.expected <= week.high for week in before)


def test_half_of_the_usual_is_likely_less():
    found = evaluate(altered(case(), slice(364, 406), 0.5))
    assert found.verdict is Verdict.LIKELY_LESS
    assert found.high < 0


def test_what_cannot_matter_is_too_small():
    asked = case(
        promise=Promise(span(364, 42), minimum_effect=400.0, minimum_detectable_effect=80.0, recorded_on=day(9))
    )
    found = evaluate(asked)
    assert found.verdict is Verdict.TOO_SMALL_TO_MATTER
    assert checks(found)["fixed_before"]


def test_a_smallest_effect_written_down_after_the_start_decides_nothing():
    late = Promise(span(364, 42), minimum_effect=400.0, minimum_detectable_effect=None, recorded_on=day(364))
    assert evaluate(case(promise=late), QUICK).verdict is Verdict.CANNOT_TELL


def test_a_few_side_entrants_are_not_enough_data():
    found = evaluate(case(days=770, start=728, rates=(0.1,), lift=3.0))
    assert found.verdict is Verdict.NOT_ENOUGH_DATA
    assert {name for name, ok in checks(found).items() if ok is False} >= {"expected_size"}
    assert found.low <= found.extra <= found.high


def test_the_same_data_give_the_same_numbers():
    assert evaluate(case(lift=0.3)) == evaluate(case(lift=0.3))


@pytest.mark.parametrize("scenario", ["base case", "no control", "3 sites"])
def test_the_truth_lies_inside_the_interval_on_simulated_organisations(scenario):
    inside, errors = 0, []
    for seed in range(6):
        made = simulate(seed, base=5.0, history=400, lift=0.5, scenario=SCENARIOS[scenario])
        places = dict.fromkeys(made.outcome.columns, Place(made.country, made.region))
        found = evaluate(Case(made.outcome, Period(made.start, made.end), made.controls, places=places), QUICK)
        inside += found.low <= made.truth <= found.high
        errors.append((found.extra - made.truth) / made.expected_base)
    assert inside >= 4
    assert np.mean(errors) == pytest.approx(0.0, abs=0.15)


def test_by_day_says_about_the_same_as_by_week():
    asked = case(days=294, start=252, rates=(8.0,), lift=0.4)
    weekly, daily = evaluate(asked, QUICK), evaluate(replace(asked, by_day=True), QUICK)
    assert daily.expected == pytest.approx(weekly.expected, rel=0.03)
    assert daily.high - daily.low == pytest.approx(weekly.high - weekly.low, rel=0.2)
    assert (weekly.grain, daily.grain) == ("week", "day")
    assert len([each for each in daily.weeks if each.inside]) == 42


def test_weekly_rows_give_what_their_days_give():
    asked = case(rates=(5.0, 2.0), lift=0.4)
    daily, weekly = evaluate(asked), evaluate(by_week(asked))
    assert figures(weekly) == pytest.approx(figures(daily), rel=1e-6)
    assert weekly.verdict is daily.verdict
    assert weekly.stretch == pytest.approx(daily.stretch, rel=1e-6)


def test_the_calendar_year_does_not_matter_without_holidays():
    now = evaluate(case(lift=0.2), QUICK)
    year_later = evaluate(case(lift=0.2, first=FIRST + timedelta(days=364)), QUICK)
    assert figures(year_later) == pytest.approx(figures(now), rel=2e-3, abs=0.3)


def test_the_order_of_the_sites_does_not_matter_much():
    asked = case(rates=(5.0, 2.0), lift=0.3)
    turned = replace(asked, outcome=asked.outcome[["site 2", "site 1"]])
    one, two = evaluate(asked, QUICK), evaluate(turned, QUICK)
    assert two.expected == pytest.approx(one.expected, rel=0.02)
    assert two.high - two.low == pytest.approx(one.high - one.low, rel=0.05)


def test_several_sites_with_their_own_holidays_make_one_finding():
    places = {"site 1": Place("NL", "Zuid"), "site 2": Place("BE", "Flemish")}
    asked = case(rates=(3.0, 2.0), lift=0.8, places=places)
    found = evaluate(asked, QUICK)
    assert found.observed == asked.outcome.iloc[364:].to_numpy().sum()
    assert found.low < 0.8 * 5 * 42 < found.high


@pytest.mark.parametrize(
    ("days", "stage"), [(400, Stage.RUNNING), (406, Stage.PRELIMINARY), (461, Stage.PRELIMINARY), (462, Stage.FINAL)]
)
def test_the_stage_follows_from_the_last_day(days, stage):
    assert evaluate(case(days=days), QUICK).stage is stage


def test_a_campaign_that_still_runs_is_judged_until_now():
    found = evaluate(case(days=390, lift=0.5), QUICK)
    assert found.end == day(389)
    assert found.expected == pytest.approx(5 * 26, rel=0.2)
    assert found.low < 0.5 * 5 * 26 < found.high


def test_the_final_answer_learns_from_the_weeks_after_the_wash_out():
    asked = case(days=490)
    plain = evaluate(asked, QUICK)
    lower = evaluate(altered(asked, slice(420, 490), 0.6), QUICK)
    assert plain.stage is Stage.FINAL
    assert lower.expected < 0.97 * plain.expected
    preliminary = evaluate(case(days=406), QUICK)
    assert plain.high - plain.low < preliminary.high - preliminary.low


def test_the_wash_out_itself_says_nothing():
    asked = case(days=490)
    after = slice(406, 420)
    assert figures(evaluate(altered(asked, after, 3.0), QUICK)) == figures(evaluate(asked, QUICK))


def test_an_overlapping_campaign_cannot_be_separated():
    found = evaluate(case(lift=1.5, others=(other(364, 42),)), QUICK)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "“Open day” ran in 100% of the window: the two cannot be separated." in sentences(found)
    assert found.high - found.low > with_effect().high - with_effect().low


def test_a_change_of_definition_in_the_window_forbids_a_verdict():
    found = evaluate(case(lift=1.5, others=(other(380, 1, "definition_break"),)), QUICK)
    assert found.verdict is Verdict.CANNOT_TELL
    assert checks(found)["definition"] is False


def test_another_campaign_that_also_ran_alone_is_taken_out():
    asked = altered(case(days=490, start=448, others=(other(300, 190),)), slice(300, 490), 1.5)
    apart, unaware = evaluate(asked, QUICK), evaluate(replace(asked, others=()), QUICK)
    assert checks(apart)["alone"] is None
    assert apart.low < 0 < apart.high
    assert abs(apart.relative) < abs(unaware.relative) + 0.05


def test_a_control_that_the_campaign_moved_is_told():
    asked = case()
    asked.controls.iloc[364:] *= 2
    found = evaluate(asked, QUICK)
    assert checks(found)["control"] is False
    assert "The control series itself moved in the window: what it says of the campaign is less certain." in sentences(
        found
    )
    assert checks(without_effect())["control"] is True


def test_cost_per_extra_is_the_cost_over_the_extra():
    spent = Spent(cash=6000.0, full=None)
    each = evaluate(case(lift=0.8, spent=spent), QUICK)
    assert (each.per_extra.cash, each.per_extra.full) == (6000.0 / each.extra, None)
    assert not each.per_extra.at_least


def test_cost_per_extra_is_only_a_lower_bound_where_the_interval_holds_zero():
    found = evaluate(case(spent=Spent(cash=None, full=9000.0)), QUICK)
    assert found.low < 0 < found.high
    assert (found.per_extra.cash, found.per_extra.full) == (None, 9000.0 / found.high)
    assert found.per_extra.at_least


def test_nothing_extra_has_no_cost():
    assert evaluate(altered(case(spent=Spent(6000.0, 9000.0)), slice(364, 406), 0.3), QUICK).per_extra is None


def test_quiet_periods_stand_beside_the_campaign():
    found = without_effect()
    assert len(found.quiet) == 20
    assert all(window.end < found.start for window in found.quiet)
    assert found.stretch >= 1.0


def test_what_would_help_names_what_is_not_there():
    with i18n.speaking("en"):
        helpful = " ".join(map(say, evaluate(case(controls=()), QUICK).would_help))
    assert "Set a group beside it" in helpful
    assert "52 weeks before the start are known" in helpful
