"""Who changed what: one line for every change that a person makes and every table that leaves the house."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from connectors.database.schema import audit


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
