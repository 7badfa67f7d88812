"""The short form with which a person makes a campaign; the rest is filled in step by step on the page Plan."""

import streamlit as st

from dashboard import data, session
from dashboard.actions import campaigns as actions
from dashboard.actions.campaign_form import KINDS, NewCampaign
from dashboard.charts.words import KINDS as KIND_NAMES
from dashboard.i18n import _
from dashboard.views.sections.choosing import day_of
from dashboard.views.sections.storing import actor, may_change, stored
from dashboard.widgets.empty import link
from dashboard.widgets.plain import plain

_CURRENCY = "EUR"
_MADE = "campaigns-made"


def new_campaign() -> None:
    """Show the form for a new campaign, and store what was filled in."""
    if not may_change():
        return
    with st.expander(_("New campaign"), icon=":material/add_circle:"):
        if data.is_demo():
            st.caption(_("This is the demo organisation: nothing in it can be changed."))
        with st.form("new-campaign", border=False):
            new = _form()
            if st.form_submit_button(_("Make campaign"), type="primary"):
                _store(new)


def _form() -> NewCampaign:
    st.caption(_("A name, a kind and its days are enough to begin; the next steps follow on the page Plan."))
    name = st.text_input(_("Name"), max_chars=120, key=f"new-name-{st.session_state.get(_MADE, 0)}")
    kind = st.selectbox(_("Kind"), KINDS, format_func=lambda code: _(KIND_NAMES[code]))
    left, right = st.columns(2)
    with left:
        starts_on = day_of(_("First day"), data.today(), key="new-first")
    with right:
        ends_on = day_of(_("Last day (leave empty when it has no end)"), None, key="new-last")
    return NewCampaign(name=name, kind=kind, starts_on=starts_on, ends_on=ends_on)


def _store(new: NewCampaign) -> None:
    own, code = data.organisation(), ""

    def make() -> None:
        nonlocal code
        code = actions.create(
            data.engine(), own.id, new, currency=_CURRENCY, actor=actor(), at=data.now(), today=data.today()
        )

    if stored(make, _("“{name}” has been made.").format(name=plain(new.name)), rerun=False):
        session.remember("campaign", code)
        st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1  # the next look at the form finds it empty
        link("plan", _("Go on with the plan"), campaign=code, step="about")
        link("campaign", _("Go to the campaign"), campaign=code)
