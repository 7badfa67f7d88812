"""Weeks that can stand beside months: both cut time, and the days between two cuts may not hold a small count.

Whoever knows counts per month and counts per week of the same people knows the count of the days between the first of a month
and the Monday before or after it. Where that is small, the weeks on both sides of that Monday are taken together.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dashboard.analysis.blocks import WEEK, Block
from dashboard.analysis.periods import Period, next_month, week_of
from dashboard.analysis.suppression import Count, Mark, is_few

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


def counted_periods(
    windows: Iterable[Period], counted: Callable[[Period], int], months: Iterable[date]
) -> list[Period | None]:
    """Return the days that are counted for each window: its own, unless an end of it lies only a few applicants from a cut.

    Cuts are the first days of ``months`` and the ends of the windows before it. Such an end is moved to the cut from which
    the fewest came in between; None when nothing is left then.
    """
    cuts = set(months)
    found: list[Period | None] = []
    for window in windows:
        ends = (window.first, window.last + _DAY)
        kept = safe_cuts(counted, cuts, ends)
        start, stop = (day if day in kept else _nearest(day, cuts, counted) for day in ends)
        found.append(Period(start, stop - _DAY) if start < stop else None)
        cuts |= {start, stop}
    return found


def _nearest(day: date, cuts: Iterable[date], counted: Callable[[Period], int]) -> date:
    def between(cut: date) -> tuple[int, int]:
        first, after = sorted((cut, day))
        return counted(Period(first, after - _DAY)) if first < after else 0, abs((cut - day).days)

    return min(sorted(cuts), key=between)  # of two equally near ones the earlier, in every process


def safe_blocks(
    blocks: Sequence[Block], counts_by_day: Mapping[date, int], cuts: Collection[date], last_day: date
) -> list[Block]:
    """Return blocks that follow each other, joined where they would give a small count away beside counts from cut to cut.

    One that cannot be joined, since its neighbour is hidden or there is none, is withheld. ``counts_by_day`` reaches back
    to the last cut before the first block; days after ``last_day`` are to come.
    """

    def counted(period: Period) -> int:
        return sum(counts_by_day.get(day, 0) for day in period.each_day())

    ends = {min(block.period.last, last_day) + _DAY for block in blocks}
    kept = {*safe_cuts(counted, cuts, {blocks[0].period.first, *ends}), *cuts}
    found: list[list[Block]] = []
    for block in blocks:
        if found and block.period.first not in kept:
            found[-1].append(block)
        else:
            found.append([block])
    return [each for some in found for each in _joined(some, kept, last_day)]


def _joined(some: Sequence[Block], kept: Collection[date], last_day: date) -> list[Block]:
    """Return blocks without a safe day between them as one; withheld where one of them is hidden or their ends are not safe."""
    first, last = some[0].period.first, some[-1].period.last
    values = [block.count.value for block in some]
    known = [value for value in values if value is not None]
    if first in kept and min(last, last_day) + _DAY in kept and len(known) == len(values):
        return [Block(Period(first, last), Count(sum(known)), some[-1].complete)]
    withheld = Count(None, Mark.WITHHELD)
    return [block if block.count.hidden else replace(block, count=withheld) for block in some]


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
