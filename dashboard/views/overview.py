"""The employer brand on one page: what changed, key figures, attention, tone and result apart, the labour market, what happened."""

from datetime import date

import streamlit as st

from dashboard import data
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.overview_page import page_of
from dashboard.analysis.selection import Selection
from dashboard.i18n import _, day
from dashboard.queries.overview import overview_facts
from dashboard.queries.people import people
from dashboard.told.overview import spent_card
from dashboard.views.sections import axes, happened, kpi_targets, market, print_button, tiles, what_changed
from dashboard.widgets.badges import page_badge
from dashboard.widgets.empty import link, no_data
from dashboard.widgets.filter_bar import filter_bar, period_line
from dashboard.widgets.told_card import show


def found(selection: Selection) -> OverviewPage:
    """Return everything that stands on the page."""
    return data.reckon(_reckoned, selection, market.chosen_region(), data.today(), data.organisation().timezone)


def _reckoned(selection: Selection, region: str, today: date, zone: str) -> OverviewPage:
    return page_of(data.load(overview_facts, today, zone), data.load(people, today, zone), selection, region)


def page() -> None:
    """Show the overview."""
    st.title(_("Overview"))
    selection = filter_bar()
    if selection is None:
        no_data()
        return
    here = found(selection)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(period_line(selection), width="content")
        page_badge(here.until or here.said_until or here.views_until, data.today())
        print_button.print_button(here)
        link("reports", _("Make a report"), report="overview")
    what_changed.what_changed(here)
    tiles.tiles(here)
    axes.axes(here)
    show(spent_card(here))
    market.market(here)
    happened.happened(selection.period)
    kpi_targets.kpi_targets(here)
    if here.until is not None:
        st.caption(_("Applications: own system, until {until}.").format(until=day(here.until)))


page()
