"""The form with which a person fixes what is judged of a campaign."""

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from dashboard import data
from dashboard.actions.plan_form import NewPlan
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.picks import MEASURES, METHODS
from dashboard.i18n import _
from dashboard.queries import workplaces
from dashboard.queries.plans import Choices, KeptPlan
from dashboard.queries.stories import Story
from dashboard.told.evidence_tables import outcome_name
from dashboard.views.sections.choosing import day_of, pick_one

_DAY = "DD-MM-YYYY"
_YEAR = timedelta(days=365)


def fields(story: Story, choices: Choices, kept: KeptPlan | None) -> NewPlan:
    """Show the fields, filled with what was kept before or else with what is usual, and return what they hold."""
    window = kept.window if kept and kept.window else choices.weeks
    left, right = st.columns(2)
    first = left.date_input(
        _("Days that are judged: from"), value=window.first if window else story.starts_on, format=_DAY
    )
    last = right.date_input(_("Days that are judged: until"), value=window.last if window else None, format=_DAY)
    outcomes = _outcomes(choices, kept)
    minimum = st.number_input(
        _("Smallest number of extra ones that would matter to you"),
        value=kept.minimum_effect if kept else None,
        step=1.0,
        format="%g",
        help=_("Over all days that are judged, of the first of these. Leave it empty when you do not know."),
    )
    return replace(words(story, kept), window_from=first, window_until=last, outcomes=outcomes, minimum_effect=minimum)


def words(story: Story, kept: KeptPlan | None, *, fixed: bool = False) -> NewPlan:
    """Show what success is measured by, how, and beside which days; ``fixed``: what was written down stays as it is."""
    key = f"plan-{story.id}"
    measure, method = (kept.measure, kept.method) if kept else ("", "")
    measure = pick_one(
        _("What is success measured by?"), MEASURES, measure, key=f"{key}-measure", fixed=fixed and bool(measure)
    )
    method = pick_one(_("How is it measured?"), METHODS, method, key=f"{key}-method", fixed=fixed and bool(method))
    before = kept.baseline_from if kept else story.starts_on - _YEAR
    until = kept.baseline_until if kept else story.starts_on - timedelta(days=1)
    left, right = st.columns(2)
    with left:
        since = day_of(
            _("Compare with: from"), before, key=f"{key}-since", fixed=fixed and bool(kept and kept.baseline_from)
        )
    with right:
        until = day_of(
            _("Compare with: until"), until, key=f"{key}-until", fixed=fixed and bool(kept and kept.baseline_until)
        )
    return NewPlan(measure=measure, method=method, baseline_from=since, baseline_until=until)


def _outcomes(choices: Choices, kept: KeptPlan | None) -> tuple[str, ...]:
    names = data.load(workplaces.site_names)
    known = [name for name in kept.outcomes if name in choices.outcomes] if kept else []
    chosen = st.multiselect(
        _("What is judged"),
        choices.outcomes,
        default=known or [ALL],
        format_func=lambda outcome: outcome_name(outcome, names),
        placeholder=_("All applications"),
        help=_("The first one that you choose is the main one: what it could show is about that one."),
    )
    return tuple(chosen) or (ALL,)
