"""Where links of campaigns stand, and what came in through each."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, and_, func, select

from connectors.database.schema import application, campaign_placement, visit_daily
from dashboard.queries.frames import frame, whole_sum

_ABOUT = ("placement_id", "kind", "label", "url", "utm_source", "utm_medium", "utm_campaign", "utm_content")
_SPREAD = ("area", "copies", "first_day", "last_day")
BY_HAND = "by-hand/"
"""What the landing page of visits that were counted by hand begins with; the code of the placement follows."""


def placements(connection: Connection, organisation_id: str, campaign_id: str) -> pd.DataFrame:
    """Return the placements of a campaign in the order in which they were made.

    Columns: ``placement_id``, ``kind``, ``label``, ``url``, ``utm_source``, ``utm_medium``, ``utm_campaign``,
    ``utm_content``, ``area``, ``copies``, ``first_day``, ``last_day`` and ``applications``: those that carry exactly these tags, by the day they came in.
    """
    place, row = campaign_placement.c, application.c
    same = and_(
        row.organisation_id == place.organisation_id,
        row.utm_campaign == place.utm_campaign,
        row.utm_source == place.utm_source,
        row.utm_medium == place.utm_medium,
        func.coalesce(row.utm_content, "") == func.coalesce(place.utm_content, ""),
    )
    columns = [place[name] for name in (*_ABOUT, *_SPREAD)]
    query = (
        select(*columns, func.count(row.application_key).label("applications"))
        .select_from(campaign_placement.outerjoin(application, same))
        .where(place.organisation_id == organisation_id, place.campaign_id == campaign_id)
        .group_by(*columns, place.made_at)
        .order_by(place.made_at, place.placement_id)
    )
    return frame(connection, query)


def by_hand(connection: Connection, organisation_id: str, utm_campaigns: Sequence[str]) -> pd.DataFrame:
    """Return visits that were counted by hand under some tags: ``placement_id``, ``first``, ``last``, ``visits``."""
    row = visit_daily.c
    page = row.landing_page
    query = (
        select(
            page,
            func.min(row.day).label("first"),
            func.max(row.day).label("last"),
            whole_sum(row.sessions, "visits"),
        )
        .where(row.organisation_id == organisation_id, row.utm_campaign.in_(list(utm_campaigns)))
        .where(row.ingest == "manual", page.startswith(BY_HAND, autoescape=True))
        .group_by(page)
        .order_by(page)
    )
    found = frame(connection, query)
    found["landing_page"] = [text.removeprefix(BY_HAND) for text in found["landing_page"]]
    return found.rename(columns={"landing_page": "placement_id"})
