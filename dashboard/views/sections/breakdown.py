"""Applications told apart: by measured source, by origin, and measured beside self-reported."""

import streamlit as st

from dashboard.i18n import _
from dashboard.queries.stories import Story
from dashboard.told import breakdown as told
from dashboard.views.sections.bold import bold
from dashboard.widgets.told_card import show, show_bare


def breakdown(story: Story) -> None:
    """Show applications by source and by origin beside each other, and the table of the two kinds of source."""
    assert story.arrived is not None
    if story.arrived.total.value == 0:
        return
    st.subheader(_("Who came in, and how"), anchor="who")
    left, right = st.columns(2)
    with left:
        show(told.origins(story))
    with right:
        show(told.sources(story))
    crossed = told.crossed(story)
    st.markdown(bold(crossed.title))
    st.caption(crossed.passport)
    show_bare(crossed)
