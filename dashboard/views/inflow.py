"""Inflow: how many came in, how much is known of where they came from, where that was, and what happened to them."""

import streamlit as st

from dashboard import data
from dashboard.analysis.selection import Selection
from dashboard.i18n import _, day
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections import explorer, inflow_sources, inflow_stages, inflow_sums, match_rate
from dashboard.views.sections.counts import covered, people
from dashboard.widgets.badges import page_badge
from dashboard.widgets.empty import no_data
from dashboard.widgets.filter_bar import filter_bar, period_line


def page() -> None:
    """Show what is known first, then the figures that rest on it."""
    st.title(_("Inflow"))
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    if last_day is None:
        no_data()
    else:
        selection = filter_bar("period", "site", "function_group", "audience", default="12m")
        page_badge(last_day, data.today())
        if selection is not None:
            _months(selection)
    inflow_sums.not_by_day()


def _months(selection: Selection) -> None:
    known = people()
    st.caption(
        _("Applications by the day they came in: {months}.").format(months=period_line(selection, compared=False))
    )
    period = covered(known, selection)
    if period is None:
        return
    source_line = _("Applications: own system, until {until}.").format(until=day(period.last))
    match_rate.in_period(known, period)
    explorer.explorer(known, selection, period, source_line)
    inflow_sources.came_from(known, selection, period, source_line)
    inflow_sources.link_beside_answer(known, period, source_line)
    inflow_stages.funnel(known, selection, period, source_line)
    inflow_stages.two_readings(known, selection, period, source_line)


page()
