"""Vacancies as one list across all systems, what could not be matched, and the posts about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, select

from connectors.database.schema import channel, content, content_link, vacancy, vacancy_identity
from connectors.inflow.identity import Dated, Proposal, decisions, propose
from connectors.inflow.matching import ATS, kind_of
from dashboard.analysis.suppression import NOT_KNOWN, Count
from dashboard.queries.vacancy_counts import applied, of_platforms, platform_figures
from dashboard.queries.workplaces import site_names

MOST_PROPOSALS = 50


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
    def providers(self) -> tuple[str, ...]:
        """The systems that name it, the one that speaks first."""
        return tuple(dict.fromkeys(each.provider for each in self.names))


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


@dataclass(frozen=True)
class Post:
    """An item that links to a vacancy. ``title`` is None where it is not known and where an ambassador tells."""

    identity_id: int
    content_id: int
    platform: str
    title: str | None
    url: str | None
    published_at: datetime | None


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
    )


def listed(connection: Connection, organisation_id: str) -> tuple[Listed, ...]:
    """Return one line for each identity: those that are open first, then the latest opened."""
    known = vacancies(connection, organisation_id)
    identity_of = {each.vacancy_id: each.identity_id for each in known}
    groups = _by_identity(known)
    site_of = {key: names[0].site_id or "" for key, names in groups.items()}
    asked = (connection, organisation_id, identity_of)
    figures = platform_figures(*asked)
    counts, applications = applied(*asked, site_of), of_platforms(figures["applications"])
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


def posts_about(connection: Connection, organisation_id: str, identity_id: int | None = None) -> tuple[Post, ...]:
    """Return the items that link to the address of a vacancy (of all, or of one identity), the latest first.

    A link counts for a vacancy whoever names the address: each item once for each identity.
    """
    row, own, item = vacancy.c, vacancy_identity.c, content.c
    identity = own.identity_id
    query = (
        select(identity, row.vacancy_id, item.content_id, channel.c.platform, item.title, item.url, item.published_at)
        .add_columns(item.author_role)
        .select_from(
            content_link.join(
                vacancy, and_(row.organisation_id == content_link.c.organisation_id, row.url == content_link.c.url)
            )
            .outerjoin(
                vacancy_identity, and_(own.organisation_id == row.organisation_id, own.vacancy_id == row.vacancy_id)
            )
            .join(
                content,
                and_(
                    item.organisation_id == content_link.c.organisation_id,
                    item.content_id == content_link.c.content_id,
                ),
            )
            .join(
                channel,
                and_(channel.c.organisation_id == item.organisation_id, channel.c.channel_id == item.channel_id),
            )
        )
        .where(content_link.c.organisation_id == organisation_id)
        .order_by(item.published_at.desc(), item.content_id)
    )
    found: dict[tuple[int, int], Post] = {}
    for speaks, key, content_id, platform, title, url, at, role in connection.execute(query):
        name = None if role == "ambassador" else title
        post = Post(speaks or key, content_id, platform, name, None if role == "ambassador" else url, at)
        found.setdefault((post.identity_id, content_id), post)
    return tuple(post for post in found.values() if identity_id in {None, post.identity_id})
