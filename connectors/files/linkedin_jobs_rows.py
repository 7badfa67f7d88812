"""The vacancies of a report and what was counted of them: per day, over a period, or all until a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from connectors.base import Row
from connectors.errors import N_
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.linkedin_jobs_columns import FIGURES, JobTable, targets
from connectors.files.linkedin_jobs_days import day_of
from connectors.files.reading import Cell
from connectors.inflow.applied import VacancySeen
from connectors.inflow.desk import Desk, harmless
from connectors.inflow.rows import vacancy_row
from connectors.personal import personal_kind

PROVIDER = "linkedin"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_OFFSITE = "offsite"
_SUMS = {"total", "totals", "totaal", "total general", "gesamt"}


@dataclass(frozen=True)
class JobLine:
    """One line: which vacancy, when (the last day only: all until then; no day: all until now), and its figures."""

    seen: VacancySeen
    first_day: date | None
    last_day: date | None
    figures: dict[str, int]


@dataclass
class JobRows:
    """The lines of a report as they come in: one for each vacancy and moment, and what was done with the others."""

    gathered: Gathering
    table: JobTable
    month_first: bool
    as_of: date | None
    found: dict[tuple[str, date | None, date | None], JobLine] = field(default_factory=dict)
    repeated: int = 0
    added_up: int = 0

    def read(self) -> None:
        """Read every line; a title that stands for several vacancies has their figures added up."""
        for number, row in self.table.lines():
            line = self._line(number, row)
            if line is None:
                continue
            key = (line.seen.number, line.first_day, line.last_day)
            before = self.found.get(key)
            if before is None:
                self.found[key] = line
            elif "vacancy_id" not in self.table.places:
                self.found[key] = _together(before, line)
                self.added_up += 1
            elif before.figures == line.figures:
                self.repeated += 1
            else:
                self._refuse(number, row, "vacancy_id", N_("one line for each vacancy and period"))

    def _line(self, number: int, row: tuple[Cell, ...]) -> JobLine | None:
        if self._is_sum(row):
            return None
        vacancy = self._vacancy(number, row)
        days = self._days(number, row)
        figures = self._figures(number, row)
        if vacancy is None or days is None or figures is None:
            return None
        seen = replace(vacancy, opened_at=days.get("opened_at"), closed_at=days.get("closed_at"))
        day = days.get("day")
        return JobLine(seen, day or days.get("first_day"), day or days.get("last_day") or self.as_of, figures)

    def _is_sum(self, row: tuple[Cell, ...]) -> bool:
        first = next((cell for cell in row if cells.text(cell)), None)
        number = self.table.cell(row, "vacancy_id")
        return cells.header(first) in _SUMS and (cells.is_missing(number) or number == first)

    def _vacancy(self, number: int, row: tuple[Cell, ...]) -> VacancySeen | None:
        texts = {name: harmless(cells.text(self.table.cell(row, name))) for name in ("title", "location")}
        known = "vacancy_id" if "vacancy_id" in self.table.places else "title"
        external_id = re.sub(r"\.0$", "", cells.text(self.table.cell(row, known)))
        is_number = known == "vacancy_id" and personal_kind(external_id, numbers=False) is None
        if cells.is_missing(external_id) or not (is_number or texts["title"]):
            self._refuse(number, row, known, N_("the number or the title of a vacancy"))
            return None
        own = external_id if is_number else texts["title"] or ""
        return VacancySeen(
            own, title=texts["title"], location=texts["location"], url=cells.text(self.table.cell(row, "url")) or None
        )

    def _days(self, number: int, row: tuple[Cell, ...]) -> dict[str, date] | None:
        """Return the days that are there; None when one cannot be, or the day by which a line counts is missing."""
        found: dict[str, date] = {}
        for name in (column.name for column in targets().values() if column.kind == "day"):
            cell = self.table.cell(row, name)
            place = (number, self.table.title(name)) if name in self.table.places else (number, "")
            try:
                day = day_of(cell, month_first=self.month_first)
            except ValueError:
                self._refuse(number, row, name, N_("a day"))
                return None
            if day is None and name in self.table.places and name in {"day", "first_day", "last_day"}:
                self._refuse(number, row, name, N_("a day"))
                return None
            if day is not None and self.gathered.day(self.table.sheet, place, cell, day, N_("a day")) is None:
                return None
            found |= {name: day} if day else {}
        if "first_day" in found and found["first_day"] > found["last_day"]:
            self._refuse(number, row, "last_day", N_("a day on or after the first day of the period"))
            return None
        return found

    def _figures(self, number: int, row: tuple[Cell, ...]) -> dict[str, int] | None:
        """Return the figures that are there; None when one cannot be read.

        Where people apply on the own site, LinkedIn sees no application: what stands there, mostly a zero, is no figure.
        """
        found: dict[str, int] = {}
        offsite = _OFFSITE in cells.header(self.table.cell(row, "apply_type")).replace(" ", "")
        for name in FIGURES:
            if offsite and name == "applications":
                continue
            text = cells.text(self.table.cell(row, name))
            if cells.is_missing(text):
                continue
            try:
                found[name] = cells.whole(text.replace(",", "") if _GROUPED.fullmatch(text) else text)
            except ValueError:
                self._refuse(number, row, name, N_("a whole number"))
                return None
        return found

    def _refuse(self, number: int, row: tuple[Cell, ...], name: str, expected: str) -> None:
        cell = self.table.cell(row, name)
        hidden = None if personal_kind(cells.text(cell)) and name in {"vacancy_id", "title"} else cell
        self.gathered.refuse(self.table.sheet, (number, self.table.title(name)), hidden, expected)


def _together(before: JobLine, line: JobLine) -> JobLine:
    """Return two vacancies under one title as one line; different people cannot be added up."""
    sums = {
        name: before.figures.get(name, 0) + line.figures.get(name, 0)
        for name in FIGURES
        if name != "unique_views" and (name in before.figures or name in line.figures)
    }
    return replace(before, figures=sums)


def gather(gathered: Gathering, desk: Desk, lines: list[JobLine]) -> None:
    """Add the rows of vacancies, days and sums."""
    by_vacancy: dict[str, list[JobLine]] = {}
    for line in lines:
        by_vacancy.setdefault(line.seen.number, []).append(line)
    for own in by_vacancy.values():
        gathered.add("vacancy", _vacancy(desk, own))
    for line in lines:
        if not line.figures:
            continue
        vacancy_id = desk.vacancy_id(line.seen.number)
        if line.first_day and line.first_day == line.last_day:
            place: Row = {"vacancy_id": vacancy_id, "platform": PROVIDER, "day": line.last_day}
            gathered.add("vacancy_daily", {**place, **line.figures, "day_zone": "UTC", "ingest": "export"})
        else:
            counts = {"applied" if name == "applications" else name: value for name, value in line.figures.items()}
            own_sum: Row = {"provider": PROVIDER, "vacancy_id": vacancy_id, "source_id": "", **dict(_span(line))}
            gathered.add("vacancy_total", {**own_sum, **counts, "ingest": "export"})


def _span(line: JobLine) -> Iterator[tuple[str, object]]:
    """Yield the columns of the period; none when it lasts until the day of the import, which is filled in there."""
    if line.first_day:
        yield "first_day", line.first_day
    if line.last_day:
        yield "span", f"{line.first_day or ''}..{line.last_day}"
        yield "last_day", line.last_day


def _vacancy(desk: Desk, lines: list[JobLine]) -> Row:
    """Return the row of a vacancy; what the report does not tell is left out."""
    row = {name: value for name, value in vacancy_row(desk, lines[-1].seen).items() if value is not None}
    first = [day for line in lines if (day := line.first_day or line.last_day)]
    last = [line.last_day for line in lines if line.last_day]
    return row | ({"first_seen_on": min(first), "last_seen_on": max(last)} if first and last else {})
