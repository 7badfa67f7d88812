"""The releases of a campaign with the applications of their first 72 hours."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.first_72_hours import Applied, FirstHours, first_72_hours
from dashboard.analysis.periods import Period
from dashboard.queries import applications
from dashboard.queries.periods import applications_reach
from dashboard.queries.stories import Story

_BEFORE_RELEASE = timedelta(days=9 * 7 + 4)
_AFTER_RELEASE = timedelta(days=4)


@dataclass(frozen=True)
class Release:
    """A release: the number of its episode, None for the first day of a campaign without episodes."""

    number: int | None
    title: str
    at: datetime
    hours: FirstHours


def releases(
    connection: Connection,
    organisation_id: str,
    told: Story,
    episodes: pd.DataFrame,
    days_off: Collection[date],
    zone: ZoneInfo,
) -> tuple[Release, ...]:
    """Return the releases with their first 72 hours; a campaign without episodes has its first day."""
    known = episodes.dropna(subset=["released_at"])
    found = [
        (int(number), title if isinstance(title, str) else "", at.to_pydatetime())
        for number, title, at in zip(known["number"], known["title"], known["released_at"], strict=True)
    ] or [(None, "", _start_of(told.starts_on, zone))]
    first = min(told.starts_on, *(at.date() for *_, at in found))  # earlier weeks lie before the campaign as well
    days = Period(first - _BEFORE_RELEASE, max(at for *_, at in found).date() + _AFTER_RELEASE)
    applied = _applied(connection, organisation_id, told, days, zone)
    return tuple(
        Release(number, title, at, first_72_hours(applied, at, zone, campaign=told.period, days_off=days_off))
        for number, title, at in found
    )


def _applied(connection: Connection, organisation_id: str, told: Story, days: Period, zone: ZoneInfo) -> Applied:
    """Return the moments of application; what is counted for a day and has no moment is known by its day only."""
    asked = (connection, organisation_id)
    exact = applications.moments(*asked, days.first, days.last, sites=told.sites).dropna(subset=["applied_at"])
    counted = applications.by_day(*asked, days.first, days.last, sites=told.sites)
    with_moment = exact["applied_on"].value_counts().to_dict()
    first = applications_reach(*asked).first
    assert told.last_day is not None
    return Applied(
        [at.to_pydatetime() for at in exact["applied_at"]],
        [
            day
            for day, applied in zip(counted["day"], counted["applied"], strict=True)
            for _one in range(int(applied) - with_moment.get(day, 0))
        ],
        first=_start_of(first, zone) if first else None,
        last=_start_of(told.last_day + timedelta(days=1), zone),
    )


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
