"""Step 7 of a campaign: started, closed, opened again, copied, put away or removed; and what was done otherwise."""

from collections.abc import Callable

import streamlit as st

from dashboard import data, session
from dashboard.actions import campaign_life, deviations
from dashboard.actions.audit import By
from dashboard.actions.campaign_form import NewCampaign, Plan, missing_of_plan, start_problem
from dashboard.charts.words import STATUSES, tell
from dashboard.i18n import _, day
from dashboard.queries import campaigns as queries
from dashboard.queries import plans
from dashboard.queries.stories import Story
from dashboard.views.sections.choosing import day_of
from dashboard.views.sections.storing import actor, by, stored
from dashboard.widgets.plain import plain


def missing(story: Story) -> list[str]:
    """Return what a campaign misses before it can start, as message ids."""
    kept = data.load(plans.kept_plan, story.id, data.organisation().timezone)
    words = Plan(kept.measure, kept.method, kept.baseline_from, kept.baseline_until) if kept else Plan()
    return missing_of_plan(
        NewCampaign(
            story.name, story.kind, story.starts_on, goal=story.goal or "", audience=story.audience or "", plan=words
        )
    )


def is_started(story: Story) -> bool:
    """Tell whether somebody started the campaign; before its first day it is planned all the same."""
    rows = data.load(queries.campaigns)
    return bool((rows.loc[rows["campaign_id"] == story.id, "status"] != "planned").all())


def life(story: Story) -> None:
    """Show how a campaign stands and what can be done with it."""
    st.markdown(_("**Status:** {status}").format(status=_(STATUSES[story.status])))
    if not is_started(story):
        _start(story)
    elif story.is_archived:
        st.caption(_("It has been put away: it stands in no list, and what it did stays in every figure."))
        _button(
            story,
            campaign_life.reopen,
            _("Take it back"),
            ":material/unarchive:",
            _("The campaign is back in the lists."),
        )
    elif story.status == "closed":
        _button(
            story, campaign_life.archive, _("Put it away"), ":material/archive:", _("The campaign has been put away.")
        )
        _button(
            story, campaign_life.reopen, _("Open it again"), ":material/lock_open:", _("The campaign is open again.")
        )
    else:
        if story.starts_on > data.today():
            st.info(
                _("It is ready and begins by itself on {day}.").format(day=day(story.starts_on)),
                icon=":material/check:",
            )
        _button(
            story, campaign_life.close, _("Close the campaign"), ":material/flag:", _("The campaign has been closed.")
        )
    if story.starts_on <= data.today():
        _deviation(story)
    _copy(story)
    if not is_started(story):
        with st.expander(_("Remove this campaign"), icon=":material/delete:"):
            st.caption(_("Only a campaign that never started and holds no cost, links or results can be removed."))
            if st.button(_("Remove"), icon=":material/delete:", key=f"life-remove-{story.id}"):
                stored(lambda: _remove(story), _("The campaign has been removed."))


def _start(story: Story) -> None:
    missed = missing(story)
    if missed:
        st.warning(plain(tell(start_problem(missed))), icon=":material/checklist:")
    elif story.starts_on <= data.today():
        st.warning(
            _("Its first day has passed. Start it now: the plan is marked as written down after the first day."),
            icon=":material/schedule:",
        )
    else:
        st.success(_("The plan is complete. Once started, it is fixed from the first day on."), icon=":material/check:")
    _button(
        story,
        campaign_life.start,
        _("Start the campaign"),
        ":material/play_arrow:",
        _("The campaign has been started."),
    )


def _button(story: Story, action: Callable[[By, str], None], label: str, icon: str, said: str) -> None:
    is_first = action is campaign_life.start
    key = f"life-{action.__name__}-{story.id}"
    if st.button(label, icon=icon, key=key, type="primary" if is_first else "secondary"):
        stored(lambda: action(by(), story.id), said)


def _deviation(story: Story) -> None:
    with st.expander(_("Write down what is done otherwise than planned"), icon=":material/alt_route:"):
        key = f"deviation-{story.id}-{st.session_state.get('deviations-made', 0)}"
        with st.form(key, border=False):
            what = st.text_input(_("What is done otherwise?"), max_chars=500, key=f"{key}-what")
            why = st.text_input(_("Why?"), max_chars=500, key=f"{key}-why")
            if st.form_submit_button(_("Write it down"), type="primary"):
                stored(
                    lambda: _note(story, what, why), _("It has been written down and stands on the campaign's page.")
                )


def _note(story: Story, what: str, why: str) -> None:
    own = data.organisation().id
    deviations.deviate(data.engine(), own, story.id, what, why, actor=actor(), at=data.now(), today=data.today())
    st.session_state["deviations-made"] = st.session_state.get("deviations-made", 0) + 1


def _copy(story: Story) -> None:
    with st.expander(_("Copy as a start for the next one"), icon=":material/content_copy:"):
        st.caption(
            _(
                "Goal, audience, sites, plan, cost and targets come along. Series, tags and links do not: they are its own."
            )
        )
        with st.form(f"copy-{story.id}", border=False):
            name = st.text_input(_("Name of the new campaign"), max_chars=120, key=f"copy-name-{story.id}")
            starts_on = day_of(_("First day of the new campaign"), data.today(), key=f"copy-day-{story.id}")
            if st.form_submit_button(_("Make the copy")):
                stored(lambda: _go(campaign_life.copy(by(), story.id, name, starts_on)), _("The copy has been made."))


def _remove(story: Story) -> None:
    campaign_life.remove(by(), story.id)
    session.remember("campaign", "")


def _go(code: str) -> None:
    session.remember("campaign", code)
    session.remember("step", "about")
