from datetime import date, timedelta

from dashboard.analysis.blocks import Block
from dashboard.analysis.disclosure import Sum, computable, gives_away, shown_sums
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count, Mark

START = date(2026, 1, 14)


def days(first: int, last: int) -> Period:
    return Period(START + timedelta(days=first), START + timedelta(days=last))


def week(number: int, count: Count) -> Block:
    return Block(days(7 * number, 7 * number + 6), count, complete=True)


def test_sums_that_share_no_end_tell_nothing_together():
    assert not gives_away([Sum(days(0, 6), 10), Sum(days(3, 9), 12)])


def test_what_is_left_between_two_sums_can_be_computed():
    assert gives_away([Sum(days(0, 13), 30), Sum(days(0, 9), 27)])
    assert not gives_away([Sum(days(0, 13), 30), Sum(days(0, 9), 30)])
    assert not gives_away([Sum(days(0, 13), 30), Sum(days(0, 9), 25)])


def test_a_small_sum_is_seen_also_where_an_older_one_of_the_same_days_says_otherwise():
    assert gives_away([Sum(days(0, 6), 60), Sum(days(0, 6), 3)])


def test_a_chain_of_sums_gives_the_day_in_between():
    sums = [Sum(days(0, 20), 60), Sum(days(7, 20), 40), Sum(days(0, 7), 23)]
    assert {(each.period, each.value) for each in computable(sums)} == {
        (days(0, 6), 20),
        (days(7, 7), 3),
        (days(8, 20), 37),
    }


def test_hidden_blocks_that_can_be_only_one_number_are_given_away():
    few, more = Count(None, Mark.FEW), Count(None, Mark.MORE)
    blocks = [week(0, few), week(1, more)]
    assert gives_away([Sum(days(0, 13), 6)], blocks)
    assert not gives_away([Sum(days(0, 13), 9)], blocks)
    assert gives_away([Sum(days(0, 13), 8)], [week(0, few), week(1, few)])


def test_a_block_that_is_not_complete_counts_up_to_the_last_day():
    blocks = [week(0, Count(9)), week(1, Count(5)), week(2, Count(0)), week(3, Count(None, Mark.FEW))]
    shown = shown_sums(blocks, START + timedelta(days=9))
    assert [(each.period, each.value) for each in shown] == [(days(0, 6), 9), (days(7, 9), 5)]
