"""Beside the verdict and never in place of it: the sites that were left out, and whether the timing follows the views."""

import streamlit as st

from dashboard import data
from dashboard.queries.campaign_details import Details
from dashboard.queries.left_out import left_out_sites
from dashboard.queries.stories import Story
from dashboard.told import evidence as told
from dashboard.told.evidence_known import Known
from dashboard.widgets.plain import plain


def second_design(story: Story, found: Known) -> None:
    """Say what the sites show that were left out, or why they show nothing; nothing of a campaign without sites."""
    if not story.sites:
        return
    compared = data.load(left_out_sites, story.id, found.outcome, as_of=data.today())
    st.markdown(plain(told.left_out(compared, found)))


def timing(details: Details, found: Known) -> None:
    """Say whether the weeks of the campaign follow its views; nothing where no views are known or nothing was judged."""
    if said := told.timing(details, found):
        st.caption(plain(said))
