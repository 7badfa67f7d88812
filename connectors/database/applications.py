"""Counts applications per day and kind from their rows, so that the counts can outlive the rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Integer, and_, case, delete, func, literal, select

from connectors.database.schema import application, application_daily

_DIMENSIONS = {
    "vacancy_id": 0,
    "source_id": "",
    "self_reported_id": "",
    "utm_campaign": "",
    "side_entrant": "",
    "side_entrant_declared": "",
    "function_group": "",
    "site_id": "",
}
_REACHED = {
    "screened": ("screened", "interview", "offer", "hired"),
    "interviewed": ("interview", "offer", "hired"),
    "offered": ("offer", "hired"),
    "hired": ("hired",),
}


def count_applications(connection: Connection, organisation_id: str, days: Iterable[date]) -> None:
    """Recount the live applications that came in on some days.

    Cumulative: someone who was hired counts in all earlier stages. A deleted application stays counted as applied.
    """
    wanted = sorted(set(days))
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        here = and_(application_daily.c.organisation_id == organisation_id, application_daily.c.day.in_(some))
        connection.execute(delete(application_daily).where(here, application_daily.c.basis == "live"))
        connection.execute(_insert_counts(organisation_id, some))


def _insert_counts(organisation_id: str, days: list[date]) -> Insert:
    row = application.c
    dimensions = [func.coalesce(row[name], empty).label(name) for name, empty in _DIMENSIONS.items()]
    counts: list[ColumnElement[int]] = [
        func.count().label("applied"),
        *(_number(row.stage.in_(stages)).label(name) for name, stages in _REACHED.items()),
        _number(row.status == "rejected").label("rejected"),
        _number(row.status == "withdrawn").label("withdrawn"),
    ]
    keys: list[ColumnElement[Any]] = [row.organisation_id, row.applied_on, *dimensions]
    query = (
        select(*keys, literal("live"), *counts)
        .where(row.organisation_id == organisation_id, row.applied_on.in_(days))
        .group_by(row.organisation_id, row.applied_on, *dimensions)
    )
    columns = ["organisation_id", "day", *_DIMENSIONS, "basis", *(count.name for count in counts)]
    return application_daily.insert().from_select(columns, query)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0, type_=Integer)
