"""What can be linked to a campaign: tags that came in, vacancies, content and function groups."""

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import application_daily, channel, content, vacancy, visit_daily
from dashboard.queries.frames import frame
from dashboard.queries.own_vacancies import own


def campaign_tags(connection: Connection, organisation_id: str) -> list[str]:
    """Return the campaign tags that visits or applications carry, in order."""
    found: set[str] = set()
    for table in (application_daily, visit_daily):
        row = table.c
        query = select(row.utm_campaign).where(row.organisation_id == organisation_id).distinct()
        found |= set(connection.execute(query).scalars())
    return sorted(found - {""})


def function_groups(connection: Connection, organisation_id: str) -> list[str]:
    """Return the function groups of vacancies and applications, in order."""
    found: set[str | None] = set()
    for table in (vacancy, application_daily):
        row = table.c
        query = select(row.function_group).where(row.organisation_id == organisation_id).distinct()
        found |= set(connection.execute(query).scalars())
    return sorted(group for group in found if group)


def vacancy_names(connection: Connection, organisation_id: str) -> dict[str, str]:
    """Return the titles of vacancies by their key as text, the newest first."""
    row = vacancy.c
    query = select(row.vacancy_id, row.title).where(own(organisation_id))
    rows = connection.execute(query.order_by(row.opened_at.desc(), row.vacancy_id))
    return {str(key): title or str(key) for key, title in rows}


def contents(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return what was published, the newest first: ``content_id``, ``platform``, ``title``, ``published_at``."""
    row = content.c
    same = (channel.c.organisation_id == row.organisation_id) & (channel.c.channel_id == row.channel_id)
    query = (
        select(row.content_id, channel.c.platform, row.title, row.published_at)
        .join(channel, same)
        .where(row.organisation_id == organisation_id)
    )
    return frame(connection, query.order_by(row.published_at.desc(), row.content_id))
