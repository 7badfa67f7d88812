from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.calendar import Override, Place
from dashboard.analysis.impact.arrange import arrange
from dashboard.analysis.impact.case import Case
from dashboard.analysis.periods import Period
from tests.dashboard.analysis.impact.asked import RAW, case, other, plain, span

SEASON = [f"season:{name}{k}" for k in (1, 2, 3) for name in ("cos", "sin")]


def names(arranged):
    return [column.name for column in arranged.columns]


def column(arranged, name):
    """Return the values of a regressor, parts x blocks."""
    return arranged.blocks.x[:, names(arranged).index(name)].reshape(arranged.shape)


def prior(arranged, name):
    found = arranged.columns[names(arranged).index(name)]
    return found.mean, found.sd


def test_blocks_hold_the_sums_of_their_days_part_after_part():
    asked = case(days=70, start=49, length=14, rates=(5.0, 2.0))
    arranged = plain(asked)
    assert arranged.shape == (2, 10)
    assert arranged.counts[1, 0] == asked.outcome.iloc[:7, 1].sum()
    assert arranged.blocks.first.tolist() == [True] + [False] * 9 + [True] + [False] * 9
    assert set(arranged.blocks.step) == {1.0}
    assert arranged.places(np.array([3, 4])).tolist() == [3, 4, 13, 14]


def test_history_campaign_and_wash_out_follow_each_other():
    arranged = plain(case(days=112, start=49, length=14))
    assert arranged.first == 7
    assert np.flatnonzero(arranged.campaign).tolist() == [7, 8]
    assert np.flatnonzero(arranged.washing).tolist() == [9, 10]
    assert np.flatnonzero(arranged.seen[0]).tolist() == [0, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15]


def test_the_wash_out_can_be_longer_or_left_out():
    assert plain(case(days=112, start=49, length=14, wash_out_days=30)).washing.sum() == 5
    assert plain(case(days=112, start=49, length=14, wash_out_days=0)).washing.sum() == 0


def test_a_missing_day_makes_a_block_smaller_and_is_no_zero():
    asked = case(days=70, start=49, length=14)
    asked.outcome.iloc[:] = 4.0
    asked.outcome.iloc[10] = np.nan
    arranged = plain(asked)
    assert arranged.counts[0, 1] == 24.0
    assert arranged.exposure[0, 1] == pytest.approx(6 / 7, abs=0.01)
    assert arranged.known.all()


def test_a_block_of_which_less_than_half_is_known_is_not_used():
    asked = case(days=70, start=49, length=14, rates=(5.0, 5.0))
    asked.outcome.iloc[7:11, 0] = np.nan
    arranged = plain(asked)
    assert arranged.known[0].tolist() == [True, False] + [True] * 8
    assert arranged.known[1].all()
    assert arranged.known_days == 6 * 7


def test_an_endless_count_is_not_known():
    asked = case(days=70, start=49, length=14)
    asked.outcome.iloc[10] = np.inf
    assert np.isfinite(plain(asked).blocks.y).all()


def test_the_short_last_week_of_a_campaign_expects_less():
    asked = case(days=70, start=49, length=10)
    asked.outcome.iloc[:] = 4.0
    arranged = plain(asked)
    assert arranged.exposure[0, 7:9] == pytest.approx([1.0, 3 / 7], abs=0.01)
    assert arranged.blocks.step[8] == pytest.approx((7 + 3) / 2 / 7)


def test_after_a_gap_in_the_rows_the_level_may_have_moved_further():
    asked = case(days=112, start=98, length=14)
    kept = np.delete(np.arange(112), np.arange(30, 60))
    arranged = plain(replace(asked, outcome=asked.outcome.iloc[kept], controls=asked.controls.iloc[kept]))
    assert arranged.blocks.step.max() == 6.0


def test_without_a_control_the_season_may_be_larger():
    alone, beside = plain(case(controls=())), plain(case())
    assert names(alone) == ["level:site 1", *SEASON]
    assert names(beside) == ["level:site 1", *SEASON, "control"]
    for arranged, sd in ((alone, RAW.season_sd), (beside, RAW.season_sd_with_control)):
        assert [prior(arranged, f"season:cos{k}")[1] for k in (1, 2, 3)] == pytest.approx([sd, sd / 2, sd / 3])
    assert RAW.season_sd > RAW.season_sd_with_control
    assert prior(beside, "control") == (RAW.control_mean, RAW.control_sd)
    assert prior(beside, "level:site 1") == (0.0, 10.0)
    assert alone.control is None


