"""What the episodes of a series did in their first 28 days, and how many viewers the next one kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.analysis.periods import Period

FIRST_DAYS = 28


@dataclass(frozen=True)
class Day:
    """What a video did on a day; None is not known."""

    views: int | None
    watch_minutes: float | None = None
    average_share: float | None = None
    impressions: int | None = None
    clicks: int | None = None


@dataclass(frozen=True)
class EpisodeFigures:
    """An episode's first 28 days.

    Attributes:
        complete: All 28 days have a figure; views and watch time are None while they have not.
        days: How many of the 28 days have a figure.
        carry_over: Views divided by those of episode 1; None unless both are complete and episode 1 was watched.
        average_share: Average share of the length that was watched, weighted by views; None when not known.
        impressions: Of the 28 days; None unless every day has it.
        click_rate: Clicks divided by impressions, where both are known.
    """

    number: int
    title: str
    released_on: date | None
    views: int | None
    watch_hours: float | None
    average_share: float | None
    days: int
    complete: bool
    carry_over: float | None
    impressions: int | None = None
    click_rate: float | None = None


@dataclass(frozen=True)
class Episode:
    """An episode with its days; without a video it has none."""

    number: int
    title: str
    released_on: date | None
    days: Mapping[date, Day]


def episode_figures(episodes: Sequence[Episode]) -> list[EpisodeFigures]:
    """Return the figures of each episode, in order; the first in the series is what carry-over is reckoned from."""
    ordered = sorted(episodes, key=lambda episode: episode.number)
    first_views = _summed_views(ordered[0]) if ordered and ordered[0].number == 1 else None
    return [_figures(episode, first_views) for episode in ordered]


def _first_days(episode: Episode) -> list[Day]:
    if episode.released_on is None:
        return []
    window = Period(episode.released_on, episode.released_on + timedelta(days=FIRST_DAYS - 1))
    return [episode.days[day] for day in window.each_day() if day in episode.days]


def _summed_views(episode: Episode) -> int | None:
    """Return the views of the first 28 days, None unless every day has a figure."""
    return _whole([day.views for day in _first_days(episode)])


def _whole(values: Sequence[int | None]) -> int | None:
    """Return the sum of all 28 days, None unless every day has a figure."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == FIRST_DAYS else None


def _figures(episode: Episode, first_views: int | None) -> EpisodeFigures:
    days = _first_days(episode)
    views = _summed_views(episode)
    impressions, clicks = (_whole([getattr(day, name) for day in days]) for name in ("impressions", "clicks"))
    minutes = [day.watch_minutes for day in days if day.watch_minutes is not None]
    return EpisodeFigures(
        number=episode.number,
        title=episode.title,
        released_on=episode.released_on,
        views=views,
        watch_hours=sum(minutes) / 60 if len(minutes) == FIRST_DAYS else None,
        average_share=_average_share(days),
        days=sum(day.views is not None for day in days),
        complete=views is not None,
        carry_over=views / first_views if views is not None and first_views else None,
        impressions=impressions,
        click_rate=clicks / impressions if clicks is not None and impressions else None,
    )


def _average_share(days: Sequence[Day]) -> float | None:
    weighted = [(day.views, day.average_share) for day in days if day.views and day.average_share is not None]
    total = sum(views for views, _ in weighted)
    return sum(views * share for views, share in weighted) / total if total else None
