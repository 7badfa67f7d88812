"""Loads what a file says: rows, run and fingerprint in one transaction; the same file twice changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, Table, select

from connectors import runs
from connectors.base import Row
from connectors.clock import day_in
from connectors.config import Organisation
from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.database.store import Written
from connectors.errors import Said
from connectors.files import mappings
from connectors.files.reading import Reading, Refused
from connectors.landing import Landing, land, settle

SETTLED_AFTER = timedelta(days=3)
"""YouTube and LinkedIn restate a day for two to three days; a day that was exported sooner is not final."""

_BY_API = ("channel", "content")
_CHUNK = 500


@dataclass(frozen=True)
class Loaded:
    """What the import of one file did; the JSON of ``instroom import`` shows it.

    Attributes:
        table_rows: Table to rows that are new or changed.
        unchanged: Rows that were there already, equal, or that an API knows better.
    """

    file: str
    kind: str
    table_rows: Mapping[str, int]
    unchanged: int
    refused: tuple[Refused, ...]
    first_day: date | None
    last_day: date | None
    warnings: tuple[Said, ...]
    run_id: int


def load(engine: Engine, organisation: Organisation, reading: Reading, now: datetime) -> Loaded:
    """Write a reading: all of it, with a ``sync_run`` and an ``import_file`` row, or nothing.

    ``now`` is an aware moment. Raises a DemoDataError for a database that holds the demo.
    """
    with writing(engine) as connection:
        settle(connection, organisation, ())
        run_id = runs.begin(connection, organisation.id, "import", now, reading.first_day)
        earlier = _first_import(connection, organisation, reading)
        landed = _Landing(connection, organisation, run_id, earlier or now)
        landed.write(reading.rows, now, counters_to_days=reading.counters_to_days)
        loaded = _loaded(reading, landed, run_id)
        if earlier is None or any(loaded.table_rows.values()):
            _record(connection, organisation, reading, loaded, earlier or now)
        _keep_mapping(connection, organisation, reading, now)
        _finish(connection, organisation, loaded, now)
    return loaded


def _keep_mapping(connection: Connection, organisation: Organisation, reading: Reading, now: datetime) -> None:
    """Keep what a person said of the columns, so that the next file with the same headers needs no word."""
    if reading.headers and reading.mapping and not reading.mapping_is_saved:
        own = (organisation.id, reading.kind, reading.headers)
        mappings.save(connection, *own, reading.mapping, reading.file, now)


@dataclass
class _Landing:
    """The rows of one file on their way into the database, and what became of them."""

    connection: Connection
    organisation: Organisation
    run_id: int
    first_import: datetime
    written: dict[str, Written] = field(default_factory=dict)
    known_better: int = 0

    def write(self, rows: Mapping[str, Sequence[Row]], now: datetime, *, counters_to_days: bool) -> None:
        ready = {
            name: self._unknown_to_api(name, _stamped(name, some, self.first_import, self.organisation.timezone))
            for name, some in rows.items()
        }
        more = Landing(counters_to_days=counters_to_days)
        result = land(self.connection, self.organisation, ready, run_id=self.run_id, now=now, more=more)
        for name, part in result.tables.items():
            self.written[name] = self.written.get(name, Written()) + part

    def _unknown_to_api(self, name: str, rows: list[Row]) -> list[Row]:
        """Leave out channels and items that an API described: it knows title, kind and moment better than a file."""
        if name not in _BY_API or not rows:
            return rows
        key = f"{name}_id"
        described = _described_by_api(self.connection, schema.metadata.tables[name], self.organisation.id, key, rows)
        self.known_better += sum(row[key] in described for row in rows)
        return [row for row in rows if row[key] not in described]


def _described_by_api(
    connection: Connection, table: Table, organisation_id: str, key: str, rows: Sequence[Row]
) -> set[object]:
    keys = [row[key] for row in rows]
    found: set[object] = set()
    for first in range(0, len(keys), _CHUNK):
        condition = table.c[key].in_(keys[first : first + _CHUNK])
        by_api = table.c.auth_kind.is_not(None)
        query = select(table.c[key]).where(table.c.organisation_id == organisation_id, condition, by_api)
        found.update(connection.execute(query).scalars())
    return found


def _stamped(name: str, rows: Sequence[Row], first_import: datetime, zone: str) -> list[Row]:
    """Return rows with the moment at which they were read, for days whether they were settled by then, for sums until when.

    Nothing was read after the file came in: a period that still ran when it was exported counts until the import.
    """
    columns = schema.metadata.tables[name].c
    if "span" in columns:
        day = day_in(first_import, zone)
        rows = [{"span": f"..{day.isoformat()}", "last_day": day, **row} for row in rows]
    if "observed_at" not in columns:
        return list(rows)
    stamped = [{**row, "observed_at": _moment(row, first_import)} for row in rows]
    return [{"is_final": _is_final(row), **row} for row in stamped] if "is_final" in columns else stamped


def _moment(row: Row, first_import: datetime) -> datetime:
    told = row.get("observed_at")
    return min(told, first_import) if isinstance(told, datetime) else first_import


def _is_final(row: Row) -> bool:
    day, zone, observed_at = row["day"], row["day_zone"], row["observed_at"]
    assert isinstance(day, date)
    assert isinstance(zone, str)
    assert isinstance(observed_at, datetime)
    return day + SETTLED_AFTER <= day_in(observed_at, zone)


def _first_import(connection: Connection, organisation: Organisation, reading: Reading) -> datetime | None:
    column = schema.import_file.c
    query = select(column.imported_at).where(
        column.organisation_id == organisation.id, column.sha256 == reading.sha256, column.kind == reading.kind
    )
    return connection.execute(query).scalar()


def _loaded(reading: Reading, landed: _Landing, run_id: int) -> Loaded:
    return Loaded(
        file=reading.file,
        kind=reading.kind,
        table_rows={name: part.written for name, part in landed.written.items()},
        unchanged=landed.known_better + sum(part.unchanged for part in landed.written.values()),
        refused=reading.refused,
        first_day=reading.first_day,
        last_day=reading.last_day,
        warnings=reading.warnings,
        run_id=run_id,
    )


def _record(
    connection: Connection, organisation: Organisation, reading: Reading, loaded: Loaded, first_import: datetime
) -> None:
    """Keep the fingerprint; ``imported_at`` stays the first moment, so that the file means the same next time."""
    row = {
        "organisation_id": organisation.id,
        "sha256": reading.sha256,
        "kind": reading.kind,
        "name": reading.file,
        "imported_at": first_import,
        "run_id": loaded.run_id,
        "rows_written": sum(loaded.table_rows.values()),
        "rows_unchanged": loaded.unchanged,
        "rows_refused": len({(refused.sheet, refused.row) for refused in loaded.refused}),
        "first_day": reading.first_day,
        "last_day": reading.last_day,
    }
    store.upsert(connection, schema.import_file, [row], run_id=loaded.run_id)


def _finish(connection: Connection, organisation: Organisation, loaded: Loaded, now: datetime) -> None:
    values = {
        "status": "partial" if loaded.refused else "ok",
        "finished_at": now,
        "until": loaded.last_day,
        "rows_written": sum(loaded.table_rows.values()),
        "rows_unchanged": loaded.unchanged,
        **runs.error_values(None, loaded.warnings),
    }
    runs.keep(connection, organisation.id, loaded.run_id, values)
