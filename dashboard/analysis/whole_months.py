"""Counts of people over whole months, so that no choice of months gives away a month in which there were a few."""

from collections.abc import Iterable, Sequence

from dashboard.analysis.suppression import NOT_KNOWN, Count, Mark, count, is_few, threshold


def over_months(months: Iterable[int | None], minimum: int | None = None) -> Count:
    """Return the sum of counts per month as it may be shown; months that are not known are left out.

    It is shown only when each month could be shown by itself: of two periods that differ by some months, the difference
    is then made of counts that a reader could see anyway.
    """
    minimum = minimum or threshold()
    known = [month for month in months if month is not None]
    if not known:
        return NOT_KNOWN
    total = sum(known)
    if any(is_few(month, minimum) for month in known):
        return Count(None, Mark.FEW if total < minimum else Mark.MORE, minimum)
    return count(total, minimum)


def together(counts: Sequence[Count]) -> Count:
    """Return the sum of counts that stand beside it: withheld when one of them is hidden, not known when none is known."""
    known = [each for each in counts if each.mark is not Mark.MISSING]
    if not known:
        return NOT_KNOWN
    if any(each.hidden for each in known):
        return Count(None, Mark.WITHHELD, known[0].minimum)
    return Count(sum(each.value or 0 for each in known), minimum=known[0].minimum)
