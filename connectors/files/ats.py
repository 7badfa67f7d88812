"""Reads an export of an applicant tracking system: one line an application, in Dutch, English or French.

Columns that are not known are not read, columns about a person are dropped, and what is stored stands under a keyed
pseudonym. A person corrects the guess with a mapping of target to header: ``{"applied_at": "Datum binnen"}``; ``-`` stands
for no column. Two targets are no columns: ``provider`` names the system, ``date_order`` is day_first or month_first.

An export with one line a vacancy and sums per channel is of the same kind; ``ats_wide`` reads it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from connectors.errors import N_, FileError
from connectors.files import ats_wide
from connectors.files.ats_columns import Layout, is_application_table, is_personal, layout, targets
from connectors.files.ats_dates import is_day_first_only, is_month_first_only, is_nothing, is_written_day
from connectors.files.ats_lines import Frame, Line, read_lines
from connectors.files.ats_rows import build
from connectors.files.ats_said import warnings
from connectors.files.ats_scan import refuse_personal_values
from connectors.files.ats_words import are_categories
from connectors.files.reading import FileContext, Opened, Reading, Refused, header_lines
from connectors.inflow.desk import Desk
from connectors.personal import checked_key, shown_header

KIND = "ats"
TITLE = N_("Export of an applicant tracking system")

_LOOKED_AT = 50
_PROVIDER = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def fits(opened: Opened) -> bool:
    """Return whether a sheet has three known headers, a day of application or a status among them, or sums of them."""
    return any(is_application_table(headers) or ats_wide.is_summed(headers) for _, _, headers in header_lines(opened))


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return the applications, events, vacancies and sources of an export; of sums per vacancy those.

    Raises:
        FileError: It is no such export, lacks a column that is needed, has a person's data in a column that would be
            stored, or the mapping names what does not exist.
        ConfigurationError: There is no key for the pseudonyms.
    """
    desk = _desk(opened.file, context, mapping)
    if _is_only_summed(opened, mapping):
        return ats_wide.read_sums(opened, desk, KIND, mapping)
    found = layout(opened, mapping, context.rules)
    _refuse_incomplete(opened.file, found, mapping)
    refuse_personal_values(opened.file, found)
    frame = Frame(found, desk, month_first=_month_first(opened.file, found, mapping))
    lines, refused = _split(frame)
    latest = {line.number: line for line in lines}
    built = build(frame, list(latest.values()))
    days = [line.applied.day for line in latest.values() if line.applied]
    return Reading(
        file=opened.file,
        sha256=opened.sha256,
        kind=KIND,
        rows=built.rows,
        refused=tuple(refused),
        understood=found.understood(),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        warnings=warnings(found, built, mapping, doubled=len(lines) - len(latest), empty=not lines and not refused),
        headers=found.headers,
        without_day=sum(row["applied_on"] is None for row in built.rows["application"]),
        unknown_words=built.unknown_words if are_categories(built.unknown_words) else (),
        unknown_count=len(built.unknown_words),
    )


def _desk(file: str, context: FileContext, mapping: Mapping[str, str]) -> Desk:
    return Desk(
        provider=_provider(file, mapping),
        organisation_id=context.organisation.id,
        zone=context.organisation.timezone,
        now=context.now,
        rules=replace(context.rules, side_entrant=context.side_entrant),
        sites=context.sites,
        key=checked_key(context.pseudonym_key),
        origin="file",
    )


def _split(frame: Frame) -> tuple[list[Line], list[Refused]]:
    lines: list[Line] = []
    refused: list[Refused] = []
    for each in read_lines(frame):
        if isinstance(each, Refused):
            refused.append(each)
        else:
            lines.append(each)
    return lines, refused


def _is_only_summed(opened: Opened, mapping: Mapping[str, str]) -> bool:
    """Return whether a file has sums per vacancy and no table of applications."""
    lines = [headers for _, _, headers in header_lines(opened)]
    summed = any(map(ats_wide.is_summed, lines))
    return (
        summed
        and "applied_at" not in mapping
        and not any(is_application_table(headers) and not ats_wide.is_summed(headers) for headers in lines)
    )


def _refuse_incomplete(file: str, found: Layout, mapping: Mapping[str, str]) -> None:
    """Raise a FileError when an export has no way to tell two applications apart, or none to tell their days.

    Where stage or status tell how things stand now, no day is needed; but a column of days that nobody understood may be
    the one, so a person says which it is, or that there is none.
    """
    days = "" if "applied_at" in mapping else _column_of_days(found)
    if not found.has("applied_at") and (days or not found.has("stage", "status")):
        raise _without_day(file, found, days)
    by_person = found.has("candidate_id") and found.has("vacancy_id", "vacancy_title") and found.has("applied_at")
    if not found.has("application_id") and not by_person:
        raise FileError(
            N_("{file} has no column with a number of the application, so that one could count twice."),
            file=file,
            sheet=found.sheet_name,
            code="file.no_application_id",
            hint=N_("Add one of: {names}; or the number of the applicant and the vacancy."),
            names=_names("application_id"),
        )


def _column_of_days(found: Layout) -> str:
    """Return the header of a column of days that is not read, empty when there is none."""
    taken = {*found.places.values(), *found.asked}
    for place, header in enumerate(found.headers):
        cells = [cells[place] for _, cells in islice(found.lines, _LOOKED_AT) if place < len(cells)]
        given = [cell for cell in cells if not is_nothing(cell)]
        if (
            header.strip()
            and place not in taken
            and not is_personal(header)
            and given
            and all(map(is_written_day, given))
        ):
            return shown_header(header)
    return ""


def _without_day(file: str, found: Layout, days: str) -> FileError:
    text = N_("{file} has no column that is known as the day of the application; perhaps it is “{days}”.")
    return FileError(
        text if days else N_("{file} has no column with the day of the application."),
        file=file,
        sheet=found.sheet_name,
        code="file.no_application_date",
        hint=N_(
            "Export again with one of these columns: {names}; or say which column it is: applied_at = “...”. Found: {headers}."
        ),
        days=days,
        names=_names("applied_at"),
        headers=", ".join(shown_header(header) for header in found.headers if header.strip()),
    )


def _names(target: str) -> str:
    return ", ".join(islice(targets()[target].names, 4))


def _provider(file: str, mapping: Mapping[str, str]) -> str:
    provider = mapping.get("provider", "file").strip().lower()
    if not _PROVIDER.fullmatch(provider):
        raise FileError(
            N_("provider takes a short name of small letters, digits, - and _."), file=file, code="file.provider"
        )
    return provider


def _month_first(file: str, found: Layout, mapping: Mapping[str, str]) -> bool:
    """Return whether dates have the month first, as a person says; refuse a file that seems to and says nothing."""
    order = mapping.get("date_order")
    if order not in {None, "day_first", "month_first"}:
        raise FileError(N_("date_order takes day_first or month_first."), file=file, code="file.date_order")
    if not found.has("applied_at"):
        return order == "month_first"
    place = found.places["applied_at"]
    cells = [cells[place] for _, cells in found.lines if place < len(cells)]
    american = sum(map(is_month_first_only, cells))
    if order is None and american > 1 and not any(map(is_day_first_only, cells)):
        raise FileError(
            N_("The days in column “{header}” have the month first ({count} lines cannot be read otherwise)."),
            file=file,
            sheet=found.sheet_name,
            code="file.month_first",
            hint=N_("Export them as day-month-year, or say so: date_order = “month_first”."),
            header=found.header("applied_at"),
            count=american,
        )
    return order == "month_first"
