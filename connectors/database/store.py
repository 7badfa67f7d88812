"""The only way in: bulk upsert by a table's declared key, set-based, inside the caller's transaction.

Rows are staged in a temporary table, superseded values go to the revision table, what is new or changed is merged, and
the sums per week and month of the touched things follow. The same rows twice change nothing, not even a row version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, literal, not_, select, tuple_

from connectors.database.bulk import Row, as_tuples, created, load, load_values, ordered_stage
from connectors.database.merge import Merge, insert_statement, keep_superseded, key_of
from connectors.database.rollup import forget_empty, refresh_rollups, write_alone

__all__ = ["Row", "Written", "insert_statement", "load", "remove", "replace", "upsert"]


@dataclass(frozen=True)
class Written:
    """What was done: ``inserted`` and ``changed`` rows were written, ``unchanged`` not touched, ``removed`` are gone."""

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def written(self) -> int:
        """Rows that are new or changed."""
        return self.inserted + self.changed

    def __add__(self, other: "Written") -> "Written":
        """Return the sum of two results."""
        return Written(
            self.inserted + other.inserted,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, run_id: int) -> Written:
    """Merge rows into a table by its primary key; the last of two rows with one key wins.

    All rows have the same columns: the whole key and any of the others. Columns that are left out stay as they are.
    Follows the table's ``info`` (see the schema module). ``run_id`` marks superseded values.
    """
    if not rows:
        return Written()
    write_alone(connection, table)
    merge = Merge(connection, table, rows, run_id)
    with created(connection, merge.stage) as staged, created(connection, merge.news):
        load_values(connection, staged, merge.staged_columns, merge.staged_values)
        inserted, changed = merge.find_news()
        if changed:
            merge.change()
        if inserted:
            merge.insert()
        if inserted or changed:
            refresh_rollups(connection, table, merge.news)
    return Written(inserted, changed, merge.count - inserted - changed)


def replace(
    connection: Connection, table: Table, scope: Mapping[str, object], rows: Sequence[Row], *, run_id: int
) -> Written:
    """Upsert rows and remove the stored rows within ``scope`` (column values) that are not among them.

    What is removed counts as superseded: its values go to the revision table, if there is one.
    """
    key = key_of(table)
    here = and_(*(table.c[name] == value for name, value in scope.items()))
    with created(connection, ordered_stage("kept", table, key)) as kept:
        load_values(connection, kept, key, dict.fromkeys(as_tuples(key, rows)))
        missing = not_(exists().where(*(column == table.c[column.name] for column in kept.c)))
        removed = _take_out(connection, table, and_(here, missing), superseded_by=run_id)
    return upsert(connection, table, rows, run_id=run_id) + Written(removed=removed)


def remove(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    """Delete rows with their revisions, and let the sums follow. Returns the number of rows."""
    return _take_out(connection, table, condition, superseded_by=None)


def _take_out(connection: Connection, table: Table, condition: ColumnElement[bool], superseded_by: int | None) -> int:
    """Delete rows; keep what they said under the run that superseded them, or else forget their history too."""
    write_alone(connection, table)
    key, revisions = key_of(table), table.info.get("revisions")
    with created(connection, ordered_stage("gone", table, key)) as gone:
        connection.execute(gone.insert().from_select(key, select(*(table.c[name] for name in key)).where(condition)))
        if revisions is not None and superseded_by is None:
            connection.execute(delete(revisions).where(_is_in(gone, revisions)))
        elif revisions is not None and superseded_by is not None:
            facts = [table.c[name] for name in table.info["facts"]]
            old = select(*table.primary_key, literal(superseded_by), *facts).where(_is_in(gone, table))
            keep_superseded(connection, table, old)
        count = connection.execute(delete(table).where(_is_in(gone, table))).rowcount
        forget_empty(connection, table, gone)
        refresh_rollups(connection, table, gone)
    return count


def _is_in(listed: Table, table: Table) -> ColumnElement[bool]:
    """Return whether the key of a row of ``table`` (or of its revisions) stands in a temporary table of keys."""
    return tuple_(*(table.c[column.name] for column in listed.c)).in_(select(listed))
