from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.beside import month_cuts, weeks_beside_months
from dashboard.analysis.periods import Period

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
