"""Placements outside the internet: where and how many, and the visits that carry their tags, counted by the site or by hand."""

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from connectors.database.schema import campaign, campaign_cost, campaign_placement, visit_daily
from dashboard.analysis.links import KINDS
from dashboard.analysis.periods import Period
from dashboard.queries.frames import days_between, float_sum, frame, whole_sum
from dashboard.queries.placements import BY_HAND

OFFLINE = tuple(code for code, kind in KINDS.items() if kind.is_offline)


def is_by_hand(visit: ReadOnlyColumnCollection) -> ColumnElement[bool]:
    """Return the condition that visits were counted by a person, not by the site; of a table of days or of its sums."""
    return visit.landing_page.startswith(BY_HAND, autoescape=True)


def placements(connection: Connection, organisation_id: str, period: Period) -> pd.DataFrame:
    """Return the placements that are out in a period, or of which nobody wrote down when.

    Columns: ``campaign_id``, ``campaign``, ``kind``, ``label``, ``area``, ``copies``, ``first_day``, ``last_day``,
    ``visits`` (measured on the site) and ``by_hand`` (counted by a person) in the period, under exactly its tags;
    ``utm_source`` and ``utm_campaign``, its code; ``cash``, ``hours`` and ``currency`` of the campaign's cost for that
    kind of placement.
    """
    rows = frame(connection, _rows(organisation_id, period))
    starts = rows["first_day"].where(rows["first_day"].notna(), rows["starts_on"])
    ends = rows["last_day"].where(rows["last_day"].notna(), rows["ends_on"])
    out = [
        begin <= period.last and (pd.isna(end) or end >= period.first) for begin, end in zip(starts, ends, strict=True)
    ]
    found = rows.assign(first_day=starts, last_day=ends).loc[pd.Series(out, index=rows.index, dtype="bool")]
    return found.merge(_cost(connection, organisation_id), on=["campaign_id", "kind"], how="left")


def _rows(organisation_id: str, period: Period) -> Select:
    place, whose, visit = campaign_placement.c, campaign.c, visit_daily.c
    by_hand = is_by_hand(visit)
    columns = [
        *(place[name] for name in ("campaign_id", "placement_id", "kind", "label", "area", "copies")),
        *(place[name] for name in ("first_day", "last_day", "utm_source", "utm_campaign")),
        *(whose.name.label("campaign"), whose.starts_on, whose.ends_on),
    ]
    of = and_(whose.organisation_id == place.organisation_id, whose.campaign_id == place.campaign_id)
    return (
        select(
            *columns,
            whole_sum(case((~by_hand, visit.sessions)), "visits"),
            whole_sum(case((by_hand, visit.sessions)), "by_hand"),
        )
        .select_from(campaign_placement.join(campaign, of).outerjoin(visit_daily, _its_visits(period)))
        .where(place.organisation_id == organisation_id, place.kind.in_(OFFLINE))
        .group_by(*columns)
        .order_by(place.campaign_id, place.placement_id)
    )


def _its_visits(period: Period) -> ColumnElement[bool]:
    """Return the condition that visits in a period carry exactly the tags of a placement; counts by hand are its own."""
    place, visit = campaign_placement.c, visit_daily.c
    return and_(
        visit.organisation_id == place.organisation_id,
        visit.utm_campaign == place.utm_campaign,
        visit.utm_source == place.utm_source,
        visit.utm_medium == place.utm_medium,
        visit.utm_content == func.coalesce(place.utm_content, ""),
        or_(~is_by_hand(visit), visit.landing_page == literal(BY_HAND) + place.placement_id),
        days_between(visit.day, period.first, period.last),
    )


def _cost(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return what each campaign spent on a kind of placement: ``cash``, ``hours``, ``currency`` (missing over several)."""
    row = campaign_cost.c
    one = case((func.min(row.currency) == func.max(row.currency), func.min(row.currency))).label("currency")
    cash, hours = float_sum(row.cash, "cash"), float_sum(row.hours, "hours")
    query = (
        select(row.campaign_id, row.platform.label("kind"), cash, hours, one)
        .where(row.organisation_id == organisation_id, row.platform.is_not(None))
        .group_by(row.campaign_id, row.platform)
    )
    return frame(connection, query)
