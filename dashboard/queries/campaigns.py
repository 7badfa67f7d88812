"""Campaigns with what belongs to them: links, plan, episodes, and (demo only) the effects they were made with."""

import json

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import (
    audit,
    campaign,
    campaign_link,
    campaign_plan,
    campaign_target,
    demo_truth,
    episode,
    series,
)
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
    """Return the episodes of every series, in order: ``series_id``, ``number``, ``content_id``, ``title``, ``released_at``.

    A release that a person corrected goes before what the platform says.
    """
    row = episode.c
    query = select(row.series_id, row.number, row.content_id, row.title, row.released_at).where(
        row.organisation_id == organisation_id
    )
    found = frame(connection, query.order_by(row.series_id, row.number))
    for (series_id, content_id), moment in _corrected(connection, organisation_id).items():
        found.loc[(found["series_id"] == series_id) & (found["content_id"] == content_id), "released_at"] = moment
    return found


def _corrected(connection: Connection, organisation_id: str) -> dict[tuple[str, int], pd.Timestamp]:
    """Return the releases that a person corrected, by series and video; the last word counts."""
    row = audit.c
    query = (
        select(row.subject, row.detail)
        .where(row.organisation_id == organisation_id, row.action == "episode.release")
        .order_by(row.audit_id)
    )
    said = [(subject, json.loads(detail)) for subject, detail in connection.execute(query)]
    return {
        (subject, int(each["content_id"])): pd.Timestamp(each["released_at"]).tz_convert("UTC").as_unit("us")
        for subject, each in said
    }


def all_series(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the series: ``series_id``, ``title``, ``origin`` (playlist or manual)."""
    row = series.c
    query = select(row.series_id, row.title, row.origin).where(row.organisation_id == organisation_id)
    return frame(connection, query.order_by(row.title))


def targets(connection: Connection, organisation_id: str, campaign_id: str) -> dict[str, float]:
    """Return what a campaign is to reach, by measure."""
    row = campaign_target.c
    query = select(row.measure, row.target).where(
        row.organisation_id == organisation_id, row.campaign_id == campaign_id
    )
    return {measure: float(target) for measure, target in connection.execute(query.order_by(row.measure))}


def truth(connection: Connection, organisation_id: str, campaign_id: str) -> pd.DataFrame:
    """Return the effects that the demo was made with, per site: ``site_id``, ``incremental``, ``drawn``; empty if real."""
    row = demo_truth.c
    query = select(row.site_id, row.incremental, row.drawn).where(
        row.organisation_id == organisation_id, row.campaign_id == campaign_id
    )
    return frame(connection, query.order_by(row.site_id))
