"""What a reader can compute from counts over periods that stand beside each other, so that none gives a small one away.

A count over a period is the difference of two running totals, one at each end. Whoever knows a chain of counts from one day
to another knows the difference of the running totals at these days: the count between them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboard.analysis.blocks import Block
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import bounds, is_few

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sum:
    """How many came in over a period, both days included."""

    period: Period
    value: int


def shown_sums(blocks: Iterable[Block], last_day: date) -> list[Sum]:
    """Return what blocks show; one that is not complete counts up to the last day with figures."""
    return [
        Sum(until, block.count.value)
        for block in blocks
        if block.count.value is not None and (until := block.period.until(last_day)) is not None
    ]


def gives_away(sums: Sequence[Sum], blocks: Sequence[Block] = ()) -> bool:
    """Tell whether a small count can be computed from sums; ``blocks`` are shown too and may have hidden ones among them."""
    return any(is_few(each.value) or _settles(each, blocks) for each in (*sums, *computable(sums)))


def computable(sums: Sequence[Sum]) -> Iterator[Sum]:
    """Yield the shortest periods whose count follows from sums; any longer one is made of these."""
    totals = _running_totals(sums)
    for known in totals:
        days = sorted(known)
        for start, end in pairwise(days):
            yield Sum(Period(start, end - _DAY), known[end] - known[start])


def _running_totals(sums: Sequence[Sum]) -> list[dict[date, int]]:
    """Return groups of days whose running totals are known against each other."""
    steps: dict[date, list[tuple[date, int]]] = {}
    for each in sums:
        start, end = each.period.first, each.period.last + _DAY
        steps.setdefault(start, []).append((end, each.value))
        steps.setdefault(end, []).append((start, -each.value))
    groups: list[dict[date, int]] = []
    for first in steps:
        if any(first in group for group in groups):
            continue
        known, left = {first: 0}, [first]
        while left:
            here = left.pop()
            for there, value in steps[here]:
                if there not in known:
                    known[there] = known[here] + value
                    left.append(there)
        groups.append(known)
    return groups


def _settles(known: Sum, blocks: Sequence[Block]) -> bool:
    """Tell whether a count leaves the hidden blocks that make up its period no choice but one, with a small one among them."""
    inside = [
        block for block in blocks if block.count.hidden and block.period.overlap(known.period) == block.period.days
    ]
    if sum(block.period.days for block in inside) != known.period.days:
        return False
    ends = [bounds(0, block.count.mark, block.count.minimum, max(known.value, 0)) for block in inside]
    only = zip(*ends, strict=True)  # all at their smallest, all at their largest
    return any(known.value == sum(values) and any(map(is_few, values)) for values in only)
