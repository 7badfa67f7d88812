"""Inflow: how much is known of where applications came from, where that was, and what happened to them, read two ways."""

from datetime import date

import streamlit as st

from dashboard import data
from dashboard.i18n import _, day, day_range
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections import inflow_sources, inflow_stages, match_rate, year_choice
from dashboard.widgets.badges import STALE_AFTER, freshness_badge


def page() -> None:
    """Show what is known first, then the figures that rest on it."""
    st.title(_("Inflow"))
    match_rate.match_rate(on_sources=False)
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    if last_day is not None:
        _by_day(last_day)
    inflow_stages.not_by_day()


def _by_day(last_day: date) -> None:
    period = year_choice.chosen(last_day)
    freshness_badge(last_day, data.today(), stale=data.today() - last_day > STALE_AFTER)
    st.caption(_("Applications by the day they came in: {days}.").format(days=day_range(period.first, period.last)))
    source_line = _("Applications: own system, until {until}.").format(until=day(last_day))
    inflow_sources.came_from(period, source_line)
    inflow_stages.two_readings(period, source_line)


page()
