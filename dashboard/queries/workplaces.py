"""Where people work and what is open there: sites and vacancies."""

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import site, vacancy
from dashboard.queries.frames import frame
from dashboard.queries.own_vacancies import own


def sites(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the sites: ``site_id``, ``name``, ``kind``, ``country``, ``holiday_region``."""
    row = site.c
    query = select(row.site_id, row.name, row.kind, row.country, row.holiday_region).where(
        row.organisation_id == organisation_id
    )
    return frame(connection, query.order_by(row.site_id))


def site_names(connection: Connection, organisation_id: str) -> dict[str, str]:
    """Return the name of each site by its code."""
    rows = sites(connection, organisation_id)
    return dict(zip(rows["site_id"], rows["name"], strict=True))


def vacancies(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return when vacancies were open, each once whoever shows it: ``vacancy_id``, ``opened_at``, ``closed_at``, ``function_group``, ``site_id``."""
    row = vacancy.c
    query = select(row.vacancy_id, row.opened_at, row.closed_at, row.function_group, row.site_id).where(
        own(organisation_id)
    )
    return frame(connection, query.order_by(row.vacancy_id))
