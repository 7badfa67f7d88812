"""From counts per month to what may be told of each calendar year: which months and categories stand alone, which together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.pairs import Cube, Lines, Pair, paired
from dashboard.analysis.parts import Part, cut, nested, refine
from dashboard.analysis.publishing import ENDS, KINDS, PAIRS, STAGES, UNKNOWN, People, Table, Year
from dashboard.analysis.selection import months_of, whole_months
from dashboard.analysis.suppression import is_few, threshold

COUNTED = (*STAGES, "rejected", "withdrawn")
_DIVIDED = KINDS[:4]
_BEGIN = ("hired", "interviewed", "offered", "screened")  # which steps are told first when not all can be
_KEPT = {"audience": ("side_entrant",), "stage": ("hired",)}


@dataclass(frozen=True)
class _Counts:
    """All counts of some months: way to divide to an array by month, category, entrants and furthest stage."""

    categories: Mapping[str, Sequence[str]]
    cubes: Mapping[str, NDArray[np.int64]]
    ends: NDArray[np.int64]

    def of(self, some: slice) -> "_Counts":
        return _Counts(self.categories, {kind: cube[some] for kind, cube in self.cubes.items()}, self.ends[some])

    def by(self, kind: str) -> NDArray[np.int64]:
        """Return counts by month and category of one way to divide."""
        cube = self.cubes.get(kind, self.cubes[_DIVIDED[0]])
        axes = {"audience": (1, 3), "stage": (1, 2)}.get(kind, (2, 3))
        return np.asarray(cube.sum(axis=axes), dtype=np.int64)


def people(
    frames: Mapping[str, pd.DataFrame], strategies: Mapping[str, str], first: date | None, last: date | None
) -> People:
    """Return what may be told of applicants.

    ``frames`` hold, for site, function_group, source and self_reported, COUNTED by ``month``, ``code`` and ``audience``;
    ``strategies`` the strategy of each source; ``first`` and ``last`` are the first days of the first month with figures and
    of the last complete one.
    """
    minimum = threshold()
    if first is None or last is None or last < first:
        return People(None, None, {}, strategies, {}, minimum)
    months = months_of(whole_months(first, last))
    counts = _counts(frames, months)
    years = {}
    for year in range(first.year, last.year + 1):
        places = [place for place, month in enumerate(months) if month.year == year]
        inside = slice(places[0], places[-1] + 1)
        years[year] = _year(months[inside], counts.of(inside), strategies, minimum)
    codes = dict(counts.categories)
    codes["strategy"] = sorted({strategies.get(source, UNKNOWN) for source in codes["source"]})
    return People(first, last, codes, strategies, years, minimum)


def _counts(frames: Mapping[str, pd.DataFrame], months: Sequence[date]) -> _Counts:
    place_of = {month: place for place, month in enumerate(months)}
    inside = {kind: frames[kind][frames[kind]["month"].isin(place_of)] for kind in _DIVIDED}
    audiences = sorted(set().union(*(rows["audience"] for rows in inside.values())))
    categories = {kind: sorted(set(rows["code"])) for kind, rows in inside.items()}
    cubes = {}
    for kind, rows in inside.items():
        cube = np.zeros((len(months), len(categories[kind]), len(audiences), len(STAGES)), dtype=np.int64)
        at = tuple(
            rows[name].map({each: place for place, each in enumerate(known)}).to_numpy(dtype=np.intp)
            for name, known in (("month", months), ("code", categories[kind]), ("audience", audiences))
        )
        np.add.at(cube, at, _furthest(rows))
        cubes[kind] = cube
    rows = inside[_DIVIDED[0]]
    ends = np.zeros((len(months), 2), dtype=np.int64)
    np.add.at(ends, rows["month"].map(place_of).to_numpy(dtype=np.intp), rows[list(ENDS[:2])].to_numpy(dtype=np.int64))
    return _Counts({**categories, "audience": audiences, "stage": STAGES}, cubes, ends)


def _furthest(rows: pd.DataFrame) -> NDArray[np.int64]:
    """Return how many came just as far as each stage, from how many came at least as far."""
    reached = rows[list(STAGES)].to_numpy(dtype=np.int64)
    return np.column_stack([reached[:, :-1] - reached[:, 1:], reached[:, -1:]])


def _year(months: tuple[date, ...], counts: _Counts, strategies: Mapping[str, str], minimum: int) -> Year:
    is_over = months[-1].month == 12  # noqa: PLR2004
    blocks = _blocks(counts.by("stage").sum(axis=1), minimum)
    if blocks is None:
        return Year(months, is_over, None, {}, {})
    starts = [block[0] for block in blocks]
    tables = {kind: _divided(kind, counts, starts, strategies, minimum) for kind in (*KINDS, "stage")}
    tables["end"] = _ends(counts, tables["stage"], starts, minimum)
    pairs = _pairs(counts, tables, strategies, minimum) if is_over else {}
    return Year(months, is_over, tuple(tuple(months[i] for i in block) for block in blocks), tables, pairs)


def _blocks(totals: Sequence[int], minimum: int) -> list[list[int]] | None:
    """Return months by place, those with few joined to the smaller of their neighbours; None when all together are few."""
    found = [([place], int(total)) for place, total in enumerate(totals)]
    while small := [place for place, (_months, total) in enumerate(found) if is_few(total, minimum)]:
        if len(found) == 1:
            return None
        place = small[0]
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(found)]
        one, other = sorted((place, min(beside, key=lambda other: (not found[other][1], found[other][1]))))
        found[one : other + 1] = [(found[one][0] + found[other][0], found[one][1] + found[other][1])]
    return [block for block, _total in found]


def _divided(kind: str, counts: _Counts, starts: Sequence[int], strategies: Mapping[str, str], minimum: int) -> Table:
    rows = _rows(counts.categories[kind], counts.by(kind), starts)
    in_year = {each: [sum(row)] for each, row in rows.items()}

    def split(part: Part, some: Mapping[str, Sequence[int]]) -> tuple[Part, ...]:
        if kind == "stage":
            return cut(part, some, STAGES, _BEGIN, minimum)
        return nested(part, some, strategies, minimum) if kind == "source" else refine(part, some, minimum)

    by_month = split(frozenset(rows), rows)
    return Table(rows, by_month, tuple(each for part in by_month for each in split(part, in_year)))


def _rows(categories: Sequence[str], numbers: NDArray[np.int64], starts: Sequence[int]) -> dict[str, tuple[int, ...]]:
    sums = np.add.reduceat(numbers, starts, axis=0)
    return {each: tuple(map(int, sums[:, place])) for place, each in enumerate(categories)}


def _ends(counts: _Counts, stages: Table, starts: Sequence[int], minimum: int) -> Table:
    """Return how it ended: told only where the hired, whom the stages tell too, stand alone."""
    applied, hired = counts.by("stage").sum(axis=1), counts.by("stage")[:, -1]
    numbers = np.column_stack([counts.ends, applied - hired - counts.ends.sum(axis=1), hired])
    rows = _rows((*ENDS, "hired"), numbers, starts)
    alone = frozenset({"hired"})
    together = (frozenset(rows),)
    if any(value < 0 for value in rows["open"]):  # somebody ended in two ways
        return Table(rows, together, together)
    in_year = {each: [sum(row)] for each, row in rows.items()}
    by_month = (alone, *refine(ENDS, rows, minimum)) if alone in stages.by_month else together
    if alone not in stages.by_year:
        return Table(rows, by_month, together)
    left = by_month[1:] if alone in stages.by_month else (frozenset(ENDS),)
    return Table(rows, by_month, (alone, *(each for part in left for each in refine(part, in_year, minimum))))


def _pairs(
    counts: _Counts, tables: Mapping[str, Table], strategies: Mapping[str, str], minimum: int
) -> dict[tuple[str, str], Pair]:
    found = {}
    for one, other in PAIRS:
        rows, columns = (_lines(kind, tables[kind], strategies) for kind in (one, other))
        names = (counts.categories[one], counts.categories[other])
        pair = paired(_strata(counts, one, other), names, rows, columns, minimum)
        if pair is not None:
            found[one, other] = pair
    return found


def _lines(kind: str, table: Table, strategies: Mapping[str, str]) -> Lines:
    occurring = table.occurring()
    parts = [part & occurring for part in table.by_year if part & occurring]
    if kind == "stage":
        parts.sort(key=lambda part: min(map(STAGES.index, part)))
    return Lines(parts, _KEPT.get(kind, ()), strategies if kind == "source" else None, ordered=kind == "stage")


def _strata(counts: _Counts, one: str, other: str) -> list[Cube]:
    """Return the counts of a pair by month, and by each category of what either of them is crossed with as well."""
    if one != "audience":
        cube = counts.cubes[one]
        if other == "audience":
            return [cube.sum(axis=3), cube.sum(axis=0).transpose(2, 0, 1)]
        return [cube.sum(axis=2), cube.sum(axis=0).transpose(1, 0, 2)]
    by_month = counts.cubes[_DIVIDED[0]].sum(axis=1)
    return [by_month, *(cube.sum(axis=0) for cube in counts.cubes.values())]
