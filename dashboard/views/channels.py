"""Channels: reach side by side and never added, from click to application, landing pages, effort beside result, and fit."""

from collections.abc import Callable, Mapping

import streamlit as st

from connectors.errors import N_
from dashboard.analysis.selection import Selection
from dashboard.i18n import _
from dashboard.views.sections import (
    channel_effort,
    channel_fit,
    channel_landing,
    channel_offline,
    channel_reach,
    channel_steps,
)
from dashboard.widgets.empty import no_data
from dashboard.widgets.filter_bar import filter_bar, period_line
from dashboard.widgets.parts import chosen_part

_PARTS: Mapping[str, str] = {
    "reach": N_("Reach side by side"),
    "steps": N_("From click to application"),
    "effort": N_("Effort beside result"),
    "landing": N_("Landing page of a campaign"),
    "offline": N_("Offline"),
    "fit": N_("Is the group there?"),
}
_IN_PERIOD: Mapping[str, Callable[[Selection], None]] = {
    "reach": channel_reach.reach,
    "steps": channel_steps.steps,
    "effort": channel_effort.effort,
    "offline": channel_offline.offline,
    "fit": channel_fit.fit,
}


def page() -> None:
    """Show one part; one that has nothing to show says what to do."""
    st.title(_("Channels"))
    part = chosen_part(_PARTS)
    if part not in _IN_PERIOD:
        channel_landing.landing()
        return
    selection = filter_bar("period", "compare")
    if selection is None:
        no_data()
        return
    st.caption(period_line(selection))
    _IN_PERIOD[part](selection)


page()
