"""What persons wrote about content: the labels of items, and what was told by theme, department and month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from connectors.clock import day_in
from connectors.database.schema import channel, content
from dashboard.analysis.coherence import Coherence, Item, coherence
from dashboard.analysis.periods import Period
from dashboard.queries.frames import frame

NAMES = ("theme", "department", "author_role")
ROWS = 25
"""Items on a page of the editor."""


@dataclass(frozen=True)
class Page:
    """A page of items: ``content_id``, ``title``, ``kind``, ``platform``, ``published_at`` and the labels."""

    rows: pd.DataFrame
    total: int


def words(connection: Connection, organisation_id: str) -> dict[str, tuple[str, ...]]:
    """Return the words in use for each label, in order."""
    row = content.c
    found = {}
    for name in NAMES:
        query = select(row[name]).where(row.organisation_id == organisation_id, row[name].is_not(None)).distinct()
        found[name] = tuple(sorted((word for word in connection.execute(query).scalars() if word), key=str.casefold))
    return found


def page(connection: Connection, organisation_id: str, search: str, *, without: bool, place: int) -> Page:
    """Return a page of items, newest first; ``without`` keeps those that lack a theme or a department."""
    row = content.c
    wanted: list[ColumnElement[bool]] = [row.organisation_id == organisation_id]
    if search:
        wanted.append(row.title.icontains(search, autoescape=True))
    if without:
        wanted.append(or_(*(func.coalesce(row[name], "") == "" for name in NAMES[:2])))
    columns = (row.content_id, row.title, row.kind, row.published_at, *(row[name] for name in NAMES))
    query = select(*columns, channel.c.platform).join(
        channel, (channel.c.organisation_id == row.organisation_id) & (channel.c.channel_id == row.channel_id)
    )
    newest = (row.published_at.is_(None), row.published_at.desc(), row.content_id)
    rows = frame(connection, query.where(*wanted).order_by(*newest).limit(ROWS).offset((place - 1) * ROWS))
    total = connection.execute(select(func.count()).select_from(content).where(*wanted)).scalar_one()
    return Page(rows, total)


def told(connection: Connection, organisation_id: str, period: Period, months: Sequence[date], zone: str) -> Coherence:
    """Return what was told on all channels in whole months, and where nothing was."""
    row = content.c
    query = (
        select(row.published_at, row.theme, row.department)
        .where(row.organisation_id == organisation_id, row.published_at.is_not(None))
        .where(row.published_at < start_of(period.last + timedelta(days=1), zone))
    )
    rows = frame(connection, _labelled(query, period, zone))
    items = [
        Item(day_in(at, zone).replace(day=1), theme or "", department or "")
        for at, theme, department in zip(rows["published_at"], rows["theme"], rows["department"], strict=True)
    ]
    return coherence(items, months)


def _labelled(query: Select, period: Period, zone: str) -> Select:
    """Keep what was told in the period, and of earlier only what has both labels."""
    row = content.c
    both = row.theme.is_not(None) & row.department.is_not(None)
    return query.where(or_(both, row.published_at >= start_of(period.first, zone)))


def start_of(day: date, zone: str) -> datetime:
    """Return the moment at which a day begins, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
