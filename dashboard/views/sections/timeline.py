"""Attention and applications on one time line, with everything else that happened in those weeks."""

from datetime import date

import streamlit as st

from dashboard.analysis.calendar import Calendar
from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import warnings
from dashboard.charts.timeline import Backdrop
from dashboard.charts.words import region_name, tell
from dashboard.i18n import _, day_range
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told import timeline as told
from dashboard.widgets import folded
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.plain import plain
from dashboard.widgets.told_card import show


def timeline(story: Story, details: Details) -> None:
    """Show views and applications over the days before, during and after the campaign."""
    days = Period(details.weeks[0].period.first, details.weeks[-1].period.last)
    st.subheader(_("Attention and applications"), anchor="attention")
    show(told.card(story, details, backdrop_of(story, days, story.last_day)))
    if story.platforms:
        warn_breaks(days.first, days.last, story.platforms, ("views",))


def backdrop_of(story: Story, days: Period, until: date | None) -> Backdrop:
    """Return what stands behind a chart of a campaign's days: its own band and episodes before all others."""
    platform, own = told.behind_of(story)
    return backdrop(days, platform=platform, sites=story.sites, until=until, own=own)


def surroundings(story: Story, details: Details, *, measured: bool = False) -> None:
    """List what else happened in the window, with a warning where it makes the window hard to read.

    ``measured``: what was extra stands above with its own checks, so that totals are no longer all there is to look at.
    """
    assert story.window is not None
    st.subheader(_("What else happened"), anchor="beside")
    some = warnings(details.others, details.events, story.starts_on)
    for said in some:
        st.warning(plain(tell(said)), icon=":material/call_split:")
    if measured and some:
        st.caption(_("How this was allowed for stands above, at “What was extra”, in the checks."))
    rows = [*details.others, *details.events]
    if not rows and not details.closed.days_off:
        st.caption(_("Nothing is known."))
    line = _("{name}: {what}")
    lines = (told.line_of(each, story.window) for each in rows)
    st.markdown("\n".join(f"- {line.format(name=plain(name), what=what)}" for name, what in lines))
    name = _("Public and school holidays")
    folded.later(name, lambda: _holidays(details.closed, story.window), icon=":material/event:", key="holidays")


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
