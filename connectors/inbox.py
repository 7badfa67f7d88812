"""Messages of sources that something changed: kept encrypted until what they name has been looked at, then forgotten."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from connectors import tokens
from connectors.base import Look
from connectors.database import store
from connectors.database.schema import webhook_event
from connectors.errors import ConfigurationError

_CHUNK = 500


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
    """Return the messages of a source that have not been looked at, the oldest first.

    What another key encrypted cannot be read any more and is left out.
    """
    return tuple(
        Look(row.event_key, row.news, number, row.received_at)
        for row, number in _waiting(connection, organisation_id, source, key)
        if number is not None
    )


def let_go(connection: Connection, organisation_id: str, source: str, key: str, now: datetime) -> int:
    """Forget the messages that this key cannot read; return how many. A whole reading finds what they told of."""
    waiting = _waiting(connection, organisation_id, source, key) if key else []
    lost = [row.event_key for row, number in waiting if number is None]
    _forget(connection, organisation_id, source, lost, now)
    return len(lost)


def _waiting(
    connection: Connection, organisation_id: str, source: str, key: str
) -> list[tuple[Row[Any, Any, Any, Any], str | None]]:
    """Return the messages that wait, each with the number that it names; None when this key cannot read it."""
    column = webhook_event.c
    query = (
        select(column.event_key, column.news, column.subject, column.received_at)
        .where(column.organisation_id == organisation_id, column.source == source, column.subject.is_not(None))
        .order_by(column.received_at, column.event_key)
    )
    return [(row, _number(key, row.subject, source)) for row in connection.execute(query)]


def _number(key: str, sealed: str, source: str) -> str | None:
    try:
        return tokens.unseal(key, sealed, source)
    except ConfigurationError:
        return None


def done(connection: Connection, organisation_id: str, source: str, looks: Sequence[Look], now: datetime) -> None:
    """Forget what messages named, and note that it has been looked at; the message's key stays, so that it comes once."""
    _forget(connection, organisation_id, source, [look.event_key for look in looks], now)


def _forget(connection: Connection, organisation_id: str, source: str, keys: Sequence[str], now: datetime) -> None:
    column = webhook_event.c
    for first in range(0, len(keys), _CHUNK):
        some = column.event_key.in_(keys[first : first + _CHUNK])
        here = (column.organisation_id == organisation_id, column.source == source, some)
        connection.execute(update(webhook_event).where(*here).values(subject=None, done_at=now))
