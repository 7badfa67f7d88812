"""The time line: everything that draws itself on the charts in one list, and the own events that a person writes down."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _
from dashboard.views.sections import event_form, events_list
from dashboard.views.sections.storing import last_said


def page() -> None:
    """Show the list with its filters, and the forms of those who may change events."""
    st.title(_("Time line"))
    st.markdown(
        _(
            "Campaigns, episodes, events and changes in how a figure is counted stand behind every chart over time. Here they "
            "are in one list. Write down what else may have been felt: a broadcast, also one that is still to come, an award, "
            "or many vacancies at once."
        )
    )
    last_said()
    events_list.events_list()
    event_form.forms()
    if data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))


page()
