"""Which system an export seems to come from, by its headers: a suggestion to a person, never a decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectors.words import plain, plain_header


@dataclass(frozen=True)
class System:
    """A system whose export is known: its short name, its name as shown, and headers of which it has at least ``enough``."""

    provider: str
    title: str
    headers: frozenset[str]
    enough: int


def _system(provider: str, title: str, headers: Iterable[str], enough: int) -> System:
    return System(provider, title, frozenset(map(plain, headers)), enough)


_SYSTEMS = (
    _system(
        "easycruit",
        "EasyCruit",
        (
            *("project-id", "vacaturetitel & projecteigenaar", "department id", "afdelings-id", "application updated"),
            *(
                "sollicitatie bijgewerkt",
                "datum van sollicitatie",
                "hired date",
                "datum aangenomen",
                "date of job offer",
            ),
            *("datum aanbieding", "type kandidaat", "status sollicitatie", "afdelingsnaam"),
        ),
        enough=5,
    ),
    _system(
        "personio",
        "Personio",
        (
            *("final phase", "final phase date", "final status", "final status date", "application channel"),
            *("disqualification reason", "expected salary", "available from"),
        ),
        enough=4,
    ),
    _system(
        "greenhouse",
        "Greenhouse",
        (
            *("job id", "job name", "job status", "office", "candidate id", "application date", "current stage"),
            *("offer date", "rejection date", "recruiter"),
        ),
        enough=7,
    ),
    _system(
        "icims",
        "iCIMS",
        (
            *(
                "job: system id",
                "job: requisition id",
                "job: job title and job code",
                "job: date opened",
                "job: status",
            ),
            *("person: system id", "submittal date", "workflow status", "hire/rehire date"),
        ),
        enough=4,
    ),
)


def looks_like(headers: Sequence[str], mapping: Mapping[str, str]) -> System | None:
    """Return the system whose export has such headers; None when none has, or when a person named the system."""
    if "provider" in mapping:
        return None
    texts = {form(header) for header in headers for form in (plain, plain_header)}
    return next((system for system in _SYSTEMS if len(system.headers & texts) >= system.enough), None)
