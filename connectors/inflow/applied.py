"""What a source tells of an application and of a vacancy, in one form for all of them. Nothing here names a person.

``number`` and ``candidate`` are the provider's own ids: they become keyed pseudonyms before anything is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Row = dict[str, object]

EventKind = Literal[
    "created", "stage", "hired", "unhired", "rejected", "unrejected", "withdrawn", "deleted", "anonymised"
]
OUTCOMES: frozenset[str] = frozenset({"created", "hired", "unhired", "rejected", "unrejected", "withdrawn"})
"""Changes of status, for sources that tell the stages themselves."""
ALL_CHANGES: frozenset[str] = OUTCOMES | {"stage"}


@dataclass(frozen=True)
class Origin:
    """Where an application came from, as it was told. ``tags`` passed the rules' sieve; ``referrer`` is a host name."""

    source: str | None = None
    referrer: str | None = None
    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    utm_content: str | None = None
    self_reported: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where an application stands now.

    Attributes:
        stage_raw: The stage as the provider writes it.
        status_raw: The status as the provider writes it, where it has one beside the stage.
        stage: The stage by the vendor's own type or category (applied, screened, interview, offer, hired); None when the
            vendor has none, and rules and words decide.
        status: new, in_process, offer, hired, rejected or withdrawn, when the vendor tells; None when words decide.
        reason: The reason of a rejection, read to see who ended it and then forgotten.
        rejected_by: employer or candidate, when the vendor tells.
        days: ``screened_at``, ``interview_at``, ``offer_at``, ``hired_at``, ``rejected_at``, ``withdrawn_at`` or
            ``status_date`` (when the present stage or status began) to the day, in the organisation's zone.
    """

    stage_raw: str | None = None
    status_raw: str | None = None
    stage: str | None = None
    status: str | None = None
    reason: str | None = None
    rejected_by: str | None = None
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Happened:
    """One thing that a provider says happened: from its history, or from a message. ``stage`` as in Standing."""

    event: EventKind
    at: datetime
    number: str = ""
    """The provider's own number of the event; empty when it has none."""
    stage_raw: str | None = None
    stage: str | None = None
    from_raw: str | None = None
    from_stage: str | None = None
    day_only: bool = False
    """Only the day is known: the hour of ``at`` means nothing and is not kept."""


@dataclass(frozen=True)
class Evidence:
    """What was told of the kind of entrant, after the sieve of the rules.

    Attributes:
        answers: Closed answers: question to answer.
        fields: Custom fields: name to value.
        tags: Tags of the applicant that a rule knows.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applied:
    """One application. ``tells`` names what the source can tell at all: what it cannot tell stays as it is stored.

    ``tells`` holds any of: candidate, vacancy, source, referrer, utm, self_reported, standing, evidence, internal.
    """

    number: str
    tells: frozenset[str]
    candidate: str | None = None
    vacancy: str | None = None
    applied_at: datetime | None = None
    applied_on: date | None = None
    origin: Origin = field(default_factory=Origin)
    standing: Standing = field(default_factory=Standing)
    evidence: Evidence = field(default_factory=Evidence)
    is_internal: bool | None = None
    happened: tuple[Happened, ...] = ()


@dataclass(frozen=True)
class VacancySeen:
    """One vacancy as a provider tells of it; None where it tells nothing.

    ``status`` is draft, open or closed. ``texts`` are further texts that only serve to recognise a track for
    side-entrants (tags, the first lines of a description); they are not kept.
    """

    number: str
    title: str | None = None
    reference: str | None = None
    url: str | None = None
    status: str | None = None
    group: str | None = None
    department: str | None = None
    location: str | None = None
    opened_at: date | None = None
    closed_at: date | None = None
    pay_stated: bool | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gone:
    """An application that a provider has deleted or made anonymous. Its counts stay, its row is not updated any more.

    With ``candidate`` and an empty ``number`` it is every application of that person that is stored: for providers that
    name the person only.
    """

    provider: str
    number: str
    news: Literal["deleted", "anonymised"]
    at: datetime
    candidate: str | None = None


@dataclass(frozen=True)
class Present:
    """Every application that a provider holds, after a whole reading: stored ones that are missing were deleted."""

    provider: str
    numbers: frozenset[str] = field(repr=False)
