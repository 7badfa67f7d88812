from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.exposure import adstock, exposure_timing, words

START = date(2026, 1, 14)


def by_day(values, first=START):
    return pd.Series(values, index=[first + timedelta(days=day) for day in range(len(values))])


def episodes(number, every=7, first=0):
    """Return views that peak at each episode and fade."""
    age = np.arange(number)[:, None] - np.arange(first, number, every)[None, :]
    return np.where(age >= 0, 9000.0 * (np.maximum(age, 0) + 1.0) ** -1.2, 0.0).sum(axis=1)


def timing(observed, views, expected=4.0):
    likely = by_day(np.full(len(observed), expected))
    return exposure_timing(by_day(observed), likely, by_day(np.full(len(observed), 2.2)), views)


def test_extra_that_comes_and_goes_with_the_views_follows_the_episodes():
    views = by_day(episodes(84, every=14))
    left = adstock(views, list(views.index), 5.0)
    observed = np.random.default_rng(1).poisson(4 + 8 * left / left.mean())
    found = timing(observed, views)
    assert found.timing.reading == 1
    assert (found.timing.half_life, [each.half_life for each in found.sensitivity]) == (5.0, [3.0, 10.0])
    assert found.timing.days == 84
    assert "That is no proof" in words(found).text


def test_extra_that_does_not_change_tells_nothing_of_timing():
    observed = np.random.default_rng(2).poisson(8, 84)
    found = timing(observed, by_day(episodes(84, every=14)))
    assert found.timing.reading == 0
    assert "does not tell" in words(found).text


def test_extra_between_the_episodes_goes_against_them():
    views = by_day(episodes(84, every=14))
    left = adstock(views, list(views.index), 5.0)
    observed = np.random.default_rng(3).poisson(np.maximum(14 - 8 * left / left.mean(), 0.5))
    found = timing(observed, views)
    assert (found.timing.reading, found.depends_on_half_life) == (-1, False)


def test_a_straight_line_in_both_is_no_timing():
    random = np.random.default_rng(4)
    views = by_day(np.linspace(20000, 100, 184), START - timedelta(days=100))
    read = [timing(random.poisson(np.linspace(14, 2, 84)), views).timing.reading for _ in range(40)]
    assert read.count(1) <= 5


@pytest.mark.parametrize(("number", "expected"), [(27, 4.0), (60, 0.2)])
def test_a_short_window_or_few_expected_applications_are_refused(number, expected):
    found = timing(np.ones(number), by_day(episodes(number)), expected)
    assert found.timing is None
    assert str(words(found)).startswith("Too little to see whether the timing follows the episodes: it takes 28 days")


def test_views_that_are_not_known_or_never_change_are_refused():
    observed = np.random.default_rng(5).poisson(5, 60)
    for views in (by_day([]), by_day(np.full(60, np.nan)), by_day(np.zeros(60))):
        assert "their timing tells nothing" in words(timing(observed, views)).text


def test_what_is_left_of_a_view_halves_every_half_life():
    views = by_day([800.0] + [0.0] * 15)
    assert adstock(views, list(views.index), 5.0)[[0, 5, 10, 15]] == pytest.approx([800, 400, 200, 100])


def test_views_from_before_the_window_still_work():
    views = by_day([800.0] + [0.0] * 9, START - timedelta(days=5))
    days = [START + timedelta(days=day) for day in range(5)]
    assert adstock(views, days, 5.0)[0] == pytest.approx(400)


def test_days_without_known_views_make_what_is_left_unknown_until_they_weigh_little():
    views = by_day([100.0] * 10 + [np.nan] * 3 + [100.0] * 20)
    left = adstock(views, list(views.index), 3.0)
    assert np.isnan(left[10:20]).any()
    assert not np.isnan(left[:10]).any()
    assert not np.isnan(left[25:]).any()


def test_days_before_the_first_view_had_none():
    days = [START + timedelta(days=day) for day in range(10)]
    assert adstock(by_day([100.0] * 5, START + timedelta(days=5)), days, 5.0)[:6].tolist() == [0, 0, 0, 0, 0, 100]


def test_without_an_effect_five_in_a_hundred_read_as_following():
    random = np.random.default_rng(6)
    views = by_day(episodes(56))
    read = [timing(random.negative_binomial(14, 14 / 18, 56), views).timing.reading for _ in range(200)]
    assert read.count(1) <= 18


@settings(max_examples=30, deadline=None)
@given(st.floats(0.01, 1000), st.integers(0, 2**32 - 1))
def test_the_size_of_the_views_does_not_matter(scale, seed):
    observed = np.random.default_rng(seed).poisson(5, 42)
    one, other = (timing(observed, by_day(episodes(42) * size)).timing for size in (1.0, scale))
    assert one.correlation == pytest.approx(other.correlation, abs=1e-9)
    assert one.interval.low <= one.correlation <= one.interval.high
