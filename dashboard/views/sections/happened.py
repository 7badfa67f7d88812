"""What happened in a period: campaigns and events, in order."""

import streamlit as st

from dashboard import data
from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import Happening, events_in, other_campaigns
from dashboard.charts.words import KINDS
from dashboard.i18n import _, day_range, language
from dashboard.queries import campaigns, events
from dashboard.widgets.plain import plain


def happened(period: Period) -> None:
    """List the campaigns and events that touch a period; a campaign's name leads to its page."""
    st.subheader(_("What happened"))
    ran = other_campaigns(data.load(campaigns.campaigns), "", period)
    rest = events_in(data.load(events.events, period.first, period.last), period)
    if not ran and not rest:
        st.caption(_("No campaign ran and no event was written down in this period."))
        return
    for each in sorted([*ran, *rest], key=lambda happening: happening.period.first):
        _line(each, is_campaign=each in ran)


def _line(happening: Happening, *, is_campaign: bool) -> None:
    words = (
        f"{_(KINDS.get(happening.kind, happening.kind))} · {day_range(happening.period.first, happening.period.last)}"
    )
    known = {page.url_path: page for page in st.session_state.get("pages", ())}
    if not is_campaign or "campaign" not in known:
        st.markdown(f":material/event_note: {plain(_(happening.title))} :small[{words}]")
        return
    st.page_link(
        known["campaign"],
        label=f"{plain(happening.title)} :small[{words}]",
        query_params={"campaign": happening.key, "lang": language()},
        icon=":material/campaign:",
    )
