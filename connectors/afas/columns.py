"""Which column of a GetConnector means what: as configured, held against what AFAS says that the GetConnector has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from connectors.errors import N_, Said, SourceError
from connectors.personal import is_personal_header, shown_header
from connectors.source_settings import SourceSettings

NONE = "-"
IDS = ("application_id", "candidate_id", "vacancy_id")
TEXTS = ("vacancy_title", "department", "location", "status", "last_action", "source", "utm_source", "utm_campaign")
DAYS = (
    *("applied_on", "status_on", "hired_on", "rejected_on", "modified"),
    *("vacancy_opened_on", "vacancy_closed_on", "month"),
)
_VACANCY = ("vacancy_id", "vacancy_title", "department", "location", "vacancy_opened_on", "vacancy_closed_on")
OF_TOTALS = frozenset({*_VACANCY, "status", "source", "count", "month"})
OF_ROWS = frozenset({*IDS, *TEXTS, *DAYS, "side_entrant"}) - {"month"}
_NEEDED = {"rows": ("application_id", "applied_on"), "totals": ("count", "month")}
_CODED = ("status", "last_action", "source")
_PERSONAL_IDS = frozenset({"bcco", "sose", "dabi", "vige", "psna", "iban", "mo", "re", "impr", "emad", "mbnr", "tenr"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Field:
    """One column as AFAS describes it; ``values`` leads the codes of its table to words."""

    id: str
    label: str
    field_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_personal(self) -> bool:
        """Whether it looks as if it holds a person's data, by its name, its label or the field that it shows."""
        return self.field_id.lower() in _PERSONAL_IDS or any(
            is_personal_header(_CAMEL.sub(" ", name)) for name in (self.id, self.label) if name
        )


@dataclass(frozen=True)
class Columns:
    """The columns that are read: what each means, to its description; and those that are left out as personal."""

    read: Mapping[str, Field]
    personal: tuple[str, ...]
    width: int

    def has(self, *targets: str) -> bool:
        """Return whether one of some columns is there."""
        return not self.read.keys().isdisjoint(targets)

    def id(self, target: str) -> str:
        """Return the name of a column."""
        return self.read[target].id

    def words(self, target: str, usual: Mapping[str, str], code: str | None) -> str | None:
        """Return a code in words: those of the table in AFAS, else the usual ones, else the code as it stands."""
        if code is None:
            return None
        return self.read[target].values.get(code) or usual.get(code) or code

    def said(self, connector: str) -> list[Said]:
        """Return the note on columns that should leave the GetConnector."""
        text = N_(
            "The GetConnector {connector} holds columns about a person: {columns}. They were not read; take them out of "
            "the GetConnector."
        )
        return [Said(text, {"connector": connector, "columns": ", ".join(self.personal)})] if self.personal else []


def asked(settings: SourceSettings) -> dict[str, str]:
    """Return what is configured for the chosen way of reading: meaning to name of the column."""
    targets = OF_TOTALS if settings.text("applications") == "totals" else OF_ROWS
    names = {target: settings.text(f"column_{target}").strip() for target in sorted(targets)}
    return {target: name for target, name in names.items() if name and name != NONE}


def coded(settings: SourceSettings) -> frozenset[str]:
    """Return the names of the columns of which the table of codes is read; other tables may name people."""
    return frozenset(name for target, name in asked(settings).items() if target in _CODED)


def columns(settings: SourceSettings, fields: Sequence[Field]) -> Columns:
    """Return the columns to read; raise a SourceError for one that is needed and not configured, not there, or personal."""
    names = asked(settings)
    there = {each.id: each for each in fields}
    for target in _NEEDED["totals" if settings.text("applications") == "totals" else "rows"]:
        if target not in names:
            raise _refused("source.column_needed", N_("The setting {key} is needed and not set."), target, "", there)
    for target, name in names.items():
        if name not in there:
            text = N_("The GetConnector has no column “{column}” (setting {key}).")
            raise _refused("source.unknown_column", text, target, name, there)
        if not _may_be(target, there[name]):
            text = N_("The column “{column}” (setting {key}) is about a person and is never read.")
            raise _refused("source.personal_column", text, target, name, there)
    return Columns(
        read={target: there[name] for target, name in names.items()},
        personal=tuple(shown_header(each.id) for each in fields if each.is_personal and each.id not in names.values()),
        width=max(1, len(fields)),
    )


def _may_be(target: str, column: Field) -> bool:
    """Return whether a column may be read; the number of an applicant, which becomes a pseudonym, may be labelled so."""
    return not (Field(column.id, "") if target == "candidate_id" else column).is_personal


def _refused(code: str, text: str, target: str, name: str, there: Mapping[str, Field]) -> SourceError:
    return SourceError(
        text,
        source="afas",
        code=code,
        hint=N_("The GetConnector has: {known}."),
        key=f"column_{target}",
        column=shown_header(name),
        known=", ".join(shown_header(each.id) for each in there.values() if not each.is_personal),
    )
