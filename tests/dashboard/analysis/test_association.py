from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from dashboard.analysis.association import Attention, Inflow, associations, words
from dashboard.analysis.lagged import Second, correlations, ranks
from dashboard.analysis.periods import Period
from dashboard.analysis.seasonless import seasonless

FIRST = date(2024, 7, 1)
WEEKDAY = np.array([1.25, 1.2, 1.1, 1.0, 0.8, 0.7, 0.95])


def days(number):
    return [FIRST + timedelta(days=day) for day in range(number)]


def period(number):
    return Period(FIRST, FIRST + timedelta(days=number - 1))


def series(values):
    return pd.Series(values, index=days(len(values)))


def attention(values, theme="serie"):
    return Attention(theme, "youtube", "views", series(values))


def inflow(values, group="nurse"):
    return Inflow(group, series(values))


def memory(random, number, keep=0.8, deviation=1.0):
    """Return noise in which a day resembles the day before."""
    noise = random.normal(size=number) * deviation * np.sqrt(1 - keep**2)
    for day in range(1, number):
        noise[day] += keep * noise[day - 1]
    return noise


def season(number):
    """Return a year's season and the weekdays, which attention and applications share."""
    place = np.arange(number)
    return np.log(WEEKDAY[place % 7]) + 0.3 * np.sin(2 * np.pi * place / 365.25)


def views(random, number):
    return random.poisson(300 * np.exp(season(number) + 0.5 * memory(random, number)))


def applied(random, number, mean=2.0, lift=0.0):
    return random.poisson(mean * np.exp(season(number) + memory(random, number, 0.95, 0.2) + lift))


def test_applications_that_follow_attention_by_three_days_are_found_at_three_days():
    random = np.random.default_rng(1)
    seen = views(random, 400)
    follows = 0.5 * np.concatenate([np.zeros(3), (np.log1p(seen) - np.log1p(seen).mean())[:-3]])
    first, second = associations(
        [attention(seen)],
        [inflow(applied(random, 400), "nurse"), inflow(applied(random, 400, lift=follows), "it")],
        period(400),
    )
    assert (first.inflow.function_group, first.best.days, first.stands_out) == ("it", 3, True)
    assert first.joint.low < first.best.interval.low < first.best.rho < first.best.interval.high < first.joint.high
    assert (first.adjusted_p, first.looks, second.stands_out) == (0.002, 30, False)
    assert [lag.pairs for lag in first.lags] == [400 - lag for lag in range(15)]
    assert words(first).text.startswith("More attention for {theme} goes together with more")


def test_applications_that_fall_with_attention_are_said_to_be_fewer():
    random = np.random.default_rng(2)
    seen = views(random, 400)
    (found,) = associations(
        [attention(seen)],
        [inflow(applied(random, 400, lift=-0.6 * (np.log1p(seen) - np.log1p(seen).mean())))],
        period(400),
    )
    assert found.stands_out
    assert found.joint.high < 0
    assert "fewer applications" in words(found).text


def test_every_sentence_with_a_figure_says_that_it_is_no_cause():
    random = np.random.default_rng(3)
    (found,) = associations([attention(views(random, 300))], [inflow(applied(random, 300))], period(300))
    assert not found.stands_out
    assert "an association, not a cause" in str(words(found))


def test_a_season_that_both_share_is_no_association():
    random = np.random.default_rng(4)
    seen = random.poisson(300 * np.exp(3 * season(730)))
    (found,) = associations([attention(seen)], [inflow(random.poisson(3 * np.exp(season(730))))], period(730))
    assert found.lags[0].with_season > 0.3
    assert abs(found.lags[0].rho) < 0.1
    assert not found.stands_out


def test_without_a_relation_five_in_a_hundred_families_stand_out():
    random = np.random.default_rng(5)
    found = 0
    for _ in range(200):
        seen = [attention(views(random, 190), theme) for theme in ("serie", "house")]
        came = [inflow(applied(random, 190), group) for group in ("nurse", "it")]
        found += associations(seen, came, period(190), draws=99)[0].adjusted_p <= 0.05
    assert 4 <= found <= 18


def test_the_answer_is_the_same_every_time():
    random = np.random.default_rng(6)
    given_ = [attention(views(random, 250))], [inflow(applied(random, 250))], period(250)
    assert [each.best for each in associations(*given_)] == [each.best for each in associations(*given_)]


def test_a_missing_day_takes_its_pairs_away_and_is_not_zero():
    random = np.random.default_rng(7)
    seen, came = views(random, 300).astype(float), applied(random, 300)
    seen[100:120] = np.nan
    (found,) = associations([attention(seen)], [inflow(came)], period(300))
    assert (found.days, found.lags[0].pairs, found.lags[14].pairs) == (280, 280, 266)


@pytest.mark.parametrize(
    ("seen", "mean", "number", "sentence"),
    [
        (300, 2.0, 181, "Too few days to set serie beside nurse: both are known on 181 days, it takes at least 182."),
        (0, 2.0, 200, "Too little attention to set serie beside nurse: it was seen on 0 days, it takes at least 56."),
        (300, 0.3, 200, "Too few applications to set serie beside nurse: it takes at least 100."),
    ],
)
def test_too_little_to_look_at_is_refused_with_what_is_missing(seen, mean, number, sentence):
    random = np.random.default_rng(8)
    pair = [attention(random.poisson(seen, number))], [inflow(random.poisson(mean, number))]
    (found,) = associations(*pair, period(number))
    assert (found.best, found.adjusted_p, found.stands_out) == (None, None, False)
    assert str(words(found)) == sentence


def test_what_is_refused_stands_last_and_is_not_among_the_looks():
    random = np.random.default_rng(9)
    pair = [inflow(random.poisson(0.1, 300), "doctor"), inflow(applied(random, 300))]
    found = associations([attention(views(random, 300))], pair, period(300))
    assert [each.inflow.function_group for each in found] == ["nurse", "doctor"]
    assert found[0].looks == 15


def test_without_themes_there_is_nothing():
    assert associations([], [inflow([1] * 300)], period(300)) == ()


def test_weekday_level_and_days_off_are_taken_away():
    number = 420
    off = {day for day in days(number) if day.day == 11}
    counts = np.exp(2 + np.log(WEEKDAY[np.arange(number) % 7])) - 1
    counts = np.array([0.0 if day in off else count for day, count in zip(days(number), counts, strict=True)])
    left = seasonless(counts, days(number), days_off=off)
    inside = slice(14, -14)
    plain = [abs(value) for value, day in zip(left[inside], days(number)[inside], strict=True) if day not in off]
    assert max(plain) < 0.15  # a day off differs from weekday to weekday, one indicator does not
    assert np.abs(seasonless(np.full(number, 7.0), days(number))).max() < 1e-9


def test_a_series_without_any_known_day_stays_unknown():
    assert np.isnan(seasonless(np.full(30, np.nan), days(30))).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=12, max_size=40),
    st.integers(0, 5),
)
def test_a_correlation_is_spearmans(pairs, lag):
    one, two = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    found, number = correlations(ranks(one[:, None]), Second.of(ranks(two[:, None]), lag + 1))
    first, second = one[: len(one) - lag], two[lag:]
    assert number[0, 0, lag] == len(first)
    if lag == 0 and first.std() and second.std():
        assert found[0, 0, 0] == pytest.approx(spearmanr(first, second).statistic)
    assert -1 <= found[0, 0, lag] <= 1
