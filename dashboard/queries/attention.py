"""What content did: views and watch time per day, week and month, and visits of the landing pages."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Boolean, ColumnElement, Connection, Select, Table, case, cast, func, select, union_all

from connectors.database.schema import channel, channel_daily, content, content_daily, visit_daily
from dashboard.queries.frames import chunks, days_between, float_sum, frame, whole_sum
from dashboard.queries.periods import end_of_item, split

_Which = Callable[[Table], ColumnElement[bool]]  # which content, as a condition on a table of days or sums
_MONTH: Table = content_daily.info["rollups"]["month_start"]


def contents(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return what was published: ``content_id``, ``platform``, ``kind``, ``title``, ``published_at``, ``duration_s``."""
    row = content.c
    query = (
        select(row.content_id, channel.c.platform, row.kind, row.title, row.published_at, row.duration_s)
        .join(
            channel,
            (channel.c.organisation_id == row.organisation_id) & (channel.c.channel_id == row.channel_id),
        )
        .where(row.organisation_id == organisation_id)
        .order_by(row.published_at, row.content_id)
    )
    return frame(connection, query)


def by_day(
    connection: Connection, organisation_id: str, content_ids: Sequence[int], first: date, last: date
) -> pd.DataFrame:
    """Return what some content did per day, together: ``day``, ``views``, ``watch_minutes``, ``is_final``.

    A day is final when all of its rows are. Days without a row are missing, not zero.
    """
    row = content_daily.c
    final = cast(func.min(case((row.is_final, 1), else_=0)), Boolean).label("is_final")
    parts = [
        frame(
            connection,
            select(row.day, whole_sum(row.views, "views"), float_sum(row.watch_minutes, "watch_minutes"), final)
            .where(row.organisation_id == organisation_id, row.content_id.in_(list(some)))
            .where(days_between(row.day, first, last))
            .group_by(row.day)
            .order_by(row.day),
        )
        for some in chunks(content_ids) or [()]
    ]
    if len(parts) == 1:
        return parts[0]
    together = pd.concat(parts).groupby("day", as_index=False)
    return together.agg({"views": _known_sum, "watch_minutes": _known_sum, "is_final": "all"})


def _known_sum(values: pd.Series) -> object:
    return values.sum(min_count=1)


def by_item(
    connection: Connection, organisation_id: str, content_ids: Sequence[int], first: date, last: date
) -> pd.DataFrame:
    """Return what each item did per day: ``content_id``, ``day`` and the figures that are asked of an episode."""
    row = content_daily.c
    figures = (row.views, row.watch_minutes, row.average_view_share, row.impressions, row.clicks)
    query = (
        select(row.content_id, row.day, *figures)
        .where(row.organisation_id == organisation_id, row.content_id.in_(list(content_ids)))
        .where(days_between(row.day, first, last))
        .order_by(row.content_id, row.day)
    )
    return frame(connection, query)


def totals(
    connection: Connection, organisation_id: str, content_ids: Sequence[int], first: date, last: date
) -> pd.DataFrame:
    """Return what some content did in a range, one row: ``views``, ``watch_minutes``, ``impressions``.

    Whole months come from the sums per month, the edges from the days. Nothing known stays missing.
    """
    parts = [_range(connection, organisation_id, _among(some), first, last) for some in chunks(content_ids)]
    return _together(parts)


def platform_totals(
    connection: Connection, organisation_id: str, platform: str, first: date, last: date
) -> pd.DataFrame:
    """Return what all content on a platform did in a range, one row: ``views``, ``watch_minutes``, ``impressions``."""
    return _together([_range(connection, organisation_id, _on(organisation_id, platform), first, last)])


def platform_weeks(
    connection: Connection, organisation_id: str, platform: str, first: date, last: date
) -> pd.DataFrame:
    """Return what a platform did per ISO week that begins in a range: ``week_start``, ``views``, ``watch_minutes``."""
    parts = []
    for table, which in _tellers(organisation_id, platform, "week_start"):
        row = table.c
        query = (
            select(row.week_start, whole_sum(row.views, "views"), float_sum(row.watch_minutes, "watch_minutes"))
            .where(row.organisation_id == organisation_id, which(table))
            .where(days_between(row.week_start, first, last))
            .group_by(row.week_start)
        )
        parts.append(frame(connection, query))
    return _fullest(parts, "week_start")


