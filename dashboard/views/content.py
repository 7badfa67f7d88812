"""Content: what works for a goal, and whether attention for a theme goes together with applications."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _
from dashboard.queries.content_page import has_content
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections import association, what_works
from dashboard.widgets.empty import no_data


def page() -> None:
    """Show what works first: it is there at once, while the correlations may still be reckoned."""
    st.title(_("Content"))
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    known = data.load(has_content)
    if last_day is None and not known:
        no_data()
        return
    what_works.what_works(known=known)
    association.association(last_day)


page()
