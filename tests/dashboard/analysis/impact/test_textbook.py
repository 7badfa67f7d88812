from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from connectors.errors import NotEnoughData
from dashboard.analysis.impact.poisson import harmonics, interrupted_time_series, poisson
from dashboard.analysis.impact.textbook import (
    difference_in_differences,
    synthetic_control,
    synthetic_difference_in_differences,
    time_based_regression,
)

DESIGNS = [difference_in_differences, synthetic_control, synthetic_difference_in_differences]


def years(*, units: int = 8, periods: int = 20, seed: int = 5) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    common = np.cumsum(random.normal(size=periods))
    figures = 50 + common[:, None] + random.normal(scale=0.3, size=(periods, units))
    return pd.DataFrame(figures, index=range(2001, 2001 + periods), columns=[f"place {n}" for n in range(units)])


def test_difference_in_differences_by_hand():
    figures = pd.DataFrame({"here": [1, 3, 10], "there": [2, 2, 3], "elsewhere": [4, 4, 9]}, index=[2001, 2002, 2003])
    found = difference_in_differences(figures, ["here"], 2003)
    assert found.att == (10 - 2) - (6 - 3)
    assert found.error == pytest.approx(5 - 1)  # each of the two others against the other: 1 - 5 and 5 - 1
    assert found.weights == {"there": 0.5, "elsewhere": 0.5}


def test_synthetic_control_by_hand():
    figures = pd.DataFrame({"a": [0, 10, 2, 4], "b": [10, 0, 8, 8], "here": [5, 5, 5, 9]}, index=range(2001, 2005))
    found = synthetic_control(figures, ["here"], 2004)
    assert found.weights == pytest.approx({"a": 0.5, "b": 0.5})
    assert found.att == pytest.approx(9 - 6)


def test_synthetic_difference_in_differences_takes_the_last_year_when_only_that_predicts():
    rising = pd.DataFrame({"a": [1, 2, 4, 4], "b": [2, 3, 5, 5], "here": [7, 8, 10, 13]}, index=range(2001, 2005))
    found = synthetic_difference_in_differences(rising, ["here"], 2004)
    assert found.att == pytest.approx(3, abs=1e-4)


@pytest.mark.parametrize("design", DESIGNS)
def test_known_effect_lies_within_its_interval(design):
    figures = years()
    figures.loc[2016:, "place 3"] += 2
    found = design(figures, ["place 3"], 2016)
    assert found.low < 2 < found.high
    assert found.att == pytest.approx(2, abs=0.35)
    assert sum(found.weights.values()) == pytest.approx(1)


@pytest.mark.parametrize("design", DESIGNS)
def test_several_treated_places_count_on_average(design):
    figures = years()
    figures.loc[2016:, "place 3"] += 1
    figures.loc[2016:, "place 4"] += 3
    found = design(figures, ["place 3", "place 4"], 2016)
    assert found.att == pytest.approx(2, abs=0.35)
    assert set(found.weights) == {f"place {n}" for n in (0, 1, 2, 5, 6, 7)}
    assert found.error == design(figures, ["place 4", "place 3"], 2016).error


