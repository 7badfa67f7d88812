"""The only door to the database: SQLite by default, PostgreSQL by address, the same statements on both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError

from connectors.errors import N_, ConfigurationError, DatabaseError, InstroomError

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

    SQLite gets WAL, foreign keys and a busy timeout on every connection, and its transactions are begun by us:
    ``BEGIN`` for reading, ``BEGIN IMMEDIATE`` inside :func:`writing`.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_seconds)
    try:
        return create_engine(url, pool_pre_ping=True)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise ConfigurationError(
            N_("The database address asks for PostgreSQL, and its driver is not installed."),
            code="configuration.driver",
            hint=N_("Install the extra: pip install “instroom[postgres]”."),
        ) from None


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    if url.database and url.database != ":memory:":
        _make_folder(Path(url.database).parent)
    engine = create_engine(url, connect_args={"timeout": busy_seconds})

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
            problem=error.strerror or "",
        ) from None


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


_SYMPTOMS = (
    (("database is locked", "database table is locked", "lock timeout", "could not obtain lock"), "locked"),
    (("disk is full", "database or disk is full", "no space left", "disk full"), "full"),
    (("disk i/o error",), "full"),
    (("readonly database", "read-only"), "readonly"),
    (("malformed", "not a database"), "damaged"),
    (
        ("unable to open", "could not connect", "connection refused", "connection failed", "could not translate"),
        "unreachable",
    ),
    (("no such table", "does not exist", "undefinedtable", "no such column"), "old"),
)
_SENTENCES = {
    "locked": (
        N_("The database is busy: another program has been writing for too long."),
        N_("Wait a moment and try again; what was stored before stays as it was."),
    ),
    "full": (
        N_("The disk is full: the database cannot grow."),
        N_("Make room and try again; what was stored before stays as it was."),
    ),
    "readonly": (
        N_("The database cannot be written: it is read-only."),
        N_("Give this user the right to write to it."),
    ),
    "damaged": (
        N_("The database file is damaged or is no database."),
        N_("Put back a backup; “instroom db check” says more."),
    ),
    "unreachable": (
        N_("The database cannot be opened."),
        N_("Check the address under [database] and that the server runs."),
    ),
    "old": (N_("The database is of an older version."), N_("Run “instroom db upgrade”.")),
    "failed": (N_("The database refused: {problem}."), N_("The log says more.")),
}


def explained(error: DBAPIError) -> InstroomError:
    """Return what a person should read for a driver's error; the address and the values stay out of it."""
    text = str(error.orig).lower()
    kind = next((kind for symptoms, kind in _SYMPTOMS if any(symptom in text for symptom in symptoms)), "failed")
    if kind == "failed" and isinstance(error, OperationalError):
        kind = "unreachable" if error.connection_invalidated else kind
    sentence, hint = _SENTENCES[kind]
    return DatabaseError(sentence, code=f"database.{kind}", hint=hint, problem=type(error.orig).__name__)
