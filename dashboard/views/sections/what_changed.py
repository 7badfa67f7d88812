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
    parts = (
        (_("What changed"), ":material/trending_up:", changed),
        (_("What is known of why"), ":material/search:", why),
        (_("What is not known"), ":material/help:", unknown),
    )
    with st.container(border=True, key="what-changed"):
        st.markdown("\n\n".join(f"{bold(name, icon)}\n\n{text}" for name, icon, text in parts))
        if page.selection.narrowing:
            st.caption(_("Findings on campaigns are about the whole campaign, not about the part that is looked at."))
