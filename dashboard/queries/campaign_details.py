"""What a campaign's page draws: views and applications in time, releases, episodes, and what else happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.beside import safe_blocks
from dashboard.analysis.blocks import Block, blocks
from dashboard.analysis.calendar import Calendar, Place, calendar
from dashboard.analysis.disclosure import Sum
from dashboard.analysis.episodes import EpisodeFigures, episode_figures
from dashboard.analysis.periods import Period, next_month
from dashboard.analysis.selection import whole_months
from dashboard.analysis.surroundings import Happening, events_in, other_campaigns
from dashboard.queries import applications, attention, campaigns, events, workplaces
from dashboard.queries.campaign_days import shown_cuts, sums_between
from dashboard.queries.episode_days import with_days
from dashboard.queries.periods import applications_reach
from dashboard.queries.releases import Release, releases
from dashboard.queries.stories import Story, story

_LOOK_BACK = timedelta(weeks=8)
_NEAR_START = timedelta(days=14)


@dataclass(frozen=True)
class Details:
    """What is drawn of a campaign that has begun.

    Attributes:
        weeks: Applications per block, from eight weeks before (as far as there are figures).
        elsewhere: The same applications per month or shorter, as other pages show them.
        views: ``day``, ``views``, ``is_final``; empty without content, and over several platforms.
        breaks: Day and title of changes in how a figure is counted.
        closed: Days off at its sites, over all drawn days.
        others: Other campaigns in the window.
        events: Events in the window and the two weeks before the start.
        visits: One row: ``sessions``, ``apply_starts``, ``apply_completes`` under its tags.
    """

    weeks: tuple[Block, ...]
    elsewhere: tuple[Sum, ...]
    views: pd.DataFrame
    breaks: tuple[tuple[date, str], ...]
    closed: Calendar
    others: tuple[Happening, ...]
    events: tuple[Happening, ...]
    releases: tuple[Release, ...]
    episodes: tuple[EpisodeFigures, ...]
    visits: pd.Series


def details(
    connection: Connection, organisation_id: str, campaign_id: str, today: date, zone: str, language: str
) -> Details:
    """Return what is drawn of a campaign; it must have a window. ``language`` names the days off."""
    asked = (connection, organisation_id)
    told = story(*asked, campaign_id, today, zone)
    assert told.window is not None
    assert told.last_day is not None
    weeks, elsewhere = _weeks(*asked, told, today, zone)
    days = Period(weeks[0].period.first, weeks[-1].period.last)
    happened = events.events(*asked, min(days.first, told.starts_on - _NEAR_START), days.last)
    around = Period(min(told.window.first, told.starts_on - _NEAR_START), told.window.last)
    breaks = happened[(happened["kind"] == "definition_break") & (happened["day"] >= days.first)]
    tags = sorted(told.own.utm_campaigns)
    episodes = campaigns.episodes(*asked)
    closed_days = days_off(*asked, told.sites, *_around_releases(told), language).dates()
    own_episodes = episodes[episodes["series_id"].isin(list(told.own.series))]
    return Details(
        weeks=weeks,
        elsewhere=elsewhere,
        views=attention.by_day(*asked, told.content if len(told.platforms) == 1 else (), days.first, days.last),
        breaks=tuple(zip(breaks["day"], breaks["title"], strict=True)),
        closed=days_off(*asked, told.sites, days.first, days.last, language),
        others=tuple(other_campaigns(campaigns.campaigns(*asked), told.id, told.window)),
        events=tuple(events_in(happened, around, told.sites)),
        releases=releases(*asked, told, own_episodes, closed_days, ZoneInfo(zone)),
        episodes=tuple(episode_figures(with_days(*asked, own_episodes, zone))),
        visits=attention.visits(*asked, tags, told.window.first, told.window.last).iloc[0],
    )


def _around_releases(told: Story) -> tuple[date, date]:
    """Return all days on which a window of 72 hours, or one that it is compared with, can lie."""
    return told.starts_on - timedelta(weeks=10), told.period.last + timedelta(weeks=1)


def days_off(
    connection: Connection, organisation_id: str, sites: Sequence[str], first: date, last: date, language: str
) -> Calendar:
    """Return the days off where some sites (none: all) stand."""
    rows = workplaces.sites(connection, organisation_id)
    here = rows[rows["site_id"].isin(list(sites))] if sites else rows
    places = [
        Place(country, region if isinstance(region, str) else None)
        for country, region in zip(here["country"], here["holiday_region"], strict=True)
    ]
    return calendar(places, Period(first, last), language)


def _weeks(
    connection: Connection, organisation_id: str, told: Story, today: date, zone: str
) -> tuple[tuple[Block, ...], tuple[Sum, ...]]:
    """Return the time line of applications, and what other pages show of them."""
    first_day = applications_reach(connection, organisation_id).first
    assert told.window is not None
    assert told.last_day is not None
    first = max(told.starts_on - _LOOK_BACK, first_day) if first_day else told.starts_on
    days = Period(min(first, told.starts_on), told.window.last)
    around = whole_months(days.first, days.last)
    rows = applications.by_day(connection, organisation_id, around.first, around.last, sites=told.sites)
    counts = {day: int(applied) for day, applied in zip(rows["day"], rows["applied"], strict=True)}
    known = Period(days.first, max(days.first, told.last_day))
    cuts = shown_cuts(connection, organisation_id, told.sites, known, today, zone)
    cuts = {day for day in cuts if around.first <= day <= next_month(around.last)}
    ends = {told.window.first, told.window.last + timedelta(days=1)}
    found = safe_blocks(blocks(counts, told.starts_on, days, told.last_day), counts, cuts | ends, told.last_day)
    return tuple(found), tuple(sums_between(cuts, counts))
