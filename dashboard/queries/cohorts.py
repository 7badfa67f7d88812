"""Cohorts of applications by the day they came in: how far they came, and how many are still under way."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Integer, Select, case, func, literal, select, union_all

from connectors.database.schema import application, application_daily
from dashboard.analysis.canon.facts import Persons
from dashboard.analysis.cohorts import OPEN, REACHED
from dashboard.queries.applications import DIMENSIONS
from dashboard.queries.frames import days_between, frame, whole_sum

_UNDERWAY = ("new", "in_process", "offer")
_LEFT = ("rejected", "withdrawn")


def cohorts(
    connection: Connection,
    organisation_id: str,
    first: date,
    last: date,
    *,
    by: Sequence[str] = (),
    sites: Sequence[str] = (),
) -> pd.DataFrame:
    """Return counts per ``day`` and/or some of the dimensions of applications (``by``): REACHED, left and OPEN.

    How far they came is taken from the daily counts, which outlive the rows. What is still under way is counted from the
    rows: retention removes a row only after its procedure has ended. Unknown dimensions are empty (vacancies: 0).
    """
    query = union_all(
        _reached(organisation_id, first, last, by, sites), _open(organisation_id, first, last, by, sites)
    ).subquery()
    names = (*REACHED, *_LEFT, *OPEN)
    dimensions = [query.c[name] for name in by]
    sums = [whole_sum(query.c[name], name) for name in names]
    return frame(connection, select(*dimensions, *sums).group_by(*dimensions).order_by(*dimensions)).dropna(
        subset=list(names), ignore_index=True
    )


def _reached(organisation_id: str, first: date, last: date, by: Sequence[str], sites: Sequence[str]) -> Select:
    row = application_daily.c
    counts = [row[name] for name in (*REACHED, *_LEFT)]
    query = select(*(row[name] for name in by), *counts, *(literal(0).label(name) for name in OPEN)).where(
        row.organisation_id == organisation_id, days_between(row.day, first, last)
    )
    return query.where(row.site_id.in_(list(sites))) if sites else query


def _open(organisation_id: str, first: date, last: date, by: Sequence[str], sites: Sequence[str]) -> Select:
    row = application.c
    stages = [name.removeprefix("open_") for name in OPEN]
    waiting = [case((row.stage == stage, 1), else_=0).label(name) for stage, name in zip(stages, OPEN, strict=True)]
    zeros = [literal(0).label(name) for name in (*REACHED, *_LEFT)]
    query = select(*(_dimension(name) for name in by), *zeros, *waiting).where(
        row.organisation_id == organisation_id,
        row.status.in_(_UNDERWAY),
        days_between(row.applied_on, first, last),
    )
    return query.where(row.site_id.in_(list(sites))) if sites else query


def _dimension(name: str) -> ColumnElement:
    if name == "day":
        return application.c.applied_on.label("day")
    if name not in DIMENSIONS:
        raise KeyError(name)
    return func.coalesce(application.c[name], 0 if name == "vacancy_id" else "").label(name)


def rule_and_answer(
    connection: Connection,
    organisation_id: str,
    first: date,
    last: date,
    *,
    rule: Literal["cbs", "declared"] = "cbs",
    sites: Sequence[str] = (),
) -> pd.DataFrame:
    """Return applications per class by the CBS rule and by the own answer: ``by_rule``, ``declared``, ``applied``.

    With ``rule`` cbs in force the daily counts hold both and are complete. Where the declared class is in force they do not
    hold the other one: then the rows that are still here are counted (``answers(..., complete=False)``).
    """
    counts = application_daily.c if rule == "cbs" else application.c
    classes = (counts.side_entrant if rule == "cbs" else counts.side_entrant_cbs).label("by_rule")
    declared = counts.side_entrant_declared.label("declared")
    day = counts.day if rule == "cbs" else counts.applied_on
    number = whole_sum(counts.applied, "applied") if rule == "cbs" else func.count(type_=Integer).label("applied")
    query = (
        select(classes, declared, number)
        .where(counts.organisation_id == organisation_id, days_between(day, first, last))
        .group_by(classes, declared)
        .order_by(classes, declared)
    )
    return frame(connection, query.where(counts.site_id.in_(list(sites))) if sites else query)


def persons(
    connection: Connection, organisation_id: str, first: date, last: date, *, sites: Sequence[str] = ()
) -> Persons:
    """Return how many different people applied, from the rows that are still here."""
    row = application.c
    query = select(func.count(), func.count(row.candidate_key), func.count(row.candidate_key.distinct())).where(
        row.organisation_id == organisation_id, days_between(row.applied_on, first, last)
    )
    query = query.where(row.site_id.in_(list(sites))) if sites else query
    return Persons(*(int(number) for number in connection.execute(query).one()))
