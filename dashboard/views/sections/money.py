"""What a campaign cost, cash and own hours apart, and what happened on its landing pages."""

import streamlit as st

from dashboard.analysis.narrative import cost_sentence
from dashboard.charts.words import tell
from dashboard.i18n import _
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told import money as told
from dashboard.widgets import folded
from dashboard.widgets.tables import show_cells, show_table
from dashboard.widgets.told_card import show_bare


def cost(story: Story, *, measured: bool = False) -> None:
    """Show the cost, per application that came in and per view; ``measured``: what was extra stands on the page."""
    assert story.arrived is not None
    st.subheader(_("What it cost"), anchor="cost")
    spent = story.cost
    each = story.each
    assert each is not None
    st.markdown(tell(cost_sentence(spent, each)))
    if spent is None:
        return
    columns = st.columns(3)
    for column, (label, value, words) in zip(columns, told.cost_cards(spent), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"{label}\n### {value}")
            st.caption(words)
    show_table(told.per_piece(spent, each, story), key="cost")
    st.caption(told.cost_note(measured=measured))
    lines = told.lines_of_cost(spent)
    folded.later(_("Lines of cost"), lambda: show_cells(lines), icon=":material/receipt_long:", key="lines-of-cost")


def landing(story: Story, details: Details) -> None:
    """Show the visits under the campaign's tag, and how many of them led to an application on the site."""
    card = told.landing(story, details)
    if card is None:
        return
    st.subheader(card.title)
    show_bare(card)
