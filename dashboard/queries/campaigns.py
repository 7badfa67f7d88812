"""Campaigns with what belongs to them: links, plan, episodes, and (demo only) the effects they were made with."""

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import campaign, campaign_link, campaign_plan, demo_truth, episode, series
from dashboard.queries.frames import frame


def campaigns(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the campaigns, newest first: ``campaign_id``, ``name``, ``kind``, ``goal``, ``audience``, days, ``status``."""
    row = campaign.c
    query = select(
        row.campaign_id, row.name, row.kind, row.goal, row.audience, row.starts_on, row.ends_on, row.status
    ).where(row.organisation_id == organisation_id)
    return frame(connection, query.order_by(row.starts_on.desc(), row.campaign_id))


def links(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return what belongs to each campaign: ``campaign_id``, ``kind``, ``target``."""
    row = campaign_link.c
    query = select(row.campaign_id, row.kind, row.target).where(row.organisation_id == organisation_id)
    return frame(connection, query.order_by(row.campaign_id, row.kind, row.target))


def plans(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return what was agreed before the start, and what could have been seen; every column of the plan."""
    row = campaign_plan.c
    columns = [column for column in row if column.name != "organisation_id"]
    query = select(*columns).where(row.organisation_id == organisation_id).order_by(row.campaign_id)
    return frame(connection, query)


def episodes(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the episodes of every series, in order: ``series_id``, ``number``, ``content_id``, ``title``, ``released_at``."""
    row = episode.c
    query = select(row.series_id, row.number, row.content_id, row.title, row.released_at).where(
        row.organisation_id == organisation_id
    )
    return frame(connection, query.order_by(row.series_id, row.number))


def all_series(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the series: ``series_id``, ``title``."""
    row = series.c
    query = select(row.series_id, row.title).where(row.organisation_id == organisation_id)
    return frame(connection, query.order_by(row.title))


def truth(connection: Connection, organisation_id: str, campaign_id: str) -> pd.DataFrame:
    """Return the effects that the demo was made with, per site: ``site_id``, ``incremental``, ``drawn``; empty if real."""
    row = demo_truth.c
    query = select(row.site_id, row.incremental, row.drawn).where(
        row.organisation_id == organisation_id, row.campaign_id == campaign_id
    )
    return frame(connection, query.order_by(row.site_id))
