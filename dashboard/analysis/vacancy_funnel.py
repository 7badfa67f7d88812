"""How far the applicants of one vacancy came, protected together with all others of its site and group of functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.cohorts import NOBODY, Cohort
from dashboard.analysis.shares import Share, wilson
from dashboard.analysis.suppression import Count, Mark, marked, threshold
from dashboard.analysis.suppression_grid import grid

ENOUGH = 20
"""Applications under which a vacancy has no funnel of its own."""
STAGES = ("applied", "screened", "interview", "hired")
_FROM = (0, 1, 2, 4)
"""Places of STAGES among the stages of a cohort: an offer is not told apart from an interview."""


@dataclass(frozen=True)
class Reached:
    """A stage: how many reached it or a later one until now, and which share of the stage before (None at the first)."""

    stage: str
    count: Count
    share: Share | None


def vacancy_funnel(cohorts: Mapping[int, Cohort], identity: int) -> tuple[Reached, ...] | None:
    """Return the stages of one of the vacancies of a place, None when too few applied.

    ``cohorts`` holds every vacancy of the site and group of functions; those with too few stand together as one. Applications
    that are still open count where they stand now.
    """
    big = sorted(key for key, each in cohorts.items() if key and each.applied >= ENOUGH)
    if identity not in big:
        return None
    rest = sum((each for key, each in cohorts.items() if key not in big), start=NOBODY)
    rows = [_apart(cohorts[key]) for key in big] + [_apart(rest)]
    shown = grid(rows)
    place = big.index(identity)
    counts = _reached(rows[place], shown.cells[place], shown.row_totals[place])
    before = [None, *counts[:-1]]
    return tuple(
        Reached(stage, count, None if base is None else _share(count, base))
        for stage, count, base in zip(STAGES, counts, before, strict=True)
    )


def _apart(each: Cohort) -> list[int]:
    """Return how many stand, or ended, at each of STAGES without having reached the next."""
    reached = [each.reached[place] for place in _FROM]
    return [now - later for now, later in zip(reached, [*reached[1:], 0], strict=True)]


def _reached(values: Sequence[int], cells: Sequence[Count], total: Count) -> list[Count]:
    """Return the sums from each cell on, where what is shown gives them anyway and they are not small."""
    minimum, found = threshold(), []
    for first in range(len(values)):
        value = sum(values[first:])
        told = all(not cell.hidden for cell in cells[first:])
        told = told or (not total.hidden and all(not cell.hidden for cell in cells[:first]))
        small = 0 < value < minimum
        found.append(marked(value, Mark.FEW if told and small else Mark.SHOWN if told else Mark.WITHHELD, minimum))
    return found


def _share(part: Count, base: Count) -> Share:
    if part.value is None or not base.value or base.value < threshold():
        return Share(part, base, None, None)
    return Share(part, base, part.value / base.value, wilson(part.value, base.value))
