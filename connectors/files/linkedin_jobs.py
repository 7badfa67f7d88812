"""Reads LinkedIn's report on vacancies (Recruiter, Jobs), of which nobody knows the headers: a person says them once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from connectors.errors import N_
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.linkedin_jobs_columns import JobTable, said_of, table_of, targets
from connectors.files.linkedin_jobs_days import is_month_first, until
from connectors.files.linkedin_jobs_rows import PROVIDER, JobLine, JobRows, gather
from connectors.files.reading import FileContext, Opened, Reading
from connectors.inflow.desk import Desk

__all__ = ["KIND", "TITLE", "fits", "read", "targets"]

KIND = "linkedin_jobs"
TITLE = N_("LinkedIn report on vacancies")


def fits(_opened: Opened) -> bool:
    """Return False: no header of this report is known, so a person chooses it and says what the columns are."""
    return False


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return the vacancies and their figures: per day, over a period, or all until a day.

    ``mapping`` takes name of a meaning to header, see :func:`targets`; ``as_of``, the day until which figures without a
    day count (else the day of the import); and ``date_order``, day_first or month_first. Raises a FileError that lists
    headers and meanings when it says too little.
    """
    said = said_of(mapping)
    table = table_of(opened, said)
    gathered = Gathering(opened, KIND, context.now)
    _understand(gathered, table)
    days = [table.cell(row, name) for _, row in table.lines() for name in _DAYS if name in table.places]
    order = is_month_first(opened, said.get("date_order"), days)
    rows = JobRows(gathered, table, order, until(opened, said.get("as_of")))
    rows.read()
    lines = list(rows.found.values())
    gather(gathered, _desk(context), lines)
    _warn(gathered, rows)
    first, last = _period(lines)
    return replace(gathered.reading(), headers=table.headers, first_day=first, last_day=last)


_DAYS = tuple(column.name for column in targets().values() if column.kind == "day")


def _desk(context: FileContext) -> Desk:
    """Return the desk at which vacancies become rows; no application passes it, so it needs no key."""
    return Desk(
        provider=PROVIDER,
        organisation_id=context.organisation.id,
        zone=context.organisation.timezone,
        now=context.now,
        rules=context.rules,
        sites=context.sites,
        key=b"",
        origin="file",
    )


def _understand(gathered: Gathering, table: JobTable) -> None:
    used = {place: targets()[name].meaning for name, place in table.places.items()}
    for place, cell in enumerate(table.titles):
        if place in used:
            gathered.understand(cell, used[place], "used")
        elif cells.text(cell):
            gathered.understand(cell, N_("Not read"), "ignored")


def _warn(gathered: Gathering, rows: JobRows) -> None:
    if any(line.last_day is None for line in rows.found.values()):
        gathered.warn(
            N_(
                "The file does not say until when its figures count; they count until the day of its first import. "
                "To say it, give as_of = “2026-03-31”."
            )
        )
    if rows.repeated:
        gathered.warn(N_("Lines that stand twice in the file and count once: {count}."), count=rows.repeated)
    if rows.added_up:
        gathered.warn(
            N_(
                "Lines with a title that another line has too: {count}. Their figures were added up, but for different "
                "people. With the number of the vacancy (vacancy_id) they stay apart."
            ),
            count=rows.added_up,
        )


def _period(lines: list[JobLine]) -> tuple[date | None, date | None]:
    first = [line.first_day for line in lines if line.first_day]
    last = [line.last_day for line in lines if line.last_day]
    return min(first, default=None), max(last, default=None)
