"""Counts of applications, from the daily counts (rows that are here and rows that retention has removed, together)."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Select, select

from connectors.database.schema import application, application_daily, source
from dashboard.queries.frames import days_between, frame, whole_sum

DIMENSIONS = (
    "vacancy_id",
    "source_id",
    "self_reported_id",
    "utm_campaign",
    "side_entrant",
    "side_entrant_declared",
    "function_group",
    "site_id",
)


def by_day(
    connection: Connection,
    organisation_id: str,
    first: date,
    last: date,
    *,
    by: Sequence[str] = (),
    sites: Sequence[str] = (),
) -> pd.DataFrame:
    """Return applications per day and some of DIMENSIONS: ``day``, the dimensions, ``applied``, ``hired``.

    Days without an application have no row. ``hired`` counts those of the day's applicants who were hired until now.
    """
    return frame(connection, _counts(organisation_id, first, last, ("day", *by), sites))


def totals(
    connection: Connection,
    organisation_id: str,
    first: date,
    last: date,
    *,
    by: Sequence[str] = (),
    sites: Sequence[str] = (),
) -> pd.DataFrame:
    """Return applications in a period per some of DIMENSIONS: the dimensions, ``applied``, ``hired``."""
    return frame(connection, _counts(organisation_id, first, last, by, sites))


def _counts(organisation_id: str, first: date, last: date, by: Sequence[str], sites: Sequence[str]) -> Select:
    row = application_daily.c
    dimensions = [row[name] for name in by]
    query = (
        select(*dimensions, whole_sum(row.applied, "applied"), whole_sum(row.hired, "hired"))
        .where(row.organisation_id == organisation_id, days_between(row.day, first, last))
        .group_by(*dimensions)
        .order_by(*dimensions)
    )
    return query.where(row.site_id.in_(list(sites))) if sites else query


def moments(
    connection: Connection, organisation_id: str, first: date, last: date, *, sites: Sequence[str] = ()
) -> pd.DataFrame:
    """Return when applications came in, from the rows that are here: ``applied_on``, ``applied_at`` (missing: day only)."""
    row = application.c
    query = select(row.applied_on, row.applied_at).where(
        row.organisation_id == organisation_id, days_between(row.applied_on, first, last)
    )
    return frame(connection, query.where(row.site_id.in_(list(sites))) if sites else query)


def sources(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the sources: ``source_id``, ``strategy``, ``name``, ``status``."""
    row = source.c
    query = select(row.source_id, row.strategy, row.name, row.status).where(row.organisation_id == organisation_id)
    return frame(connection, query.order_by(row.source_id))
