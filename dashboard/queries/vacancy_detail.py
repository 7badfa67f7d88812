"""One vacancy: what platforms counted of it day by day, and how far its applicants came."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from connectors.database.schema import dim_day, vacancy_daily
from dashboard.analysis.cohorts import Cohort, cohort
from dashboard.analysis.vacancy_funnel import Reached, vacancy_funnel
from dashboard.queries.cohorts import cohorts
from dashboard.queries.frames import frame, whole_sum
from dashboard.queries.vacancies import vacancies
from dashboard.queries.vacancy_posts import Post, posts_about

MOST_DAYS = 120
"""A vacancy with figures over more days is shown by week."""


def days(connection: Connection, organisation_id: str, keys: tuple[int, ...]) -> pd.DataFrame:
    """Return ``start``, ``platform``, ``views`` and ``apply_clicks`` per day, or per week of a vacancy with many days.

    ``keys`` are all names of the vacancy. ``length`` is the days in each line: 1 or 7.
    """
    row = vacancy_daily.c
    mine = (row.organisation_id == organisation_id, row.vacancy_id.in_(keys))
    first, last = connection.execute(select(func.min(row.day), func.max(row.day)).where(*mine)).one()
    by_week = first is not None and (last - first).days >= MOST_DAYS
    start = (dim_day.c.week_start if by_week else dim_day.c.day).label("start")
    query = (
        select(start, row.platform, whole_sum(row.views, "views"), whole_sum(row.apply_clicks, "apply_clicks"))
        .select_from(vacancy_daily.join(dim_day, dim_day.c.day == row.day))
        .where(*mine)
        .group_by(start, row.platform)
        .order_by(start, row.platform)
    )
    return frame(connection, query).assign(length=7 if by_week else 1)


def posts(connection: Connection, organisation_id: str, identity_id: int) -> tuple[Post, ...]:
    """Return the items that link to one vacancy, the latest first."""
    return posts_about(connection, organisation_id, identity_id)


def funnel(
    connection: Connection, organisation_id: str, identity_id: int, site_id: str, function_group: str
) -> tuple[Reached, ...] | None:
    """Return how far the applicants of a vacancy came until now, None when there are too few."""
    identity_of = {each.vacancy_id: each.identity_id for each in vacancies(connection, organisation_id)}
    rows = cohorts(
        connection,
        organisation_id,
        date.min,
        date.max,
        by=("vacancy_id", "function_group"),
        sites=(site_id,) if site_id else (),
    )
    rows = rows[(rows["function_group"] == function_group) & (rows["vacancy_id"] != 0)]
    found: dict[int, Cohort] = {}
    for key, some in rows.groupby("vacancy_id"):
        identity = identity_of.get(int(key), 0)
        own = cohort(some)
        found[identity] = found[identity] + own if identity in found else own
    return vacancy_funnel(found, identity_id)
