from datetime import date, timedelta

import pytest

from dashboard.analysis.blocks import Block, average, blocks, height, shortest
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count

START = date(2026, 1, 14)
SHOWN = Period(START - timedelta(weeks=2), START + timedelta(weeks=3, days=-1))
LAST = date(2026, 6, 29)


def every_day(number, shown=SHOWN):
    return dict.fromkeys(shown.each_day(), number)


def test_weeks_are_counted_from_the_first_day_of_the_campaign():
    found = blocks(every_day(2), START, SHOWN, LAST)
    assert [block.period.first for block in found] == [START + timedelta(weeks=i) for i in range(-2, 3)]
    assert [block.count.value for block in found] == [14] * 5
    assert average(found) == 14


@pytest.mark.story("R12")
def test_a_week_that_is_not_over_is_marked_and_left_out_of_the_average():
    counts = {day: 2 for day in SHOWN.each_day() if day <= START + timedelta(days=16)}
    found = blocks(counts, START, SHOWN, START + timedelta(days=16))
    assert [block.complete for block in found] == [True, True, True, True, False]
    assert (found[-1].count.value, average(found)) == (6, 14)


def test_small_weeks_are_hidden_with_a_neighbour_and_there_is_no_average_then():
    shown = Period(START - timedelta(weeks=8), START + timedelta(weeks=8, days=-1))
    counts = every_day(2, shown) | dict.fromkeys(Period(START, START + timedelta(days=6)).each_day(), 0) | {START: 3}
    found = blocks(counts, START, shown, LAST)
    assert [str(block.count) for block in found[8:11]] == ["< 5", "≥ 5", "14"]
    assert average(found) is None


def test_where_most_weeks_are_small_blocks_are_four_weeks():
    shown = Period(START - timedelta(weeks=8), START + timedelta(weeks=8, days=-1))
    counts = {START + timedelta(weeks=i): 3 for i in range(-8, 8)}
    found = blocks(counts, START, shown, LAST)
    assert [(block.period.days, block.count.value) for block in found] == [(28, 12)] * 4


def test_calendar_months_are_drawn_as_they_are_counted_and_weeks_taken_together_per_week():
    def block(first, last, count):
        return Block(Period(first, last), Count(count), complete=True)

    months = [block(date(2026, 1, 1), date(2026, 1, 31), 481), block(date(2026, 2, 1), date(2026, 2, 28), 435)]
    weeks = [block(date(2026, 1, 5), date(2026, 1, 18), 20), block(date(2026, 1, 19), date(2026, 1, 25), 12)]
    assert [height(each, shortest(months)) for each in months] == [481, 435]
    assert [height(each, shortest(weeks)) for each in weeks] == [10, 12]
