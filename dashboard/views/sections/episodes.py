"""How the episodes of a series did, and how many viewers went on to the next."""

import streamlit as st

from dashboard.i18n import _
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told import episodes as told
from dashboard.widgets.tables import show_table


def episodes(story: Story, details: Details) -> None:
    """Show each episode's first 28 days."""
    if not details.episodes:
        return
    st.subheader(_("Episodes"), anchor="episodes")
    card = told.card(story, details)
    st.markdown(card.title)
    show_table(card.table, key=card.key)
    if card.passport:
        st.caption(card.passport)
    st.caption(card.source_line)