def test_the_season_is_that_of_the_middle_of_the_block():
    arranged = plain(case(days=800, start=700, length=14))
    number = (arranged.starts[50] + timedelta(days=3)).toordinal()
    assert column(arranged, "season:cos1")[0, 50] == pytest.approx(np.cos(2 * np.pi * number / 365.25), abs=1e-3)
    assert column(arranged, "season:sin2")[0, 50] == pytest.approx(np.sin(4 * np.pi * number / 365.25), abs=5e-3)


def test_controls_are_added_up_and_explain_by_their_log_around_the_mean_outside_the_campaign():
    asked = case(days=70, start=49, length=14, controls=(20.0, 3.0))
    arranged = plain(asked)
    sums = asked.controls.sum(axis=1).to_numpy().reshape(10, 7).sum(axis=1)
    logs = np.log(sums + 0.5)
    np.testing.assert_allclose(arranged.control, sums)
    np.testing.assert_allclose(column(arranged, "control")[0], logs - np.delete(logs, [7, 8]).mean())


def test_a_control_with_missing_days_counts_as_if_its_week_were_whole():
    asked = case(days=70, start=49, length=14)
    asked.outcome.iloc[:], asked.controls.iloc[:] = 4.0, 6.0
    asked.controls.iloc[8] = np.nan
    asked.controls.iloc[14:21] = np.nan
    arranged = plain(asked)
    assert arranged.control[1] == pytest.approx(42.0, rel=0.01)
    assert np.isnan(arranged.control[2])
    assert column(arranged, "control")[0, 2] == 0.0


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_a_control_that_counts_nothing_is_no_control(value):
    asked = case(days=70, start=49, length=14)
    asked.controls.iloc[:] = value
    arranged = arrange(asked)
    assert arranged.control is None
    assert "control" not in names(arranged)


def test_the_counting_noise_of_a_control_is_taken_out():
    asked = case(days=406, start=364, controls=(2.0,))
    raw, smooth = column(plain(asked), "control"), column(arrange(asked), "control")
    assert smooth.std() < raw.std() / 3
    assert smooth[0, :52].mean() == pytest.approx(0.0, abs=1e-9)


def test_a_real_move_of_the_control_stays_in():
    asked = case(days=406, start=364, controls=(200.0,))
    asked.controls.iloc[200:] *= 3
    smooth = column(arrange(asked), "control")[0]
    assert smooth[35:52].mean() - smooth[:25].mean() == pytest.approx(np.log(3), abs=0.1)


def test_unknown_weeks_of_a_control_are_filled_in_from_around_them():
    asked = case(days=406, start=364, controls=(200.0,))
    asked.controls.iloc[:250] *= 3
    asked.controls.iloc[70:84] = np.nan
    smooth = column(arrange(asked), "control")[0]
    assert smooth[10:12] == pytest.approx(smooth[8:10], abs=0.1)


def test_holidays_are_those_of_each_part():
    asked = case(
        days=140,
        start=126,
        length=14,
        rates=(5.0, 5.0, 5.0),
        places={"site 1": Place("NL", "Zuid"), "site 2": Place("BE")},
    )
    arranged = plain(asked)
    public, school = column(arranged, "public holidays"), column(arranged, "school holidays")
    kings_day = next(i for i, start in enumerate(arranged.starts) if start <= date(2024, 4, 27) < start + timedelta(7))
    assert public[:2, kings_day].tolist() == [1.0, 0.0]
    assert school[0].max() > 0.7
    assert not school[1].any()
    assert not public[2].any()
    assert [prior(arranged, name) for name in ("school holidays", "public holidays")] == [(0.0, 0.5), (0.0, 0.3)]


