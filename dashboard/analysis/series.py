"""The episodes of a series beside each other: at the same age, how far each is watched, and what cannot be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.errors import N_, Said
from dashboard.analysis.episodes import FIRST_DAYS, Episode, EpisodeFigures, episode_figures
from dashboard.analysis.figures import Percentage

START, END = 1, 95
"""Where viewers count as there at the start, and as having watched to the end, in percent of the length."""


@dataclass(frozen=True)
class Told:
    """An episode in the series.

    Attributes:
        figures: Of its first 28 days.
        by_age: Views on each of these days; None is not known.
        curve: Percent of the length to the share of viewers at the start that is still there; empty when not known.
        whole_on: The last of its 28 days.
    """

    figures: EpisodeFigures
    by_age: tuple[int | None, ...]
    curve: Mapping[int, float]
    whole_on: date | None

    @property
    def completion(self) -> float | None:
        """Return which share of the viewers at the start is there at 95 % of the length; None when not known."""
        return self.curve.get(END)


def told(episodes: Sequence[Episode], ratios: Sequence[Mapping[int, float]]) -> tuple[Told, ...]:
    """Return the episodes in order; ``ratios`` holds for each the viewers per view by percent of its length, or nothing."""
    curves = {id(episode): watching(some) for episode, some in zip(episodes, ratios, strict=True)}
    ordered = sorted(episodes, key=lambda episode: episode.number)
    return tuple(
        Told(figures, _by_age(episode), curves[id(episode)], _whole_on(episode))
        for episode, figures in zip(ordered, episode_figures(ordered), strict=True)
    )


def watching(ratios: Mapping[int, float]) -> Mapping[int, float]:
    """Return a curve as a share of the viewers at the start; empty where these are not known."""
    start = ratios.get(START)
    return {place: ratio / start for place, ratio in sorted(ratios.items())} if start else {}


def _by_age(episode: Episode) -> tuple[int | None, ...]:
    if episode.released_on is None:
        return (None,) * FIRST_DAYS
    days = (episode.days.get(episode.released_on + timedelta(days=age)) for age in range(FIRST_DAYS))
    return tuple(day.views if day else None for day in days)


def _whole_on(episode: Episode) -> date | None:
    return episode.released_on + timedelta(days=FIRST_DAYS - 1) if episode.released_on else None


def too_young(some: Sequence[Told], until: date | None) -> list[Told]:
    """Return the episodes that are not 28 days old on the last day with figures."""
    return [each for each in some if each.whole_on is not None and (until is None or each.whole_on > until)]


def broken(some: Sequence[Told], breaks: Sequence[date]) -> list[date]:
    """Return the days of a changed definition over which the episodes' 28 days are set beside each other."""
    ends = [each.whole_on for each in some if each.whole_on is not None]
    first = min(ends, default=None)
    if first is None:
        return []
    return sorted({day for day in breaks if first - timedelta(days=FIRST_DAYS - 1) < day <= max(ends)})


def carry_over_words(some: Sequence[Told]) -> Said:
    """Return how many views the last complete episode has beside the first."""
    known = [each.figures for each in some if each.figures.carry_over is not None]
    if len(known) < 2:  # noqa: PLR2004  the first episode carries itself
        return Said(N_("Too early to say how many viewers went on to a next episode."))
    last = known[-1]
    assert last.carry_over is not None
    text = N_("Episode {number} has {share} of the views of episode 1, each in its first {days} days.")
    return Said(text, {"number": last.number, "share": Percentage(last.carry_over), "days": FIRST_DAYS})


def completion_words(some: Sequence[Told]) -> Said:
    """Return between which ends the share lies that watches to the end."""
    known = [each.completion for each in some if each.completion is not None]
    if not known:
        return Said(N_("It is not known how far the episodes are watched."))
    if len(known) == 1:
        return Said(N_("{share} of the viewers at the start watch to the end."), {"share": Percentage(known[0])})
    text = N_("Of the viewers at the start {low} to {high} watch to the end, by episode.")
    return Said(text, {"low": Percentage(min(known)), "high": Percentage(max(known))})


def views_words(some: Sequence[Told]) -> Said:
    """Return which episode has most views at the same age; nothing of the kind before there is one."""
    known = [(each.figures.views, each.figures.number) for each in some if each.figures.views is not None]
    if not known:
        return Said(N_("No episode has all of its first {days} days yet."), {"days": FIRST_DAYS})
    views, number = max(known, key=lambda pair: (pair[0], -pair[1]))
    text = N_("Episode {number} has most views in its first {days} days: {views}.")
    return Said(text, {"number": number, "days": FIRST_DAYS, "views": views})
