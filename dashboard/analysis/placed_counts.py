"""Counts of vacancies inside their site and group of functions, hidden so that no sum shown elsewhere gives one away."""

from collections.abc import Mapping, Sequence

from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People, Year
from dashboard.analysis.selection import whole_months
from dashboard.analysis.suppression import Count, Mark, is_few, threshold
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
    found = grid(cells, totals_told=True).cells
    return [found[sites.index(site)][groups.index(group)] for site, group in places]


def shielded(
    counts: Mapping[int, Count], numbers: Mapping[Place, Mapping[int, int]], people: People
) -> dict[int, Count]:
    """Return the counts with one more hidden in each site and group whose sum would give away what its months do not tell.

    All vacancies of a site together are all its applications. Less what is told by month and by year, that would be the
    applications of the month that runs, or of months that are too small to tell.
    """
    found = dict(counts)
    for part, kind in enumerate(("site", "function_group")):
        for code in sorted({place[part] for place in numbers}):
            inside = [key for place, some in numbers.items() if place[part] == code for key in some if key]
            whole = sum(sum(some.values()) for place, some in numbers.items() if place[part] == code)
            shown = [key for key in inside if (found[key].value or 0) >= threshold()]
            all_shown = bool(shown) and all(found[key].value is not None for key in inside)
            if all_shown and is_few(whole - _told(people, kind, code)):
                smallest = min(shown, key=lambda key: (found[key].value or 0, key))
                found[smallest] = Count(None, Mark.MORE, threshold())
    return found


def _told(people: People, kind: str, code: str) -> int:
    """Return how many applications of a category are told: by calendar year where that is told, else by month."""
    return sum(_of_year(people, year, kind, code) for year in people.years.values())


def _of_year(people: People, year: Year, kind: str, code: str) -> int:
    periods = [whole_months(year.months[0], year.months[-1])] if year.is_over else []
    whole = next((_count(people, period, kind, code) for period in periods), None)
    if whole is not None:
        return whole
    each = (_count(people, whole_months(month, month), kind, code) for month in year.months)
    return sum(value or 0 for value in each)


def _count(people: People, period: Period, kind: str, code: str) -> int | None:
    if code:
        return people.count(period, **{kind: code}).value
    return people.by(kind, period).get(code, Count(0)).value
