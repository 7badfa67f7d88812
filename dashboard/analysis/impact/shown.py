"""The blocks of a finding as they may be drawn: longer where a week holds too few applicants to show."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from dashboard.analysis.blocks import Block
from dashboard.analysis.disclosure import Sum, computable, gives_away
from dashboard.analysis.impact.finding import Week
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import is_few

_LENGTHS = (1, 4, 8, 16, 32, 64)
_MOSTLY = 0.75
_DAY = timedelta(days=1)


def shown_blocks(
    weeks: Sequence[Week], elsewhere: Sequence[Sum] = (), blocks: Sequence[Block] = ()
) -> tuple[Week, ...]:
    """Return the blocks, put together until each holds nobody or enough applicants to show.

    Blocks before the campaign, in it and after it stay apart, and all have the same length. ``elsewhere`` and ``blocks`` are
    counts of the same applications that stand elsewhere: with them as well no small count can be computed. What came in is
    left out of a few blocks where that is enough; when no length will do, of every block. The bands of blocks that are put together are added up, which
    makes them a little too wide.
    """
    for length in _LENGTHS:
        found = tuple(_merged(weeks, length))
        gaps = _with_gaps(found, elsewhere, blocks)
        if gaps is not None:
            return gaps
    return tuple(replace(week, observed=None) for week in weeks)


def _with_gaps(weeks: Sequence[Week], elsewhere: Sequence[Sum], blocks: Sequence[Block]) -> tuple[Week, ...] | None:
    """Return blocks without those that end where a few applicants could be told apart; None when these would be many."""
    found = list(weeks)
    while gives_away(known := [*elsewhere, *_sums(found)], blocks):
        few = next((each.period for each in computable(known) if is_few(each.value)), None)
        ends = {few.first, few.last + _DAY} if few else set()
        touching = [
            place for place, week in enumerate(found) if week.observed is not None and ends & set(_ends(period(week)))
        ]
        left = sum(week.observed is not None for week in found) - len(touching)
        if not touching or left < _MOSTLY * len(weeks):
            return None
        for place in touching:
            found[place] = replace(found[place], observed=None)
    return tuple(found)


def _ends(days: Period) -> tuple[date, date]:
    return days.first, days.last + _DAY


def _sums(weeks: Sequence[Week]) -> list[Sum]:
    return [Sum(period(week), round(week.observed)) for week in weeks if week.observed is not None]


def period(week: Week) -> Period:
    """Return the days of a block."""
    return Period(week.start, week.start + timedelta(days=week.days - 1))


def _merged(weeks: Sequence[Week], length: int) -> Iterator[Week]:
    first = next((week.start for week in weeks if week.inside), None)
    for (inside, after), stretch in groupby(
        weeks, key=lambda week: (week.inside, first is None or week.start >= first)
    ):
        some = list(stretch)
        ahead = 0 if inside or after else len(some) % length  # counted back from the campaign
        for start in ([0] if ahead else []) + list(range(ahead, len(some), length)):
            yield _one(some[start : ahead if ahead and start < ahead else start + length])


def _one(some: Sequence[Week]) -> Week:
    counts = [week.observed for week in some if week.observed is not None]
    return Week(
        start=some[0].start,
        days=(some[-1].start - some[0].start).days + some[-1].days,
        observed=sum(counts) if len(counts) == len(some) else None,
        expected=sum(week.expected for week in some),
        low=sum(week.low for week in some),
        high=sum(week.high for week in some),
        inside=some[0].inside,
    )
