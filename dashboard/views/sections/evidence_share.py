"""Which share of the extra came from side-entrants, on the page of a campaign."""

import streamlit as st

from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS
from dashboard.analysis.impact.share_of_extra import share_said
from dashboard.charts.words import tell
from dashboard.queries.stories import Story
from dashboard.views.sections.evidence_known import Known, sayable_of
from dashboard.widgets.plain import plain


def share_of_side_entrants(story: Story, found: Known) -> None:
    """Say it where both numbers stand on the page and it can be told at all; else nothing."""
    if not sayable_of(story, found) >= {ALL, SIDE_ENTRANTS}:
        return
    said = share_said(found.latest[ALL], found.latest[SIDE_ENTRANTS])
    if said is not None:
        st.markdown(plain(tell(said)))
