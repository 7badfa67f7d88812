"""Attention and applications on one time line, with everything else that happened in those weeks."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.analysis.blocks import Block
from dashboard.analysis.calendar import Calendar
from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import Happening, warnings
from dashboard.charts.attention import attention_and_applications
from dashboard.charts.timeline import Backdrop
from dashboard.charts.words import KINDS, count_text, platforms, region_name, signs, tell
from dashboard.i18n import MISSING, _, day, day_range, number, percent
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.views.sections.bold import bold
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain


def timeline(story: Story, details: Details) -> None:
    """Show views and applications over the days before, during and after the campaign."""
    days = Period(details.weeks[0].period.first, details.weeks[-1].period.last)
    chart = attention_and_applications(details.views, details.weeks, backdrop_of(story, days, story.last_day))
    st.subheader(_("Attention and applications"))
    chart_card(chart, _table(details.views, details.weeks), _source_line(story), _passport(), key="timeline")


def backdrop_of(story: Story, days: Period, until: date | None) -> Backdrop:
    """Return what stands behind a chart of a campaign's days: its own band and episodes before all others."""
    platform = story.platforms[0] if len(story.platforms) == 1 else ""
    own = (story.id, *story.own.series)
    return backdrop(days, platform=platform, sites=story.sites, until=until, own=own)


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


def surroundings(story: Story, details: Details, *, measured: bool = False) -> None:
    """List what else happened in the window, with a warning where it makes the window hard to read.

    ``measured``: what was extra stands above with its own checks, so that totals are no longer all there is to look at.
    """
    assert story.window is not None
    st.markdown(bold(_("What else happened")))
    some = warnings(details.others, details.events, story.starts_on)
    if measured and some:
        st.caption(_("How this was allowed for stands above, at “What was extra”, in the checks."))
    for said in () if measured else some:
        st.warning(plain(tell(said)), icon=":material/call_split:")
    rows = [*details.others, *details.events]
    if not rows and not details.closed.days_off:
        st.caption(_("Nothing is known."))
    st.markdown("\n".join(_line(each, story.window) for each in rows))
    with st.expander(_("Public and school holidays"), icon=":material/event:"):
        _holidays(details.closed, story.window)


def _line(happening: Happening, window: Period) -> str:
    days = day_range(happening.period.first, happening.period.last)
    kind = _(KINDS.get(happening.kind, happening.kind))
    covered = happening.period.overlap(window) / window.days
    part = _("{share} of the weeks that are counted").format(share=percent(covered))
    about = _("{name}: {what}").format(name=plain(_(happening.title)), what=f"{kind.lower()}, {days} ({part})")
    return f"- {about}"


def _holidays(closed: Calendar, window: Period) -> None:
    kinds = {"public": _("public holiday"), "school": _("school holiday")}
    public = {span.name for span in closed.days_off if span.kind == "public"}
    lines = [
        f"- {span.name}: {kinds[span.kind]}, {day_range(span.first, span.last)} "
        f"({', '.join(dict.fromkeys(region_name(place.region or place.country) for place in span.places))})"
        for span in closed.days_off
        if window.overlap(Period(span.first, span.last)) and (span.kind == "public" or span.name not in public)
    ]
    st.markdown("\n".join(lines) or _("None."))
    for gap in closed.unknown:
        words = _("Not known for {place} in {year}: {kind}.")
        place = " ".join(region_name(part) for part in (gap.place.country, gap.place.region) if part)
        st.caption(words.format(place=place, year=gap.year, kind=kinds[gap.kind]))
