"""The only way in: bulk upsert by a table's declared key, set-based, inside the caller's transaction.

Rows are staged in a temporary table, superseded values go to the revision table, what is new or changed is merged, and
the sums per week and month of the touched things follow. The same rows twice change nothing, not even a row version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    case,
    delete,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from connectors.database.rollup import forget_empty, refresh_rollups
from connectors.database.types import Moment, sqlite_value

Row = Mapping[str, object]

_COPY_TYPES: dict[type, str] = {
    Text: "text",
    BigInteger: "int8",
    Integer: "int4",
    Float: "float8",
    Date: "date",
    Boolean: "bool",
    Moment: "timestamptz",
}


@dataclass(frozen=True)
class Written:
    """What an upsert did: ``inserted`` and ``changed`` rows were written, ``unchanged`` ones were not touched."""

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def written(self) -> int:
        """Rows that are new or changed."""
        return self.inserted + self.changed

    def __add__(self, other: "Written") -> "Written":
        """Return the sum of two results."""
        return Written(self.inserted + other.inserted, self.changed + other.changed, self.unchanged + other.unchanged)


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, run_id: int) -> Written:
    """Merge rows into a table by its primary key; the last of two rows with one key wins.

    All rows have the same columns: the whole key and any of the others. Columns that are left out stay as they are.
    Follows the table's ``info`` (see the schema module). ``run_id`` marks superseded values.
    """
    if not rows:
        return Written()
    merge = _Merge(connection, table, list(rows[0]), run_id)
    return merge.write(rows)


def replace(
    connection: Connection, table: Table, scope: Mapping[str, object], rows: Sequence[Row], *, run_id: int
) -> Written:
    """Upsert rows and remove the stored rows within ``scope`` (column values) that are not among them."""
    key = list(table.primary_key.columns)
    kept = [tuple(row[column.name] for column in key) for row in rows]
    condition = and_(*(table.c[name] == value for name, value in scope.items()))
    if kept:
        condition = and_(condition, not_(tuple_(*key).in_(kept)))
    connection.execute(delete(table).where(condition))
    return upsert(connection, table, rows, run_id=run_id)


def remove(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    """Delete rows of a daily fact with their revisions, and let the sums follow. Returns the number of rows."""
    key = [column.name for column in table.primary_key]
    stage = _stage(connection, table, key, "gone")
    connection.execute(stage.insert().from_select(key, select(*(table.c[name] for name in key)).where(condition)))
    here = and_(*(table.c[name] == stage.c[name] for name in key))
    gone = connection.execute(delete(table).where(select(literal(1)).where(here).select_from(stage).exists())).rowcount
    revisions = table.info.get("revisions")
    if revisions is not None:
        before = and_(*(revisions.c[name] == stage.c[name] for name in key))
        connection.execute(delete(revisions).where(select(literal(1)).where(before).select_from(stage).exists()))
    forget_empty(connection, table, stage)
    refresh_rollups(connection, table, stage)
    _drop(connection, stage)
    return gone


def insert_statement(connection: Connection, table: Table) -> Any:
    """Return the dialect's own INSERT, which knows ON CONFLICT."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def load(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Put rows into a table with the driver's fastest way; a key that is already there is an error."""
    listed = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        types = [_COPY_TYPES[type(table.c[name].type)] for name in columns]
        driver: Any = connection.connection.dbapi_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN (FORMAT BINARY)') as copy,
        ):
            copy.set_types(types)
            for values in _tuples(columns, rows):
                copy.write_row(values)
        return
    places = ", ".join("?" * len(columns))
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({listed}) VALUES ({places})',  # noqa: S608  names from the schema
        _driver_tuples(table, columns, rows),
    )


def _tuples(columns: Sequence[str], rows: Sequence[Row]) -> list[tuple[object, ...]]:
    return list(map(itemgetter(*columns), rows)) if len(columns) > 1 else [(row[columns[0]],) for row in rows]


def _driver_tuples(table: Table, columns: Sequence[str], rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """Return rows as tuples that SQLite's driver takes; only columns that hold dates are converted, each value once."""
    values = _tuples(columns, rows)
    dated = [i for i, name in enumerate(columns) if isinstance(table.c[name].type, Date | Moment)]
    if not dated:
        return values
    by_column = list(zip(*values, strict=True))
    for i in dated:
        plain = {value: sqlite_value(value) for value in set(by_column[i])}
        by_column[i] = tuple(map(plain.__getitem__, by_column[i]))
    return list(zip(*by_column, strict=True))


def _stage(connection: Connection, table: Table, columns: Sequence[str], tag: str, *more: Column[Any]) -> Table:
    """Make an empty temporary table with some columns of a table, and more."""
    name = f"stage_{tag}_{table.name}"
    connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    copies = [Column(column, table.c[column].type, nullable=True) for column in columns]
    stage = Table(name, MetaData(), *copies, *more, prefixes=["TEMPORARY"])
    stage.create(connection)
    return stage


