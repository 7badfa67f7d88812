"""Sums per week and month of a daily fact, kept right for the touched things and days only."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, Date, Table, and_, delete, func, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from connectors.database.bulk import counted, created, ordered_stage
from connectors.database.schema import dim_day
from connectors.keys import key63


def write_alone(connection: Connection, table: Table) -> None:
    """Let one transaction at a time write a daily fact: two would not see each other's days when they sum.

    SQLite has one writer as it is; PostgreSQL gets a lock that ends with the transaction.
    """
    if connection.dialect.name == "postgresql" and "rollups" in table.info:
        connection.execute(select(func.pg_advisory_xact_lock(key63("rollups", table.name))))


def refresh_rollups(connection: Connection, table: Table, touched: Table) -> None:
    """Recompute the sums of every (thing, week) and (thing, month) that ``touched`` names by the fact's key.

    A sum over days of which none has a figure is NULL, not zero.
    """
    for start, target in table.info.get("rollups", {}).items():
        with _spans(connection, table, touched, start) as spans:
            _sum(connection, table, target, spans)


def forget_empty(connection: Connection, table: Table, touched: Table) -> None:
    """Remove the sums of spans that lost their last day; the others are recomputed by :func:`refresh_rollups`."""
    for start, target in table.info.get("rollups", {}).items():
        with _spans(connection, table, touched, start) as spans:
            key = [*_things(table), "start"]
            left = select(*(spans.c[name] for name in key)).select_from(spans.join(table, _in_span(table, spans)))
            among = tuple_(*(column for column in target.primary_key))
            gone = and_(among.in_(select(*(spans.c[name] for name in key))), among.not_in(left))
            connection.execute(delete(target).where(gone))


def _things(table: Table) -> list[str]:
    return [column.name for column in table.primary_key if column.name != "day"]


def _in_span(table: Table, spans: Table) -> ColumnElement[bool]:
    same = [table.c[name] == spans.c[name] for name in _things(table)]
    return and_(*same, table.c.day >= spans.c.start, table.c.day <= spans.c.stop)


@contextmanager
def _spans(connection: Connection, table: Table, touched: Table, start: str) -> Iterator[Table]:
    """Give a temporary table with the touched things and the first and last day of each touched span."""
    things = tuple(_things(table))
    with created(connection, ordered_stage("spans", table, things, ("start", Date), ("stop", Date))) as spans:
        days = dim_day.c[start], dim_day.c[start.replace("start", "end")]
        pairs = select(*(touched.c[name] for name in things), *days).join_from(
            touched, dim_day, dim_day.c.day == touched.c.day
        )
        connection.execute(spans.insert().from_select([*things, "start", "stop"], pairs.distinct()))
        counted(connection, spans)
        yield spans


def _sum(connection: Connection, table: Table, target: Table, spans: Table) -> None:
    key = [column.name for column in target.primary_key]
    additive = table.info["additive"]
    group = [*(spans.c[name] for name in _things(table)), spans.c.start]
    sums = (
        select(*group, *(func.sum(table.c[name]).label(name) for name in additive), func.count().label("days"))
        .select_from(spans.join(table, _in_span(table, spans)))
        .where(literal(value=True))  # SQLite reads ON after a join as its condition, unless a WHERE ends it
        .group_by(*group)
    )
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(target).from_select([*key, *additive, "days"], sums)
    new = {name: statement.excluded[name] for name in [*additive, "days"]}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=new))
