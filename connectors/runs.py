"""The record of a run: begun, kept up to date with every page, finished; and what it left for the next one."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Connection, select, update

from connectors.base import Batch, Json
from connectors.database import schema, store
from connectors.errors import InstroomError, Said
from connectors.quota import QuotaLedger

_run = schema.sync_run


def new_run_id(connection: Connection, organisation_id: str) -> int:
    """Return a run id: microseconds since 1970, larger than every earlier one."""
    last = connection.execute(
        select(_run.c.run_id).where(_run.c.organisation_id == organisation_id).order_by(_run.c.run_id.desc()).limit(1)
    ).scalar()
    return max(int(datetime.now(UTC).timestamp() * 1_000_000), (last or 0) + 1)


def begin(connection: Connection, organisation_id: str, source: str, now: datetime, since: date | None) -> int:
    """Write the row of a new run; earlier runs of the source that never finished are marked as interrupted."""
    open_runs = (_run.c.organisation_id == organisation_id, _run.c.source == source, _run.c.status == "running")
    connection.execute(update(_run).where(*open_runs).values(status="interrupted", finished_at=now))
    run_id = new_run_id(connection, organisation_id)
    row = {
        "organisation_id": organisation_id,
        "run_id": run_id,
        "source": source,
        "status": "running",
        "started_at": now,
        "since": since,
        "rows_written": 0,
        "rows_unchanged": 0,
        "requests": 0,
    }
    connection.execute(_run.insert().values(row))
    return run_id


def keep(connection: Connection, organisation_id: str, run_id: int, values: Mapping[str, object]) -> None:
    """Bring the row of a run up to date."""
    here = (_run.c.organisation_id == organisation_id, _run.c.run_id == run_id)
    connection.execute(update(_run).where(*here).values(dict(values)))


def error_values(error: InstroomError | None, notes: tuple[Said, ...]) -> dict[str, object]:
    """Return the columns that hold an error and the notes, ready to be shown in any language later."""
    listed = [note.as_json() for note in notes]
    columns: dict[str, object] = {"notes": json.dumps(listed) if listed else None}
    if error is None:
        return columns
    return {
        **columns,
        "error_code": error.code,
        "error_text": error.said.text,
        "error_hint": error.hint.text or None,
        "error_values": json.dumps(error.said.as_json()["values"]),
    }


def cursors(connection: Connection, organisation_id: str, source: str) -> dict[str, Json]:
    """Return where each stream of a source goes on."""
    column = schema.sync_cursor.c
    query = select(column.stream, column.value).where(
        column.organisation_id == organisation_id, column.source == source
    )
    return {stream: json.loads(value) for stream, value in connection.execute(query)}


def move_cursor(connection: Connection, organisation_id: str, source: str, batch: Batch, run_id: int) -> None:
    """Store where a stream goes on, in the transaction of its rows."""
    if batch.cursor is None:
        return
    row: dict[str, object] = {
        "organisation_id": organisation_id,
        "source": source,
        "stream": batch.stream,
        "value": json.dumps(dict(batch.cursor), default=str, sort_keys=True),
        "run_id": run_id,
    }
    if batch.until is not None:
        row["until"] = batch.until
    store.upsert(connection, schema.sync_cursor, [row], run_id=run_id)


def quota(connection: Connection, organisation_id: str, source: str) -> QuotaLedger:
    """Return the ledger of a source with what is stored of it."""
    column = schema.quota_use.c
    query = select(column.bucket, column.day, column.units).where(
        column.organisation_id == organisation_id, column.source == source
    )
    return QuotaLedger.starting_from({(bucket, day): units for bucket, day, units in connection.execute(query)})


def keep_quota(connection: Connection, organisation_id: str, source: str, ledger: QuotaLedger) -> None:
    """Store a ledger."""
    rows = [
        {"organisation_id": organisation_id, "source": source, "bucket": bucket, "day": day, "units": units}
        for (bucket, day), units in ledger.used.items()
    ]
    store.upsert(connection, schema.quota_use, rows, run_id=0)