def platform_months(connection: Connection, organisation_id: str, platform: str) -> pd.DataFrame:
    """Return what a platform did per month, all months: ``month_start``, ``views``."""
    parts = []
    for table, which in _tellers(organisation_id, platform, "month_start"):
        row = table.c
        query = (
            select(row.month_start, whole_sum(row.views, "views"))
            .where(row.organisation_id == organisation_id, which(table))
            .group_by(row.month_start)
        )
        parts.append(frame(connection, query))
    return _fullest(parts, "month_start")


def platform_until(connection: Connection, organisation_id: str, platform: str) -> date | None:
    """Return the last day of which a platform's views are known and final; None without any."""
    of_channel, of_items = channel_daily.c, content_daily.c
    told = select(func.max(of_channel.day)).where(
        of_channel.organisation_id == organisation_id,
        _of(organisation_id, platform)(channel_daily),
        of_channel.is_final,
        of_channel.views.is_not(None),
    )
    last = end_of_item("last", of_items.is_final, of_items.views.is_not(None))
    of_each = select(func.max(last)).where(
        content.c.organisation_id == organisation_id, _on(organisation_id, platform)(content)
    )
    days = [connection.execute(query).scalar() for query in (told, of_each)]
    return max((day for day in days if day is not None), default=None)


def _tellers(organisation_id: str, platform: str, start: str) -> tuple[tuple[Table, _Which], ...]:
    """Return who tells of a platform: the channel of itself, and its items together."""
    of_channel: Table = channel_daily.info["rollups"][start]
    of_items: Table = content_daily.info["rollups"][start]
    return (of_channel, _of(organisation_id, platform)), (of_items, _on(organisation_id, platform))


def _fullest(parts: Sequence[pd.DataFrame], start: str) -> pd.DataFrame:
    """Return for each span the larger of what is told: an export holds some items only, a channel's total all of them."""
    together = pd.concat([part.astype({name: "Float64" for name in part if name != start}) for part in parts])
    largest = together.groupby(start, as_index=False).max()
    return largest.astype({"views": "Int64"})


def _channels(organisation_id: str, platform: str) -> Select:
    own = (channel.c.organisation_id == organisation_id) & (channel.c.platform == platform)
    return select(channel.c.channel_id).where(own)


def _of(organisation_id: str, platform: str) -> _Which:
    """Return the condition that a channel is one of a platform."""
    return lambda table: table.c.channel_id.in_(_channels(organisation_id, platform))


def _on(organisation_id: str, platform: str) -> _Which:
    """Return the condition that content stands on a platform."""
    mine = (content.c.organisation_id == organisation_id) & content.c.channel_id.in_(
        _channels(organisation_id, platform)
    )
    return lambda table: table.c.content_id.in_(select(content.c.content_id).where(mine))


def _among(content_ids: Sequence[int]) -> _Which:
    return lambda table: table.c.content_id.in_(list(content_ids))


def _range(connection: Connection, organisation_id: str, which: _Which, first: date, last: date) -> pd.DataFrame:
    ranges = split(first, last)
    spans = [(content_daily, content_daily.c.day, edge) for edge in ranges.edges]
    if ranges.months:
        spans.append((_MONTH, _MONTH.c.month_start, ranges.months))
    queries = []
    for table, start, span in spans:
        row = table.c
        sums = [
            whole_sum(row.views, "views"),
            float_sum(row.watch_minutes, "watch_minutes"),
            whole_sum(row.impressions, "impressions"),
        ]
        query = select(*sums).where(row.organisation_id == organisation_id, days_between(start, *span))
        queries.append(query.where(which(table)))
    return _together([frame(connection, union_all(*queries))])


def _together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    names = ("views", "watch_minutes", "impressions")
    sums = {name: sum((value for part in parts for value in part[name].dropna()), start=0) for name in names}
    known = {name: any(part[name].notna().any() for part in parts) for name in names}
    return pd.DataFrame({name: [sums[name] if known[name] else None] for name in names})


def visits(
    connection: Connection, organisation_id: str, utm_campaigns: Sequence[str], first: date, last: date
) -> pd.DataFrame:
    """Return visits under some campaign tags in a range, one row: ``sessions``, ``apply_starts``, ``apply_completes``."""
    row = visit_daily.c
    names = ("sessions", "apply_starts", "apply_completes")
    query = select(*(whole_sum(row[name], name) for name in names)).where(
        row.organisation_id == organisation_id,
        row.utm_campaign.in_(list(utm_campaigns)),
        days_between(row.day, first, last),
    )
    return frame(connection, query)
