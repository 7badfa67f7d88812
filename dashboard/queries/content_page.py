"""What the page about content shows: what works on each platform, and themes beside groups of functions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from connectors.database.schema import content
from dashboard.analysis.association import Association
from dashboard.analysis.periods import Period
from dashboard.analysis.what_works import GOALS, WhatWorks, what_works
from dashboard.queries.campaign_details import days_off
from dashboard.queries.content_results import pieces
from dashboard.queries.periods import applications_reach, last_complete_day
from dashboard.queries.themes import platform_reach, theme_associations

_ENOUGH_TO_RANK = 2


@dataclass(frozen=True)
class Ranking:
    """What works for a goal on one platform (None: several together).

    Attributes:
        until: Last day with final figures; None when applications are counted.
    """

    platform: str | None
    per_hour: WhatWorks
    per_post: WhatWorks
    until: date | None

    @property
    def shown(self) -> WhatWorks:
        """Return the one that is ranked: per hour, unless too few groups have their hours written down to compare any."""
        hours, posts = _with_figure(self.per_hour), _with_figure(self.per_post)
        unknown = not any(group.posts for group in self.per_hour.groups)
        return self.per_post if unknown or hours < min(posts, _ENOUGH_TO_RANK) else self.per_hour


def _with_figure(found: WhatWorks) -> int:
    return sum(group.per_unit is not None for group in found.groups)


def has_content(connection: Connection, organisation_id: str) -> bool:
    """Tell whether the organisation has any content."""
    query = select(func.count()).where(content.c.organisation_id == organisation_id)
    return connection.execute(query).scalar_one() > 0


def rankings(
    connection: Connection,
    organisation_id: str,
    goal_key: str,
    grouping: str,
    today: date,
    zone: str,
    period: Period | None = None,
) -> tuple[Ranking, ...]:
    """Return what works for a goal, one ranking per platform where each counts in its own way; empty without results.

    ``period`` keeps what came out in it.
    """
    goal = next(each for each in GOALS if each.key == goal_key)
    found = pieces(connection, organisation_id, goal, today, zone, period)
    until = {name: period.last for name, period in platform_reach(connection, organisation_id).items()}
    both = (what_works(found, goal, grouping, per_hour=per_hour) for per_hour in (True, False))
    return tuple(
        Ranking(hours.platform, hours, posts, None if goal.of_people else _until(hours.platform, until))
        for hours, posts in zip(*both, strict=True)
    )


def _until(platform: str | None, last: dict[str, date]) -> date | None:
    return last.get(platform) if platform else min(last.values(), default=None)


def side_by_side(connection: Connection, organisation_id: str, today: date, zone: str) -> tuple[Association, ...]:
    """Return every theme beside every group of functions, days off at all sites taken away."""
    asked = (connection, organisation_id)
    first, last = applications_reach(*asked).first, last_complete_day(*asked, today, zone)
    if first is None or last is None or last < first:
        return ()
    closed = days_off(*asked, (), first, last, "en")
    return theme_associations(*asked, today, zone, closed)
