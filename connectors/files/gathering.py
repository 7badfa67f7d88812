"""Gathers what a reader finds while it goes through a file: rows, refused cells, columns, warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from connectors.base import Row
from connectors.errors import N_, FileError, Said
from connectors.files import cells
from connectors.files.dates import is_possible
from connectors.files.reading import Cell, Opened, Reading, Refused, Sheet, Understood

POSSIBLE_DAY = N_("a day from 2005 to a year from now")


@dataclass
class Gathering:
    """The growing reading of one file."""

    opened: Opened
    kind: str
    now: datetime
    rows: dict[str, list[Row]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    understood: dict[str, Understood] = field(default_factory=dict)
    warnings: list[Said] = field(default_factory=list)

    def add(self, table: str, row: Row) -> None:
        """Add one row for a table."""
        self.rows.setdefault(table, []).append(row)

    def refuse(self, sheet: Sheet, place: tuple[int, str], cell: Cell, expected: str, **values: object) -> None:
        """Refuse one cell at (line, header); ``expected`` is a message id."""
        name = sheet.name if len(self.opened.sheets) > 1 else ""
        row, column = place
        self.refused.append(Refused(row, column, cells.shown(cell), Said(expected, values), name))

    def warn(self, text: str, **values: object) -> None:
        """Add a warning (a message id and its values)."""
        self.warnings.append(Said(text, values))

    def understand(self, header: Cell, meaning: str, state: Literal["used", "ignored", "personal"]) -> None:
        """Say what became of a column; the first use of a header counts, and use counts before neglect."""
        title = cells.text(header)
        known = self.understood.get(title)
        if title and (known is None or (known.state == "ignored" and state == "used")):
            self.understood[title] = Understood(title, meaning, state)

    def day(self, sheet: Sheet, place: tuple[int, str], cell: Cell, found: date | None, expected: str) -> date | None:
        """Return a day that can be; else refuse the cell and return None."""
        if found is not None and is_possible(found, self.now):
            return found
        self.refuse(sheet, place, cell, POSSIBLE_DAY if found is not None else expected)
        return None

    def reading(self) -> Reading:
        """Return the finished reading; raise a FileError when nothing but the channel was found."""
        if not any(rows for table, rows in self.rows.items() if table != "channel"):
            raise self._nothing()
        days = self._days()
        return Reading(
            file=self.opened.file,
            sha256=self.opened.sha256,
            kind=self.kind,
            rows=self.rows,
            refused=tuple(self.refused),
            understood=tuple(self.understood.values()),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            warnings=tuple(self.warnings),
        )

    def _days(self) -> Sequence[date]:
        days = (row.get("day") for rows in self.rows.values() for row in rows)
        return [day for day in days if isinstance(day, date)]

    def _nothing(self) -> FileError:
        if not self.refused:
            return FileError(N_("{file} holds no figures."), file=self.opened.file, code="file.no_figures")
        first = self.refused[0]
        return FileError(
            N_("{file}, line {row}, column “{column}”: {expected} was expected, “{value}” was found."),
            file=self.opened.file,
            sheet=first.sheet,
            row=first.row,
            code="file.refused",
            hint=N_("Nothing of the file could be used."),
            column=first.column,
            expected=first.expected,
            value=first.value,
        )
