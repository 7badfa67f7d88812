"""Hides small counts in a table of rows by columns whose totals are shown, so that no hidden cell can be computed.

The totals are cells as well: in the table with its totals, written with a minus, every row and every column adds up to
nothing. A hidden cell is safe when some other table with the same shown cells has another number there. Such a table
exists exactly when there is a closed walk over hidden cells through it, turn by turn one up and one down (the flow
argument of cell suppression: differences of two such tables fall apart into closed walks).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.analysis.suppression import MINIMUM, Count, Mark, bounds, count, is_few, marked

_Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """A table as it may be shown, with its totals."""

    cells: tuple[tuple[Count, ...], ...]
    row_totals: tuple[Count, ...]
    column_totals: tuple[Count, ...]
    total: Count


def grid(cells: Sequence[Sequence[int]], minimum: int = MINIMUM) -> Grid:
    """Return a table of counts (rows of equal length) as it may be shown.

    A total under twice the minimum over a table with small cells stands alone: the cells are withheld.
    """
    table = _Table(cells, minimum)
    table.protect()
    return table.result()


class _Table:
    """The cells with their totals at the end of each row and column, and the mark of each."""

    def __init__(self, cells: Sequence[Sequence[int]], minimum: int) -> None:
        rows = [[*row, sum(row)] for row in cells]
        self.values: list[list[int]] = [*rows, [sum(column) for column in zip(*rows, strict=True)]]
        self.minimum = minimum
        self.height, self.width = len(self.values), len(self.values[0])
        self.total = self.values[-1][-1]
        self.marks = [[Mark.FEW if is_few(v, minimum) else Mark.SHOWN for v in row] for row in self.values]

    def protect(self) -> None:
        """Hide more until each hidden cell is safe; when nothing is left to hide, withhold all but the total."""
        if all(mark is Mark.SHOWN for row in self.marks for mark in row):
            return
        if self.total < 2 * self.minimum:
            self._withhold()
            return
        while (unsafe := self._first_unsafe()) is not None:
            chosen = self._next_to_hide(unsafe)
            if chosen is None:
                self._withhold()
                return
            self.marks[chosen[0]][chosen[1]] = Mark.MORE

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

    def _places(self) -> Iterator[_Place]:
        return ((i, j) for i in range(self.height) for j in range(self.width))

    def _first_unsafe(self) -> _Place | None:
        hidden = (place for place in self._places() if self.marks[place[0]][place[1]] is not Mark.SHOWN)
        return next((place for place in hidden if not self._safe(place)), None)

    def _safe(self, place: _Place) -> bool:
        return any(self._movable(place, up=up) and self._closed_walk(place, up=up) for up in (True, False))

    def _movable(self, place: _Place, *, up: bool) -> bool:
        """Tell whether a cell, taken with its sign, can be one more (or one less) for all that a reader knows."""
        i, j = place
        is_total = (i == self.height - 1) != (j == self.width - 1)
        value = self.values[i][j]
        low, high = bounds(value, self.marks[i][j], self.minimum, self.total + self.minimum)
        return value < high if up != is_total else value > low

    def _closed_walk(self, start: _Place, *, up: bool) -> bool:
        """Look for the rest of a closed walk: from the cell's row, against its move, back to its column."""
        row, column = start
        seen: set[tuple[str, int]] = {("row", row)}
        queue = deque(seen)
        while queue:
            kind, line = queue.popleft()
            for place in self._line(kind, line):
                if place == start or not self._movable(place, up=up if kind == "column" else not up):
                    continue
                reached = ("column", place[1]) if kind == "row" else ("row", place[0])
                if reached == ("column", column):
                    return True
                if reached not in seen:
                    seen.add(reached)
                    queue.append(reached)
        return False

    def _line(self, kind: str, line: int) -> list[_Place]:
        return [(line, j) for j in range(self.width)] if kind == "row" else [(i, line) for i in range(self.height)]

    def _next_to_hide(self, unsafe: _Place) -> _Place | None:
        """Return the smallest shown cell in the unsafe cell's row or column, else anywhere; totals come last."""
        shown = [p for p in self._places() if self.marks[p[0]][p[1]] is Mark.SHOWN and self.values[p[0]][p[1]] > 0]
        open_places = [p for p in shown if p != (self.height - 1, self.width - 1)]
        return min(open_places, key=lambda place: self._reluctance(place, unsafe), default=None)

    def _reluctance(self, place: _Place, unsafe: _Place) -> tuple[bool, bool, int]:
        i, j = place
        is_total = i == self.height - 1 or j == self.width - 1
        is_near = i == unsafe[0] or j == unsafe[1]
        return is_total, not is_near, self.values[i][j]
