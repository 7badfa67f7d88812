"""Visits of the own site by tag: per month for the steps of a channel, per day for the landing page of a campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Table, select

from connectors.database.schema import visit_daily
from dashboard.analysis import landing as reckoned
from dashboard.analysis.landing import Landing, Way
from dashboard.analysis.lenses import Lens
from dashboard.analysis.periods import Period
from dashboard.analysis.steps import Visited
from dashboard.queries import stories
from dashboard.queries.frames import days_between, frame, whole_sum
from dashboard.queries.offline import is_by_hand

_MONTH: Table = visit_daily.info["rollups"]["month_start"]
_COUNTS = ("sessions", "apply_starts", "apply_completes")


def by_month(
    connection: Connection, organisation_id: str, months: Sequence[date], campaigns: Sequence[str] = ()
) -> list[Visited]:
    """Return the visits in some months by source and medium of the link, of all campaigns or of some tags."""
    row = _MONTH.c
    keys = (row.month_start, row.utm_source, row.utm_medium)
    query = select(*keys, *(whole_sum(row[name], name) for name in _COUNTS)).where(
        row.organisation_id == organisation_id, row.month_start.in_(list(months)), ~is_by_hand(row)
    )
    if campaigns:
        query = query.where(row.utm_campaign.in_(list(campaigns)))
    rows = frame(connection, query.group_by(*keys).order_by(*keys))
    return [
        Visited(found.month_start, found.utm_source, found.utm_medium, *(_count(found, name) for name in _COUNTS))
        for found in rows.itertuples()
    ]


def _count(row: object, name: str) -> int | None:
    value = getattr(row, name)
    return None if pd.isna(value) else int(value)


def site_until(connection: Connection, organisation_id: str) -> date | None:
    """Return the last day with visits of the own site; None without any."""
    row = visit_daily.c
    query = (
        select(row.day)
        .where(row.organisation_id == organisation_id, ~is_by_hand(row))
        .order_by(row.day.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


@dataclass(frozen=True)
class Through:
    """What came through the tags of one campaign in its window, raw visits and what may be shown of applications.

    Attributes:
        tags: Its values of ``utm_campaign``.
        sessions: Visits with such a tag; None when nothing is known.
        tracked: Applications in the own system that are tracked to it.
    """

    campaign_id: str
    name: str
    window: Period
    tags: tuple[str, ...]
    sessions: int | None
    starts: int | None
    completes: int | None
    tracked: Lens | None


def through_campaigns(connection: Connection, organisation_id: str, today: date, zone: str) -> tuple[Through, ...]:
    """Return the campaigns that have begun and have a tag, newest first, each over its own window."""
    found = []
    for story in stories.stories(connection, organisation_id, today, zone):
        tags = tuple(sorted(story.own.utm_campaigns))
        if story.window is None or not tags:
            continue
        counts = _in_window(connection, organisation_id, tags, story.window)
        tracked = story.arrived.lenses.tracked if story.arrived else None
        found.append(Through(story.id, story.name, story.window, tags, *counts, tracked))
    return tuple(found)


def _in_window(
    connection: Connection, organisation_id: str, tags: Sequence[str], window: Period
) -> tuple[int | None, int | None, int | None]:
    row = visit_daily.c
    query = select(*(whole_sum(row[name], name) for name in _COUNTS)).where(
        row.organisation_id == organisation_id,
        row.utm_campaign.in_(list(tags)),
        days_between(row.day, window.first, window.last),
        ~is_by_hand(row),
    )
    sessions, starts, completes = connection.execute(query).one()
    return sessions, starts, completes


def landing(connection: Connection, organisation_id: str, tags: Sequence[str], first: date, last: date) -> Landing:
    """Return what happened on the landing pages under some tags in a window."""
    window, row = Period(first, last), visit_daily.c
    here = (row.organisation_id == organisation_id, days_between(row.day, first, last), ~is_by_hand(row))
    tagged = (*here, row.utm_campaign.in_(list(tags)))
    sessions = whole_sum(row.sessions, "sessions")
    days = frame(connection, select(row.day, sessions).where(*tagged).group_by(row.day))
    measured = connection.execute(select(row.day).where(*here).distinct()).scalars().all()
    pages = select(row.landing_page, sessions).where(*tagged).group_by(row.landing_page)
    known = {day: int(count) for day, count in zip(days["day"], days["sessions"], strict=True) if not pd.isna(count)}
    every = reckoned.per_day(known, measured, window)
    by_visits = frame(connection, pages.order_by(sessions.desc(), row.landing_page))
    return Landing(tuple(by_visits["landing_page"]), every, reckoned.gaps(every), _ways(connection, tagged))


def _ways(connection: Connection, tagged: Sequence) -> tuple[reckoned.WayIn, ...]:
    row = visit_daily.c
    keys = (row.utm_source, row.utm_medium)
    query = select(*keys, *(whole_sum(row[name], name) for name in _COUNTS)).where(*tagged).group_by(*keys)
    return reckoned.ways_in(
        [
            Way(
                found.utm_source,
                found.utm_medium,
                _count(found, "sessions") or 0,
                *(_count(found, n) for n in _COUNTS[1:]),
            )
            for found in frame(connection, query).itertuples()
        ]
    )
