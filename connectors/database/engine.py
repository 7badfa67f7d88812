"""The only door to the database: SQLite by default, PostgreSQL by address, the same statements on both."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from connectors import disk
from connectors.database.faults import explained
from connectors.errors import N_, ConfigurationError, DatabaseError

BUSY_SECONDS = 10
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 268435456",
    "PRAGMA journal_size_limit = 67108864",
)


def open_engine(address: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine for a database address.

    Nobody waits longer than ``busy_seconds`` for a lock. SQLite gets WAL and foreign keys on every connection, and its
    transactions are begun by us: ``BEGIN`` for reading, ``BEGIN IMMEDIATE`` inside :func:`writing`. Values of rows never
    stand in the text of a driver's error.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_seconds)
    return _postgres(url, busy_seconds)


def _postgres(url: URL, busy_seconds: float) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise ConfigurationError(
            N_("The database address asks for PostgreSQL, and its driver is not installed."),
            code="configuration.driver",
            hint=N_("Install the extra: pip install “instroom[postgres]”."),
        ) from None

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {round(busy_seconds * 1000)}")
        connection.execute("SET jit = off")  # it compiles for longer than our statements run
        connection.autocommit = False

    return engine


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        _make_folder(Path(url.database).parent)
        _make_private(Path(url.database))
    engine = create_engine(url, connect_args={"timeout": busy_seconds}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, so that DDL is inside them too
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("instroom_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            N_("The folder {folder} for the database cannot be made: {problem}."),
            code="database.folder",
            folder=str(folder),
            problem=disk.problem(error),
        ) from None


def _make_private(path: Path) -> None:
    """Make a new database file that only its owner can read; SQLite's files beside it take over its rights."""
    with suppress(OSError):  # a file that is there keeps its rights; what cannot be made is told when it is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open one transaction that may write: all of it lands, or none.

    A locked, full or damaged database becomes a DatabaseError with a hint; nothing of the transaction stays.
    """
    try:
        with engine.connect().execution_options(instroom_writes=True) as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise explained(error) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a short read transaction; never keep it open while a person waits."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise explained(error) from error
