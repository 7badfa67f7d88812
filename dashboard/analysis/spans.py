"""Sums over spans of days that may overlap: which of them can be added without counting a day twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """A sum over days; ``first`` is None when it counts everything until the last day. ``value`` None is not known."""

    first: date | None
    last: date
    value: int | None


def added(spans: Iterable[Span]) -> int | None:
    """Return the sum of what overlaps nothing: the latest sum of everything, and what lies after it; None when none is known.

    Of spans that overlap, the one that ends first counts: so that months go before a year that is still growing.
    """
    known = [each for each in spans if each.value is not None]
    everything = [each for each in known if each.first is None]
    start = [max(everything, key=lambda each: each.last)] if everything else []
    later = [each for each in known if each.first is not None and (not start or each.first > start[0].last)]
    taken = [*start, *_apart(later)]
    return sum(each.value or 0 for each in taken) if taken else None


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return as many spans as follow each other without an overlap."""
    taken: list[Span] = []
    for each in sorted(spans, key=lambda each: (each.last, -(each.last - (each.first or each.last)).days)):
        if not taken or (each.first is not None and each.first > taken[-1].last):
            taken.append(each)
    return taken
