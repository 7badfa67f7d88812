"""What is known of each group of functions to tell which are hard to fill: its vacancies, applications and screening."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import vacancy
from dashboard.queries.frames import frame
from dashboard.queries.own_vacancies import own


def group_vacancies(connection: Connection, organisation_id: str, last: date, site: str = "") -> pd.DataFrame:
    """Return the own vacancies opened until a day, one row each: ``function_group``, ``opened_at``, ``closed_at``."""
    row = vacancy.c
    query = select(row.function_group, row.opened_at, row.closed_at).where(
        own(organisation_id), row.opened_at.is_not(None), row.opened_at <= last
    )
    return frame(connection, query.where(row.site_id == site) if site else query)
