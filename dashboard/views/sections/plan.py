"""Before it starts: what a campaign could show, and what is fixed of it; once it runs, what was fixed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from connectors.errors import N_, InstroomError, Said
from dashboard import data
from dashboard.actions import plans as actions
from dashboard.actions.plan_form import NewPlan, problems_of
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.impact.planning import Plan
from dashboard.charts.words import tell
from dashboard.i18n import _, day
from dashboard.queries import plans
from dashboard.queries.plans import KeptPlan
from dashboard.queries.stories import Story
from dashboard.views.sections import plan_fields, plan_shown
from dashboard.views.sections.bold import bold
from dashboard.views.sections.storing import actor, look_again, may_change, seen, stored_as_seen
from dashboard.widgets import folded
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain

_SHOWN = "plan-shown"


@dataclass(frozen=True)
class _Looked:
    """What somebody asked to see, kept while they stay with the campaign."""

    campaign_id: str
    new: NewPlan


def plan(story: Story) -> None:
    """Show the section of a campaign that has not begun; of one that has, what was fixed before, to read only."""
    if story.starts_on > data.today():
        _before(story)
        return
    kept = _kept(story)
    if kept is None or not (kept.window or kept.measure or kept.method or kept.deviation):
        st.caption(_("No plan was written down."))
        return
    folded.later(_label(story, kept), lambda: plan_shown.kept_plan(kept), icon=":material/lock:", key="kept-plan")
    deviation(kept)


def _label(story: Story, kept: KeptPlan) -> str:
    before = kept.kept_on < story.starts_on
    text = _("Fixed before it started, on {day}") if before else _("Written down after it began, on {day}")
    return text.format(day=day(kept.kept_on))


def deviation(kept: KeptPlan) -> None:
    """Show what was done otherwise than planned, line by line."""
    if not kept.deviation:
        return
    st.markdown(bold(_("Done otherwise than planned"), ":material/alt_route:"))
    st.markdown("\n".join(f"- {plain(_dated(line))}" for line in kept.deviation.splitlines() if line.strip()))


def _dated(line: str) -> str:
    head, _colon, rest = line.partition(": ")
    try:
        return f"{day(date.fromisoformat(head))}: {rest}"
    except ValueError:
        return line


def measuring(story: Story) -> None:
    """Show the step of the page Plan: the whole form before the start; afterwards what was fixed, and what still misses."""
    if story.starts_on > data.today():
        _before(story)
        return
    plan(story)
    kept = _kept(story)
    if not may_change() or (kept and all((kept.measure, kept.method, kept.baseline_from, kept.baseline_until))):
        return
    st.caption(_("It has begun: what misses can still be written down, and is marked as written down afterwards."))
    before = seen("plan", story.id, f"plan-{story.id}-measure-words")
    with st.form(f"words-{story.id}"):
        new = plan_fields.words(story, kept, fixed=True)
        if kept and kept.window:
            new = replace(
                new,
                window_from=kept.window.first,
                window_until=kept.window.last,
                outcomes=kept.outcomes,
                minimum_effect=kept.minimum_effect,
            )
        if st.form_submit_button(_("Keep"), type="primary", icon=":material/save:"):
            stored_as_seen("plan", story.id, lambda: _stored(story, new, before), _("The plan has been kept."))


def _stored(story: Story, new: NewPlan, before: str | None) -> Plan | None:
    own = data.organisation().id
    return actions.keep(data.engine(), own, story.id, new, actor=actor(), at=data.now(), seen=before)


def _before(story: Story) -> None:
    st.subheader(_("Before it starts"))
    st.markdown(
        _(
            "Fix now which days and which figures are judged, and see which effect could be shown at all. "
            "From the first day on it stays as it is; afterwards the answer stands beside it."
        )
    )
    if may_change():
        _make(story)
    kept = _kept(story)
    if kept is None or kept.window is None:
        st.info(_("Nothing has been fixed yet."), icon=":material/lock_open:")
        return
    with st.container(border=True, key="plan-kept"):
        st.badge(_("Fixed on {day}").format(day=day(kept.kept_on)), icon=":material/lock:", color="green")
        plan_shown.kept_plan(kept)


def _make(story: Story) -> None:
    if data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))
    choices = data.load(plans.choices, story.id)
    before = seen("plan", story.id, f"plan-{story.id}-measure-words")
    with st.form(f"plan-{story.id}"):
        new = plan_fields.fields(story, choices, _kept(story))
        with st.container(horizontal=True):
            look = st.form_submit_button(_("See what it could show"), icon=":material/query_stats:")
            keep = st.form_submit_button(_("Keep this plan"), type="primary", icon=":material/lock:")
    if look or keep:
        st.session_state.pop(_SHOWN, None)
        problems = _problems(story, new, choices.outcomes)
        for problem in problems:
            st.error(plain(tell(problem)))
        if look and not problems:
            st.session_state[_SHOWN] = _Looked(story.id, new)
        if keep and not problems:
            _keep(story, new, before)
    looked = st.session_state.get(_SHOWN)
    if isinstance(looked, _Looked) and looked.campaign_id == story.id:
        _show(story, looked.new)


def _problems(story: Story, new: NewPlan, outcomes: Sequence[str]) -> list[Said]:
    """Return what is wrong, with a window asked for: the action would also store a plan without one."""
    found = problems_of(new, story.starts_on, story.ends_on, set(outcomes))
    if new.window_from is None and new.window_until is None:
        found.append(Said(N_("The window needs a first and a last day.")))
    return found


def _show(story: Story, new: NewPlan) -> None:
    assert new.window_from is not None
    assert new.window_until is not None
    with st.spinner(_("Reckoning with your own figures…")):
        main = new.outcomes[0] if new.outcomes else ALL
        found = data.load(plans.foreseen, story.id, main, new.window_from, new.window_until, data.today())
    plan_shown.foreseen(found, new.minimum_effect)


def _keep(story: Story, new: NewPlan, before: str) -> None:
    try:
        found = _stored(story, new, before)
    except actions.PlanNotAccepted as refused:
        for problem in refused.problems:
            st.error(plain(tell(problem)))
    except InstroomError as error:
        look_again("plan", story.id)
        failed(error)
    else:
        look_again("plan", story.id)
        st.success(_("The plan has been kept."))
        if found is None:
            _show(story, new)


def _kept(story: Story) -> KeptPlan | None:
    return data.load(plans.kept_plan, story.id, data.organisation().timezone)
