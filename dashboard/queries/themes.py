"""Attention per theme and applications per function group, day by day."""

from collections.abc import Collection
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection, case, func, select

from connectors.database.schema import channel, content, content_daily
from dashboard.analysis.association import Association, Attention, Inflow, associations
from dashboard.analysis.calendar import PUBLIC, SCHOOL, Calendar
from dashboard.analysis.periods import Period
from dashboard.queries import applications
from dashboard.queries.frames import days_between, frame, whole_sum
from dashboard.queries.periods import applications_reach, end_of_item, last_complete_day

METRICS = ("engaged_views", "views", "impressions")
"""What attention is measured by, the first that a platform gives for every row of a theme."""


def theme_associations(
    connection: Connection, organisation_id: str, today: date, zone: str, closed: Calendar
) -> tuple[Association, ...]:
    """Return every theme beside every function group over all days with applications; empty without them.

    ``closed`` holds the days off where people work, over the days with applications.
    """
    asked = (connection, organisation_id)
    first, last = applications_reach(*asked).first, last_complete_day(*asked, today, zone)
    if first is None or last is None or last < first:
        return ()
    period = Period(first, last)
    return associations(
        attention_by_theme(*asked, period),
        inflow_by_group(*asked, period),
        period,
        days_off=closed.dates(PUBLIC),
        school_holidays=closed.dates(SCHOOL),
    )


def attention_by_theme(connection: Connection, organisation_id: str, period: Period) -> list[Attention]:
    """Return what each theme did per day on each platform, in that platform's own figure.

    From the platform's first day with figures to its last final one; before the first piece on a theme came out its
    attention is zero, after that a day without a row is missing.
    """
    rows = _theme_days(connection, organisation_id, period)
    reach = platform_reach(connection, organisation_id)
    began = _began(connection, organisation_id)
    return [
        Attention(theme, platform, metric, _known_days(own, metric, period, reach[platform], began[theme, platform]))
        for (theme, platform), own in rows.groupby(["theme", "platform"])
        if platform in reach and (metric := _metric(own)) is not None
    ]


def _metric(rows: pd.DataFrame) -> str | None:
    counted = {name: int(rows[f"{name}_rows"].sum()) for name in METRICS}
    return next((name for name in METRICS if counted[name] and counted[name] == rows["rows"].sum()), None)


def _known_days(rows: pd.DataFrame, metric: str, period: Period, reach: Period, began: date) -> pd.Series:
    days = rows.set_index("day")[metric].astype("Float64")
    shared = Period(max(period.first, reach.first), max(period.first, reach.first, min(period.last, reach.last)))
    known = days.reindex(list(shared.each_day()))
    if began > shared.first:
        before = Period(shared.first, min(began - timedelta(days=1), shared.last))
        known.loc[list(before.each_day())] = known.loc[list(before.each_day())].fillna(0)
    return known


_DAY, _ITEM, _PLACE = content_daily.c, content.c, channel.c
_ON_ITS_PLACE = (_PLACE.organisation_id == _ITEM.organisation_id) & (_PLACE.channel_id == _ITEM.channel_id)
_ITEMS = content.join(channel, _ON_ITS_PLACE)
_FIGURES = content_daily.join(
    content, (_ITEM.organisation_id == _DAY.organisation_id) & (_ITEM.content_id == _DAY.content_id)
).join(channel, _ON_ITS_PLACE)
_HAS_THEME = _ITEM.theme.is_not(None) & (_ITEM.theme != "")


def _theme_days(connection: Connection, organisation_id: str, period: Period) -> pd.DataFrame:
    """Return the days of each theme on each platform of which every row is final."""
    sums = [whole_sum(_DAY[name], name) for name in METRICS]
    known = [func.count(_DAY[name]).label(f"{name}_rows") for name in METRICS]
    query = (
        select(_ITEM.theme, _PLACE.platform, _DAY.day, *sums, *known, func.count().label("rows"))
        .select_from(_FIGURES)
        .where(_DAY.organisation_id == organisation_id, _HAS_THEME)
        .where(days_between(_DAY.day, period.first, period.last))
        .group_by(_ITEM.theme, _PLACE.platform, _DAY.day)
        .having(func.min(case((_DAY.is_final, 1), else_=0)) == 1)
    )
    return frame(connection, query.order_by(_ITEM.theme, _PLACE.platform, _DAY.day))


def platform_reach(connection: Connection, organisation_id: str) -> dict[str, Period]:
    """Return each platform's first day with figures of content and its last final one."""
    first, last = (end_of_item(end, _DAY.is_final) for end in ("first", "last"))
    query = (
        select(_PLACE.platform, func.min(first).label("first"), func.max(last).label("last"))
        .select_from(_ITEMS)
        .where(_ITEM.organisation_id == organisation_id)
        .group_by(_PLACE.platform)
    )
    rows = frame(connection, query).dropna()
    return {row.platform: Period(row.first, row.last) for row in rows.itertuples()}


def _began(connection: Connection, organisation_id: str) -> dict[tuple[str, str], date]:
    """Return the day on which the first piece on a theme came out on a platform, or had its first figure if earlier."""
    query = (
        select(
            _ITEM.theme,
            _PLACE.platform,
            func.min(_ITEM.published_at).label("published"),
            func.min(_DAY.day).label("seen"),
        )
        .select_from(_FIGURES)
        .where(_DAY.organisation_id == organisation_id, _HAS_THEME)
        .group_by(_ITEM.theme, _PLACE.platform)
    )
    return {
        (row.theme, row.platform): row.seen if pd.isna(row.published) else min(row.seen, row.published.date())
        for row in frame(connection, query).itertuples()
    }


def inflow_by_group(
    connection: Connection, organisation_id: str, period: Period, groups: Collection[str] = ()
) -> list[Inflow]:
    """Return applications per day in each function group (none given: all that are known), zero on days without."""
    rows = applications.by_day(connection, organisation_id, period.first, period.last, by=("function_group",))
    days = list(period.each_day())
    return [
        Inflow(group, own.set_index("day")["applied"].reindex(days, fill_value=0))
        for group, own in rows.groupby("function_group")
        if group and (not groups or group in groups)
    ]
