"""How the episodes of a series did, as it is told."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.episodes import FIRST_DAYS, EpisodeFigures
from dashboard.charts.words import platforms
from dashboard.i18n import MISSING, _, day, number, percent
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told.card import Card


def card(story: Story, details: Details) -> Card:
    """Return each episode's first 28 days, with what can be said of how many went on."""
    counted = _("Views and watch time as {names} counts them.").format(names=platforms(story.platforms))
    missing = _("A dash: not all of the first {days} days have a figure yet.").format(days=FIRST_DAYS)
    is_complete = all(each.complete for each in details.episodes)
    note = "" if is_complete else missing
    said = " ".join(part for part in (_sentence(details.episodes), _total(story, details.episodes)) if part)
    return Card("episodes", said, _episode_table(details.episodes), counted, note)


def _total(story: Story, figures: Sequence[EpisodeFigures]) -> str:
    """Return the views of all episodes together; empty over several platforms, which count differently."""
    known = [each.views for each in figures if each.views is not None]
    if not known or len(story.platforms) != 1:
        return ""
    words = _("{known} of {all} episodes have all {days} days: {views} views together.")
    return words.format(known=number(len(known)), all=number(len(figures)), days=FIRST_DAYS, views=number(sum(known)))


def _sentence(figures: Sequence[EpisodeFigures]) -> str:
    known = [each for each in figures if each.carry_over is not None]
    if len(known) < 2:  # noqa: PLR2004  the first episode carries itself
        return _("Too early to say how many viewers went on to a next episode.")
    words = _("The last episode with {days} days had {share} of the views of the first.")
    return words.format(days=FIRST_DAYS, share=percent(known[-1].carry_over))


def _episode_table(figures: Sequence[EpisodeFigures]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Episode"): [number(each.number) for each in figures],
            _("Title"): [each.title or MISSING for each in figures],
            _("Released"): [day(each.released_on) for each in figures],
            _("Views (28 days)"): [number(each.views) for each in figures],
            _("Watch time (hours)"): [number(each.watch_hours) for each in figures],
            _("Average share watched"): [percent(each.average_share) for each in figures],
            _("Against episode 1"): [percent(each.carry_over) for each in figures],
            _("Days with a figure"): [f"{each.days} / {FIRST_DAYS}" for each in figures],
        }
    )
