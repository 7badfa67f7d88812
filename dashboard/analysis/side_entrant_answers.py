"""Side-entrants by the rule of CBS beside their own answer: both counted, neither overwritten, nothing to compute back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.side_entrants import CLASSES
from dashboard.analysis.suppression import Count, is_few
from dashboard.analysis.suppression_grid import Grid, grid

Rule = Literal["cbs", "declared"]
_FIRST, _LAST = CLASSES.index("side_entrant"), CLASSES.index("unknown")


@dataclass(frozen=True)
class Answers:
    """Applications by class, by the rule (rows) and by the applicant's own answer (columns), both in the order of CLASSES.

    A page that shows the classes beside this table takes them from its totals, so that both hide the same.
    ``complete`` is False when rows that retention has removed are not in it.
    """

    table: Grid
    complete: bool

    @property
    def by_rule(self) -> Count:
        """Side-entrants by the rule."""
        return self.table.row_totals[_FIRST]

    @property
    def declared(self) -> Count:
        """Side-entrants by their own answer."""
        return self.table.column_totals[_FIRST]

    @property
    def both(self) -> Count:
        """Side-entrants by both."""
        return self.table.cells[_FIRST][_FIRST]

    @property
    def sentence(self) -> Said:
        """Both counts side by side."""
        values: dict[str, object] = {"rule": self.by_rule, "declared": self.declared, "both": self.both}
        if self.complete:
            text = N_("By the rule there are {rule} side-entrants, by their own answer {declared}; {both} by both.")
        else:
            text = N_(
                "Of the applications that are still kept one by one, {rule} come from side-entrants by the rule "
                "and {declared} by their own answer; {both} by both."
            )
        return Said(text, values)


def answers(counts: pd.DataFrame, *, complete: bool) -> Answers:
    """Return the table from counts with ``by_rule``, ``declared`` and ``applied``; an unknown word counts as unknown."""
    cells = [[0] * len(CLASSES) for _ in CLASSES]
    for rule, declared, applied in zip(counts["by_rule"], counts["declared"], counts["applied"], strict=True):
        cells[_place(rule)][_place(declared)] += int(applied)
    return Answers(grid(cells), complete)


def safe_answers(counts: pd.DataFrame, sizes: Sequence[int], *, rule: Rule) -> Answers | None:
    """Return the table where it may stand beside three groups whose sizes a reader knows, else None.

    ``sizes`` are those of side-entrants, of others and of the unknown. A class that is a group by itself must not be hidden
    in the table. Where the table counts only the rows that are still here (``rule`` declared), the difference with a group
    is how many were removed: it must not be small.
    """
    found = answers(counts, complete=rule == "cbs")
    totals = found.table.row_totals if rule == "cbs" else found.table.column_totals
    first, last, whole = totals[_FIRST].value, totals[_LAST].value, found.table.total.value
    if first is None or last is None or whole is None:
        return None
    removed = [size - here for size, here in zip(sizes, (first, whole - first - last, last), strict=True)]
    return None if any(number < 0 or is_few(number) for number in (*removed, sum(removed))) else found


def _place(name: str) -> int:
    return CLASSES.index(name if name in CLASSES else "unknown")
