"""Measured beside self-reported source over a calendar year: one table, in which neither overwrites the other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dashboard.analysis.shares import Share, published_share
from dashboard.analysis.suppression import Count
from dashboard.analysis.suppression_grid import Grid, grid

UNKNOWN = ""
TOGETHER = "*"
"""Kinds of source that are too small to stand on their own."""


@dataclass(frozen=True)
class Crossed:
    """Kinds of measured source (rows) by kinds of self-reported source (columns), both in the order of ``kinds``.

    Attributes:
        kinds: Codes, the small ones together and the unknown one last.
        table: Counts with their totals.
        agree: Of those of which both are known: how many name the kind that was measured.
    """

    kinds: tuple[str, ...]
    table: Grid
    agree: Share


def crossed(counts: Iterable[tuple[str, str, int]], told: Collection[str]) -> Crossed:
    """Return the table from (measured, self-reported, applications); kinds that are not ``told`` elsewhere stand together."""
    cells: dict[tuple[str, str], int] = {}
    for measured, said, number in counts:
        place = (_kind(measured, told), _kind(said, told))
        cells[place] = cells.get(place, 0) + int(number)
    kinds = _in_order(cells)
    table = grid([[cells.get((row, column), 0) for column in kinds] for row in kinds])
    return Crossed(kinds, table, _agree(kinds, table))


def _kind(code: str, told: Collection[str]) -> str:
    return code if code in {UNKNOWN, *told} else TOGETHER


def _in_order(cells: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    sizes: dict[str, int] = {}
    for place, number in cells.items():
        for code in place:
            sizes[code] = sizes.get(code, 0) + number
    return tuple(sorted(sizes, key=lambda code: (code == UNKNOWN, code == TOGETHER, -sizes[code], code)))


def _agree(kinds: tuple[str, ...], table: Grid) -> Share:
    """Return how many agree, from cells that are all shown; not known as soon as one of them is hidden."""
    known = [place for place, code in enumerate(kinds) if code not in {UNKNOWN, TOGETHER}]
    inside = [table.cells[row][column].value for row in known for column in known]
    diagonal = [table.cells[place][place].value for place in known]
    shown = [value for value in inside if value is not None]
    if not inside or len(shown) < len(inside):
        return Share(Count(None), Count(None), None, None)
    return published_share(Count(sum(value or 0 for value in diagonal)), Count(sum(shown)))
