"""Where rows land: what a source or a file brought becomes rows of one organisation, in one transaction.

Parents before children, snapshots differenced into days, applications recounted per day. Demo and real rows never meet.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from connectors.base import Row
from connectors.config import Organisation, Site
from connectors.database import schema, snapshots, store
from connectors.database.applications import count_applications
from connectors.database.store import Written
from connectors.errors import N_, DemoDataError

_ORDER = {table.name: place for place, table in enumerate(schema.metadata.sorted_tables)}
_CHUNK = 500


def settle(connection: Connection, organisation: Organisation, sites: Sequence[Site]) -> None:
    """Write the organisation and its sites as they are configured; refuse a database that holds the demo."""
    refuse_demo(connection)
    own = {
        "organisation_id": organisation.id,
        "name": organisation.name,
        "country": organisation.country,
        "timezone": organisation.timezone,
        "language": organisation.language,
        "is_demo": False,
    }
    store.upsert(connection, schema.organisation, [own], run_id=0)
    rows = [
        {
            "organisation_id": organisation.id,
            "site_id": place.id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "holiday_region": place.holiday_region,
        }
        for place in sites
    ]
    store.upsert(connection, schema.site, rows, run_id=0)


def refuse_demo(connection: Connection) -> None:
    """Raise a DemoDataError when the database holds the fictional organisation."""
    if connection.execute(select(schema.organisation.c.organisation_id).where(schema.organisation.c.is_demo)).first():
        raise DemoDataError(
            N_("This database holds the demo organisation; real figures do not mix with it."),
            hint=N_("Run “instroom init” in another folder, or choose another database under [database]."),
        )


def land(
    connection: Connection,
    organisation: Organisation,
    rows: Mapping[str, Sequence[Row]],
    *,
    run_id: int,
    now: datetime,
    replaces: Mapping[str, Mapping[str, object]] | None = None,
    counters_to_days: bool = False,
) -> dict[str, Written]:
    """Write rows (table name to rows without ``organisation_id``) and what follows from them.

    Returns what happened per table. ``replaces`` and ``counters_to_days`` are as in :class:`connectors.base.Batch`.
    """
    refuse_demo(connection)
    scopes = replaces or {}
    result: dict[str, Written] = {}
    for name in sorted({*rows, *scopes}, key=_ORDER.__getitem__):
        owned = [{"organisation_id": organisation.id, **row} for row in rows.get(name, ())]
        result[name] = _write(connection, organisation, name, owned, scopes.get(name), run_id)
    if counters_to_days and rows.get("content_snapshot"):
        things = sorted({_number(row["content_id"]) for row in rows["content_snapshot"]})
        days = snapshots.difference(connection, organisation, things, run_id, now)
        result["content_daily"] = result.get("content_daily", Written()) + days
    return result


def _write(
    connection: Connection,
    organisation: Organisation,
    name: str,
    rows: list[Row],
    scope: Mapping[str, object] | None,
    run_id: int,
) -> Written:
    table = schema.metadata.tables[name]
    if scope is not None:
        own = {"organisation_id": organisation.id, **scope}
        return store.replace(connection, table, own, rows, run_id=run_id)
    counted = table is schema.application
    before = set(_days_of(connection, organisation.id, rows)) if counted else set()
    written = sum((store.upsert(connection, table, some, run_id=run_id) for some in _alike(rows)), Written())
    if counted and written.written:
        count_applications(connection, organisation.id, before | set(_days_of(connection, organisation.id, rows)))
    return written


def _alike(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows in groups with the same columns, so that a row leaves alone what it says nothing about."""
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return list(groups.values())


def _days_of(connection: Connection, organisation_id: str, rows: Sequence[Row]) -> Iterator[date]:
    """Yield the stored days of application of some rows."""
    keys = [row["application_key"] for row in rows]
    column = schema.application.c
    for first in range(0, len(keys), _CHUNK):
        some = column.application_key.in_(keys[first : first + _CHUNK])
        yield from connection.execute(
            select(column.applied_on).where(column.organisation_id == organisation_id, some).distinct()
        ).scalars()


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
