"""Links: for each campaign the links that make its applications recognisable, with a QR code for paper."""

import streamlit as st

from dashboard import data, session
from dashboard.i18n import _
from dashboard.queries.stories import stories
from dashboard.views.sections import placements
from dashboard.widgets.empty import empty


def page() -> None:
    """Show the campaign, its placements, and the form for one more."""
    st.title(_("Links and QR codes"))
    st.markdown(
        _(
            "A link with tags shows which campaign brought a visitor to the vacancy. The campaign and the kind of placement "
            "fix the tags, so that everybody writes them the same way."
        )
    )
    known = data.load(stories, data.today(), data.organisation().timezone)
    if not known:
        empty(
            _("There is no campaign yet."),
            _("Make one first: its links carry its tag."),
            page="campaigns",
            label=_("Campaigns"),
        )
        return
    codes = [story.id for story in known]
    names = {story.id: story.name for story in known}
    asked = session.parameter("campaign", codes[0], codes)
    chosen = st.selectbox(
        _("Campaign"),
        codes,
        index=codes.index(asked),
        format_func=names.__getitem__,
        key=f"links-campaign-{hash(tuple(names.items()))}",  # a field remembers names: after another name it begins anew
    )
    session.remember("campaign", chosen)
    placements.listed(chosen)
    placements.new(chosen)


page()
