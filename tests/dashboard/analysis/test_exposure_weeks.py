from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.exposure import adstock, words
from dashboard.analysis.exposure_weeks import by_week_words, weekly_timing
from dashboard.analysis.impact.finding import Week
from dashboard.charts.words import tell
from dashboard.i18n import speaking

START = date(2026, 1, 14)
WEEKS = 12


def views(weeks=WEEKS, every=21):
    """Return views by day that peak at an episode and fade."""
    age = np.arange(7 * weeks)[:, None] - np.arange(0, 7 * weeks, every)[None, :]
    seen = np.where(age >= 0, 9000.0 * (np.maximum(age, 0) + 1.0) ** -1.2, 0.0).sum(axis=1)
    return pd.Series(seen, index=[START + timedelta(days=day) for day in range(7 * weeks)])


def blocks(observed, inside=True):
    return [
        Week(START + timedelta(weeks=place), 7, value, 20.0, 11.0, 31.0, inside) for place, value in enumerate(observed)
    ]


def left_by_week(seen):
    left = adstock(seen, list(seen.index), 5.0).reshape(-1, 7).mean(axis=1)
    return left / left.mean()


def test_weeks_that_come_and_go_with_the_views_follow_the_episodes():
    seen = views()
    found = weekly_timing(blocks(np.random.default_rng(1).poisson(20 + 30 * left_by_week(seen))), seen)
    assert (found.timing.reading, found.timing.days, found.timing.half_life) == (1, 12, 5.0)
    assert [each.half_life for each in found.sensitivity] == [3.0, 10.0]
    assert "That is no proof" in words(found).text
    with speaking("en"):
        said = tell(by_week_words(found))
    assert said.startswith("Read from 12 weeks, not from days, with a half-life of 5 days. With other half-lives: 0.")
    assert said.count(" at 3 days, ") == said.count(" at 10 days. ") == 1


def test_weeks_that_do_not_move_with_the_views_tell_nothing():
    stream, seen = np.random.default_rng(2), views()
    read = [weekly_timing(blocks(stream.poisson(30, WEEKS)), seen).timing.reading for _ in range(100)]
    assert read.count(1) <= 8
    assert read.count(-1) <= 8


def test_weeks_outside_the_campaign_are_not_read():
    seen = views()
    quiet = [Week(START - timedelta(weeks=9 - place), 7, 900.0, 20.0, 11.0, 31.0, inside=False) for place in range(9)]
    campaign = blocks(np.random.default_rng(1).poisson(20 + 30 * left_by_week(seen)))
    assert weekly_timing([*quiet, *campaign], seen) == weekly_timing(campaign, seen)


@pytest.mark.parametrize("observed", [[30.0] * 7, [30.0] * 7 + [None]])
def test_fewer_than_eight_known_weeks_are_too_few(observed):
    found = weekly_timing(blocks(observed), views())
    assert (found.timing, by_week_words(found)) == (None, None)
    assert "it takes {weeks} weeks of a campaign" in found.refused.text


def test_views_that_are_not_known_leave_nothing_to_read():
    observed = np.random.default_rng(1).poisson(30, WEEKS)
    for seen in (views(4), views()[:0]):
        found = weekly_timing(blocks(observed), seen)
        assert found.timing is None
        assert found.refused.text.startswith("The views are not known in enough weeks")
