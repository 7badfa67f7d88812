"""Guesses what the columns of an application export mean, by a table of names, and lets a person correct the guess."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from connectors.errors import N_, FileError
from connectors.files.reading import Cell, Opened, Sheet, Understood, header_lines
from connectors.inflow.rules import NAMED, Rulebook
from connectors.personal import is_about_a_person, is_personal_header, shown_header
from connectors.words import holds_words, plain, plain_header

Kind = Literal["id", "code", "text", "date", "fact", "word", "person"]

SETTINGS = ("provider", "date_order")
"""What a person may add that is no column: the name of the system, and day_first or month_first."""
IGNORE = "-"
NOT_READ = N_("Not read")
_BY_RULE = N_("An answer that a rule of the organisation reads")
PERSONAL = N_("About a person: dropped, never stored")

_ENOUGH = 3
_ANCHORS = {"applied_at", "stage", "status"}
_OF_APPLICATIONS = {"application_id", "candidate_id", "vacancy_id", "vacancy_title", "applied_at"}
_SHORTEST_WITHIN = 5
_VACANCY_WORDS = frozenset({"vacature", "vacancy", "job", "requisition", "posting", "offre", "poste"})
_DATE_WORDS = frozenset({"datum", "date", "op", "at", "on", "le", "tijd", "time"})
_SPEAKS_OF_VACANCIES = {
    "vacancy_id", "vacancy_title", "vacancy_opened_at", "vacancy_closed_at", "function_group", "department", "location",
    "self_reported",
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """One thing that a column can mean. ``names`` are its headers in plain form, the best first.

    ``whole`` are names that count only as a whole header, since within another they mean something else.
    """

    name: str
    meaning: str
    kind: Kind
    names: tuple[str, ...]
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Where the table stands and what its columns mean.

    ``places`` leads a target to its column, from 0; ``sheet_name`` is empty where the file has only one sheet.
    ``asked`` are further columns that a rule of the organisation names: column to ``answer`` or ``custom_field``.
    """

    sheet: Sheet
    sheet_name: str
    header_line: int
    headers: tuple[str, ...]
    places: Mapping[str, int]
    asked: Mapping[int, str] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Return whether one of some targets has a column; rows leave out what the file says nothing about."""
        return not self.places.keys().isdisjoint(names)

    @property
    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield each line below the headers that is not empty, with its number as a person sees it."""
        for line, cells in enumerate(self.sheet.rows[self.header_line + 1 :], start=self.header_line + 2):
            if any(cell is not None for cell in cells):
                yield line, cells

    def header(self, target: str) -> str:
        """Return the header of a target's column as it may be shown."""
        return shown_header(self.headers[self.places[target]])

    def understood(self) -> tuple[Understood, ...]:
        """Return what became of each column that has a header."""
        found = {place: name for name, place in self.places.items()}
        return tuple(
            Understood(shown_header(header), _BY_RULE, "used")
            if place in self.asked
            else became(header, found.get(place))
            for place, header in enumerate(self.headers)
            if header.strip()
        )


def became(header: str, target: str | None) -> Understood:
    """Return what becomes of a column that means a target, or nothing that is known."""
    if target:
        return Understood(shown_header(header), targets()[target].meaning, "used")
    if is_personal(header):
        return Understood(shown_header(header), PERSONAL, "personal")
    return Understood(shown_header(header), NOT_READ, "ignored")


@cache
def targets() -> Mapping[str, Target]:
    """Return all that a column can mean, by name (``ats_columns.toml``)."""
    data = tomllib.loads(Path(__file__).with_name("ats_columns.toml").read_text(encoding="utf-8"))
    return {
        name: Target(
            name,
            each["meaning"],
            each["kind"],
            tuple(dict.fromkeys(map(plain_header, _names(each)))),
            tuple(map(plain_header, each.get("whole", []))),
        )
        for name, each in data.items()
    }


def _names(each: Mapping[str, list[str]]) -> list[str]:
    return [name for language in ("nl", "en", "fr") for name in each.get(language, [])]


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for name, _ in _exact())


def is_personal(header: str) -> bool:
    """Return whether a header is on the deny-list; a header that is a known name as a whole (“Job Name”) is not."""
    return plain_header(header) not in _all_names() and is_personal_header(header)


def guess(headers: Sequence[str]) -> dict[str, int]:
    """Return each target's column: whole headers first, then names that stand within a header; each header once."""
    found: dict[str, int] = {}
    texts = {place: plain_header(header) for place, header in enumerate(headers) if header.strip()}
    for name, target in _exact():
        place = next((place for place, text in texts.items() if text == name), None)
        if target not in found and place is not None:
            found[target] = place
            del texts[place]
    texts = {
        place: text
        for place, text in texts.items()
        if not is_personal_header(headers[place]) and not is_about_a_person(headers[place])
    }
    for name, target in _within():
        place = next(
            (place for place, text in texts.items() if holds_words(text, name) and _may_be(text, name, target)), None
        )
        if target not in found and place is not None:
            found[target] = place
            del texts[place]
    return found


@cache
def _exact() -> tuple[tuple[str, str], ...]:
    return tuple((name, target.name) for target in targets().values() for name in (*target.names, *target.whole))


