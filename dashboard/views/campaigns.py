"""All campaigns: what ran when, what came in, what it cost; beside each other; and a new one."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _, ngettext, number
from dashboard.queries.stories import stories
from dashboard.views.sections import comparing, listing, making, together
from dashboard.widgets.empty import empty
from dashboard.widgets.filter_bar import filter_bar


def page() -> None:
    """Show the table, the comparison and the form."""
    st.title(_("Campaigns"))
    known = data.load(stories, data.today(), data.organisation().timezone)
    if known:
        _listed(known)
        comparing.compare(known)
        together.all_together(known)
    else:
        empty(
            _("There is no campaign yet."),
            _("Make one below: then its applications, views and cost stand beside each other."),
        )
    making.new_campaign()


def _listed(known) -> None:  # noqa: ANN001  the campaigns
    """Show the campaigns that fit the filter bar, and how many do not."""
    selection = filter_bar("period", "site", "function_group", "audience", default="12m")
    some = listing.narrowed(known, selection)
    if some:
        listing.table(some)
    else:
        st.info(_("No campaign fits this choice."), icon=":material/filter_alt_off:")
    left = len(known) - len(some)
    if left:
        words = ngettext(
            "{count} campaign is not in this list: it ran on other days, is for others, or was put away.",
            "{count} campaigns are not in this list: they ran on other days, are for others, or were put away.",
            left,
        )
        st.caption(words.format(count=number(left)))
    if any(story.is_archived for story in known) and st.toggle(_("Show what was put away"), key="show-archived"):
        listing.table([story for story in known if story.is_archived], key="archived")


page()
