"""The same 30 days again through dlt with dict rows, into the same kind of database. dlt is an extra of its own.

``whole`` is our upsert with history and roll-ups, which dlt does not keep; ``same_work`` merges into a table without.
"""

import os
from itertools import count
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table

from connectors.database import store
from connectors.database.engine import writing
from connectors.database.schema import content_daily
from connectors.database.store import Row
from tests.benchmarks import rows
from tests.benchmarks.places import Places, interleaved
from tests.benchmarks.upsert import fill

TARGET = 8.0


def run(places: Places, *, rounds: int = 3) -> dict[str, object]:
    """Return milliseconds and how many times longer dlt takes than each; the reason when it is not installed."""
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    os.environ["DLT_DATA_DIR"] = str(places.folder / "dlt")
    try:
        import dlt
    except ModuleNotFoundError:
        return {
            "ratios": None,
            "reason": "dlt is not installed; “make bench” installs the extra bench",
            "target": TARGET,
        }
    return {kind: _on(places, kind, rounds, dlt) for kind in ("sqlite", "postgresql")}


def _on(places: Places, kind: str, rounds: int, dlt: Any) -> dict[str, object]:
    bumps = count(2)
    load = _loader(places, kind, dlt)
    load(rows.daily(rows.FIRST, rows.DAYS))
    with places.engine(kind, "beside_dlt") as engine:
        bare = _without_history(engine)
        fill(engine)
        prepared = {name: [_rows(next(bumps)) for _ in range(rounds + 1)] for name in ("whole", "same_work", "dlt")}

        def upsert(table: Table, name: str, number: int) -> None:
            with writing(engine) as connection:
                store.upsert(connection, table, prepared[name][number], run_id=number + 2)

        ways = {
            "whole": lambda number: upsert(content_daily, "whole", number),
            "same_work": lambda number: upsert(bare, "same_work", number),
            "dlt": lambda number: load(prepared["dlt"][number]),
        }
        taken = interleaved(ways, rounds=rounds)
    ratios = {name: round(taken["dlt"] / taken[name], 1) for name in ("whole", "same_work")}
    return {"dlt": dlt.__version__, "milliseconds": taken, "ratios": ratios, "target": TARGET}


def _without_history(engine: Engine) -> Table:
    """Make a table of the same columns without revisions and sums, filled; merging into it is the work that dlt does."""
    columns = [Column(c.name, c.type, primary_key=c.primary_key, autoincrement=False) for c in content_daily.c]
    bare = Table("content_daily_bare", MetaData(), *columns, sqlite_with_rowid=False)
    bare.create(engine)
    with writing(engine) as connection:
        store.load(connection, bare, bare.c.keys(), rows.daily(rows.FIRST, rows.DAYS))
    return bare


def _loader(places: Places, kind: str, dlt: Any):
    """Return a function that merges rows by their key, into a database of dlt's own."""
    address = places.address(kind, "dlt").replace("@/", "@localhost/")  # dlt wants a host; the socket stays in charge
    destination = dlt.destinations.sqlalchemy(credentials=address, create_primary_keys=True)
    pipeline = dlt.pipeline(
        f"bench_{kind}", pipelines_dir=str(places.folder / "dlt"), destination=destination, dataset_name="bench"
    )

    def load(new: list[Row]) -> None:
        resource = dlt.resource(
            new, name="content_daily", write_disposition="merge", primary_key=["organisation_id", "content_id", "day"]
        )
        pipeline.run(resource).raise_on_failed_jobs()

    return load


def _rows(bump: int) -> list[Row]:
    return rows.daily(rows.LAST_30, 30, bump=bump)
