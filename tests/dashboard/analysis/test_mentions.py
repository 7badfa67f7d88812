"""Buzz and tone: two figures that are reckoned apart, each with what it rests on."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.analysis.mentions import KINDS, TONES, Mentions, tone
from dashboard.analysis.periods import Period

MONDAY = date(2026, 1, 5)


def said(*rows):
    """Return mentions of (days after MONDAY, mentions, positive, neutral, negative)."""
    columns = ["day", "mentions", *TONES]
    found = pd.DataFrame([(MONDAY + timedelta(days=day), *counts) for day, *counts in rows], columns=columns)
    return Mentions(found.assign(**dict.fromkeys(KINDS)).astype(dict.fromkeys(("mentions", *TONES, *KINDS), "Int64")))


def steady(weeks, per_week=14):
    return [(7 * week, per_week, 5, 6, 3) for week in range(weeks)]


def week(number, length=1):
    first = MONDAY + timedelta(weeks=number)
    return Period(first, first + timedelta(days=7 * length - 1))


def test_the_tone_is_positive_less_negative_with_its_interval_and_base():
    found = tone(30, 40, 10)
    assert (found.value, found.base) == (0.25, 80)
    assert (found.interval.low, found.interval.high) == (
        pytest.approx(0.1279, abs=1e-3),
        pytest.approx(0.3721, abs=1e-3),
    )


def test_under_five_mentions_there_is_no_tone():
    assert tone(2, 1, 1).value is None
    assert tone(2, 1, 1).base == 4


def test_a_tone_that_all_agree_on_is_not_certain_either():
    found = tone(6, 0, 0)
    assert found.value == 1.0
    assert found.interval.low < 1.0


def test_the_buzz_index_is_a_week_beside_the_median_of_the_eight_before():
    found = said(*steady(8), (56, 126, 10, 30, 86)).buzz(week(8))
    assert (found.index, found.usual) == (None, None)  # the last day of that week is not known yet
    found = said(*steady(8), (56, 126, 10, 30, 86), (62, 0, 0, 0, 0)).buzz(week(8))
    assert (found.index, found.per_week, found.usual) == (900.0, 126.0, 14)


def test_without_eight_weeks_before_there_is_no_index():
    found = said(*steady(8)).buzz(week(6))
    assert (found.index, found.usual, found.per_week) == (None, None, 14.0)


def test_a_day_without_a_row_had_none_and_a_day_outside_is_not_known():
    known = said(*steady(3))
    assert known.count(Period(MONDAY + timedelta(days=1), MONDAY + timedelta(days=6))) == 0
    assert known.count(week(5)) is None
    assert known.reach == Period(MONDAY, MONDAY + timedelta(days=14))


def test_a_kind_that_no_row_tells_is_not_known():
    known = said(*steady(3))
    assert known.count(week(0)) == 14
    assert known.count(week(0), "complaints") is None


def test_whole_weeks_inside_a_period_and_the_reach():
    weeks = said(*steady(12)).weeks(Period(MONDAY + timedelta(days=2), MONDAY + timedelta(days=100)))
    assert [each.monday for each in weeks] == [MONDAY + timedelta(weeks=number) for number in range(1, 11)]
    assert weeks[-1].buzz.index == 100.0


def test_nothing_is_known_without_rows():
    nothing = said()
    assert (nothing.reach, nothing.count(week(0)), nothing.weeks(week(0, 4))) == (None, None, [])
    assert nothing.tone(week(0)).value is None
