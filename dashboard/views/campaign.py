"""One campaign, from attention to applications to cost: what is counted, what is said, and what is not known."""

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.i18n import _, day, language
from dashboard.queries import campaigns, stories
from dashboard.queries import evidence as stored
from dashboard.queries.campaign_details import details
from dashboard.queries.stories import Story
from dashboard.views.sections import (
    breakdown,
    episodes,
    evidence,
    evidence_tables,
    first_days,
    header,
    money,
    plan,
    timeline,
    truth,
)
from dashboard.widgets.empty import empty, link, no_data
from dashboard.widgets.plain import plain


def chosen(rows: pd.DataFrame) -> str | None:
    """Return the code in the address, else of the newest series; None for a code that nobody knows."""
    codes = list(rows["campaign_id"])
    asked = st.query_params.get("campaign")
    if asked is not None and asked not in codes:
        return None
    begun = rows[rows["starts_on"] <= data.today()]
    series = begun[begun["kind"] == "series"]
    usual = next(iter([*series["campaign_id"], *begun["campaign_id"], *codes]))
    return session.parameter("campaign", usual, codes)


def switch(rows: pd.DataFrame, current: str | None) -> None:
    """Let a reader go to another campaign; the choice stands in the address as its code."""
    names = dict(zip(rows["campaign_id"], rows["name"], strict=True))
    key = f"campaign-switch-{current or ''}"
    st.selectbox(
        _("Campaign"),
        list(names),
        index=list(names).index(current) if current else None,
        format_func=names.__getitem__,
        placeholder=_("Choose a campaign"),
        on_change=lambda: session.remember("campaign", st.session_state[key]),
        key=key,
    )


def tell(story: Story) -> None:
    """Show everything that is known of a campaign."""
    measured = bool(data.load(stored.findings, story.id))
    header.header(story, measured=measured)
    plan.plan(story)
    if _without_figures(story):
        return
    if story.own.is_empty:
        empty(
            _("Nothing is linked to this campaign yet."),
            _(
                "Link a series, a campaign tag or an answer to “how did you hear of us”; "
                "without it only totals can be shown."
            ),
            page="campaigns",
            label=_("Go to Campaigns"),
        )
    zone = data.organisation().timezone
    drawn = data.load(details, story.id, data.today(), zone, language())
    found = evidence.evidence(story, drawn)
    header.lenses(story, found)
    evidence_tables.link_and_answer(story)
    truth.truth(story)
    timeline.timeline(story, drawn)
    timeline.surroundings(story, drawn, measured=measured)
    first_days.first_days(drawn)
    breakdown.breakdown(story)
    money.cost(story, measured=measured)
    episodes.episodes(story, drawn)
    money.landing(story, drawn)


def _without_figures(story: Story) -> bool:
    """Say why there are no figures of a campaign's days, when there are none."""
    if story.last_day is None:
        no_data()
    elif story.window is None:
        empty(
            _("This campaign begins on {day}.").format(day=day(story.starts_on)),
            _("Figures appear here from the day after."),
        )
    elif story.is_before_figures:
        empty(
            _("There are no figures from the days of this campaign."),
            _("Applications are known from {day}.").format(day=day(story.first_day)),
        )
    else:
        return False
    return True


def page() -> None:
    """Show the campaign that was asked for."""
    rows = data.load(campaigns.campaigns)
    if rows.empty:
        st.title(_("Campaign"))
        empty(
            _("There is no campaign yet."),
            _("Make one: its name, days and goal are enough to begin."),
            page="campaigns",
            label=_("Go to Campaigns"),
        )
        return
    code = chosen(rows)
    switch(rows, code)
    if code is None:
        st.title(_("Campaign"))
        st.error(_("There is no campaign with the code “{code}”.").format(code=plain(st.query_params["campaign"])))
        link("campaigns", _("See all campaigns"))
        return
    tell(data.load(stories.story, code, data.today(), data.organisation().timezone))


page()
