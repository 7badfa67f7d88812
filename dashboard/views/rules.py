"""Rules: how words become sources, stages, groups of functions and kinds of entrant; what waits for a person comes first."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _
from dashboard.views.sections import rule_editor, rules_waiting
from dashboard.views.sections.storing import may_change


def page() -> None:
    """Show what waits, then the rules of each subject."""
    st.title(_("Rules"))
    st.markdown(
        _(
            "Your own rules come first, in their order; the first that matches wins. Then come the rules of the house. "
            "After a change, the applications that are stored are read again."
        )
    )
    if data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))
    elif not may_change():
        st.caption(_("You can read the rules; a recruiter or an administrator can change them."))
    rules_waiting.waiting()
    st.header(_("The rules"))
    rule_editor.editors()


page()
