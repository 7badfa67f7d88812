"""A campaign with what belongs to it, what came in and what it cost: loaded and reckoned in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.belongings import Belongings, belongings, content_of
from dashboard.analysis.came_in import CameIn, came_in
from dashboard.analysis.cost import Cost, Line, UnitCost, cost_of, per_application
from dashboard.analysis.periods import Period, campaign_window
from dashboard.queries import applications, attention, campaigns, costs, workplaces
from dashboard.queries.campaign_days import counted_days
from dashboard.queries.periods import applications_reach, last_complete_day

_TOLD_APART = ("source_id", "self_reported_id", "utm_campaign", "side_entrant")


@dataclass(frozen=True)
class Story:
    """A campaign. What needs figures (``arrived``, ``each``) is None before it begins and where none are known.

    Attributes:
        status: planned, active or closed, as it stands today; one that was put away (``is_archived``) is closed.
        window: The days whose applications are counted: the campaign's own, up to a few applicants (``campaign_days``).
        first_day: The first day with applications at all.
        last_day: The last day of which all applications are there.
        sites: Codes of the sites that are linked; none means all.
        content: Keys of its videos, posts and pages.
        platforms: Where these stand.
        views: Views in the window; None when not known, and over several platforms, which do not add up.
        each: Cost per application that came in.
    """

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
    first_day: date | None
    last_day: date | None
    sites: tuple[str, ...]
    site_names: tuple[str, ...]
    content: tuple[int, ...]
    platforms: tuple[str, ...]
    arrived: CameIn | None
    views: int | None
    cost: Cost | None
    each: UnitCost | None
    is_archived: bool = False

    @property
    def is_before_figures(self) -> bool:
        """True when the days that would be counted all lie before the first application that is known."""
        return self.window is not None and self.first_day is not None and self.window.last < self.first_day

    @property
    def period(self) -> Period:
        """Its own days; one without an end runs until the last day with figures."""
        last = self.ends_on or self.last_day or self.starts_on
        return Period(self.starts_on, max(self.starts_on, last))


def stories(connection: Connection, organisation_id: str, today: date, zone: str) -> tuple[Story, ...]:
    """Return every campaign, newest first."""
    teller = _Teller(connection, organisation_id, today, zone)
    return tuple(teller.tell(row) for row in teller.rows.itertuples())


def story(connection: Connection, organisation_id: str, campaign_id: str, today: date, zone: str) -> Story:
    """Return one campaign; raises StopIteration for a code that is not there."""
    teller = _Teller(connection, organisation_id, today, zone)
    return teller.tell(next(row for row in teller.rows.itertuples() if row.campaign_id == campaign_id))


def counted_windows(
    connection: Connection, organisation_id: str, today: date, zone: str
) -> Mapping[str, Period | None]:
    """Return the days whose applications are counted for each campaign, as its story has them."""
    return _Teller(connection, organisation_id, today, zone).days


class _Teller:
    """Holds the frames that all campaigns are told from."""

    def __init__(self, connection: Connection, organisation_id: str, today: date, zone: str) -> None:
        self.asked = (connection, organisation_id)
        self.today, self.zone = today, zone
        self.first_day = applications_reach(*self.asked).first
        self.last_day = last_complete_day(*self.asked, today, zone)
        self.rows = campaigns.campaigns(*self.asked)
        self.links = campaigns.links(*self.asked)
        self.episodes = campaigns.episodes(*self.asked)
        self.contents = attention.contents(*self.asked)
        self.sources = applications.sources(*self.asked)
        self.costs = campaign_costs(*self.asked)
        self.site_names = workplaces.site_names(*self.asked)
        self.days = self._counted_days()

    def _counted_days(self) -> Mapping[str, Period | None]:
        if self.first_day is None or self.last_day is None:
            return {}
        windows = {}
        for row in self.rows.itertuples():
            window = campaign_window(row.starts_on, _day(row.ends_on), self.last_day)
            if window is not None and window.last >= self.first_day:
                windows[row.campaign_id] = (window, tuple(sorted(belongings(self.links, row.campaign_id).sites)))
        known = Period(self.first_day, max(self.first_day, self.last_day))
        return counted_days(*self.asked, windows, known, self.today, self.zone)

    def tell(self, row) -> Story:  # noqa: ANN001  a pandas row has no nameable type
        own = belongings(self.links, row.campaign_id)
        ends_on = _day(row.ends_on)
        window = campaign_window(row.starts_on, ends_on, self.last_day) if self.last_day else None
        counted = self.days.get(row.campaign_id)
        sites = tuple(sorted(own.sites))
        content = content_of(own, self.episodes)
        on = self.contents.loc[self.contents["content_id"].isin(content), "platform"]
        platforms = tuple(sorted(set(on)))
        arrived = self._arrived(counted, sites, own)
        cost = self.costs.get(row.campaign_id)
        return Story(
            id=row.campaign_id,
            name=row.name,
            kind=row.kind,
            goal=_text(row.goal),
            audience=_text(row.audience),
            starts_on=row.starts_on,
            ends_on=ends_on,
            status=_status(row.starts_on, ends_on, row.status, self.today),
            own=own,
            window=counted or window,
            first_day=self.first_day,
            last_day=self.last_day,
            sites=sites,
            site_names=tuple(self.site_names.get(site, site) for site in sites),
            content=content,
            platforms=platforms,
            arrived=arrived,
            views=self._views(counted or window, content, platforms),
            cost=cost,
            each=per_application(cost, arrived.total) if arrived else None,
            is_archived=row.status == "archived",
        )

    def _arrived(self, window: Period | None, sites: tuple[str, ...], own: Belongings) -> CameIn | None:
        if window is None or self.first_day is None or window.last < self.first_day:
            return None
        totals = applications.totals(*self.asked, window.first, window.last, by=_TOLD_APART, sites=sites)
        return came_in(totals, self.sources, own)

    def _views(self, window: Period | None, content: tuple[int, ...], platforms: tuple[str, ...]) -> int | None:
        if window is None or len(platforms) != 1:
            return None
        views = attention.totals(*self.asked, content, window.first, window.last)["views"].iloc[0]
        return None if pd.isna(views) else int(views)


def campaign_costs(connection: Connection, organisation_id: str) -> Mapping[str, Cost | None]:
    """Return the cost of each campaign that has lines of cost."""
    lines: dict[str, list[Line]] = {}
    for row in costs.lines(connection, organisation_id).itertuples():
        line = Line(row.label, row.cash, row.hours, row.hour_rate, row.currency, _text(row.platform) or "")
        lines.setdefault(row.campaign_id, []).append(line)
    return {campaign_id: cost_of(some) for campaign_id, some in lines.items()}


def _status(starts_on: date, ends_on: date | None, written: str, today: date) -> str:
    """Return how a campaign stands today: the days go before what was written down."""
    if written == "planned" or starts_on > today:
        return "planned"
    return "closed" if written in {"closed", "archived"} or (ends_on is not None and ends_on < today) else "active"


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not pd.isna(value) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