def test_without_more_untreated_than_treated_there_is_no_error():
    found = difference_in_differences(years(units=2), ["place 0"], 2016)
    assert (found.error, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(
    ("treated", "start"), [([], 2016), (["place 0", "place 1"], 2016), (["place 0"], 2002), (["place 0"], 2030)]
)
def test_panel_that_cannot_be_split_is_refused(treated, start):
    with pytest.raises(NotEnoughData, match="too few figures"):
        difference_in_differences(years(units=2), treated, start)


def groups(effect: float = 0.0) -> tuple[pd.Series, pd.Series]:
    random = np.random.default_rng(8)
    days = pd.date_range("2025-03-03", periods=70)
    control = pd.Series(random.normal(100, 10, size=70), index=days)
    treated = 20 + 1.5 * control + random.normal(size=70)
    treated[days >= "2025-04-14"] += effect
    return treated, control


def test_regression_on_time_agrees_with_the_prediction_of_a_straight_line():
    treated, control = groups(4)
    found = time_based_regression(treated, control, date(2025, 4, 14), date(2025, 5, 11))
    line = stats.linregress(control[:42], treated[:42])
    test = slice(42, 70)
    assert found.effect == pytest.approx((treated[test] - line.intercept - line.slope * control[test]).sum())
    assert found.freedom == 40
    assert abs(found.effect - 4 * 28) < found.reach(0.95)
    assert found.reach(0.90) == pytest.approx(1.303077 * found.error, rel=1e-6)


def test_error_of_one_test_day_is_that_of_a_predicted_value():
    treated, control = groups()
    found = time_based_regression(treated, control, date(2025, 4, 14), date(2025, 4, 14))
    before, at = control[:42], control.iloc[42]
    line = stats.linregress(before, treated[:42])
    noise = ((treated[:42] - line.intercept - line.slope * before) ** 2).sum() / 40
    spread = 1 + 1 / 42 + (at - before.mean()) ** 2 / ((before - before.mean()) ** 2).sum()
    assert found.error == pytest.approx((noise * spread) ** 0.5)


@pytest.mark.parametrize("start", [date(2025, 3, 5), date(2026, 1, 1)])
def test_regression_without_days_before_or_after_is_refused(start):
    with pytest.raises(NotEnoughData, match="too few figures"):
        time_based_regression(*groups(), start)


def test_regression_with_a_missing_day_or_a_control_that_stands_still_is_refused():
    treated, control = groups()
    for other in (control.drop(control.index[5]), control * 0 + 3):
        with pytest.raises(NotEnoughData, match="too few figures"):
            time_based_regression(treated, other, date(2025, 4, 14))


def test_poisson_of_two_groups_is_the_ratio_of_their_rates():
    counts, people = np.array([10.0, 14.0, 30.0, 42.0]), np.array([100.0, 100.0, 200.0, 200.0])
    design = np.column_stack([np.ones(4), [0, 0, 1, 1]])
    fit = poisson(design, counts, np.log(people))
    assert np.exp(fit.coefficients) == pytest.approx([24 / 200, (72 / 400) / (24 / 200)])
    assert fit.covariance[1, 1] == pytest.approx(1 / 24 + 1 / 72)
    assert fit.dispersion == pytest.approx((4 / 12 + 4 / 12 + 36 / 36 + 36 / 36) / 2)


def test_poisson_bears_periods_in_which_nothing_was_counted():
    fit = poisson(np.ones((5, 1)), np.array([0.0, 0.0, 1.0, 0.0, 2.0]), np.zeros(5))
    assert np.exp(fit.coefficients[0]) == pytest.approx(0.6)


def test_poisson_refuses_columns_that_say_the_same():
    with pytest.raises(NotEnoughData, match="too few figures"):
        poisson(np.ones((5, 2)), np.arange(5.0), np.zeros(5))


def months() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    month = np.arange(72) % 12 + 1
    after = (np.arange(72) >= 40).astype(float)
    mean = 2000 * np.exp(0.15 * np.cos(2 * np.pi * month / 12) + 0.002 * np.arange(72)) * 0.8**after
    return np.round(mean), after, month / 12


def test_interrupted_series_gives_back_its_step_under_trend_and_season():
    counts, after, season = months()
    found = interrupted_time_series(counts, after, population=np.full(72, 1e5), season=season)
    assert found.ratio == pytest.approx(0.8, abs=0.001)
    assert found.low < found.ratio < found.high
    assert found.dispersion < 0.01


def test_restless_counts_widen_the_interval():
    counts, after, season = months()
    shaken = np.round(counts * np.exp(np.random.default_rng(4).normal(scale=0.1, size=72)))
    calm, restless = (
        interrupted_time_series(series, after, population=np.full(72, 1e5), season=season)
        for series in (counts, shaken)
    )
    assert restless.dispersion > 10
    assert restless.high - restless.low > 5 * (calm.high - calm.low)


def test_nothing_counted_after_the_change_is_refused():
    counts, after, season = months()
    with pytest.raises(NotEnoughData, match="too few"):
        interrupted_time_series(counts * (1 - after), after, population=np.full(72, 1e5), season=season)


def test_harmonics_of_a_quarter_of_the_year():
    assert harmonics(np.array([0.25]), 2) == pytest.approx(np.array([[1, 0, 0, -1]]), abs=1e-12)
