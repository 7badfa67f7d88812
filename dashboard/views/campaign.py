"""One campaign, from attention to applications to cost: what is counted, what is said, and what is not known."""

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.actions.campaign_form import start_problem
from dashboard.charts.words import tell as tell_said
from dashboard.i18n import _, day, language
from dashboard.queries import campaigns, stories
from dashboard.queries import evidence as stored
from dashboard.queries.campaign_details import details
from dashboard.queries.stories import Story
from dashboard.views.sections import (
    breakdown,
    chain,
    contents,
    episodes,
    evidence,
    evidence_tables,
    first_days,
    header,
    money,
    plan,
    steps_life,
    storing,
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
    key = f"campaign-switch-{names.get(current, '')}-{current or ''}"  # a field remembers names: a new one begins anew
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
    """Show everything that is known of a campaign, as one story: what was extra first, then what it rests on."""
    measured = bool(data.load(stored.findings, story.id))
    header.header(story)
    _stands(story)
    if _without_figures(story):
        plan.plan(story)
        return
    if story.own.is_empty:
        _nothing_linked(story)
    contents.contents(_parts(story))
    zone = data.organisation().timezone
    drawn = data.load(details, story.id, data.today(), zone, language())
    found = evidence.evidence(story, drawn)
    steps = chain.steps_of(story, drawn, found)
    header.came_in(story, measured=measured)
    chain.chain(steps)
    chain.targets(steps)
    money.cost(story, measured=measured)
    chain.unit_costs(steps)
    st.subheader(_("What was agreed before"), anchor="plan")
    plan.plan(story)
    timeline.timeline(story, drawn)
    timeline.surroundings(story, drawn, measured=measured)
    first_days.first_days(drawn)
    episodes.episodes(story, drawn)
    header.lenses(story, found)
    evidence_tables.link_and_answer(story)
    breakdown.breakdown(story)
    money.landing(story, drawn)
    truth.truth(story)


def _parts(story: Story) -> list[tuple[str, str]]:
    """Return the parts of the page by their anchors."""
    parts = [
        ("extra", _("What was extra")),
        ("chain", _("From attention to cost")),
        ("targets", _("Targets")),
        ("cost", _("What it cost")),
        ("plan", _("What was agreed before")),
        ("attention", _("Attention and applications")),
        ("beside", _("What else happened")),
        ("first", _("The first days")),
        ("lenses", _("Three ways to look at it")),
    ]
    who = [("who", _("Who came in, and how"))] if story.arrived and story.arrived.total.value != 0 else []
    return [*parts, *who]


def _stands(story: Story) -> None:
    """Say of a campaign that nobody started what it misses, and lead to the page where it is changed."""
    with st.container(horizontal=True):
        if storing.may_change():
            link("plan", _("Change this campaign"), campaign=story.id, step="about")
        link("reports", _("Make a report"), report="campaign", campaign=story.id)
    if steps_life.is_started(story):
        return
    missed = steps_life.missing(story)
    words = _("This campaign has not been started.")
    said = " ".join([words, *([tell_said(start_problem(missed))] if missed else [])])
    st.warning(plain(said), icon=":material/checklist:")


def _nothing_linked(story: Story) -> None:
    empty(
        _("Nothing is linked to this campaign yet."),
        _(
            "Link a series, a campaign tag or an answer to “how did you hear of us”; without it only totals can be shown."
        ),
    )
    link("plan", _("Link what belongs to it"), campaign=story.id, step="links")


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
            _("Make one: its name and days are enough to begin."),
            page="plan",
            label=_("Make a campaign"),
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
