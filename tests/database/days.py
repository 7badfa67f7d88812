"""Invented daily facts: complete rows that a test changes in one or two places."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, Table, insert, select

from connectors.database import schema

OWN = "nergens"
OTHER = "elders"
SEEN = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
REVISIONS = schema.metadata.tables["content_daily_rev"]
WEEKS = schema.metadata.tables["content_week"]
MONTHS = schema.metadata.tables["content_month"]


def day(when: date = MONDAY, content_id: int = 1, **figures: object) -> dict[str, object]:
    """Return a row of ``content_daily``; figures that are not named are NULL."""
    empty = dict.fromkeys(schema.content_daily.info["facts"])
    return {
        "organisation_id": OWN,
        "content_id": content_id,
        "day": when,
        **empty,
        "day_zone": "America/Los_Angeles",
        "ingest": "api",
        "quality": "reported",
        "auth_kind": "owner",
        "is_final": True,
        "observed_at": SEEN,
        **figures,
    }


def add_channel(connection: Connection, organisation_id: str = OWN) -> None:
    """Store the channel that the tests' content hangs on."""
    connection.execute(
        insert(schema.channel).values(
            organisation_id=organisation_id, channel_id=1, platform="youtube", external_id="UC0", title="Nergensland"
        )
    )


def stored(connection: Connection, table: Table, *columns: str) -> list[tuple[object, ...]]:
    """Return the rows of a table in the order of its key, all columns or the named ones."""
    wanted = [table.c[name] for name in columns] or list(table.c)
    return [tuple(row) for row in connection.execute(select(*wanted).order_by(*table.primary_key))]
