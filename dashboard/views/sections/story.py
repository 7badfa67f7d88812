"""Everything that a page tells about a campaign, loaded and reckoned in one place."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import pandas as pd

from connectors import clock
from dashboard import data
from dashboard.analysis.belongings import Belongings, belongings, content_of
from dashboard.analysis.came_in import CameIn, came_in
from dashboard.analysis.cost import Cost, Line, UnitCost, cost_of, per_application
from dashboard.analysis.periods import Period, campaign_window
from dashboard.queries import applications, attention, campaigns, costs, workplaces
from dashboard.queries.periods import applications_reach

_TOLD_APART = ("source_id", "self_reported_id", "utm_campaign", "side_entrant")


@dataclass(frozen=True)
class Story:
    """A campaign with what belongs to it, its window, and what came in; None where there is no window yet."""

    id: str
    name: str
    kind: str
    goal: str | None
    audience: str | None
    starts_on: date
    ends_on: date | None
    status: str
    own: Belongings
    window: Period | None
    last_day: date | None
    sites: tuple[str, ...]

    @cached_property
    def arrived(self) -> CameIn | None:
        """What came in during the window, at the campaign's sites."""
        if self.window is None:
            return None
        totals = data.load(applications.totals, self.window.first, self.window.last, by=_TOLD_APART, sites=self.sites)
        return came_in(totals, data.load(applications.sources), self.own)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The videos, posts and pages of the campaign."""
        return content_of(self.own, data.load(campaigns.episodes))

    @cached_property
    def platforms(self) -> list[str]:
        """The platforms on which its content stands."""
        rows = data.load(attention.contents)
        return sorted(set(rows.loc[rows["content_id"].isin(self.content), "platform"]))

    @cached_property
    def views(self) -> int | None:
        """Views of its content in the window; None when not known, and over several platforms, which do not add up."""
        if self.window is None or not self.content or len(self.platforms) != 1:
            return None
        rows = data.load(attention.totals, self.content, self.window.first, self.window.last)
        views = rows["views"].iloc[0]
        return None if pd.isna(views) else int(views)

    @cached_property
    def cost(self) -> Cost | None:
        """What it cost; None when nothing was written down."""
        return costs_of(self.id)

    @cached_property
    def each(self) -> UnitCost | None:
        """Cost per application that came in."""
        return per_application(self.cost, self.arrived.total) if self.arrived else None

    @property
    def period(self) -> Period:
        """Its own days; one without an end runs until the last day with figures."""
        last = self.ends_on or self.last_day or self.starts_on
        return Period(self.starts_on, max(self.starts_on, last))


def last_complete_day() -> date | None:
    """Return the last day of which all applications are there, None when there are none: the day before the last reading."""
    read = data.load(applications.last_moment)
    reach = data.load(applications_reach)
    if reach.last is None:
        return None
    zone = data.organisation().timezone
    present = clock.day_in(min(read, data.now()), zone) if read else data.today()
    return min(present, data.today()) - timedelta(days=1)


def stories() -> list[Story]:
    """Return every campaign, newest first."""
    rows = data.load(campaigns.campaigns)
    links = data.load(campaigns.links)
    last_day = last_complete_day()
    return [_story(row, belongings(links, row.campaign_id), last_day) for row in rows.itertuples()]


def _story(row, own: Belongings, last_day: date | None) -> Story:  # noqa: ANN001  a pandas row has no nameable type
    ends_on = row.ends_on if isinstance(row.ends_on, date) else None
    return Story(
        id=row.campaign_id,
        name=row.name,
        kind=row.kind,
        goal=_text(row.goal),
        audience=_text(row.audience),
        starts_on=row.starts_on,
        ends_on=ends_on,
        status=_status(row.starts_on, ends_on, row.status),
        own=own,
        window=campaign_window(row.starts_on, ends_on, last_day) if last_day else None,
        last_day=last_day,
        sites=tuple(sorted(own.sites)),
    )


def _status(starts_on: date, ends_on: date | None, written: str) -> str:
    """Return how a campaign stands today: the days go before what was written down."""
    today = data.today()
    if written == "planned" or starts_on > today:
        return "planned"
    return "closed" if written == "closed" or (ends_on is not None and ends_on < today) else "active"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def costs_of(campaign_id: str) -> Cost | None:
    """Return the cost of a campaign, None when nothing was written down."""
    rows = data.load(costs.lines)
    own = rows[rows["campaign_id"] == campaign_id]
    return cost_of([Line(row.label, row.cash, row.hours, row.hour_rate, row.currency) for row in own.itertuples()])


def site_names(codes: tuple[str, ...]) -> str:
    """Return the names of sites, or nothing when all are meant."""
    rows = data.load(workplaces.sites)
    names = dict(zip(rows["site_id"], rows["name"], strict=True))
    return ", ".join(names.get(code, code) for code in codes)


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day begins in the organisation's zone."""
    return datetime.combine(day, time(), ZoneInfo(data.organisation().timezone))


def shown_days(story: Story) -> Period | None:
    """Return the days of the campaign's charts: eight weeks before, as far as there are figures, and the window."""
    reach = data.load(applications_reach)
    if story.window is None or reach.first is None:
        return None
    before = story.starts_on - timedelta(weeks=8)
    return Period(min(max(before, reach.first), story.window.last), story.window.last)


def per_day(story: Story, days: Period) -> dict[date, int]:
    """Return applications per day at the campaign's sites; never shown as they are."""
    rows = data.load(applications.by_day, days.first, days.last, sites=story.sites)
    return {day: int(applied) for day, applied in zip(rows["day"], rows["applied"], strict=True)}


def episodes_of(story: Story) -> pd.DataFrame:
    """Return the episodes of the campaign's series, in order."""
    rows = data.load(campaigns.episodes)
    return rows[rows["series_id"].isin(list(story.own.series))]
