"""Messages of sources that something changed: kept encrypted until what they name has been looked at, then forgotten."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from connectors import tokens
from connectors.base import Look
from connectors.database import store
from connectors.database.schema import webhook_event


def event_key(body: bytes) -> str:
    """Return the key of a message whose source gives it no number: a hash of its body."""
    return hashlib.sha256(body).hexdigest()


def receive(connection: Connection, organisation_id: str, source: str, look: Look, key: str) -> bool:
    """Keep a verified message; return False when it had come already. ``key`` is INSTROOM_TOKEN_KEY."""
    column = webhook_event.c
    known = select(column.event_key).where(
        column.organisation_id == organisation_id, column.source == source, column.event_key == look.event_key
    )
    if connection.execute(known).first() is not None:
        return False
    row = {
        "organisation_id": organisation_id,
        "source": source,
        "event_key": look.event_key,
        "news": look.news,
        "subject": tokens.seal(key, look.number),
        "received_at": look.received_at,
    }
    store.upsert(connection, webhook_event, [row], run_id=0)
    return True


def pending(connection: Connection, organisation_id: str, source: str, key: str) -> tuple[Look, ...]:
    """Return the messages of a source that have not been looked at, the oldest first."""
    column = webhook_event.c
    query = (
        select(column.event_key, column.news, column.subject, column.received_at)
        .where(column.organisation_id == organisation_id, column.source == source, column.subject.is_not(None))
        .order_by(column.received_at, column.event_key)
    )
    return tuple(
        Look(row.event_key, row.news, tokens.unseal(key, row.subject, source), row.received_at)
        for row in connection.execute(query)
    )


def done(connection: Connection, organisation_id: str, source: str, looks: Sequence[Look], now: datetime) -> None:
    """Forget what messages named, and note that it has been looked at; the message's key stays, so that it comes once."""
    column = webhook_event.c
    keys = [look.event_key for look in looks]
    here = (column.organisation_id == organisation_id, column.source == source, column.event_key.in_(keys))
    connection.execute(update(webhook_event).where(*here).values(subject=None, done_at=now))
