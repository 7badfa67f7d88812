from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.beside import counted_periods, month_cuts, safe_blocks, weeks_beside_months
from dashboard.analysis.blocks import Block, average, height
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count, Mark

FIRST, LAST = date(2026, 1, 1), date(2026, 5, 31)
DAYS = list(Period(FIRST, LAST).each_day())


def lengths(blocks):
    return [(f"{block.period.first:%d-%m}", block.period.days, block.count.value) for block in blocks]


def test_weeks_stand_alone_where_the_days_up_to_the_month_hold_enough():
    found = weeks_beside_months(dict.fromkeys(DAYS, 6), date(2026, 3, 1), date(2026, 3, 31))
    assert lengths(found) == [("02-03", 7, 42), ("09-03", 7, 42), ("16-03", 7, 42), ("23-03", 7, 42)]


def test_a_monday_shortly_after_the_first_of_a_month_is_no_cut_where_few_came_in_between():
    found = weeks_beside_months(dict.fromkeys(DAYS, 2), date(2026, 1, 20), date(2026, 3, 31))
    assert ("02-02", 7, 14) not in lengths(found)  # Sunday 1 February alone would be 2
    assert lengths(found)[:2] == [("26-01", 14, 28), ("09-02", 7, 14)]


def test_where_nothing_is_safe_there_are_no_weeks():
    assert weeks_beside_months({date(2026, 1, 20): 3}, date(2026, 1, 1), date(2026, 1, 31)) == []
    assert weeks_beside_months({}, date(2026, 1, 6), date(2026, 1, 11)) == []


def running(counts, blocks):
    """Every day at which somebody who knows all months and all blocks knows how many had come in."""
    cuts = set(month_cuts(FIRST, LAST))
    for block in blocks:
        cuts |= {block.period.first, block.period.last + timedelta(days=1)}
    return [sum(counts[day] for day in DAYS if start <= day < end) for start, end in pairwise(sorted(cuts))]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 9]), min_size=len(DAYS), max_size=len(DAYS)), st.integers(0, 40))
def test_no_difference_of_weeks_and_months_is_small(numbers, start):
    counts = dict(zip(DAYS, numbers, strict=True))
    blocks = weeks_beside_months(counts, FIRST + timedelta(days=start), LAST)
    whole = {sum(counts[day] for day in DAYS if day.month == month) for month in range(1, 6)}
    if not any(0 < number < 5 for number in whole):
        assert not any(0 < number < 5 for number in running(counts, blocks))
    for block in blocks:
        assert block.count.value == sum(counts[day] for day in block.period.each_day())
        assert block.period.days % 7 == 0


def counting(counts):
    return lambda period: sum(counts.get(day, 0) for day in period.each_day())


def test_a_campaign_that_begins_a_few_applicants_after_the_first_is_counted_from_the_first():
    counts = dict.fromkeys(DAYS, 1)
    months = month_cuts(FIRST, LAST)
    own = Period(date(2026, 2, 3), date(2026, 4, 13))
    assert counted_periods([own], counting(counts), months) == [Period(date(2026, 2, 1), date(2026, 4, 13))]
    assert counted_periods([own], counting(dict.fromkeys(DAYS, 3)), months) == [own]


def test_a_second_campaign_keeps_clear_of_the_first():
    counts, months = dict.fromkeys(DAYS, 1), month_cuts(FIRST, LAST)
    some = [Period(date(2026, 2, 10), date(2026, 4, 13)), Period(date(2026, 2, 12), date(2026, 4, 20))]
    assert counted_periods(some, counting(counts), months) == [some[0], Period(date(2026, 2, 10), date(2026, 4, 20))]


def test_a_campaign_of_days_with_few_has_nothing_to_tell():
    counts, months = dict.fromkeys(DAYS, 1), month_cuts(FIRST, LAST)
    assert counted_periods([Period(date(2026, 1, 30), date(2026, 2, 2))], counting(counts), months) == [None]


def week(first, number, mark=Mark.SHOWN):
    return Block(Period(first, first + timedelta(days=6)), Count(number, mark), complete=True)


def test_weeks_of_a_campaign_are_joined_where_a_month_would_tell_a_day_apart():
    counts = dict.fromkeys(DAYS, 3)
    some = [week(date(2026, 1, 25) + timedelta(weeks=i), 21) for i in range(3)]  # the second begins on 1 February
    assert safe_blocks(some, counts, month_cuts(FIRST, LAST), LAST) == some
    some = [week(date(2026, 1, 24) + timedelta(weeks=i), 21) for i in range(3)]  # the second begins a day before
    found = safe_blocks(some, counts, month_cuts(FIRST, LAST), LAST)
    assert lengths(found) == [("24-01", 14, 42), ("07-02", 7, 21)]
    assert (average(found), height(found[0], 7)) == (21, 21)
    hidden = [some[0], week(date(2026, 1, 31), None, Mark.MORE), some[2]]
    marks = [block.count.mark for block in safe_blocks(hidden, counts, month_cuts(FIRST, LAST), LAST)]
    assert marks == [Mark.WITHHELD, Mark.MORE, Mark.SHOWN]
