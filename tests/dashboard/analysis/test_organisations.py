from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks.organisations import SCENARIOS, simulate

BASE_CASE = SCENARIOS["base case"]
CALM = replace(BASE_CASE, drift_sd=0.0)


def many(lift=0.0, scenario=BASE_CASE, count=150, **settings):
    return [simulate(seed, base=3.0, history=365, lift=lift, scenario=scenario, **settings) for seed in range(count)]


def in_window(organisation, frame):
    return frame[pd.Timestamp(organisation.start) : pd.Timestamp(organisation.end)]


def test_the_base_is_the_mean_count_a_day_before_the_campaign():
    daily = [one.outcome["site 1"].iloc[:365].mean() for one in many(scenario=CALM)]
    assert np.mean(daily) == pytest.approx(3.0, rel=0.02)


def test_a_control_is_as_large_as_the_scenario_says():
    five = many(scenario=replace(CALM, controls=5, control_size=2.0), count=40)
    assert np.mean([one.controls.iloc[:365].mean() for one in five], axis=0) == pytest.approx([6.0] * 5, rel=0.05)


def test_zero_lift_adds_nothing():
    for one in many(count=20):
        assert one.truth == 0
        assert in_window(one, one.outcome).to_numpy().sum() == pytest.approx(one.expected_base, rel=0.6)


@pytest.mark.parametrize("name", ["base case", "constant effect", "ramping effect", "3 sites"])
def test_a_lift_adds_that_share_of_the_expected_count(name):
    organisations = many(lift=0.5, scenario=SCENARIOS[name])
    added = sum(one.truth for one in organisations) / sum(one.expected_base for one in organisations)
    assert added == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("name", ["base case", "3 sites", "5 small controls"])
def test_the_truth_is_the_difference_with_the_same_organisation_without_a_campaign(name):
    settings = {"base": 3.0, "history": 180, "scenario": SCENARIOS[name], "after_days": 14}
    quiet, lifted = simulate(7, **settings), simulate(7, lift=1.0, **settings)
    added = lifted.outcome - quiet.outcome
    assert lifted.truth == in_window(lifted, added).to_numpy().sum()
    assert lifted.truth > 0
    assert added.iloc[:180].to_numpy().sum() == 0
    assert added.iloc[-14:].to_numpy().sum() > 0
    pd.testing.assert_frame_equal(lifted.controls, quiet.controls)
    pd.testing.assert_series_equal(lifted.views, quiet.views)


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_shape_of_an_organisation(name):
    scenario = SCENARIOS[name]
    one = simulate(1, base=1.0, history=180, scenario=scenario, after_days=56)
    window = 7 * scenario.weeks
    assert one.outcome.shape == (180 + window + 56, scenario.sites)
    assert one.controls.shape == (180 + window + 56, scenario.controls)
    assert one.days[180].date() == one.start
    assert (one.end - one.start).days + 1 == window
    assert one.views.iloc[:180].sum() == 0
    assert one.views.iloc[180] > one.views.iloc[182] > one.views.iloc[185] < one.views.iloc[187]


def test_public_and_school_holidays_are_quieter():
    organisations = many(scenario=replace(CALM, season=0.0, alpha=0.0), count=100)
    outcome = pd.concat([one.outcome["site 1"] for one in organisations])
    christmas = outcome[(outcome.index.month == 12) & (outcome.index.day == 25)].mean()
    summer = outcome[(outcome.index.month == 8) & (outcome.index.day < 7)].mean()
    autumn = outcome[(outcome.index.month == 11) & (outcome.index.day > 8)].mean()
    assert christmas / autumn == pytest.approx(0.45 * 0.78, rel=0.25)
    assert summer / autumn == pytest.approx(0.78, rel=0.05)


@pytest.mark.parametrize(("shift", "control_follows"), [("own", False), ("shared", True)])
def test_a_shift_at_the_start_moves_the_outcome_and_when_shared_the_control(shift, control_follows):
    shifted = many(scenario=replace(CALM, shift=shift, alpha=0.0), count=20)
    steady = many(scenario=replace(CALM, alpha=0.0), count=20)
    factors = [one.expected_base / other.expected_base for one, other in zip(shifted, steady, strict=True)]
    assert {round(factor, 6) for factor in factors} == {0.65, 1.35}
    for one, other, factor in zip(shifted, steady, factors, strict=True):
        control = in_window(one, one.controls).to_numpy().sum() / in_window(other, other.controls).to_numpy().sum()
        assert control == pytest.approx(factor if control_follows else 1.0, rel=0.2)


def test_campaigns_start_in_every_month():
    assert {one.start.month for one in many(count=100)} == set(range(1, 13))


def test_the_drift_of_outcome_and_control_moves_together_as_asked():
    def together(rho):
        organisations = many(scenario=replace(BASE_CASE, rho=rho, drift_sd=0.5, season=0.0, alpha=0.0), count=60)
        pairs = [(np.log(_monthly(one.outcome)), np.log(_monthly(one.controls))) for one in organisations]
        return np.mean([np.corrcoef(mine, theirs)[0, 1] for mine, theirs in pairs])

    assert together(0.0) == pytest.approx(0.0, abs=0.15)
    assert together(0.9) == pytest.approx(0.9, abs=0.1)


def _monthly(frame):
    return frame.iloc[:364, 0].to_numpy().reshape(13, 28).sum(axis=1)
