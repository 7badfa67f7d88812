"""The two pictures of the evidence: received against expected, and behind a heading the campaign among quiet periods."""

import streamlit as st

from dashboard.analysis.impact import words
from dashboard.charts.words import tell
from dashboard.queries.stories import Story
from dashboard.told import evidence_pictures as told
from dashboard.told.evidence_known import Known
from dashboard.views.sections import timeline
from dashboard.widgets import folded
from dashboard.widgets.plain import plain
from dashboard.widgets.told_card import show


def pictures(story: Story, found: Known) -> None:
    """Show what came in beside what was expected; the quiet periods open under their own sentence."""
    _received(story, found)
    said = tell(words.quiet_said(found.finding))
    if told.quiet_days(found):
        folded.later(plain(said), lambda: _quiet(story, found), icon=":material/scatter_plot:", key="quiet")
    else:
        with st.container(border=True):
            st.markdown(said)


def _received(story: Story, found: Known) -> None:
    blocks = told.shown(found)
    days = told.days_of(blocks)
    show(told.expected(found, blocks, timeline.backdrop_of(story, days, days.last)))


def _quiet(story: Story, found: Known) -> None:
    days = told.quiet_days(found)
    card = told.quiet(found, timeline.backdrop_of(story, days, days.last)) if days else None
    if card is not None:
        show(card)
