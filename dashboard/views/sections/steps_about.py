"""Step 1 of a campaign: what it is, what for, for whom, when and where."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.actions import campaign_life
from dashboard.actions.campaign_form import KINDS
from dashboard.actions.campaign_life import About
from dashboard.analysis.picks import AUDIENCES, GOALS
from dashboard.charts.words import KINDS as KIND_NAMES
from dashboard.i18n import _
from dashboard.queries import campaigns as queries
from dashboard.queries import choices, workplaces
from dashboard.queries.stories import Story
from dashboard.views.sections.bold import bold
from dashboard.views.sections.choosing import day_of, pick, several
from dashboard.views.sections.storing import by, keep_links, seen, stored_as_seen


def about(story: Story) -> None:
    """Show the form with what a campaign is; once it runs, what was promised can be read and not changed."""
    begun = story.status != "planned"
    key = f"about-{story.id}"
    before = seen("about", story.id, f"{key}-name")
    with st.form(key):
        new = _fields(story, key, begun=begun)
        if st.form_submit_button(_("Keep"), type="primary", icon=":material/save:"):
            stored_as_seen(
                "about",
                story.id,
                lambda: campaign_life.change(by(), story.id, new, seen=before),
                _("The changes have been kept."),
            )


def _fields(story: Story, key: str, *, begun: bool) -> About:
    name = st.text_input(_("Name"), value=story.name, max_chars=120, key=f"{key}-name")
    kind = st.selectbox(
        _("Kind"),
        KINDS,
        index=KINDS.index(story.kind) if story.kind in KINDS else None,
        format_func=lambda code: _(KIND_NAMES[code]),
        key=f"{key}-kind",
    )
    goal = pick(_("Goal"), GOALS, story.goal, key=f"{key}-goal", fixed=begun and bool(story.goal))
    audience = pick(
        _("For whom"), AUDIENCES, story.audience, key=f"{key}-audience", fixed=begun and bool(story.audience)
    )
    left, right = st.columns(2)
    with left:
        starts_on = day_of(_("First day"), story.starts_on, key=f"{key}-first", fixed=begun)
    with right:
        ends_on = day_of(_("Last day (leave empty when it has no end)"), story.ends_on, key=f"{key}-last")
    why = st.text_input(_("Why does the last day change?"), max_chars=300, key=f"{key}-why") if begun else ""
    if begun:
        st.caption(_("It has begun: first day, goal and audience stay as they were written down."))
    return About(name, kind or "", starts_on, ends_on, goal, audience, why)


def where(story: Story) -> None:
    """Show the form with the sites and function groups that a campaign is meant for."""
    links = data.load(queries.links)
    own = links[links["campaign_id"] == story.id]
    sites = data.load(workplaces.site_names)
    groups = data.load(choices.function_groups)
    key = f"where-{story.id}"
    before = seen("links", story.id, f"{key}-sites")
    with st.form(key):
        st.markdown(bold(_("Where, and for which work")))
        chosen = several(_("Sites"), sites, _targets(own, "site"), _("All sites"), key=f"{key}-sites")
        work = several(
            _("Function groups"),
            dict(zip(groups, groups, strict=True)),
            _targets(own, "function_group"),
            _("All function groups"),
            key=f"{key}-groups",
        )
        st.caption(_("What is left out can be compared with: that makes the answer surer."))
        if st.form_submit_button(_("Keep"), icon=":material/save:"):
            some = [*(("site", each) for each in chosen), *(("function_group", each) for each in work)]
            keep_links(story.id, some, ("site", "function_group"), before, _("The changes have been kept."))


def _targets(own: pd.DataFrame, kind: str) -> list[str]:
    return own.loc[own["kind"] == kind, "target"].to_list()
