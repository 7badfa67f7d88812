"""Keeps a report as it was made, and writes down that one left the house."""

import json
import re
from datetime import date, datetime

from sqlalchemy import Connection, Engine, select

from connectors.database import schema, store
from connectors.database.engine import writing
from dashboard.actions.audit import record


def keep(
    engine: Engine,
    organisation_id: str,
    document: str,
    *,
    about: str,
    subject: str,
    language: str,
    title: str,
    days: tuple[date | None, date | None],
    known_on: date,
    made_at: datetime,
    actor: str,
    at: datetime,
) -> str:
    """Store a report as it is, and return its code: the day of its figures, what it is about, and a number."""
    with writing(engine) as connection:
        code = _free_code(connection, organisation_id, f"{known_on.isoformat()}-{_plain(subject) or about}")
        row = {
            "organisation_id": organisation_id,
            "report_id": code,
            "about": about,
            "subject": subject or None,
            "language": language,
            "title": title,
            "first_day": days[0],
            "last_day": days[1],
            "known_on": known_on,
            "made_at": made_at,
            "document": document,
        }
        store.upsert(connection, schema.report_copy, [row], run_id=0)
        record(connection, organisation_id, at, actor=actor, action="report.keep", subject=code)
    return code


def _plain(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", code)


def _free_code(connection: Connection, organisation_id: str, wanted: str) -> str:
    row = schema.report_copy.c
    query = select(row.report_id).where(row.organisation_id == organisation_id, row.report_id.startswith(wanted))
    taken = set(connection.execute(query).scalars())
    number = 1
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def written_out(
    engine: Engine, organisation_id: str, subject: str, form: str, allowed: list[str], *, actor: str, at: datetime
) -> None:
    """Write down that a report left the house: about what, in which form, and which old sources were allowed in it."""
    with writing(engine) as connection:
        detail = json.dumps({"form": form, "allowed": allowed})
        record(connection, organisation_id, at, actor=actor, action="report", subject=subject, detail=detail)
