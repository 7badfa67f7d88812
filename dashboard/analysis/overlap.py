"""Tracked beside self-reported in four cells: how many both saw, and how far the two disagree. They are never added."""

from collections.abc import Iterable
from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.came_in import ANOTHER, CAMPAIGN, NOTHING, CameIn
from dashboard.analysis.figures import Percentage
from dashboard.analysis.shares import Share, wilson
from dashboard.analysis.suppression import Count, Mark, is_few
from dashboard.analysis.suppression_grid import Grid

_OTHERS = (ANOTHER, NOTHING)


@dataclass(frozen=True)
class Overlap:
    """The four cells with their totals.

    Attributes:
        both: Came through the link and named the campaign.
        only_tracked: Came through the link and did not name it.
        only_named: Named it and did not come through the link.
        neither: All others.
        named_of_tracked: Of those who came through the link: how many also named the campaign.
        tracked_of_named: Of those who named it: how many also came through the link.
        disagree: Of all applications: how many one lens counts and the other does not.
    """

    both: Count
    only_tracked: Count
    only_named: Count
    neither: Count
    tracked: Count
    not_tracked: Count
    named: Count
    not_named: Count
    total: Count
    named_of_tracked: Share
    tracked_of_named: Share
    disagree: Share


def overlap(arrived: CameIn) -> Overlap | None:
    """Return the four cells of a campaign's window, None when one of the two lenses cannot see the campaign at all.

    They follow from the table of three by three as it is shown, so that the two tables together give away nothing that
    the larger one hides. When one of the four does not follow, or is small, all four are withheld.
    """
    lenses = arrived.lenses
    if lenses.tracked.figure is None or lenses.self_reported.figure is None:
        return None
    crossed = arrived.crossed
    cells = _four(crossed)
    minimum = crossed.total.minimum
    hidden = any(cell is None or is_few(cell, minimum) for cell in cells)
    both, only_tracked, only_named, neither = (_count(None if hidden else cell, minimum) for cell in cells)
    disagree = None if only_tracked.value is None or only_named.value is None else only_tracked.value + only_named.value
    tracked, named, total = crossed.row_totals[CAMPAIGN], crossed.column_totals[CAMPAIGN], crossed.total
    return Overlap(
        both,
        only_tracked,
        only_named,
        neither,
        tracked,
        _count(_minus(total, tracked), minimum),
        named,
        _count(_minus(total, named), minimum),
        total,
        _share(both, tracked),
        _share(both, named),
        _share(_count(disagree, minimum), total),
    )


def _four(crossed: Grid) -> tuple[int | None, ...]:
    cells = crossed.cells
    return (
        cells[CAMPAIGN][CAMPAIGN].value,
        _sum(cells[CAMPAIGN][column] for column in _OTHERS),
        _sum(cells[row][CAMPAIGN] for row in _OTHERS),
        _sum(cells[row][column] for row in _OTHERS for column in _OTHERS),
    )


def _sum(parts: Iterable[Count]) -> int | None:
    values = [part.value for part in parts]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _minus(whole: Count, part: Count) -> int | None:
    if whole.value is None or part.value is None or is_few(whole.value - part.value, whole.minimum):
        return None
    return whole.value - part.value


def _count(value: int | None, minimum: int) -> Count:
    return Count(value, Mark.WITHHELD if value is None else Mark.SHOWN, minimum)


def _share(part: Count, base: Count) -> Share:
    if part.value is None or not base.value:
        return Share(part, base, None, None)
    return Share(part, base, part.value / base.value, wilson(part.value, base.value))


def words(found: Overlap | None) -> Said:
    """Return how far the link and the answer disagree."""
    if found is None:
        return Said(N_("Link and answer cannot be set side by side: one of the two is not linked to this campaign."))
    also_named, also_tracked, apart = (
        each.value for each in (found.named_of_tracked, found.tracked_of_named, found.disagree)
    )
    if also_named is None or also_tracked is None or apart is None:
        return Said(N_("Too few applications to say how far link and answer disagree."))
    text = N_(
        "Of the {tracked} who came through the link, {also_named} also named the campaign; of the {named} who named it, "
        "{also_tracked} came through the link. On {apart} of all applications the two disagree."
    )
    values = {
        "tracked": found.tracked,
        "also_named": Percentage(also_named),
        "named": found.named,
        "also_tracked": Percentage(also_tracked),
        "apart": Percentage(apart),
    }
    return Said(text, values)
