"""Attention and applications on one time line, and what else happened, as it is told."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.blocks import Block
from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import Happening
from dashboard.charts.attention import attention_and_applications
from dashboard.charts.timeline import Backdrop
from dashboard.charts.words import KINDS, count_text, platforms, signs
from dashboard.i18n import MISSING, _, day, day_range, number, percent
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told.card import Card, charted


def behind_of(story: Story) -> tuple[str, tuple[str, ...]]:
    """Return the platform whose changes in counting are marked, and the codes of what is drawn before all others."""
    platform = story.platforms[0] if len(story.platforms) == 1 else ""
    return platform, (story.id, *story.own.series)


def card(story: Story, details: Details, backdrop: Backdrop) -> Card:
    """Return views and applications over the days before, during and after the campaign."""
    chart = attention_and_applications(details.views, details.weeks, backdrop)
    return charted("timeline", chart, _table(details.views, details.weeks), _source_line(story), _passport())


def _table(views: pd.DataFrame, weeks: Sequence[Block]) -> pd.DataFrame:
    by_day = {} if views.empty else dict(zip(views["day"], views["views"], strict=True))
    return pd.DataFrame(
        {
            _("From"): [day(block.period.first) for block in weeks],
            _("To"): [day(block.period.last) for block in weeks],
            _("Views"): [_sum(by_day, block.period) for block in weeks],
            _("Applications"): [count_text(block.count) for block in weeks],
            _("Complete"): [_("yes") if block.complete else _("no") for block in weeks],
        }
    )


def _sum(by_day: dict[date, int], period: Period) -> str:
    known = [by_day[each] for each in period.each_day() if each in by_day and not pd.isna(by_day[each])]
    return number(int(sum(known))) if known else MISSING


def _source_line(story: Story) -> str:
    names = platforms(story.platforms)
    until = day(story.last_day)
    if len(story.platforms) > 1:
        words = _(
            "Applications: own system, until {until}. Views on {names} are counted differently and are not drawn."
        )
        return words.format(until=until, names=names)
    if names:
        return _("Applications: own system, until {until}. Views: {names}.").format(until=until, names=names)
    return _("Applications: own system, until {until}.").format(until=until)


def _passport() -> str:
    return "\n\n".join(
        (
            _("Applications by the day they came in, per week from the first day of the campaign."),
            _("Views as the platform counts them, by its own day. A gap is a day without a figure, not zero."),
            _("Purple: the campaign; dotted lines: episodes; grey: public and school holidays; hatched: not complete."),
            signs(),
        )
    )


def line_of(happening: Happening, window: Period) -> tuple[str, str]:
    """Return what happened by its name, and what kind of thing it was, when, and for how long beside the campaign."""
    days = day_range(happening.period.first, happening.period.last)
    kind = _(KINDS.get(happening.kind, happening.kind))
    covered = happening.period.overlap(window) / window.days
    part = _("{share} of the weeks that are counted").format(share=percent(covered))
    return _(happening.title), f"{kind.lower()}, {days} ({part})"
