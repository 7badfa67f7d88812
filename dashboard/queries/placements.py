"""Where links of campaigns stand, and what came in through each."""

import pandas as pd
from sqlalchemy import Connection, and_, func, select

from connectors.database.schema import application, campaign_placement
from dashboard.queries.frames import frame


def placements(connection: Connection, organisation_id: str, campaign_id: str) -> pd.DataFrame:
    """Return the placements of a campaign in the order in which they were made.

    Columns: ``placement_id``, ``kind``, ``label``, ``url``, ``utm_source``, ``utm_medium``, ``utm_campaign``,
    ``utm_content`` and ``applications``: those that carry exactly these tags, by the day they came in.
    """
    place, row = campaign_placement.c, application.c
    same = and_(
        row.organisation_id == place.organisation_id,
        row.utm_campaign == place.utm_campaign,
        row.utm_source == place.utm_source,
        row.utm_medium == place.utm_medium,
        func.coalesce(row.utm_content, "") == func.coalesce(place.utm_content, ""),
    )
    columns = [
        place[name]
        for name in ("placement_id", "kind", "label", "url", "utm_source", "utm_medium", "utm_campaign", "utm_content")
    ]
    query = (
        select(*columns, func.count(row.application_key).label("applications"))
        .select_from(campaign_placement.outerjoin(application, same))
        .where(place.organisation_id == organisation_id, place.campaign_id == campaign_id)
        .group_by(*columns, place.made_at)
        .order_by(place.made_at, place.placement_id)
    )
    return frame(connection, query)
