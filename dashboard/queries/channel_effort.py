"""What went into every channel: hours and money of campaigns, what adverts cost, posts, and where which group is."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from connectors.database.schema import (
    campaign,
    campaign_cost,
    channel,
    channel_fit,
    content,
)
from dashboard.analysis.channels import ADVERTS, of_platform
from dashboard.analysis.effort import Spent
from dashboard.analysis.fit import Fit
from dashboard.analysis.periods import Period
from dashboard.queries import channel_facts as facts
from dashboard.queries.canon import in_campaigns
from dashboard.queries.channel_facts import MONEY

_ADVERT = "advert"


def lines(connection: Connection, organisation_id: str, last_day: date) -> list[Spent]:
    """Return every line of cost with the days of its campaign; one without an end runs until ``last_day``."""
    cost, row = campaign_cost.c, campaign.c
    query = (
        select(row.kind, row.starts_on, row.ends_on, cost.cash, cost.hours, cost.currency, cost.platform)
        .join(campaign, (row.organisation_id == cost.organisation_id) & (row.campaign_id == cost.campaign_id))
        .where(cost.organisation_id == organisation_id)
        .order_by(cost.campaign_id, cost.line)
    )
    return [
        Spent(
            found.platform or "",
            found.cash,
            found.hours,
            found.currency,
            Period(found.starts_on, max(found.starts_on, found.ends_on or last_day)),
            found.kind == _ADVERT,
        )
        for found in connection.execute(query)
    ]


def adverts(connection: Connection, organisation_id: str, period: Period) -> dict[tuple[str, str], float]:
    """Return what platforms say that adverts cost in a period, by (channel, currency)."""
    found: dict[tuple[str, str], float] = {}
    for (group, column, currency), amount in facts.values(connection, organisation_id, facts.ADS, period).items():
        if column == MONEY:
            key = (of_platform(group.removesuffix(ADVERTS)), currency)
            found[key] = found.get(key, 0.0) + amount
    return found


def posts(connection: Connection, organisation_id: str, zone: str) -> list[tuple[str, date, bool]]:
    """Return everything that was published: platform, day, whether it belongs to a campaign."""
    row = content.c
    query = (
        select(row.content_id, channel.c.platform, row.published_at)
        .join(channel, (channel.c.organisation_id == row.organisation_id) & (channel.c.channel_id == row.channel_id))
        .where(row.organisation_id == organisation_id, row.published_at.is_not(None))
        .order_by(row.content_id)
    )
    mine = set(in_campaigns(connection, organisation_id))
    return [
        (found.platform, found.published_at.astimezone(ZoneInfo(zone)).date(), found.content_id in mine)
        for found in connection.execute(query)
    ]


def fits(connection: Connection, organisation_id: str) -> list[Fit]:
    """Return what was written down of channels and groups."""
    row = channel_fit.c
    query = (
        select(row.platform, row.audience, row.is_present, row.evidence)
        .where(row.organisation_id == organisation_id)
        .order_by(row.platform, row.audience)
    )
    return [
        Fit(found.platform, found.audience, found.is_present, found.evidence or "")
        for found in connection.execute(query)
    ]
