"""Reads an export with one line a vacancy: the vacancies, and the sums of their applications per source until a day.

It names no person and no application; its sums stand apart from the applications and are never added to them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from connectors.base import Row
from connectors.errors import N_, FileError, Said
from connectors.files.ats_dates import EARLIEST, NoDayError, read_when
from connectors.files.ats_lines import text_of
from connectors.files.ats_scan import refuse_personal_values
from connectors.files.ats_sums import SumLayout, is_summed, sum_layout
from connectors.files.cells import is_missing, whole
from connectors.files.reading import Cell, Opened, Reading, Refused
from connectors.inflow.applied import VacancySeen
from connectors.inflow.desk import Desk, harmless
from connectors.inflow.rows import source_rows, vacancy_row
from connectors.inflow.values import vacancy_status
from connectors.personal import shown, shown_header
from connectors.sources import Resolved, resolve

__all__ = ["is_summed", "read_sums"]

_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)|(?<!\d)(\d\d)[-_](\d\d)[-_](20\d\d)(?!\d)")
_NOT_TOLD = ("url", "reference", "pay_stated")
_MADE_OPEN = ("publicatie intern", "publicatie extern", "publicatie in- en extern")


@dataclass(frozen=True)
class _Vacancy:
    """One line: the vacancy, and per source (empty when not told) the sum of each outcome."""

    seen: VacancySeen
    sums: Mapping[str, Mapping[str, int]]
    sources: Sequence[Resolved]
    has_too_many: bool


class _RefusedError(Exception):
    def __init__(self, place: int, value: Cell, expected: Said) -> None:
        super().__init__(place)
        self.place, self.value, self.expected = place, value, expected


def read_sums(opened: Opened, desk: Desk, kind: str, mapping: Mapping[str, str]) -> Reading:
    """Return vacancies and their sums; raise a FileError when no column tells which vacancy a line is about."""
    found = _layout(opened, mapping)
    refuse_personal_values(opened.file, found.texts)
    refused: list[Refused] = []
    vacancies = _told_apart(list(_lines(found, desk, refused)))
    day = _day_in_name(opened.file, desk.today)
    first_seen = day or desk.today
    sources = source_rows((source, first_seen) for each in vacancies for source in each.sources)
    return Reading(
        file=opened.file,
        sha256=opened.sha256,
        kind=kind,
        rows={
            "vacancy": [_vacancy_row(desk, each.seen) for each in vacancies],
            "vacancy_total": [row for each in vacancies for row in _totals(desk, each, day)],
            "source": sources,
        },
        refused=tuple(refused),
        understood=found.understood(),
        first_day=None,
        last_day=day,
        warnings=tuple(_warnings(vacancies, day)),
        headers=found.texts.headers,
    )


def _layout(opened: Opened, mapping: Mapping[str, str]) -> SumLayout:
    found = sum_layout(opened, mapping)
    if not found.texts.has("vacancy_id", "vacancy_title"):
        raise FileError(
            N_("{file} has sums per channel, but no column that says of which vacancy."),
            file=opened.file,
            sheet=found.texts.sheet_name,
            code="file.no_vacancy",
            hint=N_("Say which column is its title: vacancy_title = “...”. Found: {headers}."),
            headers=", ".join(shown_header(header) for header in found.texts.headers if header.strip()),
        )
    return found


def _lines(found: SumLayout, desk: Desk, refused: list[Refused]) -> Iterator[_Vacancy]:
    """Yield the vacancy of each line; a line with a cell that cannot be used is noted in ``refused``."""
    for number, cells in found.texts.lines:
        try:
            vacancy = _vacancy(found, desk, cells)
        except _RefusedError as no:
            header = shown_header(found.texts.headers[no.place])
            refused.append(Refused(number, header, shown(no.value), no.expected, found.texts.sheet_name))
            continue
        yield vacancy


def _vacancy(found: SumLayout, desk: Desk, cells: Sequence[Cell]) -> _Vacancy:
    texts = {target: text_of(_cell(cells, place)) for target, place in found.texts.places.items()}
    if not texts.get("vacancy_id") and not texts.get("vacancy_title"):
        place = found.texts.places.get("vacancy_id", found.texts.places.get("vacancy_title", 0))
        raise _RefusedError(place, None, Said(N_("the number or the title of the vacancy")))
    days = {(kind, place): day for place, kind in found.days.items() if (day := _day(desk, place, _cell(cells, place)))}
    sums, sources, too_many = _sums(found, desk, cells)
    return _Vacancy(_seen(found, texts, days, text_of(_cell(cells, found.status))), sums, sources, too_many)


def _seen(
    found: SumLayout, texts: Mapping[str, str | None], days: Mapping[tuple[str, int], date], word: str | None
) -> VacancySeen:
    """Return the vacancy: its status by its own word, else by the latest day of a status."""
    reached = {place: day for (kind, place), day in days.items() if kind not in {"made", "start", "end"}}
    latest = max(reached, key=lambda place: (reached[place], place), default=None)
    status = vacancy_status(word or (found.texts.headers[latest] if latest is not None else ""))
    known = {place: vacancy_status(found.texts.headers[place]) for place in reached}
    opened = [day for (kind, _), day in days.items() if kind == "start"]
    opened += [day for place, day in reached.items() if found.days[place].strip().lower() in _MADE_OPEN]
    ended = [day for place, day in reached.items() if known[place] == "closed"]
    ended = ended or [day for (kind, _), day in days.items() if kind == "end"]
    made = next((day for (kind, _), day in days.items() if kind == "made"), None)
    return VacancySeen(
        number=texts.get("vacancy_id") or _number(texts, made),
        title=texts.get("vacancy_title"),
        status=status,
        group=texts.get("function_group"),
        department=texts.get("department"),
        location=texts.get("location"),
        opened_at=min(opened, default=None),
        closed_at=max(ended, default=None) if status == "closed" else None,
    )


def _number(texts: Mapping[str, str | None], made: date | None) -> str:
    """Return what tells one vacancy from another where the system gives no number."""
    parts = [texts.get(name) or "" for name in ("vacancy_title", "department", "location")]
    return "|".join([*parts, made.isoformat() if made else ""]).rstrip("|")


def _told_apart(vacancies: Sequence[_Vacancy]) -> list[_Vacancy]:
    """Return the vacancies, of which those that cannot be told apart are numbered in their order."""
    times: Counter[str] = Counter()
    apart = []
    for each in vacancies:
        times[each.seen.number] += 1
        again = times[each.seen.number]
        seen = each.seen if again == 1 else _renumbered(each.seen, f"{each.seen.number}#{again}")
        apart.append(_Vacancy(seen, each.sums, each.sources, each.has_too_many))
    return apart


def _renumbered(seen: VacancySeen, number: str) -> VacancySeen:
    return VacancySeen(**{**vars(seen), "number": number})


def _sums(
    found: SumLayout, desk: Desk, cells: Sequence[Cell]
) -> tuple[dict[str, dict[str, int]], list[Resolved], bool]:
    """Return the sums per source, the sources, and whether the channels have more applications than the vacancy.

    Applications that no channel has came from a source that is not told.
    """
    rules = desk.rules.sources(desk.provider)
    sums: dict[str, dict[str, int]] = {}
    sources: list[Resolved] = []
    for channel in found.channels:
        count = _count(channel.place, _cell(cells, channel.place))
        source = resolve(rules, harmless(channel.name))
        if count is None:
            continue
        if source:
            sources.append(source)
        of_source = sums.setdefault(source.source_id if source else "", {})
        of_source[channel.outcome] = of_source.get(channel.outcome, 0) + count
    replies = _count(found.replies, _cell(cells, found.replies)) if found.replies is not None else None
    rest = replies - sum(each.get("applied", 0) for each in sums.values()) if replies is not None else 0
    if rest > 0 or (replies is not None and not found.channels):
        unknown = sums.setdefault("", {})
        unknown["applied"] = unknown.get("applied", 0) + rest
    return sums, sources, rest < 0


def _totals(desk: Desk, vacancy: _Vacancy, day: date | None) -> Iterator[Row]:
    """Yield a row for each source; until when it counts is filled in at the import where the file does not tell."""
    until: Row = {"span": f"..{day.isoformat()}", "last_day": day} if day else {}
    for source_id, counts in vacancy.sums.items():
        yield {
            "provider": desk.provider,
            "vacancy_id": desk.vacancy_id(vacancy.seen.number),
            "source_id": source_id,
            **until,
            "first_day": None,
            **{outcome: counts.get(outcome) for outcome in ("applied", "hired", "rejected")},
            "ingest": "export",
        }


def _vacancy_row(desk: Desk, seen: VacancySeen) -> Row:
    return {name: value for name, value in vacancy_row(desk, seen).items() if name not in _NOT_TOLD}


def _cell(cells: Sequence[Cell], place: int | None) -> Cell:
    return cells[place] if place is not None and place < len(cells) else None


def _count(place: int, cell: Cell) -> int | None:
    if is_missing(cell):
        return None
    try:
        count = whole(cell)
    except ValueError:
        count = -1
    if count < 0:
        raise _RefusedError(place, cell, Said(N_("a whole number, 0 or more")))
    return count


def _day(desk: Desk, place: int, cell: Cell) -> date | None:
    try:
        when = read_when(cell, desk.wall)
    except NoDayError:
        raise _RefusedError(place, cell, Said(N_("a day such as {example}"), {"example": "14-01-2026"})) from None
    return when.day if when and when.day >= EARLIEST else None


def _day_in_name(file: str, today: date) -> date | None:
    """Return the day of the export where the name of the file tells it; none that is still to come."""
    found = _DAY_IN_NAME.search(file)
    if not found:
        return None
    year, month, day = found.groups()[:3] if found[1] else reversed(found.groups()[3:])
    try:
        told = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return told if EARLIEST <= told <= today else None


def _warnings(vacancies: Sequence[_Vacancy], day: date | None) -> Iterator[Said]:
    yield Said(
        N_(
            "This export has sums for each vacancy and no applications: it fills no days, and is never added to applications."
        )
    )
    if day is None:
        text = N_(
            "The file does not tell of which day it is, so its sums count until the day of the first import. Put the day in the "
            "name of the file, such as {example}."
        )
        yield Said(text, {"example": "vacatures_2026-01-14.csv"})
    if any(each.has_too_many for each in vacancies):
        text = N_("Vacancies of which the channels add up to more than the number of applications: {count}.")
        yield Said(text, {"count": sum(each.has_too_many for each in vacancies)})
