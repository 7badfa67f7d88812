"""Rows into a table by the driver's fastest way, and the temporary tables in which rows wait to be merged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Connection, Date, Float, Index, Integer, MetaData, Table, Text

from connectors.database.types import Moment, sqlite_value

Row = Mapping[str, object]
Values = tuple[Any, ...]

_AT_ONCE = 5000  # rows whose values stay in the processor's cache while they are converted

_COPY_TYPES: dict[type, str] = {
    Text: "text",
    BigInteger: "int8",
    Integer: "int4",
    Float: "float8",
    Date: "date",
    Boolean: "bool",
    Moment: "timestamptz",
}


def load(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Put rows into a table with the driver's fastest way; a key that is already there is an error."""
    load_values(connection, table, columns, as_tuples(columns, rows))


def as_tuples(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield rows as tuples of some columns."""
    return map(itemgetter(*columns), rows) if len(columns) > 1 else ((row[columns[0]],) for row in rows)


def load_values(connection: Connection, table: Table, columns: Sequence[str], values: Iterable[Values]) -> None:
    """Put tuples into some columns of a table: COPY on PostgreSQL, the driver's own many-insert on SQLite."""
    listed = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f'COPY "{table.name}" ({listed}) FROM STDIN (FORMAT BINARY)', table, columns, values)
        return
    places = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table.name}" ({listed}) VALUES ({places})'  # noqa: S608  names from the schema
    remaining = iter(values)
    while some := list(islice(remaining, _AT_ONCE)):
        connection.exec_driver_sql(statement, _as_sqlite_stores(table, columns, some))


def _copy(
    connection: Connection, statement: str, table: Table, columns: Sequence[str], values: Iterable[Values]
) -> None:
    driver: Any = connection.connection.dbapi_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([_COPY_TYPES[type(table.c[name].type)] for name in columns])
        for row in values:
            copy.write_row(row)


def _as_sqlite_stores(table: Table, columns: Sequence[str], values: list[Values]) -> list[Values]:
    """Return tuples that SQLite's driver takes; only columns that hold dates are converted, each value once."""
    dated = [place for place, name in enumerate(columns) if isinstance(table.c[name].type, Date | Moment)]
    if not dated:
        return values
    by_column = list(zip(*values, strict=True))
    for place in dated:
        stored = {value: sqlite_value(value) for value in set(by_column[place])}
        by_column[place] = tuple(map(stored.__getitem__, by_column[place]))
    return list(zip(*by_column, strict=True))


@lru_cache(maxsize=512)
def stage(tag: str, table: Table, columns: tuple[str, ...], *more: tuple[str, type]) -> Table:
    """Describe a temporary table with some columns of a table, and more (name, type); the same one when asked again.

    That it is the same object lets SQLAlchemy find the statements that it has already compiled.
    """
    copies: list[Column[Any]] = [Column(name, table.c[name].type, nullable=True) for name in columns]
    others: list[Column[Any]] = [Column(name, kind, nullable=True) for name, kind in more]
    return Table(f"stage_{tag}_{table.name}", MetaData(), *copies, *others, prefixes=["TEMPORARY"])


@lru_cache(maxsize=512)
def ordered_stage(tag: str, table: Table, columns: tuple[str, ...], *more: tuple[str, type]) -> Table:
    """Describe a temporary table as :func:`stage` does, with an index of all its columns for SQLite.

    SQLite looks rows up and groups them along an index; PostgreSQL hashes, and an index would only cost time.
    """
    described = stage(tag, table, columns, *more)
    Index(f"order_{tag}_{table.name}", *described.c).ddl_if(dialect="sqlite")
    return described


@contextmanager
def created(connection: Connection, described: Table) -> Iterator[Table]:
    """Give a temporary table, new and empty, and drop it afterwards; after an error the rollback drops it."""
    drop = f'DROP TABLE IF EXISTS "{described.name}"'
    connection.exec_driver_sql(drop)
    described.create(connection, checkfirst=False)
    yield described
    connection.exec_driver_sql(drop)


def counted(connection: Connection, temporary: Table) -> None:
    """Let PostgreSQL's planner know how large a temporary table has become."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f'ANALYZE "{temporary.name}"')
