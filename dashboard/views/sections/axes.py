"""Attention, tone and result: three separate things, never one score."""

from datetime import date

import streamlit as st

from dashboard import data
from dashboard.analysis.overview import Axis, OverviewPage, Tile
from dashboard.analysis.periods import Period
from dashboard.charts.overview_words import axes_line, axis_line, difference_text, direction_text, written
from dashboard.i18n import _
from dashboard.queries.attention import platform_weeks
from dashboard.queries.overview import PLATFORM
from dashboard.queries.weeks import weeks
from dashboard.told.overview import buzz_card, months_card, shown_days, tone_card, views_card, weeks_card, weeks_in
from dashboard.views.sections.bold import bold
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.choice import choice_of_few
from dashboard.widgets.plain import plain
from dashboard.widgets.told_card import show

_ICONS = {"attention": ":material/visibility:", "tone": ":material/mood:", "result": ":material/group_add:"}


def axes(page: OverviewPage) -> None:
    """Show which way each axis points, and a chart of the applications beside one of attention or tone."""
    st.subheader(_("Attention, tone and result"))
    st.markdown(f"**{axes_line(page.axes)}**")
    st.caption(
        _("They are three things: they move apart, and are never put into one score. An arrow means: beyond chance.")
    )
    with st.grid(3, min_column_width=230, key="axes"):
        for axis in page.axes:
            with st.container(border=True, height="stretch", key=f"axis-{axis.key}"):
                lines = "\n".join(_line(tile) for tile in (*axis.leading, *axis.others))
                st.markdown(f"{bold(axis_line(axis), _ICONS[axis.key])}\n\n{lines}\n\n:small[{_about(axis)}]")
    _charts(page)


def _about(axis: Axis) -> str:
    words = {
        "attention": _("Much attention is not the same as praise."),
        "tone": _("Of the mentions that have a tone: positive less negative, -1 to 1."),
        "result": _("Applications, whatever brought them."),
    }
    return plain(words[axis.key])


def _line(tile: Tile) -> str:
    value = written(tile.passport, tile.now.figure)
    moved = ", ".join(part for part in (difference_text(tile), direction_text(tile)) if part)
    words = _("{label}: **{value}**").format(label=_(tile.passport.label), value=plain(value))
    return f"- {words} ({plain(moved)})" if moved else f"- {words}"


def _charts(page: OverviewPage) -> None:
    days = shown_days(page)
    if page.selection.narrowing:
        year = Period(page.months[0][0], days.last)
        show(months_card(page, backdrop(year, metric="applications", until=page.until)), until=page.until)
        return
    chosen = _chosen(page)
    left, right = st.columns(2)
    with left:
        _said_or_seen(page, days, chosen)
    with right:
        bars = weeks_in(data.load(weeks, page.until) if page.until else (), page)
        if bars:
            show(weeks_card(bars, backdrop(days, metric="applications", until=page.until)), until=page.until)


def _chosen(page: OverviewPage) -> str:
    """Let a reader choose what stands beside the applications; without mentions there is nothing to choose."""
    kinds = {"views": _("Views"), "mentions": _("Mentions"), "tone": _("Tone")}
    return choice_of_few("picture", _("Beside the applications"), kinds) if page.weeks_said else "views"


def _said_or_seen(page: OverviewPage, days: Period, chosen: str) -> None:
    if chosen == "views":
        _views(days, page.views_until)
        return
    behind = backdrop(days, metric=chosen, until=page.said_until)
    show((tone_card if chosen == "tone" else buzz_card)(page, behind), until=page.said_until)


def _views(days: Period, until: date | None) -> None:
    rows = data.load(platform_weeks, PLATFORM, days.first, days.last)
    if rows.empty:
        with st.container(border=True):
            st.markdown(bold(_("Views per week")))
            st.markdown(_("No figures yet."))
        return
    show(views_card(rows, backdrop(days, platform=PLATFORM, metric="views", until=until), until), until=until)