def test_christmas_and_summer_breaks_may_count_for_more_than_other_school_holidays():
    arranged = plain(case(days=406, start=364, places={"site 1": Place("NL", "Zuid")}))
    months = np.array([(start + timedelta(days=3)).month for start in arranged.starts])
    school, summer, christmas = (column(arranged, f"{name} holidays")[0] for name in ("school", "summer", "christmas"))
    assert summer.sum() == pytest.approx(6, abs=1)
    assert set(months[summer > 0.5]) == {7, 8}
    assert set(months[christmas > 0.5]) <= {12, 1}
    assert (school >= summer + christmas).all()
    assert school[(months == 4) | (months == 5)].sum() > 0.5


def test_the_organisations_own_day_off_is_a_public_holiday():
    asked = case(days=140, start=126, length=14, places={"site 1": Place("NL")})
    corrected = replace(asked, overrides=(Override(date(2024, 3, 6), "Founding day"),))
    more = column(plain(corrected), "public holidays") - column(plain(asked), "public holidays")
    assert more.sum() == 1.0


def test_months_have_the_holidays_of_the_whole_month():
    index = pd.date_range("2023-01-01", periods=24, freq="MS")
    outcome = pd.DataFrame({"site": 30.0}, index)
    window = Period(date(2024, 10, 1), date(2024, 10, 31))
    arranged = plain(Case(outcome, window, outcome[[]], places={"site": Place("NL")}, grain="month"))
    december = column(arranged, "public holidays")[0, 11]
    assert december == 2.0
    assert arranged.exposure[0, :2] == pytest.approx(np.array([31, 28]) / 31)


def test_vacancies_explain_by_their_log_and_what_is_not_known_is_usual():
    asked = case(days=70, start=49, length=14, rates=(5.0, 5.0))
    vacancies = asked.outcome * 0 + 3.0
    vacancies.iloc[42:, 0] = 7.0
    vacancies.iloc[:7, 0] = np.nan
    vacancies["site 2"] = 0.0
    values = column(plain(replace(asked, vacancies=vacancies)), "vacancies")
    assert values[0, 0] == 0.0
    assert values[0, 9] - values[0, 1] == pytest.approx(np.log(7.5 / 3.5))
    assert not values[1].any()


def test_another_campaign_explains_the_days_on_which_it_ran_in_the_parts_that_it_touched():
    asked = case(days=70, start=49, length=14, rates=(5.0, 5.0), others=(other(10, 7, parts=("site 2",)),))
    arranged = plain(asked)
    values = column(arranged, "other:campaign 10")
    assert not values[0].any()
    assert values[1, :4] == pytest.approx([0, 4 / 7, 3 / 7, 0])
    assert arranged.others[:4] == pytest.approx([0, 4 / 7, 3 / 7, 0])
    assert prior(arranged, "other:campaign 10") == (0.0, 0.3)


def test_waves_of_vacancies_and_changes_of_definition_are_not_regressed():
    asked = case(others=(other(10, 7, "vacancy_wave"), other(10, 7, "definition_break"), other(10, 1, "award")))
    assert [name for name in names(plain(asked)) if name.startswith("other:")] == ["other:award 10"]


def test_by_day_weekdays_explain_too():
    arranged = plain(case(days=70, start=49, length=14, by_day=True))
    assert [name for name in names(arranged) if name.startswith("weekday:")] == [f"weekday:{n}" for n in range(1, 7)]
    assert column(arranged, "weekday:3")[0, :7].tolist() == pytest.approx([-1 / 7, 6 / 7] + [-1 / 7] * 5)
    assert set(np.round(arranged.blocks.step, 9)) == {round(1 / 7, 9)}


@pytest.mark.parametrize("window", [span(0, 70), span(0, 14), span(56, 14), span(60, 40)])
def test_a_window_may_lie_at_either_end_or_cover_everything(window):
    arranged = arrange(replace(case(days=70), window=window))
    assert np.isfinite(arranged.blocks.x).all()
    assert arranged.campaign.any()


def test_experiments_can_change_the_priors():
    wide = replace(RAW, season_sd_with_control=0.3, control_mean=1.0)
    arranged = arrange(case(), wide)
    assert (prior(arranged, "season:sin1")[1], prior(arranged, "control")[0]) == (0.3, 1.0)
