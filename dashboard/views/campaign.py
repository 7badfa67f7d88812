"""One campaign, from attention to applications to cost: what is counted, what is said, and what is not known."""

from collections.abc import Sequence

import streamlit as st

from dashboard import session
from dashboard.i18n import _, day
from dashboard.views.sections import breakdown, episodes, first_days, header, money, timeline, truth
from dashboard.views.sections.story import Story, stories
from dashboard.widgets.empty import empty, link, no_data
from dashboard.widgets.plain import plain


def chosen(known: Sequence[Story]) -> Story | None:
    """Return the campaign of the address, else the newest that has begun; None for a code that nobody knows."""
    codes = [story.id for story in known]
    asked = st.query_params.get("campaign")
    if asked is not None and asked not in codes:
        return None
    begun = next((story.id for story in known if story.window is not None and story.own.series), codes[0])
    code = session.parameter("campaign", begun, codes)
    return known[codes.index(code)]


def switch(known: Sequence[Story], current: Story | None) -> None:
    """Let a reader go to another campaign; the choice stands in the address as its code."""
    names = {story.id: story.name for story in known}
    key = f"campaign-switch-{current.id if current else ''}"
    st.selectbox(
        _("Campaign"),
        list(names),
        index=list(names).index(current.id) if current else None,
        format_func=names.__getitem__,
        placeholder=_("Choose a campaign"),
        on_change=lambda: session.remember("campaign", st.session_state[key]),
        key=key,
    )


def tell(story: Story) -> None:
    """Show everything that is known of a campaign."""
    header.header(story)
    if story.last_day is None:
        no_data()
        return
    if story.arrived is None:
        empty(
            _("This campaign begins on {day}.").format(day=day(story.starts_on)),
            _("Figures appear here from the day after."),
        )
        return
    if story.own.is_empty:
        empty(
            _("Nothing is linked to this campaign yet."),
            _(
                "Link a series, a campaign tag or an answer to “how did you hear of us”; without it only totals can be shown."
            ),
            page="campaigns",
            label=_("Go to Campaigns"),
        )
    header.lenses(story)
    truth.truth(story)
    timeline.timeline(story)
    timeline.surroundings(story)
    first_days.first_days(story)
    breakdown.breakdown(story)
    money.cost(story)
    episodes.episodes(story)
    money.landing(story)


def page() -> None:
    """Show the campaign that was asked for."""
    known = stories()
    if not known:
        st.title(_("Campaign"))
        empty(
            _("There is no campaign yet."),
            _("Make one: its name, days and goal are enough to begin."),
            page="campaigns",
            label=_("Go to Campaigns"),
        )
        return
    story = chosen(known)
    switch(known, story)
    if story is None:
        st.title(_("Campaign"))
        st.error(_("There is no campaign with the code “{code}”.").format(code=plain(st.query_params["campaign"])))
        link("campaigns", _("See all campaigns"))
        return
    tell(story)


page()
