"""The labour market around the organisation, beside its own vacancies."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import data, session
from dashboard.analysis.canon import CANON
from dashboard.analysis.overview import OverviewPage
from dashboard.charts.overview_words import definition
from dashboard.i18n import _
from dashboard.queries.context import context_figures
from dashboard.told.card import Card
from dashboard.told.overview import market_card, market_lines
from dashboard.widgets import folded
from dashboard.widgets.empty import link
from dashboard.widgets.plain import plain
from dashboard.widgets.told_card import show_bare

PARAMETER = "region"


def chosen_region() -> str:
    """Return the region of the address that has figures of vacancies; the empty text for the first one."""
    known = {each.region for each in data.load(context_figures)}
    return session.parameter(PARAMETER, "", {*known, ""})


def market(page: OverviewPage) -> None:
    """Show vacancies in care in the region beside our own, and how tight the market is."""
    st.subheader(_("The labour market around us"))
    found = page.market
    if found is None:
        st.caption(_("No figures of the labour market have been imported yet: those of CBS, UWV or VDAB, as a file."))
        link("sources", _("Go to Sources"))
        return
    _picker(found.regions, found.region)
    card = market_card(found)
    if card is not None:
        st.markdown(f"**{plain(card.title)}**")
        folded.later(_("Quarter by quarter"), partial(_quarters, card), icon=":material/table:", key="market-quarters")
    lines = market_lines(found)
    if lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        keys = dict.fromkeys(each.series for each in found.tightness)
        words = "\n\n".join(f"**{_(CANON[key].label)}.** {definition(CANON[key])}" for key in keys)
        folded.definition(words, key="market")
    if page.selection.narrowing:
        st.caption(_("Our own figures here are those of the whole organisation."))


def _quarters(card: Card) -> None:
    show_bare(card)
    if card.passport:
        st.markdown(card.passport)


def _picker(regions: Sequence[str], current: str) -> None:
    if len(regions) < 2:  # noqa: PLR2004
        return
    key = f"region-{current}"

    def choose() -> None:
        session.remember(PARAMETER, st.session_state[key])

    st.selectbox(_("Region"), regions, index=list(regions).index(current), on_change=choose, key=key, width=320)
