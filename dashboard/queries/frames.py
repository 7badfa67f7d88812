"""From a statement to a frame whose types do not depend on the database or on what it holds."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import BigInteger, Boolean, ColumnElement, Connection, Float, Integer, Select, and_, cast, func

from connectors.database.types import Moment

_CHUNK = 500


def frame(connection: Connection, query: Select) -> pd.DataFrame:
    """Return a statement's rows: whole numbers as ``Int64``, floats as ``float64``, moments as UTC, the rest as it is.

    A missing whole number stays missing (``<NA>``), days stay ``datetime.date``.
    """
    kinds = {column.name: _kind(column) for column in query.selected_columns}
    rows = connection.execute(query).all()
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(kinds)
    return pd.DataFrame(
        {name: pd.Series(list(values), dtype=kind) for (name, kind), values in zip(kinds.items(), columns, strict=True)}
    )


def _kind(column: ColumnElement) -> str:
    kinds = {
        BigInteger: "Int64",
        Integer: "Int64",
        Boolean: "boolean",
        Float: "float64",
        Moment: "datetime64[us, UTC]",
    }
    return kinds.get(type(column.type), "object")


def whole_sum(column: ColumnElement, name: str) -> ColumnElement:
    """Return a sum as a whole number, which PostgreSQL would widen to a decimal; nothing known sums to nothing."""
    return cast(func.sum(column), BigInteger).label(name)


def float_sum(column: ColumnElement, name: str) -> ColumnElement:
    """Return a sum as a float; nothing known sums to nothing."""
    return cast(func.sum(column), Float).label(name)


def days_between(column: ColumnElement, first: object, last: object) -> ColumnElement:
    """Return the condition that a day lies in a period, both ends included."""
    return and_(column >= first, column <= last)


def chunks(things: Sequence[int]) -> list[Sequence[int]]:
    """Return a list of keys in parts that a statement takes."""
    return [things[first : first + _CHUNK] for first in range(0, len(things), _CHUNK)]
