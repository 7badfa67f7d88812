"""The two pictures of the evidence: received against expected, and behind a heading the campaign among quiet periods."""

from functools import partial

import streamlit as st

from dashboard.analysis.impact import words
from dashboard.analysis.periods import Period
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
    days = told.quiet_days(found)
    if days is not None:
        folded.later(plain(said), partial(_quiet, story, found, days), icon=":material/scatter_plot:", key="quiet")
    else:
        with st.container(border=True):
            st.markdown(said)


def _received(story: Story, found: Known) -> None:
    blocks = told.shown(found)
    days = told.days_of(blocks)
    show(told.expected(found, blocks, timeline.backdrop_of(story, days, days.last)))


def _quiet(story: Story, found: Known, days: Period) -> None:
    card = told.quiet(found, timeline.backdrop_of(story, days, days.last))
    if card is not None:
        show(card)
