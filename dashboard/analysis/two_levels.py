"""Counts on two levels, where a reader sees the sums of the upper level beside their parts."""

from collections.abc import Sequence

from dashboard.analysis.suppression import Count, Mark, breakdown, threshold


def parts_of(sums: Sequence[Count], groups: Sequence[Sequence[int]]) -> list[list[Count]]:
    """Return the parts of each sum as they may be shown.

    A sum that is shown is broken down with its own protection; a hidden one gives nothing away about its parts. Of a small
    sum with several parts none is listed (an empty list): their number alone would say too much.
    """
    return [_parts(whole, group) for whole, group in zip(sums, groups, strict=True)]


def _parts(whole: Count, group: Sequence[int]) -> list[Count]:
    if whole.mark is Mark.SHOWN:
        return breakdown(group)
    if len(group) == 1:
        return [whole]
    if whole.mark is Mark.FEW:
        return []
    return [Count(None, Mark.WITHHELD, threshold()) for _ in group]
