from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from connectors.errors import NotEnoughData
from dashboard.analysis.impact.conformal import accepted, p_of_blocks, p_of_rows
from dashboard.analysis.impact.holdout import HoldOut, hold_out
from dashboard.analysis.impact.panels import in_weeks, panel_of
from dashboard.analysis.impact.synthetic import simplex_weights, synthetic

FIRST = date(2025, 1, 6)
START = FIRST + timedelta(days=60)
ROWS, WINDOW = 74, 14


def places(*, rows: int = ROWS, seed: int = 1, noise: float = 1.0) -> pd.DataFrame:
    """Return five places that share a wave; Mere lies exactly between Aldor and Brink but for the noise."""
    random = np.random.default_rng(seed)
    days = pd.date_range(FIRST, periods=rows)
    wave = np.sin(np.arange(rows) / 9)
    slope = np.arange(rows) / 20
    figures = pd.DataFrame(
        {"Aldor": 20 + 6 * wave, "Brink": 40 + 4 * slope, "Corle": 15 - 5 * slope, "Dunne": 30 - 7 * wave}, index=days
    )
    figures["Mere"] = (figures["Aldor"] + figures["Brink"]) / 2 + 100
    return figures + noise * random.normal(size=figures.shape)


def with_effect(figures: pd.DataFrame, effect: float, unit: str = "Mere") -> pd.DataFrame:
    changed = figures.copy()
    changed.loc[pd.Timestamp(START) :, unit] += effect
    return changed


def test_known_mixture_is_found_and_a_level_of_its_own_does_not_matter():
    found = hold_out(with_effect(places(noise=0), 3), ["Mere"], START)
    assert found.att == pytest.approx(3, abs=1e-6)
    assert found.extra == pytest.approx(3 * WINDOW, abs=1e-5)
    assert (found.low, found.high) == pytest.approx((3, 3), abs=1e-3)
    assert found.weights == pytest.approx({"Aldor": 0.5, "Brink": 0.5, "Corle": 0, "Dunne": 0}, abs=1e-6)
    assert found.fit.rmspe == pytest.approx(0, abs=1e-6)
    assert found.p_blocks == 1 / ROWS
    assert found.placebo_p == 1 / 5


def test_extra_counts_every_treated_place_and_every_day_of_the_window():
    figures = places(noise=0)
    figures["Noord"] = figures["Mere"] - 30
    found = hold_out(with_effect(with_effect(figures, 3), 1, "Noord"), ["Mere", "Noord"], START)
    assert found.att == pytest.approx(2, abs=1e-6)
    assert found.extra == pytest.approx(2 * 2 * WINDOW, abs=1e-4)
    assert found.observed.iloc[0] == pytest.approx(figures[["Mere", "Noord"]].iloc[0].sum())
    window = slice(pd.Timestamp(START), None)
    assert (found.observed - found.expected)[window].sum() == pytest.approx(found.extra)
    assert found.relative == pytest.approx(found.extra / found.expected[window].sum())


def test_days_after_the_end_are_left_out():
    figures = with_effect(places(), 5)
    end = START + timedelta(days=6)
    found = hold_out(figures, ["Mere"], START, end)
    assert (found.start, found.end) == (START, end)
    assert len(found.observed) == 67
    assert same(found, hold_out(figures.iloc[:67], ["Mere"], START))


def same(one: HoldOut, other: HoldOut) -> bool:
    return (one.att, one.p_value, one.low, one.high) == (other.att, other.p_value, other.low, other.high)


def test_clear_effect_lies_in_its_interval_and_zero_does_not():
    found = hold_out(with_effect(places(), 4), ["Mere"], START)
    assert found.low < 4 < found.high
    assert found.low > 0
    assert found.extra_low == found.low * WINDOW
    assert found.p_value < 0.01
    assert found.p_blocks < 0.1


def test_higher_level_gives_a_wider_interval():
    figures = with_effect(places(), 2)
    narrow, wide = (hold_out(figures, ["Mere"], START, level=level) for level in (0.8, 0.95))
    assert wide.low < narrow.low < narrow.att < narrow.high < wide.high


