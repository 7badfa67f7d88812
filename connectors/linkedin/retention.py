"""How long figures that the interface gave are kept: LinkedIn limits that; what a person exported is another matter."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, and_, select

from connectors.database import store
from connectors.database.schema import ad_daily, channel, channel_daily, content, content_daily, content_snapshot
from connectors.errors import N_, Said
from connectors.linkedin.rows import PLATFORM

DERIVED = ("api", "snapshot")
"""Days that are differences of counters come from the interface as well."""


def forget(connection: Connection, organisation_id: str, before: date) -> int:
    """Remove what the interface told of days before ``before``, with earlier versions; sums follow. Returns the rows."""
    own = channel.c.organisation_id == organisation_id
    pages = select(channel.c.channel_id).where(own, channel.c.platform == PLATFORM)
    posts = select(content.c.content_id).where(
        content.c.organisation_id == organisation_id, content.c.channel_id.in_(pages)
    )
    start = datetime.combine(before, time(), UTC)
    gone = [
        (content_snapshot, and_(content_snapshot.c.observed_at < start, content_snapshot.c.content_id.in_(posts))),
        (content_daily, and_(content_daily.c.day < before, content_daily.c.content_id.in_(posts))),
        (channel_daily, and_(channel_daily.c.day < before, channel_daily.c.channel_id.in_(pages))),
        (ad_daily, and_(ad_daily.c.day < before, ad_daily.c.channel_id.in_(pages))),
    ]
    return sum(
        store.remove(
            connection, table, and_(table.c.organisation_id == organisation_id, table.c.ingest.in_(DERIVED), old)
        )
        for table, old in gone
    )


def before_which(today: date, days: int) -> date | None:
    """Return the first day that is kept; None when there is no limit."""
    return today - timedelta(days=days) if days else None


def said(removed: int, days: int) -> list[Said]:
    """Return the note on what went; nothing when nothing went."""
    if not removed:
        return []
    text = N_(
        "{rows} rows that LinkedIn's interface gave more than {days} days ago were removed, as retention_days says."
    )
    return [Said(text, {"rows": removed, "days": days})]
