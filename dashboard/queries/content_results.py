"""What each piece of content brought in its first 28 days and the hours that went into it; for applications, each campaign."""

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection, select

from connectors.clock import day_in
from connectors.database.schema import channel, content, content_daily
from dashboard.analysis.belongings import belongings, content_of
from dashboard.analysis.episodes import FIRST_DAYS
from dashboard.analysis.periods import Period, campaign_window
from dashboard.analysis.what_works import Goal, Piece, with_hours
from dashboard.queries import applications, campaigns
from dashboard.queries.frames import chunks, days_between, frame
from dashboard.queries.periods import last_complete_day
from dashboard.queries.stories import campaign_costs, counted_windows
from dashboard.queries.themes import platform_reach

_COLUMNS = {"views": "views", "watch_hours": "watch_minutes", "impressions": "impressions", "clicks": "clicks"}
_MINUTES = 60


def pieces(
    connection: Connection, organisation_id: str, goal: Goal, today: date, zone: str, period: Period | None = None
) -> list[Piece]:
    """Return what was published with its result and hours; for applications the campaigns, which alone have a link.

    ``period`` keeps what came out in it; a campaign counts over its own days, so that it narrows none of them.
    """
    asked = (connection, organisation_id)
    return _campaign_pieces(*asked, today, zone) if goal.of_people else _content_pieces(*asked, goal, zone, period)


def _content_pieces(
    connection: Connection, organisation_id: str, goal: Goal, zone: str, period: Period | None
) -> list[Piece]:
    rows = _published(connection, organisation_id, zone)
    if period is not None:
        rows = rows[[day in period for day in rows["began"]]]
    results = _results(connection, organisation_id, rows, _COLUMNS[goal.key])
    unit = _MINUTES if goal.key == "watch_hours" else 1
    found = [
        Piece(
            key=str(row.content_id),
            title=_text(row.title) or "",
            platform=row.platform,
            kind=row.kind,
            theme=_text(row.theme),
            author_role=_text(row.author_role),
            result=results[row.content_id] / unit if row.content_id in results else None,
        )
        for row in rows.itertuples()
    ]
    for hours, keys in _campaign_hours(connection, organisation_id):
        found = with_hours(found, hours, keys)
    return found


def _published(connection: Connection, organisation_id: str, zone: str) -> pd.DataFrame:
    """Return the content with ``began``, the day on which it came out."""
    row = content.c
    query = (
        select(row.content_id, channel.c.platform, row.kind, row.title, row.theme, row.author_role, row.published_at)
        .join(channel, (channel.c.organisation_id == row.organisation_id) & (channel.c.channel_id == row.channel_id))
        .where(row.organisation_id == organisation_id, row.published_at.is_not(None))
        .order_by(row.published_at, row.content_id)
    )
    rows = frame(connection, query)
    return rows.assign(began=pd.Series([day_in(at, zone) for at in rows["published_at"]], dtype="object"))


def _results(connection: Connection, organisation_id: str, rows: pd.DataFrame, column: str) -> dict[int, float]:
    """Return the sum of a column over each item's first 28 days, where the platform's final figures hold all of them.

    A platform gives no row for a day on which nothing happened; an item without any known figure has no result.
    """
    reach = platform_reach(connection, organisation_id)
    life = timedelta(days=FIRST_DAYS - 1)
    began = {
        int(row.content_id): row.began
        for row in rows.itertuples()
        if row.platform in reach and row.began in reach[row.platform] and row.began + life in reach[row.platform]
    }
    sums: dict[int, float] = {}
    for month in sorted({day.replace(day=1) for day in began.values()}):
        ids = [item for item, day in began.items() if day.replace(day=1) == month]
        for item, day, value in _days(connection, organisation_id, ids, column, month):
            if began[item] <= day <= began[item] + life:
                sums[item] = sums.get(item, 0.0) + value
    return sums


def _days(
    connection: Connection, organisation_id: str, ids: list[int], column: str, month: date
) -> Iterator[tuple[int, date, float]]:
    row = content_daily.c
    last = month + timedelta(days=31 + FIRST_DAYS)
    for some in chunks(ids):
        query = select(row.content_id, row.day, row[column].label("value")).where(
            row.organisation_id == organisation_id,
            row.content_id.in_(list(some)),
            row[column].is_not(None),
            days_between(row.day, month, last),
        )
        rows = frame(connection, query)
        yield from zip(rows["content_id"].astype(int), rows["day"], rows["value"].astype(float), strict=True)


def _campaign_hours(connection: Connection, organisation_id: str) -> Iterator[tuple[float, list[str]]]:
    """Yield the hours of each campaign that has content, with the keys of that content."""
    asked = (connection, organisation_id)
    links, episodes = campaigns.links(*asked), campaigns.episodes(*asked)
    for campaign_id, cost in campaign_costs(*asked).items():
        if cost is not None and cost.hours:
            yield cost.hours, [str(item) for item in content_of(belongings(links, campaign_id), episodes)]


def _campaign_pieces(connection: Connection, organisation_id: str, today: date, zone: str) -> list[Piece]:
    asked = (connection, organisation_id)
    last_day = last_complete_day(*asked, today, zone)
    links, costs = campaigns.links(*asked), campaign_costs(*asked)
    counted = counted_windows(*asked, today, zone)
    found = []
    for row in campaigns.campaigns(*asked).itertuples():
        cost = costs.get(row.campaign_id)
        window = counted.get(row.campaign_id) if _is_over(row.starts_on, row.ends_on, last_day) else None
        result = _tracked(connection, organisation_id, links, row.campaign_id, window) if window else None
        hours = cost.hours if cost else None
        found.append(Piece(row.campaign_id, row.name, "", row.kind, None, None, result, hours))
    return found


def _is_over(starts_on: date, ends_on: object, last_day: date | None) -> bool:
    """Tell whether all applications are there that are counted for a campaign."""
    if last_day is None or not isinstance(ends_on, date):
        return False
    window = campaign_window(starts_on, ends_on, date.max)
    return window is not None and window.last <= last_day


def _tracked(
    connection: Connection, organisation_id: str, links: pd.DataFrame, campaign_id: str, window: Period
) -> float | None:
    own = belongings(links, campaign_id)
    if not own.can_be_tracked:
        return None
    by = ("source_id", "utm_campaign")
    rows = applications.totals(connection, organisation_id, window.first, window.last, by=by, sites=sorted(own.sites))
    ours = rows["utm_campaign"].isin(own.utm_campaigns) | rows["source_id"].isin(own.sources)
    return float(rows.loc[ours, "applied"].sum())


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
