"""The facts of one period from which the canon of employer-brand figures is reckoned."""

from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import Connection, and_, select

from connectors.database.schema import campaign_link, channel, content, content_daily, episode, visit_daily
from dashboard.analysis.canon.facts import Facts, Visits
from dashboard.analysis.periods import Period
from dashboard.queries import campaigns, cohorts, waiting
from dashboard.queries.frames import days_between, float_sum, frame, whole_sum
from dashboard.queries.periods import applications_reach
from dashboard.queries.stories import campaign_costs

_COUNTS = ("views", "impressions", "reactions", "comments", "shares", "clicks")


def facts(connection: Connection, organisation_id: str, period: Period, today: date, zone: str) -> Facts:
    """Return the facts of a period; ``zone`` is the organisation's, for days of publication."""
    asked = (connection, organisation_id)
    earlier = period.year_earlier()
    both = [cohorts.cohorts(*asked, each.first, each.last, by=("day", "side_entrant")) for each in (earlier, period)]
    applied = pd.concat(both, ignore_index=True).drop_duplicates(subset=["day", "side_entrant"], ignore_index=True)
    return Facts(
        period,
        today,
        applied,
        applications_reach(*asked).first,
        cohorts.persons(*asked, period.first, period.last),
        waiting.vacancies(*asked, date.min, today),
        waiting.hires(*asked, period.first, period.last),
        _campaigns(*asked),
        _content(*asked, period, zone),
        _visits(*asked, period),
    )


def _campaigns(connection: Connection, organisation_id: str) -> pd.DataFrame:
    rows, costs = campaigns.campaigns(connection, organisation_id), campaign_costs(connection, organisation_id)
    found = [costs.get(code) for code in rows["campaign_id"]]
    plans = campaigns.plans(connection, organisation_id)
    return rows.merge(plans, on="campaign_id", how="left").assign(
        cash=pd.Series([cost.cash if cost else None for cost in found], dtype="float64"),
        full_cost=pd.Series([cost.full if cost else None for cost in found], dtype="float64"),
    )


def _content(connection: Connection, organisation_id: str, period: Period, zone: str) -> pd.DataFrame:
    row, daily = content.c, content_daily.c
    sums = [*(whole_sum(daily[name], name) for name in _COUNTS), float_sum(daily.watch_minutes, "watch_minutes")]
    keys = (row.content_id, channel.c.platform, row.published_at, row.duration_s)
    query = (
        select(*keys, *sums)
        .join(channel, and_(channel.c.organisation_id == row.organisation_id, channel.c.channel_id == row.channel_id))
        .outerjoin(
            content_daily,
            and_(
                daily.organisation_id == row.organisation_id,
                daily.content_id == row.content_id,
                days_between(daily.day, period.first, period.last),
            ),
        )
        .where(row.organisation_id == organisation_id)
        .group_by(*keys)
        .order_by(row.content_id)
    )
    rows = frame(connection, query)
    local = rows["published_at"].dt.tz_convert(ZoneInfo(zone))
    mine = in_campaigns(connection, organisation_id)
    return rows.assign(published_on=local.dt.date, in_campaign=rows["content_id"].isin(mine))


def in_campaigns(connection: Connection, organisation_id: str) -> list[int]:
    """Return the content that belongs to a campaign: linked itself, or an episode of a linked series."""
    row = campaign_link.c
    linked = select(row.target).where(row.organisation_id == organisation_id)
    own = connection.execute(linked.where(row.kind == "content")).scalars()
    episodes = select(episode.c.content_id).where(
        episode.c.organisation_id == organisation_id,
        episode.c.content_id.is_not(None),
        episode.c.series_id.in_(linked.where(row.kind == "series")),
    )
    return [*(int(target) for target in own if target.isdigit()), *connection.execute(episodes).scalars()]


def _visits(connection: Connection, organisation_id: str, period: Period) -> Visits:
    row = visit_daily.c
    here = (row.organisation_id == organisation_id, days_between(row.day, period.first, period.last))
    names = ("sessions", "apply_starts", "apply_completes")
    query = select(row.landing_page, row.utm_source, row.utm_medium, *(whole_sum(row[name], name) for name in names))
    rows = frame(connection, query.where(*here).group_by(row.landing_page, row.utm_source, row.utm_medium))
    started = rows[rows["apply_starts"].notna() & rows["sessions"].notna()]
    completed = started[started["apply_completes"].notna()]
    social = rows[(rows["utm_source"] == "linkedin") & (rows["utm_medium"] == "social")]
    return Visits(
        _total(started, "sessions"),
        _total(started, "apply_starts"),
        _total(completed, "apply_starts"),
        _total(completed, "apply_completes"),
        _total(social, "sessions"),
    )


def _total(rows: pd.DataFrame, name: str) -> int | None:
    known = rows[name].dropna()
    return int(known.sum()) if len(known) else None