def test_same_figures_give_the_same_answer_in_any_order_of_days():
    figures = places()
    assert same(hold_out(figures, ["Mere"], START), hold_out(figures.iloc[::-1], ["Mere"], START))


@pytest.mark.parametrize("correlation", [0.0, 0.6])
def test_blocks_reject_no_effect_about_as_often_as_they_say(correlation):
    random = np.random.default_rng(11)
    ps = []
    for _ in range(300):
        shocks = random.normal(size=(60, 5))
        for row in range(1, 60):
            shocks[row] += correlation * shocks[row - 1]
        residuals = synthetic(shocks[:, 0], shocks[:, 1:], 60).gap
        ps.append(p_of_blocks(residuals, 6))
    assert 0.05 <= np.mean(np.array(ps) <= 0.1) <= 0.15


def test_drawn_rows_reject_no_effect_as_often_as_they_say_when_days_do_not_resemble_their_neighbours():
    random = np.random.default_rng(12)
    ps = [
        p_of_rows(synthetic(shocks[:, 0], shocks[:, 1:], 60).gap, 6, draws=400)
        for shocks in (random.normal(size=(60, 5)) for _ in range(300))
    ]
    assert 0.06 <= np.mean(np.array(ps) <= 0.1) <= 0.14


def test_p_of_drawn_rows_by_hand():
    # the window sums to 6 without signs; of the 6 pairs only 2 + 4 and 3 + 4 reach that
    assert p_of_rows(np.array([1.0, -3.0, 2.0, -4.0]), 2) == pytest.approx(2 / 6, abs=0.01)


def test_p_of_blocks_by_hand():
    # rotations put (2, -4), (-4, 1), (1, -3), (-3, 2) in the window: sums -2, -3, -2, -1
    assert p_of_blocks(np.array([1.0, -3.0, 2.0, -4.0]), 2) == 3 / 4
    assert p_of_blocks(np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0]), 2) == 1 / 6


def test_residuals_of_nothing_reject_nothing():
    assert p_of_blocks(np.zeros(30), 6) == 1
    assert p_of_rows(np.zeros(30), 6, draws=100) == 1


def test_interval_is_where_the_p_value_stays_above():
    low, high = accepted(lambda effect: 1.0 if -2.5 < effect < 4 else 0.05, 1.0, 0.1, 0.90)
    assert (low, high) == pytest.approx((-2.5, 4), abs=1e-3)


def test_interval_without_any_rejection_has_no_end():
    assert accepted(lambda _: 0.5, 0.0, 1.0, 0.90) == (-np.inf, np.inf)


def test_weights_are_never_negative_and_sum_to_one():
    random = np.random.default_rng(3)
    weights = simplex_weights(random.normal(size=(20, 40)), random.normal(size=20))
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1, abs=1e-12)
    assert simplex_weights(np.eye(2), np.array([3.0, -3.0])) == pytest.approx([1, 0])
    assert simplex_weights(np.eye(2), np.array([0.7, 0.3])) == pytest.approx([0.7, 0.3])


def test_ridge_pulls_the_weights_together():
    candidates, target = np.eye(2), np.array([0.9, 0.1])
    assert simplex_weights(candidates, target, ridge=1.0) == pytest.approx([0.7, 0.3])


def test_indexed_follows_the_season_of_a_place_that_is_far_larger_than_all_others():
    figures = places(noise=0)[["Aldor", "Brink", "Dunne"]]
    figures["Mere"] = 10 * figures["Aldor"]
    plain, indexed = (hold_out(figures, ["Mere"], START, indexed=indexed) for indexed in (False, True))
    assert abs(plain.att) > 1
    assert indexed.att == pytest.approx(0, abs=1e-5)
    assert indexed.fit.scaled == pytest.approx(0, abs=1e-6)


