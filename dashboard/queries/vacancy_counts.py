"""What platforms and the own system counted of each vacancy, added up over all names that it has."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from connectors.database.schema import application, application_daily, vacancy, vacancy_daily, vacancy_total
from connectors.inflow.matching import ATS, kind_of
from dashboard.analysis.placed_counts import Place, placed, shielded
from dashboard.analysis.publishing import People
from dashboard.analysis.spans import Span, added
from dashboard.analysis.suppression import Count, breakdown
from dashboard.queries.frames import whole_sum

FIGURES = ("views", "apply_clicks", "applications")
_IN_TOTALS = {"views": "views", "apply_clicks": "apply_clicks", "applications": "applied"}

_MONTH: Table = vacancy_daily.info["rollups"]["month_start"]

Figures = Mapping[str, Mapping[int, Mapping[str, int]]]
"""Figure to identity to platform to number."""


def platform_figures(connection: Connection, organisation_id: str, identity_of: Mapping[int, int]) -> Figures:
    """Return views, clicks on apply and applications as each platform counts them; platforms are never added.

    Days come first; sums without days only where a platform gave no days of a vacancy. Sums of an applicant tracking
    system are no figures of a platform: see :func:`applied`.
    """
    days = _days(connection, organisation_id, identity_of)
    spans = _spans(connection, organisation_id, identity_of)
    found: dict[str, dict[int, dict[str, int]]] = {name: {} for name in FIGURES}
    for (identity, platform, name), several in spans.items():
        total = added_all(several)
        if total is not None and kind_of(platform) != ATS and (identity, platform) not in days:
            found[name].setdefault(identity, {})[platform] = total
    for (identity, platform), figures in days.items():
        for name, value in figures.items():
            found[name].setdefault(identity, {})[platform] = value
    return found


def added_all(several: Mapping[str, list[Span]]) -> int | None:
    """Return what the sums of several sources come to; None when none is known."""
    known = [total for spans in several.values() if (total := added(spans)) is not None]
    return sum(known) if known else None


def applied(
    connection: Connection,
    organisation_id: str,
    identity_of: Mapping[int, int],
    place_of: Mapping[int, Place],
    known: People | None = None,
) -> dict[int, Count]:
    """Return the applications of each identity by the own system, as they may be shown.

    They are parts of the number of their site and group of functions, which other pages show; so small ones are hidden
    together with what would give them away, applications without a vacancy among them. A vacancy without a single row has
    none only where its system is known to tell applications one by one. ``known`` is what is told by month and by year.
    """
    groups: dict[Place, dict[int, int]] = {}
    row = application_daily.c
    query = (
        select(row.vacancy_id, row.site_id, row.function_group, whole_sum(row.applied, "applied"))
        .where(row.organisation_id == organisation_id)
        .group_by(row.vacancy_id, row.site_id, row.function_group)
    )
    for key, site, function_group, number in connection.execute(query):
        identity = identity_of.get(key, 0)
        group = groups.setdefault(place_of.get(identity, (site, function_group)), {})
        group[identity] = group.get(identity, 0) + number
    for identity, number in _without_rows(connection, organisation_id, identity_of, groups).items():
        groups.setdefault(place_of.get(identity, ("", "")), {})[identity] = number
    counts = {key: each for key, each in placed(groups).items() if key}
    return counts if known is None else shielded(counts, groups, known)


def _without_rows(
    connection: Connection,
    organisation_id: str,
    identity_of: Mapping[int, int],
    groups: Mapping[Place, Mapping[int, int]],
) -> dict[int, int]:
    """Return the applications of identities of which there is no row: a system's sum, or zero where it tells each one."""
    counted = {key for group in groups.values() for key in group}
    numbers = dict.fromkeys(_told_one_by_one(connection, organisation_id, identity_of), 0)
    numbers |= _system_sums(connection, organisation_id, identity_of)
    return {identity: number for identity, number in numbers.items() if identity not in counted}


def _told_one_by_one(connection: Connection, organisation_id: str, identity_of: Mapping[int, int]) -> set[int]:
    """Return the identities that a system names which tells applications one by one."""
    telling = select(application.c.provider).where(application.c.organisation_id == organisation_id).distinct()
    row = vacancy.c
    query = select(row.vacancy_id).where(row.organisation_id == organisation_id, row.provider.in_(telling))
    return {identity_of[key] for key in connection.execute(query).scalars() if key in identity_of}


def of_platforms(figures: Mapping[int, Mapping[str, int]]) -> dict[int, dict[str, Count]]:
    """Return applications as platforms count them, as they may be shown: parts of each platform's own number."""
    by_platform: dict[str, dict[int, int]] = {}
    for identity, platforms in figures.items():
        for platform, number in platforms.items():
            by_platform.setdefault(platform, {})[identity] = number
    found: dict[int, dict[str, Count]] = {}
    for platform in sorted(by_platform):
        for identity, count in _hidden(by_platform[platform]).items():
            found.setdefault(identity, {})[platform] = count
    return found


def _hidden(numbers: Mapping[int, int]) -> dict[int, Count]:
    keys = sorted(numbers)
    return dict(zip(keys, breakdown([numbers[key] for key in keys]), strict=True))


def _days(
    connection: Connection, organisation_id: str, identity_of: Mapping[int, int]
) -> dict[tuple[int, str], dict[str, int]]:
    row = _MONTH.c  # sums per month: a thirtieth of the rows
    query = (
        select(row.vacancy_id, row.platform, *(whole_sum(row[name], name) for name in FIGURES))
        .where(row.organisation_id == organisation_id)
        .group_by(row.vacancy_id, row.platform)
    )
    found: dict[tuple[int, str], dict[str, int]] = {}
    for key, platform, *numbers in connection.execute(query):
        if key not in identity_of:
            continue
        place = found.setdefault((identity_of[key], platform), {})
        for name, number in zip(FIGURES, numbers, strict=True):
            if number is not None:
                place[name] = place.get(name, 0) + number
    return found


_Sums = dict[tuple[int, str, str], dict[str, list[Span]]]


def _spans(connection: Connection, organisation_id: str, identity_of: Mapping[int, int]) -> _Sums:
    """Return the sums without days: identity, provider and figure to vacancy and source to spans."""
    found: _Sums = {}
    for row in _totals(connection, organisation_id, vacancy_total):
        identity = identity_of.get(row.vacancy_id)
        if identity is None:
            continue
        for name, column in _IN_TOTALS.items():
            span = Span(row.first_day, row.last_day, getattr(row, column))
            several = found.setdefault((identity, row.provider, name), {})
            several.setdefault(f"{row.vacancy_id}|{row.source_id}", []).append(span)
    return found


def _totals(connection: Connection, organisation_id: str, table: Table) -> Iterable[Any]:
    row = table.c
    columns = (row.vacancy_id, row.provider, row.source_id, row.first_day, row.last_day)
    figures = (row[name] for name in _IN_TOTALS.values())
    return connection.execute(select(*columns, *figures).where(row.organisation_id == organisation_id))


def _system_sums(connection: Connection, organisation_id: str, identity_of: Mapping[int, int]) -> dict[int, int]:
    """Return applications that a system gives as sums only, without a row for each."""
    found: dict[int, int] = {}
    for (identity, provider, name), several in _spans(connection, organisation_id, identity_of).items():
        total = added_all(several)
        if name == "applications" and kind_of(provider) == ATS and total is not None:
            found[identity] = max(found.get(identity, 0), total)
    return found
