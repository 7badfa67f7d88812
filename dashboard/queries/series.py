"""A series with its episodes: their first days, how far they are watched, and changes in how views are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection, func, select

from connectors.database.schema import channel, content, content_daily, content_retention
from dashboard.analysis.episodes import FIRST_DAYS
from dashboard.analysis.series import Told, told
from dashboard.queries import campaigns, events
from dashboard.queries.episode_days import with_days
from dashboard.queries.frames import frame


@dataclass(frozen=True)
class Series:
    """A series as the page shows it.

    Attributes:
        platforms: Where its episodes stand.
        until: Last day with a final figure of its episodes; None without any.
        read_on: Last day on which a curve was read; None without any.
        restated: Days of its episodes that a platform told anew; the newest figure stands.
        breaks: Days on which a platform of the series changed what a view is, with their titles.
    """

    id: str
    title: str
    platforms: tuple[str, ...]
    episodes: tuple[Told, ...]
    until: date | None
    read_on: date | None
    restated: int
    breaks: tuple[tuple[date, str], ...]


def names(connection: Connection, organisation_id: str) -> dict[str, str]:
    """Return the series that have episodes, code to title, the one with the newest release first."""
    rows = campaigns.all_series(connection, organisation_id)
    released = campaigns.episodes(connection, organisation_id).groupby("series_id")["released_at"].max()
    titles = dict(zip(rows["series_id"], rows["title"], strict=True))
    never = pd.Timestamp(0, tz="UTC")
    order = sorted(released.index, key=lambda code: (never if pd.isna(released[code]) else released[code], code))
    return {code: titles[code] for code in reversed(order) if code in titles}


def series(connection: Connection, organisation_id: str, series_id: str, zone: str) -> Series:
    """Return a series; one without episodes has none."""
    asked = (connection, organisation_id)
    rows = campaigns.episodes(*asked)
    own = rows[rows["series_id"] == series_id].reset_index(drop=True)
    ids = [int(key) for key in own["content_id"].dropna()]
    curves, read_on = _curves(*asked, ids)
    found = told(
        with_days(*asked, own, zone), [{} if pd.isna(key) else curves.get(int(key), {}) for key in own["content_id"]]
    )
    platforms = _platforms(*asked, ids)
    return Series(
        id=series_id,
        title=names(*asked).get(series_id, series_id),
        platforms=platforms,
        episodes=found,
        until=_until(*asked, ids),
        read_on=read_on,
        restated=_restated(*asked, ids),
        breaks=_breaks(*asked, found, platforms),
    )


def _curves(
    connection: Connection, organisation_id: str, ids: Sequence[int]
) -> tuple[Mapping[int, Mapping[int, float]], date | None]:
    row = content_retention.c
    query = select(row.content_id, row.position, row.watch_ratio, row.observed_at).where(
        row.organisation_id == organisation_id, row.content_id.in_(list(ids))
    )
    rows = frame(connection, query.order_by(row.content_id, row.position))
    found: dict[int, dict[int, float]] = {}
    for key, position, ratio in zip(rows["content_id"], rows["position"], rows["watch_ratio"], strict=True):
        found.setdefault(int(key), {})[int(position)] = float(ratio)
    return found, None if rows.empty else rows["observed_at"].max().date()


def _platforms(connection: Connection, organisation_id: str, ids: Sequence[int]) -> tuple[str, ...]:
    row = content.c
    query = (
        select(channel.c.platform)
        .join(channel, (channel.c.organisation_id == row.organisation_id) & (channel.c.channel_id == row.channel_id))
        .where(row.organisation_id == organisation_id, row.content_id.in_(list(ids)))
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))


def _until(connection: Connection, organisation_id: str, ids: Sequence[int]) -> date | None:
    row = content_daily.c
    query = select(func.max(row.day)).where(
        row.organisation_id == organisation_id, row.content_id.in_(list(ids)), row.is_final
    )
    return connection.execute(query).scalar()


def _restated(connection: Connection, organisation_id: str, ids: Sequence[int]) -> int:
    """Return how many days had another number of views before."""
    old, now = content_daily.info["revisions"].c, content_daily.c
    changed = (
        select(old.content_id, old.day)
        .join(
            content_daily,
            (now.organisation_id == old.organisation_id) & (now.content_id == old.content_id) & (now.day == old.day),
        )
        .where(old.organisation_id == organisation_id, old.content_id.in_(list(ids)))
        .where(old.views.is_distinct_from(now.views))
        .distinct()
    )
    return connection.execute(select(func.count()).select_from(changed.subquery())).scalar_one()


def _breaks(
    connection: Connection, organisation_id: str, episodes: Sequence[Told], platforms: Sequence[str]
) -> tuple[tuple[date, str], ...]:
    days = [each.whole_on for each in episodes if each.whole_on is not None]
    if not days:
        return ()
    rows = events.events(connection, organisation_id, min(days) - timedelta(days=FIRST_DAYS), max(days))
    own = rows[
        (rows["kind"] == "definition_break")
        & (rows["metric"].isna() | (rows["metric"] == "views"))
        & (rows["platform"].isna() | rows["platform"].isin(platforms))
    ]
    return tuple(zip(own["day"], own["title"], strict=True))
