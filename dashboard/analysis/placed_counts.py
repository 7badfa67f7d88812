"""Counts of vacancies inside their site and group of functions, hidden so that no sum shown elsewhere gives one away."""

from collections.abc import Mapping, Sequence

from dashboard.analysis.suppression import Count, Mark, threshold
from dashboard.analysis.suppression_grid import grid
from dashboard.analysis.two_levels import parts_of

Place = tuple[str, str]
"""Site and group of functions; empty where it is not known."""


def placed(numbers: Mapping[Place, Mapping[int, int]]) -> dict[int, Count]:
    """Return the count of each key as it may be shown beside the sums of sites, of groups, and of groups at a site.

    First the sums are protected as one table of sites by groups; then the parts of each sum that may be known. The parts
    of a hidden sum are all withheld: those that are shown would tell what is left.
    """
    places = sorted(numbers)
    keys = [sorted(numbers[place]) for place in places]
    sums = _sums(places, [sum(numbers[place].values()) for place in places])
    parts = parts_of(sums, [[numbers[place][key] for key in some] for place, some in zip(places, keys, strict=True)])
    shown: dict[int, Count] = {}
    for some, counts in zip(keys, parts, strict=True):
        told = counts or [Count(None, Mark.WITHHELD, threshold())] * len(some)
        shown |= dict(zip(some, told, strict=True))
    return shown


def _sums(places: Sequence[Place], sums: Sequence[int]) -> list[Count]:
    if not places:
        return []
    sites = sorted({site for site, _group in places})
    groups = sorted({group for _site, group in places})
    cells = [[0] * len(groups) for _ in sites]
    for (site, group), number in zip(places, sums, strict=True):
        cells[sites.index(site)][groups.index(group)] = number
    found = grid(cells).cells
    return [found[sites.index(site)][groups.index(group)] for site, group in places]