@cache
def _within() -> tuple[tuple[str, str], ...]:
    """Return the names that may stand within a header, the longest first."""
    pairs = [(name, target.name) for target in targets().values() for name in target.names]
    long = [pair for pair in pairs if len(pair[0]) >= _SHORTEST_WITHIN]
    return tuple(sorted(long, key=lambda pair: -len(pair[0])))


def _may_be(header: str, name: str, target: str) -> bool:
    """Return whether the rest of a header does not speak of something else: of the vacancy, or of a day."""
    rest = set(header.split()) - set(name.split())
    if target not in _SPEAKS_OF_VACANCIES and not _VACANCY_WORDS.isdisjoint(rest):
        return False
    return targets()[target].kind in {"date", "fact"} or target == "self_reported" or _DATE_WORDS.isdisjoint(rest)


def is_application_table(headers: Sequence[str]) -> bool:
    """Return whether headers are those of an application export: three are known, a day or status is among them."""
    found = guess(headers)
    return len(found) >= _ENOUGH and not _ANCHORS.isdisjoint(found) and not _OF_APPLICATIONS.isdisjoint(found)


def layout(opened: Opened, mapping: Mapping[str, str], rules: Rulebook | None = None) -> Layout:
    """Return where the table stands and what its columns mean, after a person's corrections and by the rules' questions.

    Raises a FileError that names the choices for a target that is not known, and the headers for one that is not there.
    """
    asked = asked_columns(opened.file, mapping)
    sheet, line, headers = _header_line(opened, asked)
    name = sheet.name if len(opened.sheets) > 1 else ""
    places = corrected(opened.file, name, headers, asked, guess(headers))
    return Layout(sheet, name, line, headers, places, _asked_by_rules(headers, places, rules or Rulebook()))


def asked_columns(file: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the columns that a person named; raise a FileError with the choices for a target that is not known."""
    asked = {target: header for target, header in mapping.items() if target not in SETTINGS}
    for target in asked:
        if target not in targets():
            raise FileError(
                N_("“{target}” is nothing that a column can mean."),
                file=file,
                code="file.unknown_target",
                hint=N_("It takes one of: {choices}."),
                target=target,
                choices=", ".join([*targets(), *SETTINGS]),
            )
    return asked


def _asked_by_rules(headers: Sequence[str], places: Mapping[str, int], rules: Rulebook) -> dict[int, str]:
    """Return the columns that nothing else is known of and that a rule on answers or custom fields names."""
    named = [rule for rule in rules.own if rule.subject == "side_entrant" and rule.field in NAMED and rule.name]
    taken = set(places.values())
    return {
        place: rule.field
        for place, header in enumerate(headers)
        if header.strip() and place not in taken and not is_personal(header)
        for rule in reversed(named)
        if holds_words(plain(header), plain(rule.name or ""))
    }


def _header_line(opened: Opened, asked: Mapping[str, str]) -> tuple[Sheet, int, tuple[str, ...]]:
    wanted = {plain(header) for header in asked.values() if header != IGNORE}
    known = next((found for found in header_lines(opened) if is_application_table(found[2])), None)
    found = known or next((each for each in header_lines(opened) if wanted & set(map(plain, each[2]))), None)
    if found is None:
        raise FileError(
            N_("{file} has no line with headers of an application export."),
            file=opened.file,
            code="file.no_headers",
            hint=N_("Expected are headers such as: {examples}."),
            examples="Sollicitatie-ID, Datum sollicitatie, Vacature, Bron, Status",
        )
    return found


def corrected(
    file: str, sheet: str, headers: tuple[str, ...], asked: Mapping[str, str], guessed: Mapping[str, int]
) -> dict[str, int]:
    """Return each target's column: as a person named it, else as it was guessed; raise a FileError for what cannot be."""
    places = {target: place for target, place in guessed.items() if target not in asked}
    chosen: dict[int, str] = {}
    for target, header in asked.items():
        if header == IGNORE:
            continue
        place = _place(file, sheet, headers, header)
        _refuse_personal(file, sheet, headers[place], targets()[target])
        if place in chosen:
            raise FileError(
                N_("The column “{header}” is given twice: as {first} and as {second}."),
                file=file,
                sheet=sheet,
                code="file.column_twice",
                header=shown_header(header),
                first=chosen[place],
                second=target,
            )
        chosen[place] = target
    kept = {target: place for target, place in places.items() if place not in chosen}
    return kept | {target: place for place, target in chosen.items()}


def _place(file: str, sheet: str, headers: tuple[str, ...], wanted: str) -> int:
    for form in (str.strip, plain, plain_header):
        for place, header in enumerate(headers):
            if header.strip() and form(header) == form(wanted):
                return place
    raise FileError(
        N_("There is no column “{header}”."),
        file=file,
        sheet=sheet,
        code="file.unknown_header",
        hint=N_("The file has: {headers}."),
        header=shown_header(wanted),
        headers=", ".join(shown_header(header) for header in headers if header.strip()),
    )


def _refuse_personal(file: str, sheet: str, header: str, target: Target) -> None:
    if target.kind != "person" and is_personal(header):
        raise FileError(
            N_("The column “{header}” is about a person and is never read."),
            file=file,
            sheet=sheet,
            code="file.personal_column",
            hint=N_("Choose another column for {target}, or “-” for none."),
            header=shown_header(header),
            target=target.name,
        )
