"""Plan: a campaign made and changed in steps, each a short form of its own."""

from collections.abc import Callable, Mapping

import streamlit as st

from connectors.errors import N_
from dashboard import data, session
from dashboard.i18n import _
from dashboard.queries.stories import Story, stories
from dashboard.views.sections import (
    choosing_campaign,
    making,
    plan,
    steps_about,
    steps_cost,
    steps_episodes,
    steps_life,
    steps_links,
    steps_targets,
    storing,
)
from dashboard.widgets.empty import empty, link
from dashboard.widgets.plain import plain


def _about(story: Story) -> None:
    steps_about.about(story)
    steps_about.where(story)


STEPS: Mapping[str, tuple[str, Callable[[Story], None]]] = {
    "about": (N_("1 What, for whom, when"), _about),
    "measure": (N_("2 How you will know"), plan.measuring),
    "cost": (N_("3 Cost"), steps_cost.cost),
    "links": (N_("4 What belongs to it"), steps_links.links),
    "episodes": (N_("5 Episodes"), steps_episodes.episodes),
    "targets": (N_("6 Targets"), steps_targets.targets),
    "life": (N_("7 Start, close, copy"), steps_life.life),
}


def page() -> None:
    """Show the campaign, its steps, and the form of one step."""
    st.title(_("Plan"))
    storing.last_said()
    making.new_campaign()
    known = data.load(stories, data.today(), data.organisation().timezone)
    if not known:
        empty(_("There is no campaign yet."), _("Make one above: its name and days are enough to begin."))
        return
    story = choosing_campaign.chosen(known)
    if story is None:
        return
    if data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))
    step = _step()
    st.subheader(f"{plain(story.name)}: {_(STEPS[step][0]).split(' ', 1)[1]}")
    STEPS[step][1](story)
    _next(step, story)


def _step() -> str:
    asked = session.parameter("step", "about", STEPS)
    key = f"plan-step-{asked}"
    st.pills(
        _("Step"),
        list(STEPS),
        default=asked,
        format_func=lambda code: _(STEPS[code][0]),
        on_change=lambda: session.remember("step", st.session_state[key] or asked),
        key=key,
        label_visibility="collapsed",
    )
    return asked


def _next(step: str, story: Story) -> None:
    order = list(STEPS)
    place = order.index(step)
    with st.container(horizontal=True):
        if place + 1 < len(order):
            after = order[place + 1]
            if st.button(_("Next: {step}").format(step=_(STEPS[after][0])), icon=":material/arrow_forward:"):
                session.remember("step", after)
                st.rerun()
        link("campaign", _("Go to the campaign"), campaign=story.id)


page()
