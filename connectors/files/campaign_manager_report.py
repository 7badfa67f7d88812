"""Finds the table of a Campaign Manager report: what stands above it, its lines, and the line with totals below it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from connectors.files import cells
from connectors.files.campaign_manager_columns import is_campaign_number
from connectors.files.dates import day_of_page_export, named_month_day
from connectors.files.reading import Cell, Opened, Sheet

Line = tuple[int, tuple[Cell, ...]]

_LEAST_COLUMNS = 8
_LOOK_AT = 20
_ENGLISH_MOMENT = re.compile(r"(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})(?:,? (?P<time>\d{1,2}:\d{2} [AP]M))?")


@dataclass(frozen=True)
class Preamble:
    """What the lines above the table say; None where they are not there or not in English."""

    first_day: date | None = None
    last_day: date | None = None
    generated_at: datetime | None = None


@dataclass(frozen=True)
class Report:
    """A report: its sheet, the line of its header (from 0), and where each meaning stands."""

    sheet: Sheet
    start: int
    preamble: Preamble
    places: Mapping[str, int]

    @property
    def titles(self) -> tuple[Cell, ...]:
        """The header."""
        return self.sheet.rows[self.start]

    def title(self, name: str) -> str:
        """Return the header of a meaning as a person sees it."""
        return cells.shown(self.titles[self.places[name]])

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the cell of a meaning in a line; None when the report has no such column."""
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else None

    def lines(self) -> Iterator[Line]:
        """Yield each line of a campaign with its number."""
        yield from (line for line in self._filled() if not self._is_total(line[1]))

    def total(self) -> Line | None:
        """Return the line with totals, None without one."""
        return next((line for line in self._filled() if self._is_total(line[1])), None)

    def _filled(self) -> Iterator[Line]:
        for number, row in enumerate(self.sheet.rows[self.start + 1 :], self.start + 2):
            if cells.filled(row):
                yield number, row

    def _is_total(self, row: Sequence[Cell]) -> bool:
        """Return whether a line has no campaign and no day: “Total” stands first, whatever the language calls it."""
        named = any(not cells.is_missing(self.cell(row, name)) for name in ("campaign_id", "campaign_name"))
        return not named and day_of_page_export(self.cell(row, "day")) is None


def header_of(opened: Opened) -> tuple[Sheet, int] | None:
    """Return the sheet and the line (from 0) with at least nine headers of which one is the number of a campaign."""
    for sheet in opened.sheets:
        for place, row in enumerate(sheet.rows[:_LOOK_AT]):
            if cells.filled(row) > _LEAST_COLUMNS and any(map(is_campaign_number, row)):
                return sheet, place
    return None


def preamble_of(rows: Sequence[Sequence[Cell]]) -> Preamble:
    """Return what the lines above a table say, where they are in English; moments are UTC, as the report is."""
    said = {}
    for row in rows:
        label, _, rest = ", ".join(cells.text(cell) for cell in row if cells.text(cell)).partition(":")
        said[label.strip().casefold()] = _moment(rest.strip().strip('"'))
    first, last = said.get("report start"), said.get("report end")
    return Preamble(first.date() if first else None, last.date() if last else None, said.get("date generated"))


def _moment(text: str) -> datetime | None:
    match = _ENGLISH_MOMENT.search(re.sub(r"\s*,\s*", ", ", text))
    day = named_month_day(_short_month(match["day"])) if match else None
    if match is None or day is None:
        return None
    clock = datetime.strptime(match["time"], "%I:%M %p") if match["time"] else datetime(1, 1, 1)  # noqa: DTZ007, DTZ001
    return datetime.combine(day, clock.time(), UTC)


def _short_month(text: str) -> str:
    return re.sub(r"^([A-Z][a-z]{2})[a-z]*", r"\1", text)
