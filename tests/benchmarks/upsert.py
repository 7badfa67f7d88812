"""Fetching 30 days of 300 items again, with history and roll-ups, against a plain SQLAlchemy Core upsert."""

from datetime import timedelta
from itertools import count

from sqlalchemy import Connection, Engine

from connectors.database import store
from connectors.database.engine import writing
from connectors.database.schema import content_daily
from connectors.database.store import Row, insert_statement
from tests.benchmarks import rows
from tests.benchmarks.places import Places, interleaved, settled

_BLOCK = 83
TARGETS = {
    "sqlite": {"all_changed": 1.0, "nothing_changed": 0.6},
    "postgresql": {"all_changed": 0.7, "nothing_changed": 0.6},
}


def run(places: Places, *, rounds: int = 9) -> dict[str, object]:
    """Return milliseconds and ratios per engine."""
    return {kind: _on(places, kind, rounds) for kind in TARGETS}


def fill(engine: Engine) -> None:
    """Store five years of days."""
    for first in range(0, rows.DAYS, _BLOCK):
        days = min(_BLOCK, rows.DAYS - first)
        with writing(engine) as connection:
            store.upsert(connection, content_daily, rows.daily(rows.FIRST + timedelta(days=first), days), run_id=1)
    settled(engine)


def _on(places: Places, kind: str, rounds: int) -> dict[str, object]:
    with places.engine(kind, "upsert") as engine:
        fill(engine)
        bumps = count(2)
        latest: list[Row] = []
        prepared = {name: [_rows(next(bumps)) for _ in range(rounds + 1)] for name in ("ours", "plain")}

        def ours(number: int) -> None:
            latest[:] = prepared["ours"][number]
            with writing(engine) as connection:
                written = store.upsert(connection, content_daily, latest, run_id=number + 2)
            assert written.changed == len(latest)

        def nothing(number: int) -> None:
            with writing(engine) as connection:
                written = store.upsert(connection, content_daily, latest, run_id=number + 2)
            assert written.unchanged == len(latest)

        def plain(number: int) -> None:
            with writing(engine) as connection:
                plain_upsert(connection, prepared["plain"][number])

        ways = {
            "plain_core": plain,
            "all_changed": ours,
            "nothing_changed": nothing,
        }
        taken = interleaved(ways, rounds=rounds)
    ratios = {
        "all_changed": round(taken["all_changed"] / taken["plain_core"], 3),
        "nothing_changed": round(taken["nothing_changed"] / taken["all_changed"], 3),
    }
    return {"milliseconds": taken, "ratios": ratios, "targets": TARGETS[kind]}


def _rows(bump: int) -> list[Row]:
    return rows.daily(rows.LAST_30, 30, bump=bump)


def plain_upsert(connection: Connection, new: list[Row]) -> None:
    """Upsert as most programs do: one INSERT ... ON CONFLICT of SQLAlchemy Core, many parameter sets, no history."""
    statement = insert_statement(connection, content_daily)
    values = {column.name: statement.excluded[column.name] for column in content_daily.c if not column.primary_key}
    statement = statement.on_conflict_do_update(index_elements=list(content_daily.primary_key), set_=values)
    connection.execute(statement, list(new))