def test_indexed_refuses_a_place_where_nothing_came_in():
    figures = places()
    figures["Leegte"] = 0.0
    with pytest.raises(NotEnoughData) as refused:
        hold_out(figures, ["Mere"], START, indexed=True)
    assert str(refused.value) == "nothing came in at Leegte before 2025-03-07"


def test_places_where_nothing_ever_came_in_give_no_effect():
    empty = pd.DataFrame(0, index=pd.date_range(FIRST, periods=ROWS), columns=["Aldor", "Brink", "Mere"])
    found = hold_out(empty, ["Mere"], START)
    assert (found.att, found.relative, found.p_value, found.p_blocks) == (0, None, 1, 1)
    assert found.placebo_p == 1


def test_weeks_are_counted_from_the_start_and_half_weeks_fall_away():
    days = pd.date_range("2025-01-01", "2025-01-24")
    weeks = in_weeks(pd.DataFrame({"Mere": range(24), "Aldor": 1}, index=days), date(2025, 1, 17))
    assert list(weeks.index.strftime("%m-%d")) == ["01-03", "01-10", "01-17"]
    assert weeks["Aldor"].tolist() == [7, 7, 7]
    assert weeks["Mere"].tolist() == [sum(range(2, 9)), sum(range(9, 16)), sum(range(16, 23))]


def test_week_with_an_unknown_day_has_no_figure():
    days = pd.date_range("2025-01-01", periods=14)
    figures = pd.DataFrame({"Mere": 1.0}, index=days)
    figures.iloc[9] = np.nan
    assert in_weeks(figures, date(2025, 1, 8))["Mere"].fillna(-1).tolist() == [7, -1]
    assert in_weeks(figures.drop(days[9]), date(2025, 1, 8))["Mere"].fillna(-1).tolist() == [7, -1]


def test_weekly_figures_are_analysed_as_they_are():
    days = places(rows=7 * ROWS)
    start = FIRST + timedelta(days=7 * 60)
    found = hold_out(in_weeks(days, start), ["Mere"], start)
    assert len(found.observed) == ROWS
    assert found.low < 0 < found.high


REFUSALS = {
    "unknown": (places(), ["Elders"], "there are no figures of Elders"),
    "none treated": (places(), [], "it is not known where the campaign ran"),
    "one other": (
        places()[["Mere", "Aldor"]],
        ["Mere"],
        "at least 2 places where the campaign did not run; there is 1",
    ),
    "day left out": (places().drop(pd.Timestamp(FIRST + timedelta(days=3))), ["Mere"], "no figure on 2025-01-09"),
    "day twice": (pd.concat([places(), places().iloc[[4]]]), ["Mere"], "2025-01-10 is in the figures twice"),
    "short before": (
        places().iloc[35:],
        ["Mere"],
        "25 days or weeks of figures before 2025-03-07; this comparison needs 28",
    ),
    "start after": (places().iloc[:50], ["Mere"], "no row that begins on 2025-03-07"),
}


@pytest.mark.parametrize("situation", REFUSALS)
def test_what_cannot_be_compared_is_refused_with_its_reason(situation):
    figures, treated, sentence = REFUSALS[situation]
    with pytest.raises(NotEnoughData) as refused:
        hold_out(figures, treated, START)
    assert sentence in str(refused.value)
    assert refused.value.code.startswith("not_enough_data.")


def test_missing_figure_is_named_by_place_and_day():
    figures = places()
    figures.loc["2025-02-01", "Corle"] = np.nan
    with pytest.raises(NotEnoughData) as refused:
        panel_of(figures, ["Mere"], START)
    assert str(refused.value) == "there is no figure of Corle on 2025-02-01"
    assert "0 when nothing came in" in str(refused.value.hint)


def test_fewer_than_26_rows_before_is_refused_even_for_a_short_window():
    with pytest.raises(NotEnoughData) as refused:
        panel_of(places().iloc[35:], ["Mere"], START, START)
    assert str(refused.value).endswith("25 days or weeks of figures before 2025-03-07; this comparison needs 26")
