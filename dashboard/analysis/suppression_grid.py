"""Hides small counts in a table of rows by columns whose totals are shown, so that no hidden cell can be computed.

The totals are cells as well: in the table with its totals, written with a minus, every row and every column adds up to
nothing. A hidden cell is safe when some other table with the same shown cells has another number there. Such a table
exists exactly when there is a closed walk over hidden cells through it, turn by turn one up and one down (the flow
argument of cell suppression: differences of two such tables fall apart into closed walks).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from dashboard.analysis.suppression import Count, Mark, bounds, count, is_few, marked, threshold

_Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """A table as it may be shown, with its totals."""

    cells: tuple[tuple[Count, ...], ...]
    row_totals: tuple[Count, ...]
    column_totals: tuple[Count, ...]
    total: Count


def grid(cells: Sequence[Sequence[int]], minimum: int | None = None, *, totals_told: bool = False) -> Grid:
    """Return a table of counts (rows of equal length) as it may be shown.

    A total under twice the minimum over a table with small cells stands alone: the cells are withheld. ``totals_told`` says
    that a reader finds the totals elsewhere as well: hiding one of them would protect nothing.
    """
    minimum = minimum or threshold()
    table = _Table(cells, minimum, totals_told=totals_told)
    table.protect()
    return table.result()


class _Table:
    """The cells with their totals at the end of each row and column, and the mark of each."""

    def __init__(self, cells: Sequence[Sequence[int]], minimum: int, *, totals_told: bool = False) -> None:
        self.totals_told = totals_told
        rows = [[*row, sum(row)] for row in cells]
        self.values: list[list[int]] = [*rows, [sum(column) for column in zip(*rows, strict=True)]]
        self.minimum = minimum
        self.height, self.width = len(self.values), len(self.values[0])
        self.total = self.values[-1][-1]
        self.marks = [[Mark.FEW if is_few(v, minimum) else Mark.SHOWN for v in row] for row in self.values]

    def protect(self) -> None:
        """Hide as little more as makes each hidden cell safe; when nothing would, withhold all but the total."""
        if all(mark is Mark.SHOWN for row in self.marks for mark in row):
            return
        if self.total < 2 * self.minimum:
            self._withhold()
            return
        for place in self._hidden():
            walk = self._cheapest_walk(place)
            if walk is None:
                self._withhold()
                return
            for i, j in walk:
                self.marks[i][j] = Mark.MORE

    def result(self) -> Grid:
        """Return the table as it may be shown."""
        shown = [
            tuple(marked(value, mark, self.minimum) for value, mark in zip(values, marks, strict=True))
            for values, marks in zip(self.values, self.marks, strict=True)
        ]
        inner = tuple(row[:-1] for row in shown[:-1])
        return Grid(inner, tuple(row[-1] for row in shown[:-1]), shown[-1][:-1], shown[-1][-1])

    def _withhold(self) -> None:
        self.marks = [[Mark.WITHHELD] * self.width for _ in self.values]
        self.marks[-1][-1] = count(self.total, self.minimum).mark

    def _hidden(self) -> Iterator[_Place]:
        """Yield every hidden cell, also those that are hidden on the way, until all have been seen."""
        seen: set[_Place] = set()
        while left := [place for place in self._places() if self._mark(place) is not Mark.SHOWN and place not in seen]:
            seen.add(left[0])
            yield left[0]

    def _places(self) -> list[_Place]:
        return [(i, j) for i in range(self.height) for j in range(self.width)]

    def _mark(self, place: _Place) -> Mark:
        return self.marks[place[0]][place[1]]

    def _cheapest_walk(self, start: _Place) -> set[_Place] | None:
        """Return the shown cells to hide so that a cell is safe: none when it is, None when nothing helps."""
        found = [self._walk(start, up=up) for up in (True, False) if self._price(start, up=up) == 0]
        return min((walk for walk in found if walk), key=lambda walk: walk[0], default=(0, None))[1]

    def _price(self, place: _Place, *, up: bool) -> int | None:
        """Return what it costs to let a cell, taken with its sign, be one more (or less): 0 when a reader cannot rule it out.

        Hiding few cells comes first, then small ones; a total costs more than all cells. None: it cannot move.
        """
        i, j = place
        value, mark = self.values[i][j], self._mark(place)
        is_total = i == self.height - 1 or j == self.width - 1
        opposite = (i == self.height - 1) != (j == self.width - 1)
        assumed = mark
        if mark is Mark.SHOWN:
            is_fixed = place == (self.height - 1, self.width - 1) or (is_total and self.totals_told)
            if value < self.minimum or is_fixed:
                return None
            assumed = Mark.MORE
        low, high = bounds(value, assumed, self.minimum, self.total + self.minimum)
        if not (value < high if up != opposite else value > low):
            return None
        return 0 if mark is not Mark.SHOWN else value + self.total * (self.height * self.width if is_total else 1)

    def _walk(self, start: _Place, *, up: bool) -> tuple[int, set[_Place]] | None:
        """Return the cheapest rest of a closed walk: from the cell's row, against its move, back to its column (Dijkstra)."""
        goal = ("column", start[1])
        queue: list[tuple[int, tuple[str, int], tuple[_Place, ...]]] = [(0, ("row", start[0]), ())]
        done: set[tuple[str, int]] = set()
        while queue:
            cost, line, passed = heappop(queue)
            if line == goal:
                return cost, {place for place in passed if self._mark(place) is Mark.SHOWN}
            if line in done:
                continue
            done.add(line)
            for place, reached in self._steps(line):
                price = None if place == start else self._price(place, up=up if line[0] == "column" else not up)
                if price is not None and reached not in done:
                    heappush(queue, (cost + price, reached, (*passed, place)))
        return None

    def _steps(self, line: tuple[str, int]) -> list[tuple[_Place, tuple[str, int]]]:
        kind, number = line
        if kind == "row":
            return [((number, j), ("column", j)) for j in range(self.width)]
        return [((i, number), ("row", i)) for i in range(self.height)]
