"""Everything that was told with its figures over whole months: from the sums per month, a page at a time."""

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, null, or_, select
from sqlalchemy.sql.selectable import Subquery

from connectors.database.schema import channel, content, content_daily
from dashboard.analysis.periods import Period
from dashboard.analysis.what_works import AMBASSADOR
from dashboard.queries.content_labels import start_of
from dashboard.queries.frames import chunks, days_between, float_sum, frame, whole_sum

ROWS = 25
"""Items on a page of the list."""
MOST = 20_000
"""Items in one download."""
COUNTS = ("views", "impressions", "clicks", "reactions", "comments", "shares")
SORTS = ("published_at", "title", *COUNTS)
_FIGURES = (*COUNTS, "watch_minutes")
_MONTH = content_daily.info["rollups"]["month_start"]


@dataclass(frozen=True)
class Wanted:
    """Which items, in which order; an empty text means all. ``sort`` is one of SORTS."""

    search: str = ""
    platform: str = ""
    kind: str = ""
    author_role: str = ""
    sort: str = "published_at"


def platforms(connection: Connection, organisation_id: str) -> tuple[str, ...]:
    """Return the platforms that have content, in order."""
    row = channel.c
    query = (
        select(row.platform)
        .where(row.organisation_id == organisation_id)
        .where(row.channel_id.in_(select(content.c.channel_id).where(content.c.organisation_id == organisation_id)))
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))


def kinds(connection: Connection, organisation_id: str) -> tuple[str, ...]:
    """Return the kinds of content that there are, in order."""
    query = select(content.c.kind).where(content.c.organisation_id == organisation_id).distinct()
    return tuple(sorted(connection.execute(query).scalars()))


def total(connection: Connection, organisation_id: str, period: Period, zone: str, wanted: Wanted) -> int:
    """Return the number of items that came out in a period or have figures in it."""
    query = _matching(select(func.count()), organisation_id, period, zone, wanted, _sums(organisation_id, period))
    return int(connection.execute(query).scalar_one())


def items(
    connection: Connection,
    organisation_id: str,
    period: Period,
    zone: str,
    wanted: Wanted,
    *,
    place: int = 1,
    most: int = ROWS,
) -> pd.DataFrame:
    """Return a page of items with what they did in the period, missing figures missing and last.

    Columns: ``content_id``, ``platform``, ``kind``, ``title``, ``url``, ``published_at``, ``theme``, ``department``,
    ``author_role`` and the figures. Those of a single post by an ambassador are not given: nobody is ranked.
    """
    row, sums = content.c, _sums(organisation_id, period)
    known = (row.content_id, channel.c.platform, row.kind, row.title, row.url, row.published_at)
    figures = [_shown(sums.c[name]).label(name) for name in _FIGURES]
    query = select(*known, row.theme, row.department, row.author_role, *figures)
    query = _matching(query, organisation_id, period, zone, wanted, sums).order_by(*_order(wanted.sort, sums))
    return frame(connection, query.limit(most).offset((place - 1) * most))


def _sums(organisation_id: str, period: Period) -> Subquery:
    """Return what each item did in whole months, from the sums per month."""
    row = _MONTH.c
    sums = [*(whole_sum(row[name], name) for name in COUNTS), float_sum(row.watch_minutes, "watch_minutes")]
    query = select(row.content_id, *sums).where(
        row.organisation_id == organisation_id, days_between(row.month_start, period.first, period.last)
    )
    return query.group_by(row.content_id).subquery("sums")


def _shown(figure: ColumnElement) -> ColumnElement:
    return case((func.coalesce(content.c.author_role, "") == AMBASSADOR, null()), else_=figure)


def _matching(
    query: Select, organisation_id: str, period: Period, zone: str, wanted: Wanted, sums: FromClause
) -> Select:
    row = content.c
    first, after = start_of(period.first, zone), start_of(period.last + timedelta(days=1), zone)
    conditions = [
        row.organisation_id == organisation_id,
        or_(sums.c.content_id.is_not(None), and_(row.published_at >= first, row.published_at < after)),
    ]
    if wanted.search:
        conditions.append(row.title.icontains(wanted.search, autoescape=True))
    for column, value in ((channel.c.platform, wanted.platform), (row.kind, wanted.kind)):
        if value:
            conditions.append(column == value)
    if wanted.author_role:
        conditions.append(row.author_role == wanted.author_role)
    return (
        query.select_from(content)
        .join(channel, and_(channel.c.organisation_id == row.organisation_id, channel.c.channel_id == row.channel_id))
        .outerjoin(sums, sums.c.content_id == row.content_id)
        .where(*conditions)
    )


def _order(sort: str, sums: FromClause) -> list[ColumnElement]:
    row = content.c
    if sort == "title":
        return [row.title.is_(None), func.lower(row.title), row.content_id]
    column = _shown(sums.c[sort]) if sort in COUNTS else row.published_at
    return [column.is_(None), column.desc(), row.content_id]


def by_role(connection: Connection, organisation_id: str, period: Period, zone: str) -> pd.DataFrame:
    """Return what came out in a period and has a role, one row an item: ``author_role``, ``platform`` and its figures.

    ``views``, ``impressions`` and ``clicks`` of the period; ``reach``: the most people on one day (days are never added).
    """
    row, sums = content.c, _sums(organisation_id, period)
    first, after = start_of(period.first, zone), start_of(period.last + timedelta(days=1), zone)
    figures = (sums.c[name] for name in ("views", "impressions", "clicks"))
    query = (
        select(row.content_id, row.author_role, channel.c.platform, *figures)
        .join(channel, and_(channel.c.organisation_id == row.organisation_id, channel.c.channel_id == row.channel_id))
        .outerjoin(sums, sums.c.content_id == row.content_id)
        .where(row.organisation_id == organisation_id, row.author_role.is_not(None), row.author_role != "")
        .where(row.published_at >= first, row.published_at < after)
        .order_by(row.content_id)
    )
    rows = frame(connection, query)
    reach = _reach(connection, organisation_id, [int(key) for key in rows["content_id"]], period)
    return rows.assign(reach=pd.Series([reach.get(int(key)) for key in rows["content_id"]], dtype="Int64"))


def _reach(connection: Connection, organisation_id: str, ids: list[int], period: Period) -> dict[int, int]:
    row = content_daily.c
    found: dict[int, int] = {}
    for some in chunks(ids):
        query = (
            select(row.content_id, func.max(row.reach))
            .where(row.organisation_id == organisation_id, row.content_id.in_(list(some)))
            .where(days_between(row.day, period.first, period.last), row.reach.is_not(None))
            .group_by(row.content_id)
        )
        found.update({int(key): int(most) for key, most in connection.execute(query)})
    return found
