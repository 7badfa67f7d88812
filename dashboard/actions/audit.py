"""Who changed what: one line for every change that a person makes and every table that leaves the house."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, func, select

from connectors.database.schema import audit


@dataclass(frozen=True)
class By:
    """Who changes something of whose organisation, and when; ``today`` is the organisation's day."""

    engine: Engine
    organisation_id: str
    actor: str
    at: datetime
    today: date


def recorded(connection: Connection, by: By, action: str, subject: str, detail: Mapping[str, object]) -> None:
    """Write one audit line with what was changed."""
    told = json.dumps(detail, default=str)
    record(connection, by.organisation_id, by.at, actor=by.actor, action=action, subject=subject, detail=told)


def record(
    connection: Connection,
    organisation_id: str,
    at: datetime,
    *,
    actor: str,
    action: str,
    subject: str,
    detail: str = "",
) -> None:
    """Write one audit line. ``actor`` is a role or a command, never a person's name."""
    last = connection.execute(
        select(func.max(audit.c.audit_id)).where(audit.c.organisation_id == organisation_id)
    ).scalar()
    row = {
        "organisation_id": organisation_id,
        "audit_id": max(int(at.timestamp() * 1_000_000), (last or 0) + 1),
        "at": at,
        "actor": actor,
        "action": action,
        "subject": subject,
        "detail": detail or None,
    }
    connection.execute(audit.insert().values(row))
