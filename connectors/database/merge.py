"""One upsert in statements: what is new or changed among staged rows, what it supersedes, what a row becomes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Table,
    and_,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from connectors.database.bulk import Row, as_tuples, stage

_WAS = "was_"


def key_of(table: Table) -> tuple[str, ...]:
    """Return the names of a table's key columns, in order."""
    return tuple(column.name for column in table.primary_key)


def same_key(table: Table, other: FromClause) -> ColumnElement[bool]:
    """Return the join of a table with something that has its key columns."""
    return and_(*(table.c[name] == other.c[name] for name in key_of(table)))


def insert_statement(connection: Connection, table: Table) -> Any:
    """Return the dialect's own INSERT, which knows ON CONFLICT."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def keep_superseded(connection: Connection, table: Table, old: Select[Any]) -> None:
    """Write superseded values (key, run and facts, in that order) to the revision table.

    Of a day that one run restates twice, what stood there before the run is what stays.
    """
    revisions: Table = table.info["revisions"]
    columns = [*key_of(table), "superseded_by_run", *table.info["facts"]]
    try:
        with connection.begin_nested():  # ON CONFLICT doubles the cost on PostgreSQL, and a run rarely restates itself
            connection.execute(insert(revisions).from_select(columns, old))
    except IntegrityError:
        again = insert_statement(connection, revisions).from_select(columns, old)
        connection.execute(again.on_conflict_do_nothing())


class Merge:
    """The columns that came, how each is merged, and the statements that follow from it.

    A column that has one value in all rows does not travel with each row: it stands in the statements, and is written
    only where it moves something. ``stage`` and ``news`` describe the temporary tables that the caller creates around
    the statements.
    """

    def __init__(self, connection: Connection, table: Table, rows: Sequence[Row], run_id: int) -> None:
        self.connection = connection
        self.table = table
        self.run_id = run_id
        self.key = key_of(table)
        self.values = [name for name in rows[0] if name not in self.key]
        self.volatile: Collection[str] = table.info.get("volatile", ())
        self.rules: Mapping[str, str] = table.info.get("merge", {})
        self.kept: list[str] = table.info["facts"] if "revisions" in table.info else []
        self.fills = bool(self.kept) and all(row.get("ingest") == "export" and "observed_at" in row for row in rows)
        """A day of an export only fills what the API, or an export that was made later, left open."""
        self._stage(rows)

    def _stage(self, rows: Sequence[Row]) -> None:
        width = len(self.key)
        if {len(row) for row in rows} != {len(rows[0])}:
            message = "all rows of one upsert have the same columns"
            raise ValueError(message)
        unique = {row[:width]: row for row in as_tuples((*self.key, *self.values), rows)}
        self.count = len(unique)
        columns = dict(zip((*self.key, *self.values), zip(*unique.values(), strict=True), strict=True))
        same = {name for name in self.values if columns[name].count(columns[name][0]) == self.count}
        self.constants = {name: literal(columns[name][0], self.table.c[name].type) for name in same}
        self.staged_columns = tuple(name for name in columns if name not in same)
        self.staged_values = list(zip(*(columns[name] for name in self.staged_columns), strict=True))
        self.stage = stage("in", self.table, self.staged_columns)
        was = ((_WAS + name, type(self.table.c[name].type)) for name in self.kept)
        flags = (("is_new", Integer), ("moves_constants", Integer))
        self.news = stage("news", self.table, self.staged_columns, *flags, *was)

    def find_news(self) -> tuple[int, int]:
        """Fill ``news`` with the staged rows that are new or change something; return how many of either."""
        absent = self.table.c[self.key[0]].is_(None)
        came = [self.stage.c[name] for name in self.staged_columns]
        flags = [_flag(absent), _flag(self._differs(self.constants))]
        old = [self.table.c[name] for name in self.kept]
        query = (
            select(*came, *flags, *old)
            .select_from(self.stage.outerjoin(self.table, same_key(self.table, self.stage)))
            .where(or_(absent, self._may_change(self._differs(self.values))))
        )
        self.connection.execute(self.news.insert().from_select(self.news.c.keys(), query))
        sums = (func.coalesce(func.sum(flag), 0) for flag in (self.news.c.is_new, self.news.c.moves_constants))
        total, new, self.moved = self.connection.execute(select(func.count(), *sums)).one()
        return int(new), int(total) - int(new)

    def change(self) -> None:
        """Keep what is superseded, and give stored rows their new values."""
        if self.kept:
            key = [self.news.c[name] for name in self.key]
            was = [self.news.c[_WAS + name] for name in self.kept]
            old = select(*key, literal(self.run_id), *was).where(self.news.c.is_new == 0)
            keep_superseded(self.connection, self.table, old)
        written = [name for name in self.values if self.moved or name not in self.constants or name in self.volatile]
        read_at = self._read_at(self.news)
        new = {name: self._merged(name, self._came(self.news, name), read_at) for name in written}
        here = and_(same_key(self.table, self.news), self.news.c.is_new == 0)
        self.connection.execute(update(self.table).values(new).where(here))

    def insert(self) -> None:
        """Add new rows; should another writer have been first, its row takes our values."""
        columns = [*self.key, *self.values]
        query = select(*(self._came(self.news, name) for name in columns)).where(self.news.c.is_new == 1)
        statement = insert_statement(self.connection, self.table).from_select(columns, query)
        if self.values:
            read_at = statement.excluded["observed_at"] if self.fills else None
            new = {name: self._merged(name, statement.excluded[name], read_at) for name in self.values}
            statement = statement.on_conflict_do_update(index_elements=self.key, set_=new)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=self.key)
        self.connection.execute(statement)

    def _came(self, source: Table, name: str) -> ColumnElement[Any]:
        """Return what came for a column: the constant of all rows, or the row's own value."""
        constant = self.constants.get(name)
        return source.c[name] if constant is None else constant

    def _read_at(self, source: Table) -> ColumnElement[Any] | None:
        """Return when the rows of an export were read; None where that decides nothing."""
        return self._came(source, "observed_at") if self.fills else None

    def _merged(self, name: str, new: ColumnElement[Any], read_at: ColumnElement[Any] | None) -> ColumnElement[Any]:
        """Return the value that a stored row gets for a column, by the column's rule."""
        old = self.table.c[name]
        rule = self.rules.get(name)
        if read_at is not None:
            is_older = and_(self.table.c.ingest == "export", self.table.c.observed_at > read_at)
            return case((or_(self.table.c.ingest == "api", is_older), func.coalesce(old, new)), else_=new)
        if rule == "first":
            return func.coalesce(old, new)
        if rule == "known":
            return func.coalesce(new, old)
        if rule == "earliest":
            return case((or_(old.is_(None), new < old), new), else_=old)
        return new

    def _differs(self, names: Iterable[str]) -> ColumnElement[bool]:
        """Return whether a stored row would get another value from the stage in some columns."""
        came = {name: self._came(self.stage, name) for name in names if name not in self.volatile}
        read_at = self._read_at(self.stage)
        changes = [self.table.c[name].is_distinct_from(self._merged(name, new, read_at)) for name, new in came.items()]
        return or_(*changes) if changes else literal(value=False)

    def _may_change(self, differs: ColumnElement[bool]) -> ColumnElement[bool]:
        frozen = self.table.info.get("frozen_when")
        return and_(differs, self.table.c[frozen].is_(None)) if frozen else differs


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
