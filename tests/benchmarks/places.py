"""Where the benchmarks run: an SQLite file and a PostgreSQL server in one temporary folder, and the stopwatch."""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from tests.postgres import Postgres, started_postgres

POSTGRES_SETTINGS = {
    "shared_buffers": "1GB",
    "work_mem": "64MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_size": "4GB",
}


@dataclass(frozen=True)
class Places:
    """A folder for files, and a server on which databases are made by name."""

    folder: Path
    postgres: Postgres

    @contextmanager
    def engine(self, kind: str, name: str) -> Iterator[Engine]:
        """Give a fresh database at the newest revision."""
        engine = open_engine(self.address(kind, name))
        upgrade(engine)
        try:
            yield engine
        finally:
            engine.dispose()

    def address(self, kind: str, name: str) -> str:
        """Return the address of a database that is new and empty."""
        if kind == "sqlite":
            return f"sqlite:///{self.folder / name}.db"
        self.postgres.create(name)
        return self.postgres.address(name)


@contextmanager
def opened() -> Iterator[Places]:
    """Give the places, and clean them up."""
    with (
        tempfile.TemporaryDirectory(prefix="instroom-bench-", ignore_cleanup_errors=True) as name,
        started_postgres(Path(name) / "postgres", POSTGRES_SETTINGS) as server,
    ):
        yield Places(Path(name), server)


def settled(engine: Engine) -> None:
    """Leave a database as a night's maintenance would: counted, and PostgreSQL vacuumed."""
    statement = "ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(statement)


def interleaved(ways: Mapping[str, Callable[[int], object]], *, rounds: int) -> dict[str, float]:
    """Run every way once a round, in turn, and return each one's median in milliseconds; the first round warms up."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            begin = time.perf_counter()
            way(number)
            taken[name].append(time.perf_counter() - begin)
    return {name: round(statistics.median(times[1:]) * 1000, 2) for name, times in taken.items()}


def statements(connection: Connection, way: Callable[[], object]) -> Callable[[], object]:
    """Run something once and return what runs its statements again, to the last row and without what comes after."""
    sent: list[tuple[str, Any]] = []

    def remember(_connection, _cursor, statement, parameters, _context, _many):
        sent.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", remember)
    way()
    event.remove(connection, "before_cursor_execute", remember)
    return lambda: [connection.exec_driver_sql(statement, parameters).all() for statement, parameters in sent]
