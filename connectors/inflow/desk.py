"""The desk at which what a source tells becomes rows: whose it is, which rules hold, which key makes the pseudonyms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from connectors.clock import day_in
from connectors.config import Organisation, Site
from connectors.inflow.rules import Rulebook
from connectors.keys import pseudonym, vacancy_key
from connectors.personal import checked_key, personal_kind

_LONGEST = 200


class Asked(Protocol):
    """What a desk takes from the context of a run, or of a file."""

    @property
    def organisation(self) -> Organisation:
        """Whose rows they are."""

    @property
    def now(self) -> datetime:
        """The present moment, aware."""

    @property
    def rules(self) -> Rulebook:
        """The rules in force."""

    @property
    def sites(self) -> tuple[Site, ...]:
        """The places of work."""

    @property
    def pseudonym_key(self) -> bytes | None:
        """The secret of the pseudonyms."""


@dataclass(frozen=True)
class Desk:
    """What all rows of one provider share. ``key`` is the secret of the pseudonyms."""

    provider: str
    organisation_id: str
    zone: str
    now: datetime
    rules: Rulebook
    sites: tuple[Site, ...]
    key: bytes = field(repr=False)
    origin: str = "history"
    """How an event is known that the provider itself tells: history, webhook or file."""

    @classmethod
    def of(cls, context: Asked, provider: str) -> "Desk":
        """Return the desk of a run; raise a ConfigurationError when there is no key for the pseudonyms."""
        return cls(
            provider=provider,
            organisation_id=context.organisation.id,
            zone=context.organisation.timezone,
            now=context.now,
            rules=context.rules,
            sites=context.sites,
            key=checked_key(context.pseudonym_key),
        )

    def application_key(self, number: str) -> str:
        """Return the pseudonym of an application."""
        return pseudonym(self.key, self.provider, self.organisation_id, "application", number)

    def candidate_key(self, number: str) -> str:
        """Return the pseudonym of an applicant."""
        return pseudonym(self.key, self.provider, self.organisation_id, "candidate", number)

    def vacancy_id(self, number: str) -> int:
        """Return the key of a vacancy."""
        return vacancy_key(self.organisation_id, self.provider, number)

    def day(self, moment: datetime) -> date:
        """Return the reporting day of a moment."""
        return day_in(moment, self.zone)

    @property
    def today(self) -> date:
        """Today in the organisation's zone."""
        return self.day(self.now)

    @property
    def wall(self) -> ZoneInfo:
        """The organisation's zone, for moments that a system writes in wall-clock time."""
        return ZoneInfo(self.zone)


@lru_cache(maxsize=8192)
def harmless(text: str | None) -> str | None:
    """Return a short text of the employer (a stage, a title, a source) without outer blanks; None when it holds a person's data."""
    words = " ".join((text or "").split())
    return words[:_LONGEST] if words and personal_kind(words) is None else None


def harmless_all(texts: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return texts by name, each as :func:`harmless` gives it."""
    return {name: harmless(text) for name, text in texts.items()}
