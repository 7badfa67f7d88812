"""The same 30 days again through dlt with dict rows, into the same kind of database. dlt is an extra of its own."""

import os
from datetime import timedelta
from itertools import count
from typing import Any

from connectors.database import store
from connectors.database.engine import writing
from connectors.database.schema import content_daily
from connectors.database.store import Row
from tests.benchmarks import rows
from tests.benchmarks.places import Places, interleaved
from tests.benchmarks.upsert import fill

TARGET = 8.0
_DAYS_BEFORE = rows.DAYS - 30


def run(places: Places, *, rounds: int = 3) -> dict[str, object]:
    """Return milliseconds and how many times longer dlt takes; the reason when it is not installed."""
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
    load(rows.daily(rows.LAST_30 - timedelta(days=_DAYS_BEFORE), _DAYS_BEFORE + 30))
    with places.engine(kind, "beside_dlt") as engine:
        fill(engine)

        def ours(number: int) -> None:
            with writing(engine) as connection:
                store.upsert(connection, content_daily, prepared["ours"][number], run_id=number + 2)

        prepared = {name: [_rows(next(bumps)) for _ in range(rounds + 1)] for name in ("ours", "dlt")}
        taken = interleaved({"ours": ours, "dlt": lambda number: load(prepared["dlt"][number])}, rounds=rounds)
    ratio = round(taken["dlt"] / taken["ours"], 1)
    return {"dlt": dlt.__version__, "milliseconds": taken, "ratios": {"dlt_to_ours": ratio}, "target": TARGET}


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
