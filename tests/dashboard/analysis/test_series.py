"""The episodes of a series at the same age, how far each is watched, and over which days they cannot be compared."""

from datetime import date, timedelta

import pytest

from dashboard.analysis.episodes import Day, Episode
from dashboard.analysis.series import (
    broken,
    carry_over_words,
    completion_words,
    told,
    too_young,
    views_words,
    watching,
)

RELEASE = date(2026, 1, 14)


def episode(number, views, *, released=RELEASE, days=28):
    figures = {released + timedelta(days=i): Day(views, views * 3.0, 0.5, views * 10, views) for i in range(days)}
    return Episode(number, f"Episode {number}", released, figures)


@pytest.mark.story("M7")
def test_completion_is_the_viewers_at_95_percent_over_those_at_the_start():
    curve = {1: 0.8, 50: 0.6, 95: 0.2, 100: 0.1}
    (one,) = told([episode(1, 100)], [curve])
    assert one.completion == 0.25
    assert one.curve == {1: 1.0, 50: pytest.approx(0.75), 95: 0.25, 100: 0.125}
    assert one.by_age == (100,) * 28
    assert (one.figures.impressions, one.figures.click_rate) == (28_000, 0.1)


def test_without_viewers_at_the_start_there_is_no_curve():
    assert watching({50: 0.5, 95: 0.3}) == {}
    assert watching({1: 0.0, 95: 0.3}) == {}
    (one,) = told([episode(1, 100)], [{}])
    assert (one.completion, one.curve) == (None, {})


def test_a_curve_stays_with_its_episode_when_they_come_in_another_order():
    first, second = told([episode(2, 50), episode(1, 100)], [{1: 1.0, 95: 0.2}, {1: 1.0, 95: 0.4}])
    assert [(each.figures.number, each.completion) for each in (first, second)] == [(1, 0.4), (2, 0.2)]
    assert completion_words([first, second]).values["low"].share == 0.2


@pytest.mark.story("M7")
def test_a_young_episode_is_named_and_compared_with_nothing():
    young = episode(2, 50, released=RELEASE + timedelta(weeks=1), days=20)
    some = told([episode(1, 100), young], [{}, {}])
    until = RELEASE + timedelta(days=27)
    assert [(each.figures.number, each.whole_on) for each in too_young(some, until)] == [(2, date(2026, 2, 17))]
    assert len(too_young(some, None)) == 2
    assert some[1].figures.carry_over is None
    assert some[1].by_age[19:21] == (50, None)
    assert "Too early" in carry_over_words(some).text
    assert views_words(some).values == {"number": 1, "days": 28, "views": 2800}


def test_the_words_name_the_last_episode_that_can_be_compared():
    some = told([episode(1, 100), episode(2, 50)], [{}, {}])
    assert carry_over_words(some).values["share"].share == 0.5
    assert "not known" in completion_words(some).text
    assert "No episode" in views_words(told([episode(1, 100, days=3)], [{}])).text


@pytest.mark.story("M7")
def test_a_changed_definition_counts_when_it_lies_between_the_compared_days():
    second = episode(2, 50, released=RELEASE + timedelta(weeks=1))
    some = told([episode(1, 100), second], [{}, {}])
    first_day, last_day = RELEASE, RELEASE + timedelta(days=7 + 27)
    assert broken(some, [first_day, last_day + timedelta(days=1)]) == []
    assert broken(some, [last_day, first_day + timedelta(days=1)]) == [first_day + timedelta(days=1), last_day]
    assert broken(told([Episode(1, "x", None, {})], [{}]), [first_day]) == []


def test_an_episode_without_a_release_has_no_days():
    (one,) = told([Episode(1, "x", None, {})], [{}])
    assert (set(one.by_age), one.whole_on, one.figures.views) == ({None}, None, None)
