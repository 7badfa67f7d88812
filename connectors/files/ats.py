"""Reads an export of an applicant tracking system: one line an application, in Dutch, English or French.

Columns that are not known are not read, columns about a person are dropped, and what is stored stands under a keyed
pseudonym. A person corrects the guess with a mapping of target to header: ``{"applied_at": "Datum binnen"}``; ``-`` stands
for no column. Two targets are no columns: ``provider`` names the system, ``date_order`` is day_first or month_first.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from zoneinfo import ZoneInfo

from connectors.errors import N_, FileError, Said
from connectors.files.ats_columns import Layout, header_lines, is_application_table, layout, targets
from connectors.files.ats_dates import is_day_first_only, is_month_first_only
from connectors.files.ats_lines import Frame, Line, read_lines
from connectors.files.ats_rows import MOST_WORDS, Built, build
from connectors.files.ats_scan import refuse_personal_values
from connectors.files.reading import FileContext, Opened, Reading, Refused
from connectors.personal import checked_key, shown_header
from connectors.words import plain_header

KIND = "ats"
TITLE = N_("Export of an applicant tracking system")

_PROVIDER = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_SUMS = re.compile(r"^\s*totaal per [^:]+:", re.IGNORECASE)
_REPLY_COUNTS = frozenset(
    {"aantal reacties", "aantal sollicitaties", "number of applications", "nombre de candidatures"}
)
_WORD_LENGTH = 40


def fits(opened: Opened) -> bool:
    """Return whether a sheet has three known headers, a day of application or a status among them, or sums of them."""
    return any(is_application_table(headers) or _is_summed(headers) for _, _, headers in header_lines(opened))


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return the applications, events, vacancies and sources of an export.

    Raises:
        FileError: It is no such export, holds sums instead of applications, lacks a column that is needed, has a person's
            data in a column that would be stored, or the mapping names what does not exist.
        ConfigurationError: There is no key for the pseudonyms.
    """
    _refuse_sums(opened, mapping)
    found = layout(opened, mapping)
    _refuse_incomplete(opened.file, found)
    refuse_personal_values(opened.file, found)
    frame = Frame(
        layout=found,
        organisation_id=context.organisation.id,
        provider=_provider(opened.file, mapping),
        key=checked_key(context.pseudonym_key),
        zone=ZoneInfo(context.organisation.timezone),
        now=context.now,
        month_first=_month_first(opened.file, found, mapping),
    )
    lines, refused = _split(frame)
    latest = {line.application_key: line for line in lines}
    built = build(frame, list(latest.values()), context.sites, context.side_entrant)
    days = [line.applied.day for line in latest.values()]
    return Reading(
        file=opened.file,
        sha256=opened.sha256,
        kind=KIND,
        rows=built.rows,
        refused=tuple(refused),
        understood=found.understood(),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        warnings=tuple(_warnings(found, built, doubled=len(lines) - len(latest), empty=not lines and not refused)),
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


def _is_summed(headers: Sequence[str]) -> bool:
    """Return whether headers are those of an export with one line a vacancy and sums a channel."""
    texts = {plain_header(header) for header in headers}
    return any(_SUMS.match(header) for header in headers) or not _REPLY_COUNTS.isdisjoint(texts)


def _refuse_sums(opened: Opened, mapping: Mapping[str, str]) -> None:
    lines = list(header_lines(opened))
    if (
        any(is_application_table(headers) and not _is_summed(headers) for _, _, headers in lines)
        or "applied_at" in mapping
    ):
        return
    if any(_is_summed(headers) for _, _, headers in lines):
        raise FileError(
            N_("{file} has one line for each vacancy, with sums per channel; this layout comes later."),
            file=opened.file,
            code="file.aggregated",
            hint=N_("Export one line for each application, with the date of the application."),
        )


def _refuse_incomplete(file: str, found: Layout) -> None:
    """Raise a FileError when no application could be counted: without a day, or without a way to tell two apart."""
    if "applied_at" not in found.places:
        raise _without_day(file, found)
    has_vacancy = "vacancy_id" in found.places or "vacancy_title" in found.places
    if "application_id" not in found.places and not ("candidate_id" in found.places and has_vacancy):
        raise FileError(
            N_("{file} has no column with a number of the application, so that one could count twice."),
            file=file,
            sheet=found.sheet_name,
            code="file.no_application_id",
            hint=N_("Add one of: {names}; or the number of the applicant and the vacancy."),
            names=_names("application_id"),
        )


def _without_day(file: str, found: Layout) -> FileError:
    progress = [found.header(target) for target in ("stage", "status") if target in found.places]
    only_now = N_(
        "{file} says where each application stands now ({columns}) but not when it came in; an application is counted "
        "on its day, and no day is made up."
    )
    return FileError(
        only_now if progress else N_("{file} has no column with the day of the application."),
        file=file,
        sheet=found.sheet_name,
        code="file.no_application_date",
        hint=N_(
            "Export again with one of these columns: {names}; or say which column it is: applied_at = “...”. Found: {headers}."
        ),
        columns=", ".join(progress),
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


def _warnings(found: Layout, built: Built, *, doubled: int, empty: bool) -> list[Said]:
    said = []
    if empty:
        said.append(Said(N_("There are no lines below the headers.")))
    if doubled:
        said.append(Said(N_("Lines that repeat an application: {count}. The last one counts."), {"count": doubled}))
    if built.pool:
        said.append(
            Said(
                N_("Lines that are entries of a talent pool, no applications, and are left out: {count}."),
                {"count": built.pool},
            )
        )
    said += [
        Said(
            N_("The column “{header}” holds free text; only sources that are known were kept."),
            {"header": found.header(name)},
        )
        for name in built.free_text
    ]
    return [*said, *_unknown_words(built.unknown_words)]


def _unknown_words(words: Sequence[str]) -> list[Said]:
    """Return the warning about stages and statuses that no table knows; what does not look like categories is not shown."""
    if not words:
        return []
    if len(words) > MOST_WORDS or any(len(word) > _WORD_LENGTH for word in words):
        return [
            Said(N_("Stages or statuses that are not known and count as in process: {count}."), {"count": len(words)})
        ]
    listed = ", ".join(f"“{word}”" for word in words)
    return [Said(N_("These stages or statuses are not known and count as in process: {words}."), {"words": listed})]
