"""Loading a million wide daily facts, against SQLite's own driver with tuples that are ready to go in."""

import time
from collections.abc import Callable
from datetime import date

from connectors.database import store
from connectors.database.bulk import as_tuples
from connectors.database.engine import writing
from connectors.database.schema import content_daily
from connectors.database.types import sqlite_value
from tests.benchmarks import rows
from tests.benchmarks.places import Places

TARGETS = {"sqlite": 1.3, "postgresql": 1.8}
_ITEMS, _DAYS, _PARTS = 100, 1000, 10
_COLUMNS = content_daily.c.keys()


def run(places: Places) -> dict[str, object]:
    """Return seconds for a million rows, and the ratio of each engine to the driver."""
    with (
        places.engine("sqlite", "bulk") as ours,
        places.engine("sqlite", "bulk_driver") as driver,
        places.engine("postgresql", "bulk") as postgres,
    ):
        taken = {"driver": 0.0, "sqlite": 0.0, "postgresql": 0.0}
        for part in range(_PARTS):
            new = rows.daily(date(2021, 5, 1), _DAYS, items=_ITEMS, first_item=part * _ITEMS)
            ready = [tuple(map(sqlite_value, row)) for row in as_tuples(_COLUMNS, new)]
            taken["driver"] += _timed(lambda ready=ready: _by_driver(driver, ready))
            taken["sqlite"] += _timed(lambda new=new: _by_us(ours, new))
            taken["postgresql"] += _timed(lambda new=new: _by_us(postgres, new))
    ratios = {kind: round(taken[kind] / taken["driver"], 3) for kind in TARGETS}
    return {"rows": _ITEMS * _DAYS * _PARTS, "seconds": _rounded(taken), "ratios": ratios, "targets": TARGETS}


def _by_us(engine, new):
    with writing(engine) as connection:
        store.load(connection, content_daily, _COLUMNS, new)


def _by_driver(engine, ready):
    places = ", ".join("?" * len(_COLUMNS))
    with writing(engine) as connection:
        driver = connection.connection.dbapi_connection
        driver.executemany(f"INSERT INTO content_daily ({', '.join(_COLUMNS)}) VALUES ({places})", ready)


def _timed(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _rounded(taken: dict[str, float]) -> dict[str, float]:
    return {name: round(seconds, 2) for name, seconds in taken.items()}
