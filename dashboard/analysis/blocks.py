"""Counts per block of days from a fixed first day: weeks where they are big enough to show, else four weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count, breakdown, is_few

WEEK = 7
FOUR_WEEKS = 28
_MOSTLY = 0.25
_LONGEST_MONTH = 31


@dataclass(frozen=True)
class Block:
    """A block of days with its count; ``complete`` is False while days of it are to come."""

    period: Period
    count: Count
    complete: bool


def blocks(counts: Mapping[date, int], start: date, shown: Period, last_day: date) -> list[Block]:
    """Return the counts of a period in blocks that have ``start`` as one of their first days.

    Blocks are weeks, or four weeks when more than a quarter of the weeks would be hidden. Blocks before and from
    ``start`` are protected apart, since the sum from ``start`` is shown elsewhere. Days without an entry count zero;
    days after ``last_day`` are to come.
    """
    for length in (WEEK, FOUR_WEEKS):
        periods = _periods(start, shown, length)
        sums = [_sum(counts, period) for period in periods]
        if length == FOUR_WEEKS or sum(map(is_few, sums)) <= _MOSTLY * len(sums):
            break
    before = sum(period.first < start for period in periods)
    safe = [*breakdown(sums[:before]), *breakdown(sums[before:])]
    return [Block(period, count, period.last <= last_day) for period, count in zip(periods, safe, strict=True)]


def _periods(start: date, shown: Period, length: int) -> list[Period]:
    steps = (start - shown.first).days // length
    first = start - timedelta(days=steps * length)
    number = -(-((shown.last - first).days + 1) // length)
    return [
        Period(first + timedelta(days=i * length), first + timedelta(days=(i + 1) * length - 1)) for i in range(number)
    ]


def _sum(counts: Mapping[date, int], period: Period) -> int:
    return sum(counts.get(day, 0) for day in period.each_day())


def average(some: Sequence[Block]) -> float | None:
    """Return the mean over complete blocks, per length of the shortest; None when one of them is hidden or there is none."""
    whole = [block for block in some if block.complete]
    known = [block.count.value for block in whole if block.count.value is not None]
    if not known or len(known) < len(whole):
        return None
    return sum(known) * shortest(whole) / sum(block.period.days for block in whole)


def shortest(some: Sequence[Block]) -> int:
    """Return how many days the shortest block has: longer ones are several taken together."""
    return min(block.period.days for block in some)


def height(block: Block, days: int) -> float | None:
    """Return a block's count per a number of days, so that a longer one is drawn no higher; None when it is hidden.

    A calendar month is drawn as it is counted: its title and table say the same number.
    """
    if block.count.value is None or is_month(block.period):
        return block.count.value
    return block.count.value * days / block.period.days


def is_month(period: Period) -> bool:
    """Tell whether a period is one calendar month."""
    after = period.last + timedelta(days=1)
    return period.first.day == 1 == after.day and period.days <= _LONGEST_MONTH
