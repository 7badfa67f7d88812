"""``export``: a table as stored, for the administrator of this machine. Pseudonyms, never names; every use is audited."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click
from sqlalchemy import Column, Connection, Engine, Select, Table, select

from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.errors import N_, ConfigurationError
from dashboard.actions.audit import record
from dashboard.analysis.cells import harmless
from dashboard.doors import house
from dashboard.doors.output import whole_or_nothing
from dashboard.i18n import _
from dashboard.queries.organisation import shown

_PAGE = 10_000
_INTEGER_BITS = 63


@click.command()
@click.argument("table")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="A .csv, .xlsx or .parquet file.")
@click.option(
    "--where", "conditions", multiple=True, metavar="COL=VALUE", help="Only rows with this value; may be given again."
)
def export(*, table: str, target: Path | None, conditions: tuple[str, ...]) -> None:
    """Write a table as stored, as CSV on stdout or to a file."""
    config = house.configured_or_demo()
    engine = house.database(config)
    found = _table(table)
    with reading(engine) as connection:
        organisation = shown(connection, config)
    query = _query(found, organisation.id, conditions)
    try:
        rows = _write(engine, query, found, target)
    except (BrokenPipeError, KeyboardInterrupt):  # a part of it has left the house
        _audit(engine, organisation.id, table, target, {"where": list(conditions), "rows": None})
        raise
    _audit(engine, organisation.id, table, target, {"where": list(conditions), "rows": rows})
    if target is not None:
        click.echo(_("{rows} rows in {file}").format(rows=rows, file=target), err=True)


def _audit(engine: Engine, organisation_id: str, table: str, target: Path | None, told: Mapping[str, object]) -> None:
    with writing(engine) as connection:
        detail = json.dumps({**told, "to": target.name if target else "stdout"})
        record(
            connection,
            organisation_id,
            house.now(),
            actor="administrator",
            action="export",
            subject=table,
            detail=detail,
        )


def _table(name: str) -> Table:
    table = schema.metadata.tables.get(name)
    if table is None:
        raise ConfigurationError(
            N_("There is no table “{table}”."),
            code="usage.table",
            hint=N_("Tables: {known}."),
            table=name,
            known=", ".join(sorted(schema.metadata.tables)),
        )
    return table


def _query(table: Table, organisation_id: str, conditions: tuple[str, ...]) -> Select:
    query = select(table).order_by(*table.primary_key.columns)
    if "organisation_id" in table.c:
        query = query.where(table.c.organisation_id == organisation_id)
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals or name not in table.c:
            raise ConfigurationError(
                N_("--where takes COLUMN=VALUE; “{condition}” does not fit."),
                code="usage.where",
                hint=N_("Columns: {known}."),
                condition=condition,
                known=", ".join(table.c.keys()),
            )
        query = query.where(table.c[name] == _typed(table.c[name], value))
    return query


def _typed(column: Column, text: str) -> object:
    readers = {
        bool: lambda value: value.lower() in {"1", "true"},
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    kind = column.type.python_type
    try:
        value = readers.get(kind, kind)(text)
    except (ValueError, ArithmeticError):
        raise _unfit(column, text) from None
    if isinstance(value, int) and value.bit_length() > _INTEGER_BITS:
        raise _unfit(column, text)
    return value


def _unfit(column: Column, text: str) -> ConfigurationError:
    return ConfigurationError(
        N_("“{value}” does not fit column {column} ({kind})."),
        code="usage.where",
        value=text,
        column=column.name,
        kind=column.type.python_type.__name__,
    )


def _write(engine: Engine, query: Select, table: Table, target: Path | None) -> int:
    writers = {".xlsx": _xlsx, ".parquet": _parquet, ".csv": _csv_file}
    with reading(engine) as connection:
        if target is None:
            return _csv(connection, query, table, sys.stdout)
        writer = writers.get(target.suffix.lower())
        if writer is None:
            raise ConfigurationError(
                N_("{file}: an export ends in .csv, .xlsx or .parquet."), code="usage.target", file=target.name
            )
        return whole_or_nothing(target, lambda fresh: writer(connection, query, table, fresh))


def _rows(connection: Connection, query: Select) -> Iterator[tuple[object, ...]]:
    result = connection.execution_options(stream_results=True, yield_per=_PAGE).execute(query)
    for row in result:
        yield tuple(row)


def _csv(connection: Connection, query: Select, table: Table, out: TextIO) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.c.keys())
    count = 0
    for row in _rows(connection, query):
        writer.writerow([_cell(value) for value in row])
        count += 1
    return count


def _cell(value: object) -> object:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else harmless(value)


def _csv_file(connection: Connection, query: Select, table: Table, target: Path) -> int:
    with target.open("w", encoding="utf-8", newline="") as out:
        return _csv(connection, query, table, out)


def _xlsx(connection: Connection, query: Select, table: Table, target: Path) -> int:
    import pandas as pd  # noqa: PLC0415  only workbooks and parquet need it, and it takes a second

    frame = pd.DataFrame(_rows(connection, query), columns=table.c.keys())
    for column in table.c:
        if column.type.python_type is datetime:  # a sheet knows no time zones; the column's comment says UTC
            frame[column.name] = pd.to_datetime(frame[column.name], utc=True).dt.tz_localize(None)
    as_text = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(target, engine="xlsxwriter", engine_kwargs=as_text) as book:
        frame.to_excel(book, sheet_name=table.name[:31], index=False)
    return len(frame)


def _parquet(connection: Connection, query: Select, table: Table, target: Path) -> int:
    import pandas as pd  # noqa: PLC0415  see above

    frame = pd.DataFrame(_rows(connection, query), columns=table.c.keys())
    frame.to_parquet(target, index=False)
    return len(frame)