def _analyze(connection: Connection, stage: Table) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f'ANALYZE "{stage.name}"')


def _drop(connection: Connection, stage: Table) -> None:
    connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{stage.name}"')


class _Merge:
    """One upsert: the columns that came, how each is merged, and the statements that follow from it."""

    def __init__(self, connection: Connection, table: Table, columns: Sequence[str], run_id: int) -> None:
        self.connection = connection
        self.table = table
        self.run_id = run_id
        self.key = [column.name for column in table.primary_key]
        self.values = [name for name in columns if name not in self.key]
        self.columns = [*self.key, *self.values]
        volatile = table.info.get("volatile", set())
        self.compared = [name for name in self.values if name not in volatile]
        self.rules: Mapping[str, str] = table.info.get("merge", {})

    def write(self, rows: Sequence[Row]) -> Written:
        """Stage, keep what is superseded, merge, sum up."""
        unique = {tuple([row[name] for name in self.key]): row for row in rows}
        rows = list(unique.values()) if len(unique) < len(rows) else rows
        stage = _stage(self.connection, self.table, self.columns, "in")
        load(self.connection, stage, self.columns, rows)
        news = self._news(stage)
        inserted, changed = self._counts(news)
        if changed:
            self._keep_superseded(news)
            self._change(news)
        if inserted:
            self._insert(news)
        if inserted or changed:
            refresh_rollups(self.connection, self.table, news)
        _drop(self.connection, news)
        _drop(self.connection, stage)
        return Written(inserted, changed, len(rows) - inserted - changed)

    def _merged(self, name: str, new: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the value that a stored row gets for a column, by the column's rule."""
        old = self.table.c[name]
        rule = self.rules.get(name)
        if rule == "first":
            return func.coalesce(old, new)
        if rule == "known":
            return func.coalesce(new, old)
        if rule == "earliest":
            return case((or_(old.is_(None), new < old), new), else_=old)
        return new

    def _differs(self, source: Any) -> ColumnElement[bool]:
        """Return whether a stored row would get another value from ``source``."""
        changes = [self.table.c[name].is_distinct_from(self._merged(name, source[name])) for name in self.compared]
        differs = or_(*changes) if changes else literal(value=False)
        frozen = self.table.info.get("frozen_when")
        return and_(differs, self.table.c[frozen].is_(None)) if frozen else differs

    def _on(self, stage: Table) -> ColumnElement[bool]:
        return and_(*(self.table.c[name] == stage.c[name] for name in self.key))

    def _news(self, stage: Table) -> Table:
        """Return a temporary table with the staged rows that are new or change something, and which of the two."""
        news = _stage(self.connection, self.table, self.columns, "news", Column("is_new", Integer))
        first = self.table.c[self.key[0]]
        query = (
            select(*(stage.c[name] for name in self.columns), case((first.is_(None), 1), else_=0))
            .select_from(stage.outerjoin(self.table, self._on(stage)))
            .where(or_(first.is_(None), self._differs(stage.c)))
        )
        self.connection.execute(news.insert().from_select([*self.columns, "is_new"], query))
        return news

    def _counts(self, news: Table) -> tuple[int, int]:
        row = self.connection.execute(select(func.count(), func.coalesce(func.sum(news.c.is_new), 0))).one()
        return int(row[1]), int(row[0]) - int(row[1])

    def _keep_superseded(self, news: Table) -> None:
        revisions = self.table.info.get("revisions")
        if revisions is None:
            return
        kept = self.table.info["facts"]
        old = (
            select(
                *(self.table.c[name] for name in self.key), literal(self.run_id), *(self.table.c[name] for name in kept)
            )
            .select_from(news.join(self.table, self._on(news)))
            .where(news.c.is_new == 0)
        )
        statement = insert_statement(self.connection, revisions).from_select(
            [*self.key, "superseded_by_run", *kept], old
        )
        self.connection.execute(statement.on_conflict_do_nothing())

    def _change(self, news: Table) -> None:
        """Give stored rows their new values."""
        new = {name: self._merged(name, news.c[name]) for name in self.values}
        self.connection.execute(update(self.table).values(new).where(self._on(news), news.c.is_new == 0))

    def _insert(self, news: Table) -> None:
        """Add new rows; should another writer have been first, its row takes our values."""
        query = select(*(news.c[name] for name in self.columns)).where(news.c.is_new == 1)
        statement = insert_statement(self.connection, self.table).from_select(self.columns, query)
        if self.values:
            new = {name: self._merged(name, statement.excluded[name]) for name in self.values}
            statement = statement.on_conflict_do_update(index_elements=self.key, set_=new)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=self.key)
        self.connection.execute(statement)
