"""Channels: reach side by side and never added, from click to application, landing pages, effort beside result, and fit."""

import streamlit as st

from dashboard.i18n import _
from dashboard.views.sections import (
    channel_effort,
    channel_fit,
    channel_landing,
    channel_offline,
    channel_reach,
    channel_steps,
    contents,
)
from dashboard.widgets.empty import no_data
from dashboard.widgets.filter_bar import filter_bar, period_line


def page() -> None:
    """Show every part; one that has nothing to show says what to do, and keeps no other away."""
    st.title(_("Channels"))
    selection = filter_bar("period", "compare")
    if selection is None:
        no_data()
        return
    st.caption(period_line(selection))
    contents.contents(_parts())
    channel_reach.reach(selection)
    channel_steps.steps(selection)
    channel_landing.landing()
    channel_offline.offline(selection)
    channel_effort.effort(selection)
    channel_fit.fit(selection)


def _parts() -> list[tuple[str, str]]:
    """Return the parts of the page by their anchors."""
    return [
        ("reach", _("Reach side by side")),
        ("steps", _("From click to application")),
        ("landing", _("Landing page of a campaign")),
        ("offline", _("Flyers, posters, radio and events")),
        ("effort", _("Effort beside result")),
        ("fit", _("Is the group there?")),
    ]


page()
