"""Forgets what was read with a platform's public key when its time is up: figures by their day, titles by the last reading."""

from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, or_, select, update

from connectors.database import store
from connectors.database.schema import channel, channel_daily, content, content_daily, content_snapshot, episode

KEY = "key"


def forget_key_read(
    connection: Connection, organisation_id: str, platform: str, before: date, *, titles_before: date | None = None
) -> int:
    """Remove key-read figures of days before ``before`` and blank key-read titles that were not read again since.

    Figures are counters (content_snapshot) and days (content_daily, channel_daily) with their earlier versions; the sums
    per week and month follow. ``titles_before`` holds titles to another limit than figures. The items themselves stay,
    with their ids and moments, and so does everything that a file, a person or the owner's account brought.

    Returns:
        Rows removed plus titles blanked.
    """
    channels = select(channel.c.channel_id).where(
        channel.c.organisation_id == organisation_id, channel.c.platform == platform
    )
    items = select(content.c.content_id).where(
        content.c.organisation_id == organisation_id, content.c.channel_id.in_(channels)
    )
    gone = [
        (
            content_snapshot,
            and_(content_snapshot.c.observed_at < _start(before), content_snapshot.c.content_id.in_(items)),
        ),
        (content_daily, and_(content_daily.c.day < before, content_daily.c.content_id.in_(items))),
        (channel_daily, and_(channel_daily.c.day < before, channel_daily.c.channel_id.in_(channels))),
    ]
    removed = sum(store.remove(connection, table, and_(_key_read(table, organisation_id), old)) for table, old in gone)
    return removed + _blank_titles(connection, organisation_id, items, _start(titles_before or before))


def _blank_titles(connection: Connection, organisation_id: str, items: Select[tuple[int]], since: datetime) -> int:
    """Blank the titles of items and of their episodes that no reading has confirmed since a moment.

    A row that does not change keeps the moment of its last change, so an item's newest counters tell when it was read.
    """
    read_again = exists().where(
        content_snapshot.c.organisation_id == content.c.organisation_id,
        content_snapshot.c.content_id == content.c.content_id,
        content_snapshot.c.observed_at >= since,
    )
    unread = and_(
        _key_read(content, organisation_id),
        content.c.content_id.in_(items),
        or_(content.c.observed_at.is_(None), content.c.observed_at < since),
        ~read_again,
    )
    stale = select(content.c.content_id).where(unread)
    told = and_(
        episode.c.organisation_id == organisation_id, episode.c.content_id.in_(stale), episode.c.title.is_not(None)
    )
    episodes = connection.execute(update(episode).values(title=None).where(told)).rowcount
    titles = connection.execute(update(content).values(title=None).where(unread, content.c.title.is_not(None))).rowcount
    return episodes + titles


def _key_read(table: Table, organisation_id: str) -> ColumnElement[bool]:
    return and_(table.c.organisation_id == organisation_id, table.c.auth_kind == KEY)


def _start(day: date) -> datetime:
    """Return the first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)
