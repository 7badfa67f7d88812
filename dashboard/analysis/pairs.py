"""Tables of two filters at once over a calendar year, as coarse as it takes to give no small count away.

Every cell of such a table counts at least the minimum. Beside it a reader knows the sums per month of its rows and of its
columns, which leave the cell of a month a range (Fréchet); the cells of the year may not press that range together: for
each cell against the rest, at least the minimum can move from one month to another, both ways.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.parts import Part, made_of

Cube = NDArray[np.int64]
"""Counts by stratum (a month, or a category of a third kind), row and column."""
_SMALLEST = 2


@dataclass(frozen=True)
class Pair:
    """What may be told of two filters at once: counts of whole parts of rows with whole parts of columns."""

    rows: tuple[Part, ...]
    columns: tuple[Part, ...]
    cells: tuple[tuple[int, ...], ...]

    def counted(self, rows: Part, columns: Part) -> int | None:
        """Return how many are in some rows and in some columns, None when that may not be told."""
        if not (made_of(rows, self.rows) and made_of(columns, self.columns)):
            return None
        return sum(
            number
            for part, numbers in zip(self.rows, self.cells, strict=True)
            for other, number in zip(self.columns, numbers, strict=True)
            if part <= rows and other <= columns
        )


@dataclass
class Lines:
    """The rows or the columns of a table while they are taken together.

    Attributes:
        parts: The categories of each line.
        keep: Lines that stay on their own while others can be taken together.
        kin: Category to what it belongs to; lines of one kin are taken together first.
        ordered: Whether only neighbours can be taken together.
    """

    parts: list[Part]
    keep: Collection[str] = ()
    kin: Mapping[str, str] | None = None
    ordered: bool = False

    def is_kept(self, place: int) -> bool:
        """Tell whether a line stays on its own."""
        return not self.parts[place].isdisjoint(self.keep)

    def partner(self, place: int, totals: Sequence[int]) -> int | None:
        """Return with which line another is taken together: the smallest of those that are possible."""
        others = [other for other in range(len(self.parts)) if other != place and not self.is_kept(other)]
        if self.ordered:
            others = [other for other in others if abs(other - place) == 1]
        return min(others, key=lambda other: (not self._akin(place, other), totals[other], other), default=None)

    def join(self, one: int, other: int) -> None:
        """Take two lines together, in the place of the first."""
        first, second = sorted((one, other))
        self.parts[first] |= self.parts.pop(second)

    def _akin(self, one: int, other: int) -> bool:
        kin = self.kin or {}
        return len({kin.get(each, each) for each in self.parts[one] | self.parts[other]}) == 1


def paired(
    cubes: Sequence[Cube], names: tuple[Sequence[str], Sequence[str]], rows: Lines, columns: Lines, minimum: int
) -> Pair | None:
    """Return the finest table found whose cells are safe, None when there is none.

    ``cubes`` hold the same counts cut into strata in several ways; ``names`` are the categories of their rows and columns.
    """
    while len(rows.parts) >= _SMALLEST and len(columns.parts) >= _SMALLEST:
        left, right = _membership(rows.parts, names[0]), _membership(columns.parts, names[1])
        tables = [np.einsum("ri,tij,cj->trc", left, cube, right) for cube in cubes]
        unsafe = np.logical_or.reduce([_unsafe(table, minimum) for table in tables])
        cells = tables[0].sum(axis=0)
        if not unsafe.any():
            return Pair(tuple(rows.parts), tuple(columns.parts), tuple(tuple(map(int, row)) for row in cells))
        if not _join_worst(unsafe, cells, rows, columns):
            return None
    return None


def _membership(parts: Sequence[Part], names: Sequence[str]) -> NDArray[np.int64]:
    return np.array([[name in part for name in names] for part in parts], dtype=np.int64)


def _unsafe(table: Cube, minimum: int) -> NDArray[np.bool_]:
    """Return which cells are small, or can be pressed together by what is known of the strata."""
    rows, columns = table.sum(axis=2, keepdims=True), table.sum(axis=1, keepdims=True)
    total = table.sum(axis=(1, 2), keepdims=True)
    neither = total - rows - columns + table
    up = np.minimum(table, neither).sum(axis=0)
    down = np.minimum(rows - table, columns - table).sum(axis=0)
    return np.asarray(np.minimum(np.minimum(up, down), table.sum(axis=0)) < minimum)


def _join_worst(unsafe: NDArray[np.bool_], cells: Cube, rows: Lines, columns: Lines) -> bool:
    """Take the line with the largest share of unsafe cells together with another; False when none can be."""
    found: list[tuple[float, int, int, Lines, int]] = []
    for axis, lines in enumerate((rows, columns)):
        totals = cells.sum(axis=1 - axis)
        for place, share in enumerate(unsafe.mean(axis=1 - axis)):
            if share and len(lines.parts) > _SMALLEST and not lines.is_kept(place):
                other = lines.partner(place, totals)
                if other is not None:
                    found.append((-float(share), int(totals[place]), place, lines, other))
    if not found:
        return False
    _share, _total, place, lines, other = min(found, key=lambda each: each[:3])
    lines.join(place, other)
    return True
