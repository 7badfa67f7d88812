"""Step 6 of a campaign: what it is to reach in numbers."""

import streamlit as st

from dashboard import data
from dashboard.actions import targets as actions
from dashboard.analysis.picks import TARGETS
from dashboard.i18n import _
from dashboard.queries import campaigns as queries
from dashboard.queries.stories import Story
from dashboard.views.sections.choosing import amount
from dashboard.views.sections.storing import actor, seen, stored_as_seen


def targets(story: Story) -> None:
    """Show the form with a number for each thing that one can be set for; empty: no target."""
    known = data.load(queries.targets, story.id)
    key = f"targets-{story.id}"
    before = seen("targets", story.id, f"{key}-applications")
    st.caption(_("Leave empty what has no target. A target is about the days that are counted of the campaign."))
    with st.form(key):
        typed = {
            measure: amount(_(label), known.get(measure), key=f"{key}-{measure}") for measure, label in TARGETS.items()
        }
        if not st.form_submit_button(_("Keep"), type="primary", icon=":material/save:"):
            return
    wrong = [measure for measure, (found, _typed) in typed.items() if found is None]
    for measure in wrong:
        st.error(_("“{name}” is no number. Write it like 1.250,50 or 1250.50.").format(name=_(TARGETS[measure])))
    if wrong:
        return
    new = {measure: found for measure, (found, text) in typed.items() if found is not None and text.strip()}
    own = data.organisation().id
    stored_as_seen(
        "targets",
        story.id,
        lambda: actions.replace(data.engine(), own, story.id, new, actor=actor(), at=data.now(), seen=before),
        _("The targets have been kept."),
    )
