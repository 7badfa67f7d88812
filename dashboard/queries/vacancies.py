"""Vacancies as one list across all systems, what could not be matched, and the posts about each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from connectors.database.schema import vacancy, vacancy_identity
from connectors.inflow.identity import Dated, Proposal, decisions, propose
from connectors.inflow.matching import ATS, kind_of
from dashboard.analysis.suppression import NOT_KNOWN, Count
from dashboard.queries.people import people
from dashboard.queries.vacancy_counts import applied, of_platforms, platform_figures
from dashboard.queries.vacancy_posts import posts_about
from dashboard.queries.workplaces import site_names

MOST_PROPOSALS = 50
LINKEDIN = "linkedin"


@dataclass(frozen=True)
class Vacancy:
    """A vacancy as one provider names it. ``identity_id`` is the one that speaks for it."""

    vacancy_id: int
    identity_id: int
    basis: str
    provider: str
    external_id: str
    title: str | None
    site: str | None
    site_id: str | None
    group: str | None
    location: str | None
    url: str | None
    status: str | None
    opened: date | None
    closed: date | None
    first_seen: date | None
    last_seen: date | None
    is_track: bool | None
    pay_stated: bool | None = None
    department: str | None = None

    @property
    def is_of_system(self) -> bool:
        """True when an applicant tracking system (or its file) names it."""
        return kind_of(self.provider) == ATS

    @property
    def is_open(self) -> bool:
        """True as long as nothing says that it is closed."""
        return self.status not in {"closed", "draft"} and self.closed is None


@dataclass(frozen=True)
class Listed:
    """A vacancy with all its names: the one that speaks first. Figures stand by platform and are never added."""

    speaks: Vacancy
    names: tuple[Vacancy, ...]
    applied: Count
    views: Mapping[str, int] = field(default_factory=dict)
    apply_clicks: Mapping[str, int] = field(default_factory=dict)
    platform_applications: Mapping[str, Count] = field(default_factory=dict)
    posts: int = 0

    @property
    def opened(self) -> date | None:
        """The first day open by the one that speaks, else by any other, else the first day on which it was seen."""
        told = [each.opened for each in self.names if each.opened]
        seen = [each.first_seen for each in self.names if each.first_seen]
        return self.speaks.opened or min(told, default=None) or min(seen, default=None)

    @property
    def closed(self) -> date | None:
        """The last day open: as told, else the last day on which a vacancy that is closed was seen; None while it is open."""
        if self.speaks.is_open:
            return None
        return self.speaks.closed or max((each.last_seen for each in self.names if each.last_seen), default=None)

    @property
    def is_track(self) -> bool | None:
        """True when the vacancy is meant for side-entrants, False when it is not, None when nobody tells."""
        return _either(each.is_track for each in self.names)

    @property
    def pay_stated(self) -> bool | None:
        """True when the pay stands in the vacancy on at least one place, None when nobody tells."""
        return _either(each.pay_stated for each in self.names)

    @property
    def applies_on_own_site(self) -> bool:
        """True when LinkedIn counts clicks on apply and never an application: people apply on the own site."""
        return LINKEDIN in self.apply_clicks and LINKEDIN not in self.platform_applications

    def days_open(self, today: date) -> int | None:
        """Return the days between its first and its last day, or today; None when one of them is not known."""
        last = today if self.speaks.is_open else self.closed
        return None if self.opened is None or last is None else max(0, (last - self.opened).days)

    @property
    def providers(self) -> tuple[str, ...]:
        """The systems that name it, the one that speaks first."""
        return tuple(dict.fromkeys(each.provider for each in self.names))


def _either(told: Iterable[bool | None]) -> bool | None:
    known = [each for each in told if each is not None]
    return any(known) if known else None


@dataclass(frozen=True)
class Proposed:
    """Two vacancies that may be one, for a person to decide."""

    proposal: Proposal
    one: Vacancy
    other: Vacancy


@dataclass(frozen=True)
class Decided:
    """Two vacancies on which a person decided, and what."""

    one: Vacancy
    other: Vacancy
    is_same: bool


@dataclass(frozen=True)
class Unmatched:
    """What leads to no vacancy of an applicant tracking system, and the pairs that may be one.

    Attributes:
        has_system: True when a system of applicants names any vacancy at all.
        decided: What persons decided before.
        left_out: Proposals beyond the first that are given.
    """

    vacancies: tuple[Vacancy, ...]
    proposals: tuple[Proposed, ...]
    has_system: bool
    decided: tuple[Decided, ...] = ()
    left_out: int = 0


def vacancies(connection: Connection, organisation_id: str) -> list[Vacancy]:
    """Return every vacancy as each provider names it; one without an identity speaks for itself."""
    row, own = vacancy.c, vacancy_identity.c
    same = and_(own.organisation_id == row.organisation_id, own.vacancy_id == row.vacancy_id)
    query = (
        select(vacancy, own.identity_id, own.basis)
        .select_from(vacancy.outerjoin(vacancy_identity, same))
        .where(row.organisation_id == organisation_id)
        .order_by(row.vacancy_id)
    )
    names = site_names(connection, organisation_id)
    return [_vacancy(each, names) for each in connection.execute(query)]


def _vacancy(row: Any, names: Mapping[str, str]) -> Vacancy:
    return Vacancy(
        vacancy_id=row.vacancy_id,
        identity_id=row.identity_id or row.vacancy_id,
        basis=row.basis or "alone",
        provider=row.provider,
        external_id=row.external_id,
        title=row.title,
        site=names.get(row.site_id, row.site_id),
        site_id=row.site_id,
        group=row.function_group,
        location=row.location,
        url=row.url,
        status=row.status,
        opened=row.opened_at,
        closed=row.closed_at,
        first_seen=row.first_seen_on,
        last_seen=row.last_seen_on,
        is_track=row.side_entrant_track,
        pay_stated=row.pay_stated,
        department=row.department,
    )


def listed(
    connection: Connection, organisation_id: str, today: date | None = None, zone: str = "UTC"
) -> tuple[Listed, ...]:
    """Return one line for each identity: those that are open first, then the latest opened.

    ``today`` in the organisation's ``zone``: its applications are then safe beside those that are told by month.
    """
    known = vacancies(connection, organisation_id)
    identity_of = {each.vacancy_id: each.identity_id for each in known}
    groups = _by_identity(known)
    place_of = {key: (names[0].site_id or "", names[0].group or "") for key, names in groups.items()}
    asked = (connection, organisation_id, identity_of)
    known_by_month = None if today is None else people(connection, organisation_id, today, zone)
    figures = platform_figures(*asked)
    counts, applications = applied(*asked, place_of, known_by_month), of_platforms(figures["applications"])
    posts: dict[int, int] = {}
    for post in posts_about(connection, organisation_id):
        posts[post.identity_id] = posts.get(post.identity_id, 0) + 1
    found = [
        Listed(
            speaks=names[0],
            names=tuple(names),
            applied=counts.get(key, NOT_KNOWN),
            views=figures["views"].get(key, {}),
            apply_clicks=figures["apply_clicks"].get(key, {}),
            platform_applications=applications.get(key, {}),
            posts=posts.get(key, 0),
        )
        for key, names in groups.items()
    ]
    return tuple(sorted(found, key=_place))


def _place(each: Listed) -> tuple[bool, int, int, int]:
    began = -(each.opened or date.min).toordinal()
    return not each.speaks.is_open, began, kind_of(each.speaks.provider), each.speaks.vacancy_id


def _by_identity(known: Sequence[Vacancy]) -> dict[int, list[Vacancy]]:
    """Return the names of each identity, the one that speaks first."""
    groups: dict[int, list[Vacancy]] = {}
    for each in sorted(known, key=lambda each: (kind_of(each.provider), each.vacancy_id)):
        groups.setdefault(each.identity_id, []).append(each)
    return {key: sorted(names, key=lambda each: each.vacancy_id != key) for key, names in groups.items()}


def unmatched(connection: Connection, organisation_id: str) -> Unmatched:
    """Return the vacancies of sites, feeds and boards that lead to no system of applicants, and what may be one."""
    known = vacancies(connection, organisation_id)
    with_system = {each.identity_id for each in known if each.is_of_system}
    by_key = {each.vacancy_id: each for each in known}
    said = decisions(connection, organisation_id)
    proposals = propose(map(_dated, known), said)
    shown = [Proposed(each, by_key[each.one], by_key[each.other]) for each in proposals[:MOST_PROPOSALS]]
    alone = [each for each in known if each.identity_id not in with_system]
    return Unmatched(
        vacancies=tuple(sorted(alone, key=lambda each: (not each.is_open, each.title or "", each.vacancy_id))),
        proposals=tuple(shown),
        has_system=bool(with_system),
        decided=tuple(
            Decided(by_key[each.one], by_key[each.other], each.is_same)
            for each in said
            if each.one in by_key and each.other in by_key
        ),
        left_out=len(proposals) - len(shown),
    )


def _dated(each: Vacancy) -> Dated:
    """Return what is compared. What is closed ends on its last day, what is open has no end."""
    first = each.opened or each.first_seen
    last = each.closed or (each.last_seen if each.status == "closed" else None)
    return Dated(each.vacancy_id, each.identity_id, each.provider, each.title, each.site_id, first, last)
