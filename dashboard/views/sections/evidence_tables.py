"""The tables of the evidence: the preliminary beside the final answer, other outcomes, and link beside answer."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _
from dashboard.queries import workplaces
from dashboard.queries.stories import Story
from dashboard.told import evidence_tables as told
from dashboard.told.card import Card
from dashboard.told.evidence_known import Known
from dashboard.views.sections.bold import bold
from dashboard.widgets.told_card import show_bare


def readings(found: Known) -> None:
    """Show every answer that was given, when there is more than one: the first stays beside the last."""
    _show(told.readings(found))


def outcomes(story: Story, found: Known) -> None:
    """Show side-entrants, sites and function groups, each with its own verdict."""
    _show(told.outcomes(story, found, data.load(workplaces.site_names)))


def _show(card: Card | None) -> None:
    if card is None:
        return
    st.markdown(bold(card.title))
    show_bare(card)


def link_and_answer(story: Story) -> None:
    """Show how far the link and the answer agree, below the coverage; what each counts is never added."""
    said, card = told.link_and_answer(story)
    st.markdown(bold(_("Link beside answer")))
    st.markdown(said)
    if card is not None:
        show_bare(card)
