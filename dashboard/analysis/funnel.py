"""The recruitment funnel of one or more groups: cumulative stages, conversions with intervals, open cases apart.

All groups of one call are protected as one table (groups by outcome, totals known), so that no small count can be computed
from another group or from the total. A stage at which few ended is not told apart; few open cases count as not going on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.analysis.cohorts import STAGES, Cohort
from dashboard.analysis.shares import Share, wilson
from dashboard.analysis.suppression import Count, Mark, is_few, marked, threshold
from dashboard.analysis.suppression_grid import grid

_NEARLY_CLOSED = 0.05
_BIG_ENOUGH = 4  # groups under so many times the minimum do not decide which stages are told apart


@dataclass(frozen=True)
class Step:
    """From one stage to the next that is told apart: ``share.part`` reached it, of ``share.base``."""

    start: str
    end: str
    share: Share


@dataclass(frozen=True)
class Funnel:
    """A cohort's funnel as it may be shown.

    Attributes:
        applied: All applications of the cohort.
        still_open: Those that have not ended; they are no rejections.
        over: What stages and conversions count: ``closed`` applications, or ``all`` when so few are open that leaving
            them out would give them away; then the open ones count as not going on.
        reached: Stage to applications (of ``over``) that reached it or a later one; stages that may not be told apart
            are left out.
        steps: Conversion from each of these stages to the next.
        hire_rate: Hires among ``over``.
    """

    applied: Count
    still_open: Count
    over: Literal["closed", "all"]
    reached: Mapping[str, Count]
    steps: tuple[Step, ...]
    hire_rate: Share


def funnels(
    cohorts: Mapping[str, Cohort], stages: Sequence[str] = STAGES, minimum: int | None = None
) -> dict[str, Funnel]:
    """Return the funnel of each group; the groups do not overlap. ``stages`` begin with applied and end with hired."""
    minimum = minimum or threshold()
    fold = _is_folded(cohorts.values(), minimum)
    outcomes = {name: _ended(each, stages, fold=fold) for name, each in cohorts.items()}
    kept = _told_apart(outcomes.values(), stages, minimum)
    rows = [
        [0 if fold else each.still_open, *_merged(outcomes[name], kept), each.hired] for name, each in cohorts.items()
    ]
    shown = grid(rows, minimum) if rows else None
    names = [stages[place] for place in kept] + [stages[-1]]
    return {
        name: _Shown(row, shown.cells[i], shown.row_totals[i], minimum).funnel(
            names, _open_count(each, minimum) if fold else None
        )
        for i, (row, (name, each)) in enumerate(zip(rows, cohorts.items(), strict=True))
        if shown is not None
    }


def _is_folded(cohorts: Iterable[Cohort], minimum: int) -> bool:
    """Tell whether the open cases of some group are few while those of every group hardly weigh."""
    some = list(cohorts)
    few = any(is_few(each.still_open, minimum) for each in some)
    return few and all(each.still_open < minimum or each.still_open <= _NEARLY_CLOSED * each.applied for each in some)


def _ended(cohort: Cohort, stages: Sequence[str], *, fold: bool) -> list[int]:
    """Return how many ended from each stage (but the last) up to the next one that is asked for."""
    waiting = cohort.open if fold else (0,) * len(cohort.open)
    ended = [gone + here for gone, here in zip(cohort.ended, waiting, strict=True)]
    places = [STAGES.index(stage) for stage in stages]
    return [sum(ended[here:following]) for here, following in pairwise(places)]


def _told_apart(outcomes: Iterable[Sequence[int]], stages: Sequence[str], minimum: int) -> list[int]:
    """Return the places of the stages to keep: neighbours are merged until no big group has few that ended at one."""
    big = [row for row in outcomes if sum(row) >= _BIG_ENOUGH * minimum]
    kept = list(range(len(stages) - 1))
    while len(kept) > 1:
        few = [i for i in range(len(kept)) if any(is_few(_merged(row, kept)[i], minimum) for row in big)]
        if not few:
            break
        kept.pop(max(few[-1], 1))
    return kept


def _merged(ended: Sequence[int], kept: Sequence[int]) -> list[int]:
    limits = [*kept[1:], len(ended)]
    return [sum(ended[here:following]) for here, following in zip(kept, limits, strict=True)]


def _open_count(cohort: Cohort, minimum: int) -> Count:
    """Return the open cases beside a funnel over all: only that there are few or none, or nothing."""
    value = cohort.still_open
    if value == 0 or is_few(value, minimum):
        return marked(value, Mark.FEW if value else Mark.SHOWN, minimum)
    return marked(value, Mark.WITHHELD, minimum)


class _Shown:
    """One row of the table: open, ended by stage, hired; sums are shown when what is shown gives them anyway."""

    def __init__(self, values: Sequence[int], cells: Sequence[Count], total: Count, minimum: int) -> None:
        self.values, self.cells, self.total, self.minimum = values, cells, total, minimum

    def funnel(self, stages: Sequence[str], folded_open: Count | None) -> Funnel:
        ends = range(1, len(stages) + 1)
        still_open = self.cells[0] if folded_open is None else folded_open
        reached = {stage: self._sum_from(place) for stage, place in zip(stages, ends, strict=True)}
        if self._tells_few([self.total, *reached.values()]):
            still_open = marked(0, Mark.WITHHELD, self.minimum)
            reached = dict.fromkeys(stages, still_open)
        pairs = pairwise(stages)
        return Funnel(
            self.total,
            still_open,
            "closed" if folded_open is None else "all",
            reached,
            tuple(Step(start, end, self._share(reached[end], reached[start])) for start, end in pairs),
            self._share(reached[stages[-1]], reached[stages[0]]),
        )

    def _tells_few(self, chain: Sequence[Count]) -> bool:
        """Tell whether small outcomes together, each of them safe, are still a small number at or between two stages."""
        known = [number.value for number in chain if number.value is not None]
        between = (before - after for before, after in pairwise(known))
        return any(is_few(value, self.minimum) for value in (*known, *between))

    def _sum_from(self, first: int) -> Count:
        value, rest = sum(self.values[first:]), self.cells[:first]
        if first == len(self.cells) - 1:
            return self.cells[first]
        known = all(not cell.hidden for cell in self.cells[first:])
        known = known or (not self.total.hidden and all(not cell.hidden for cell in rest))
        return marked(value, Mark.SHOWN if known else Mark.WITHHELD, self.minimum)

    def _share(self, part: Count, base: Count) -> Share:
        if part.value is None or base.value is None or base.value < self.minimum:
            return Share(part, base, None, None)
        return Share(part, base, part.value / base.value, wilson(part.value, base.value))
