"""From attention to cost as one small chain, the targets beside it, and what one of each cost."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.hires import hires
from dashboard.i18n import _
from dashboard.queries import campaigns, people, placements
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told import chain as told
from dashboard.told.chain import Steps
from dashboard.told.evidence_known import Known
from dashboard.widgets.empty import link
from dashboard.widgets.tables import show_table


def steps_of(story: Story, details: Details, found: Known | None) -> Steps:
    """Return what is known of each step."""
    assert story.window is not None
    known = data.load(people.people, data.today(), data.organisation().timezone)
    sessions = details.visits["sessions"]
    hand = data.load(placements.by_hand, tuple(sorted(story.own.utm_campaigns)))
    return Steps(
        story,
        found,
        hires(known, story.window, story.sites),
        visits=None if pd.isna(sessions) else int(sessions),
        by_hand=int(hand["visits"].sum()) if len(hand) else None,
    )


def chain(steps: Steps) -> None:
    """Show the chain, and that none of its steps is divided by another."""
    st.subheader(_("From attention to cost"), anchor="chain")
    show_table(told.table(steps), key="chain")
    st.caption(told.note())


def targets(steps: Steps) -> None:
    """Show the targets beside what came in; without any, where they are set."""
    wanted = data.load(campaigns.targets, steps.story.id)
    st.subheader(_("Targets"), anchor="targets")
    if wanted:
        show_table(told.targets(steps, wanted), key="targets")
    else:
        st.caption(_("No target was set."))
        link("plan", _("Set a target"), campaign=steps.story.id, step="targets")


def unit_costs(steps: Steps) -> None:
    """Show what one application, one extra application and one hire cost, cash beside full."""
    if steps.story.cost is None:
        link("plan", _("Write down what it cost"), campaign=steps.story.id, step="cost")
        return
    show_table(told.unit_costs(steps), key="unit-costs")
