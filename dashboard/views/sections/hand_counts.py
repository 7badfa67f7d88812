"""What is not online: where, in which number, when and for how much; and its visits counted by hand."""

from dataclasses import replace

import streamlit as st

from dashboard import data
from dashboard.actions import hand_counts as actions
from dashboard.actions.campaign_form import CostLine
from dashboard.actions.hand_counts import Counted
from dashboard.analysis.links import Placement
from dashboard.i18n import _
from dashboard.views.sections.choosing import amount, day_of
from dashboard.views.sections.storing import by, last_said, stored

_RATE = 39.0


def spread(made: Placement, *, key: str) -> tuple[Placement, CostLine | None]:
    """Show the fields of what is not online and return the placement with them, and its cost when one was filled in."""
    area = st.text_input(_("Area where it is spread or heard"), max_chars=120, key=f"{key}-area")
    left, middle, right = st.columns(3)
    copies = left.number_input(_("Copies"), min_value=1, value=None, step=1, key=f"{key}-copies")
    with middle:
        first = day_of(_("First day"), None, key=f"{key}-first")
    with right:
        last = day_of(_("Last day"), None, key=f"{key}-last")
    left, middle, right = st.columns(3)
    with left:
        cash, _typed = amount(_("Cash"), None, key=f"{key}-cash")
    with middle:
        hours, _typed = amount(_("Own hours"), None, key=f"{key}-hours")
    with right:
        rate, _typed = amount(_("Rate per hour"), _RATE, key=f"{key}-rate")
    whole = replace(made, area=area, copies=None if copies is None else int(copies), first_day=first, last_day=last)
    if cash is None or hours is None or rate is None:
        st.error(_("“{name}” is no number. Write it like 1.250,50 or 1250.50.").format(name=_("Cost")))
        return whole, None
    line = CostLine(made.label, cash, hours, rate)
    return whole, line if cash or hours else None


def counting(campaign_id: str, placement_id: str) -> None:
    """Show the form with which visits and codes that were named are counted."""
    last_said()
    with st.expander(_("Count by hand"), icon=":material/pin:"):
        st.caption(
            _(
                "People who named the code, brought the card or came to the stand. Do not count what the website counts "
                "already. A period is spread evenly over its days."
            )
        )
        key = f"hand-{placement_id}"
        with st.form(key, border=False):
            left, middle, right = st.columns(3)
            with left:
                first = day_of(_("From"), data.today(), key=f"{key}-first")
            with middle:
                last = day_of(_("Until"), data.today(), key=f"{key}-last")
            visits = right.number_input(_("How many"), min_value=0, value=0, step=1, key=f"{key}-visits")
            if st.form_submit_button(_("Keep this count"), type="primary"):
                if first is None or last is None:
                    st.error(_("Give a first and a last day."))
                    return
                counted = Counted(first, last, int(visits))
                zone = data.organisation().timezone
                stored(
                    lambda: actions.count(by(), campaign_id, placement_id, counted, zone=zone),
                    _("The count has been kept."),
                )
