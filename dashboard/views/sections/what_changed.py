"""What changed and why, in three sentences that are made from the figures."""

import streamlit as st

from dashboard.analysis.overview import OverviewPage
from dashboard.charts.overview_words import sentences
from dashboard.i18n import _
from dashboard.views.sections.bold import bold
from dashboard.widgets.plain import plain


def what_changed(page: OverviewPage) -> None:
    """Show the three sentences."""
    changed, why, unknown = map(plain, sentences(page))
    with st.container(border=True, key="what-changed"):
        st.markdown(bold(_("What changed"), ":material/trending_up:"))
        st.markdown(changed)
        st.markdown(bold(_("What is known of why"), ":material/search:"))
        st.markdown(why)
        st.markdown(bold(_("What is not known"), ":material/help:"))
        st.markdown(unknown)
        if page.selection.narrowing:
            st.caption(_("Findings on campaigns are about the whole campaign, not about the part that is looked at."))
