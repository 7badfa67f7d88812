"""Where rows land: what a source or a file brought becomes rows of one organisation, in one transaction.

Parents before children, snapshots differenced into days, applications recounted per day. Demo and real rows never meet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, select

from connectors.base import Batch, Row
from connectors.config import Organisation, Site
from connectors.database import schema, snapshots, store
from connectors.database.applications import count_applications
from connectors.database.store import Written
from connectors.database.turns import take_turn
from connectors.errors import N_, DemoDataError, Said
from connectors.inflow import identity
from connectors.inflow.applied import Gone, Present
from connectors.inflow.settle import (
    Settling,
    applications_of,
    key_of,
    settle_applications,
    settle_gone,
    settle_present,
    write_events,
)
from connectors.personal import checked_key

_ORDER = {table.name: place for place, table in enumerate(schema.metadata.sorted_tables)}
_SETTLED = ("application", "application_event")
_CHUNK = 500


@dataclass(frozen=True)
class Landing:
    """What one page brings besides its rows; each field as in :class:`connectors.base.Batch`.

    ``key`` is the secret of the pseudonyms; it is needed for ``gone`` and ``present`` only.
    """

    replaces: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    counters_to_days: bool = False
    compares: frozenset[str] = frozenset()
    gone: Sequence[Gone] = ()
    present: Present | None = None
    key: bytes | None = field(default=None, repr=False)

    @classmethod
    def of(cls, batch: Batch, key: bytes | None) -> "Landing":
        """Return what a batch brings besides its rows."""
        return cls(batch.replaces, batch.counters_to_days, batch.compares, batch.gone, batch.present, key)


@dataclass
class Landed:
    """What happened per table, and what a person should know."""

    tables: dict[str, Written] = field(default_factory=dict)
    notes: list[Said] = field(default_factory=list)

    def add(self, table: str, written: Written) -> None:
        """Add to what happened to a table."""
        self.tables[table] = self.tables.get(table, Written()) + written


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
    more: Landing | None = None,
) -> Landed:
    """Write rows (table name to rows without ``organisation_id``) and what follows from them."""
    refuse_demo(connection)
    take_turn(connection, organisation.id)
    more = more or Landing()
    result = Landed()
    for name in sorted({*rows, *more.replaces} - set(_SETTLED), key=_ORDER.__getitem__):
        result.add(name, _write(connection, organisation, name, rows.get(name, ()), more.replaces.get(name), run_id))
    _follow_vacancies(connection, organisation, rows, run_id, result)
    if any(rows.get(name) for name in _SETTLED) or more.gone or more.present:
        at = Settling(connection, organisation.id, organisation.timezone, now, run_id)
        _land_applications(at, organisation, rows, more, result)
    if more.counters_to_days and rows.get("content_snapshot"):
        things = sorted({_number(row["content_id"]) for row in rows["content_snapshot"]})
        result.add("content_daily", snapshots.difference(connection, organisation, things, run_id, now))
    return result


def _follow_vacancies(
    connection: Connection, organisation: Organisation, rows: Mapping[str, Sequence[Row]], run_id: int, result: Landed
) -> None:
    """Note when vacancies were last seen and, when one is new or changed, which of them are the same."""
    identity.mark_seen(connection, organisation.id, rows.get("vacancy", ()))
    written = result.tables.get("vacancy", Written())
    if written.written or written.removed:
        identity.refresh(connection, organisation.id, run_id)


def _land_applications(
    at: Settling, organisation: Organisation, rows: Mapping[str, Sequence[Row]], more: Landing, result: Landed
) -> None:
    """Write applications as they may be written, what happened to them, and what became of those that are gone."""
    settled = settle_applications(at, rows.get("application", ()), more.compares)
    told = [row for row in rows.get("application_event", ()) if _place(row) not in settled.frozen]
    gone_rows, gone_events = settle_gone(at, _gone(at, more, result))
    result.add("application", Written(unchanged=len(settled.frozen)))
    result.add("application", _write_applications(at, organisation, settled.rows))
    result.add("application", _write_applications(at, organisation, gone_rows))
    for events in (told, settled.events, gone_events):
        for some in _alike(events):
            result.add("application_event", write_events(at, some))


def _gone(at: Settling, more: Landing, result: Landed) -> list[tuple[str, str, Gone]]:
    if not more.gone and more.present is None:
        return []
    key = checked_key(more.key)
    numbered = [each for each in more.gone if each.candidate is None]
    gone = [(each.provider, key_of(key, at.organisation_id, each.provider, each.number), each) for each in numbered]
    gone += applications_of(
        at,
        [
            (key_of(key, at.organisation_id, each.provider, each.candidate, "candidate"), each)
            for each in more.gone
            if each.candidate is not None
        ],
    )
    if more.present is not None:
        provider = more.present.provider
        here = {key_of(key, at.organisation_id, provider, number) for number in more.present.numbers}
        missing, notes = settle_present(at, provider, here)
        gone += missing
        result.notes += notes
    return gone


def _place(row: Row) -> tuple[object, object]:
    return row["provider"], row["application_key"]


def _write(
    connection: Connection,
    organisation: Organisation,
    name: str,
    rows: Sequence[Row],
    scope: Mapping[str, object] | None,
    run_id: int,
) -> Written:
    table = schema.metadata.tables[name]
    owned = [{"organisation_id": organisation.id, **row} for row in rows]
    if scope is not None:
        own = {"organisation_id": organisation.id, **scope}
        return store.replace(connection, table, own, owned, run_id=run_id)
    return sum((store.upsert(connection, table, some, run_id=run_id) for some in _alike(owned)), Written())


def _write_applications(at: Settling, organisation: Organisation, rows: Sequence[Row]) -> Written:
    """Write applications and recount the days that they came in on, before and after."""
    before = set(_days_of(at, rows))
    written = _write(at.connection, organisation, "application", rows, None, at.run_id)
    if written.written:
        count_applications(at.connection, organisation.id, before | set(_days_of(at, rows)))
    return written


def _alike(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows in groups with the same columns, so that a row leaves alone what it says nothing about."""
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return list(groups.values())


def _days_of(at: Settling, rows: Sequence[Row]) -> Iterator[date]:
    """Yield the stored days of application of some rows, where they have one."""
    keys = [row["application_key"] for row in rows]
    column = schema.application.c
    for first in range(0, len(keys), _CHUNK):
        some = column.application_key.in_(keys[first : first + _CHUNK])
        query = select(column.applied_on).where(
            column.organisation_id == at.organisation_id, some, column.applied_on.is_not(None)
        )
        yield from at.connection.execute(query.distinct()).scalars()


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
