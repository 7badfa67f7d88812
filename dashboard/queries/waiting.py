"""The days from which waiting times are reckoned: vacancies with their first hire, and hires with their application."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import BigInteger, Connection, Subquery, cast, func, select

from connectors.database.schema import application, application_daily, vacancy
from dashboard.queries.frames import days_between, frame, whole_sum
from dashboard.queries.own_vacancies import own


def vacancies(
    connection: Connection, organisation_id: str, first: date, last: date, *, sites: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the vacancies that were opened in a period, one row each.

    ``vacancy_id``, ``function_group``, ``site_id``, ``opened_at``, ``closed_at``, ``hires`` (from the daily counts, which
    outlive the rows) and ``first_hired_at`` (from the rows that are here; missing when not known).
    """
    row, counted, dated = vacancy.c, _hires_by_vacancy(organisation_id), _first_hires(organisation_id)
    hires = cast(func.coalesce(counted.c.hires, 0), BigInteger).label("hires")
    query = (
        select(
            row.vacancy_id,
            row.function_group,
            row.site_id,
            row.opened_at,
            row.closed_at,
            hires,
            dated.c.first_hired_at,
        )
        .outerjoin(counted, counted.c.vacancy_id == row.vacancy_id)
        .outerjoin(dated, dated.c.vacancy_id == row.vacancy_id)
        .where(own(organisation_id), days_between(row.opened_at, first, last))
        .order_by(row.vacancy_id)
    )
    return frame(connection, query.where(row.site_id.in_(list(sites))) if sites else query)


def _hires_by_vacancy(organisation_id: str) -> Subquery:
    row = application_daily.c
    return (
        select(row.vacancy_id, whole_sum(row.hired, "hires"))
        .where(row.organisation_id == organisation_id)
        .group_by(row.vacancy_id)
        .subquery()
    )


def _first_hires(organisation_id: str) -> Subquery:
    row = application.c
    return (
        select(row.vacancy_id, func.min(row.hired_at).label("first_hired_at"))
        .where(row.organisation_id == organisation_id, row.stage == "hired", row.vacancy_id.is_not(None))
        .group_by(row.vacancy_id)
        .subquery()
    )


def hires(
    connection: Connection, organisation_id: str, first: date, last: date, *, sites: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the hires among the applications of a period, one row each, from the rows that are here.

    ``applied_on``, ``hired_at`` (missing when not known), ``side_entrant``, ``source_id``, ``function_group``, ``site_id``.
    """
    row = application.c
    query = (
        select(row.applied_on, row.hired_at, row.side_entrant, row.source_id, row.function_group, row.site_id)
        .where(row.organisation_id == organisation_id, row.stage == "hired", days_between(row.applied_on, first, last))
        .order_by(row.applied_on, row.application_key)
    )
    return frame(connection, query.where(row.site_id.in_(list(sites))) if sites else query)
