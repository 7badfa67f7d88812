"""All campaigns: what ran when, what came in, what it cost; beside each other; and a new one."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _
from dashboard.queries.stories import stories
from dashboard.views.sections import listing, making, together
from dashboard.widgets.empty import empty


def page() -> None:
    """Show the table, the comparison and the form."""
    st.title(_("Campaigns"))
    known = data.load(stories, data.today(), data.organisation().timezone)
    if known:
        listing.table(known)
        listing.compare(known)
        together.all_together(known)
    else:
        empty(
            _("There is no campaign yet."),
            _("Make one below: then its applications, views and cost stand beside each other."),
        )
    making.new_campaign()


page()
