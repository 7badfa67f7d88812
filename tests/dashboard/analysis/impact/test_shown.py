from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.blocks import blocks
from dashboard.analysis.disclosure import Sum, gives_away, shown_sums
from dashboard.analysis.impact.shown import period, shown_blocks
from dashboard.analysis.periods import Period
from tests.dashboard.analysis.impact.found import START, weeks

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=12)


def test_weeks_with_enough_applicants_stay_as_they_are():
    assert shown_blocks(weeks()) == weeks()


def test_one_small_week_makes_all_blocks_longer_and_keeps_the_campaign_apart():
    found = shown_blocks(weeks(counts=(9, 8, 3, 7, 6), campaign=(20, 30), after=(8, 9)))
    assert [(week.observed, week.days, week.expected, week.inside) for week in found] == [
        (9, 7, 60, False),
        (24, 28, 240, False),
        (50, 14, 120, True),
        (17, 14, 120, False),
    ]
    assert (found[1].low, found[1].high) == (180, 308)


def test_nothing_came_in_may_be_shown():
    assert shown_blocks(weeks(counts=(0, 9), campaign=(20,), after=())) == weeks((0, 9), (20,), ())


def test_when_no_length_will_do_what_came_in_is_left_out():
    found = shown_blocks(weeks(counts=(9, 8), campaign=(3,), after=(8,)))
    assert [week.observed for week in found] == [None] * 4
    assert [week.expected for week in found] == [60] * 4


def test_a_week_that_another_chart_hides_cannot_be_computed():
    some = weeks(counts=(9, 8, 7, 6), campaign=(20, 7, 20, 20), after=(9,))
    total = Sum(Period(START, START + timedelta(days=29)), 70)  # two days of the week after: 3
    assert [week.observed for week in shown_blocks(some, [total])] == [9, 8, 7, 6, 20, 7, 20, None, None]


def test_where_many_weeks_would_have_to_be_left_out_none_says_what_came_in():
    some = weeks(counts=(9,), campaign=(20, 20), after=(9,))
    total = Sum(Period(START, START + timedelta(days=15)), 43)  # two days of the week after: 3
    assert [week.observed for week in shown_blocks(some, [total])] == [None] * 4


@given(COUNTS, COUNTS, COUNTS)
def test_nothing_small_follows_from_both_charts_together(before, during, after):
    some = weeks(before, during, after)
    by_day = {week.start: int(week.observed) for week in some}
    drawn = Period(some[0].start, some[-1].start + timedelta(days=6))
    timeline = blocks(by_day, START, drawn, drawn.last)
    shown = shown_sums(timeline, drawn.last)
    found = shown_blocks(some, shown, timeline)
    mine = [Sum(period(week), int(week.observed)) for week in found if week.observed is not None]
    assert not mine or not gives_away([*shown, *mine], timeline)
    assert sum(week.days for week in found) == drawn.days
