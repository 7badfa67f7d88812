"""Sums per week and month of a daily fact, kept right for the touched things and days only."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    MetaData,
    Table,
    and_,
    delete,
    func,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite

from connectors.database.schema import dim_day


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
            key = [column.name for column in target.primary_key]
            left = select(*(spans.c[name] for name in key)).select_from(spans.join(table, _in_span(table, spans)))
            among = tuple_(*(target.c[name] for name in key))
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
    name = f"stage_spans_{table.name}"
    things = _things(table)
    connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    columns = [Column(key, table.c[key].type, nullable=True) for key in things]
    days = [Column("start", Date), Column("stop", Date)]
    spans = Table(name, MetaData(), *columns, *days, prefixes=["TEMPORARY"])
    spans.create(connection)
    stop = start.replace("start", "end")
    pairs = select(*(touched.c[key] for key in things), dim_day.c[start], dim_day.c[stop]).join_from(
        touched, dim_day, dim_day.c.day == touched.c.day
    )
    connection.execute(spans.insert().from_select([*things, "start", "stop"], pairs.distinct()))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f'ANALYZE "{name}"')
    yield spans
    connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')


def _sum(connection: Connection, table: Table, target: Table, spans: Table) -> None:
    things = _things(table)
    start = next(column.name for column in target.primary_key if column.name not in things)
    additive = table.info["additive"]
    group = [*(spans.c[key] for key in things), spans.c.start]
    sums = (
        select(*group, *(func.sum(table.c[name]).label(name) for name in additive), func.count().label("days"))
        .select_from(spans.join(table, _in_span(table, spans)))
        .where(text("true"))
        .group_by(*group)
    )
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(target).from_select([*things, start, *additive, "days"], sums)
    new = {name: statement.excluded[name] for name in [*additive, "days"]}
    connection.execute(statement.on_conflict_do_update(index_elements=[*things, start], set_=new))
