"""Weeks that can stand beside months: both cut time, and the days between two cuts may not hold a small count.

Whoever knows counts per month and counts per week of the same people knows the count of the days between the first of a month
and the Monday before or after it. Where that is small, the weeks on both sides of that Monday are taken together.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from dashboard.analysis.blocks import WEEK, Block
from dashboard.analysis.periods import Period, next_month, week_of
from dashboard.analysis.suppression import Count, is_few

_DAY = timedelta(days=1)
_Piece = tuple[date, date]


def weeks_beside_months(counts_by_day: Mapping[date, int], first: date, last: date) -> list[Block]:
    """Return the counts of the whole weeks in a period in blocks of one week or more that are safe beside counts per month.

    ``counts_by_day`` reaches from the first day of the month in which the first week begins, up to ``last`` at least; a
    day without an entry counts nobody. Days at the ends that only a longer block could hold are left out.
    """
    mondays = _mondays(first, last)

    def counted(period: Period) -> int:
        return sum(counts_by_day.get(day, 0) for day in period.each_day())

    found = safe_cuts(counted, month_cuts(first, last), mondays)
    periods = [Period(start, end - _DAY) for start, end in pairwise(found)]
    return [Block(period, Count(counted(period)), complete=True) for period in periods]


def month_cuts(first: date, last: date) -> list[date]:
    """Return the first days of months: from the month of ``first`` up to the day after ``last``."""
    found = [first.replace(day=1)]
    while (following := next_month(found[-1])) <= last + _DAY:
        found.append(following)
    return found


def safe_cuts(counted: Callable[[Period], int], fixed: Iterable[date], wished: Iterable[date]) -> list[date]:
    """Return those of the wished days at which time can be cut beside the fixed ones, so that nothing between is small.

    ``counted`` gives the count of a period. A small count between two cuts is joined to the smaller of its neighbours by
    leaving out the wished day in between; a small count between two fixed days is not told of by weeks either.
    """
    kept, always = set(wished), frozenset(fixed)
    pieces = _pieces(counted, kept | always)
    while small := [pair for pair, number in pieces.items() if is_few(number) and not always.issuperset(pair)]:
        out = _loosest(small[0], pieces, always)
        kept.discard(out)
        before, after = (next((pair for pair in pieces if pair[end] == out), None) for end in (1, 0))
        joined = sum(pieces.pop(pair) for pair in (before, after) if pair)
        if before and after:
            pieces[before[0], after[1]] = joined
    return sorted(kept)


def _pieces(counted: Callable[[Period], int], cuts: Iterable[date]) -> dict[_Piece, int]:
    return {(start, end): counted(Period(start, end - _DAY)) for start, end in pairwise(sorted(cuts))}


def _loosest(small: _Piece, pieces: Mapping[_Piece, int], always: Collection[date]) -> date:
    """Return which end of a small piece is left out: the one beyond which fewer came in, or nothing is counted."""
    beyond = {end: [n for piece, n in pieces.items() if end in piece and piece != small] for end in small}
    return min((end for end in small if end not in always), key=lambda end: beyond[end] or [-1])


def _mondays(first: date, last: date) -> list[date]:
    start = week_of(first + timedelta(days=WEEK - 1))
    number = (last - start).days + 1
    return [start + timedelta(days=step) for step in range(0, number + 1, WEEK)] if number >= WEEK else []
