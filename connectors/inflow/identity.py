"""Keeps the identities of vacancies up to date: what was read, what a person decided, and what follows from both."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, or_, select, update

from connectors.database import schema, store
from connectors.database.store import Written
from connectors.inflow.matching import Decision, Identity, Named, identities
from connectors.inflow.proposals import Dated, Proposal, propose

__all__ = ["Dated", "Proposal", "decisions", "mark_seen", "propose", "refresh"]

_CHUNK = 500


def refresh(connection: Connection, organisation_id: str, run_id: int) -> Written:
    """Bring ``vacancy_identity`` in line with the vacancies and the decisions; only what changed is written."""
    found = identities(_named(connection, organisation_id), decisions(connection, organisation_id))
    column = schema.vacancy_identity.c
    query = select(column.vacancy_id, column.identity_id, column.basis).where(column.organisation_id == organisation_id)
    stored = {key: Identity(identity, basis) for key, identity, basis in connection.execute(query)}
    rows = [
        {
            "organisation_id": organisation_id,
            "vacancy_id": key,
            "identity_id": identity.identity_id,
            "basis": identity.basis,
        }
        for key, identity in found.items()
        if stored.get(key) != identity
    ]
    left = sorted(stored.keys() - found.keys())
    for first in range(0, len(left), _CHUNK):
        some = column.vacancy_id.in_(left[first : first + _CHUNK])
        store.remove(connection, schema.vacancy_identity, (column.organisation_id == organisation_id) & some)
    return store.upsert(connection, schema.vacancy_identity, rows, run_id=run_id) + Written(removed=len(left))


def decisions(connection: Connection, organisation_id: str) -> list[Decision]:
    """Return what persons decided about vacancies."""
    column = schema.vacancy_decision.c
    query = select(column.vacancy_id, column.other_id, column.is_same).where(column.organisation_id == organisation_id)
    return [Decision(one, other, bool(is_same)) for one, other, is_same in connection.execute(query)]


def _named(connection: Connection, organisation_id: str) -> list[Named]:
    column = schema.vacancy.c
    names = (column.vacancy_id, column.provider, column.external_id, column.reference, column.url, column.title)
    query = select(*names).where(column.organisation_id == organisation_id)
    return [Named(*row) for row in connection.execute(query)]


def mark_seen(connection: Connection, organisation_id: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Move ``last_seen_on`` of vacancies that came with one; that a vacancy was seen again counts as no change."""
    by_day: dict[date, list[object]] = {}
    for row in rows:
        day = row.get("last_seen_on")
        if isinstance(day, date):
            by_day.setdefault(day, []).append(row["vacancy_id"])
    for day, keys in by_day.items():
        for first in range(0, len(keys), _CHUNK):
            _mark(connection, organisation_id, day, keys[first : first + _CHUNK])


def _mark(connection: Connection, organisation_id: str, day: date, keys: Sequence[object]) -> None:
    column = schema.vacancy.c
    earlier = or_(column.last_seen_on.is_(None), column.last_seen_on < day)
    here = (column.organisation_id == organisation_id, column.vacancy_id.in_(keys), earlier)
    connection.execute(update(schema.vacancy).where(*here).values(last_seen_on=day))
