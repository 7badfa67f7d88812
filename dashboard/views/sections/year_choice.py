"""The choice between the last 52 weeks and those before, for pages about people."""

from datetime import date

import streamlit as st

from dashboard import data, session
from dashboard.analysis.periods import Period, read_period
from dashboard.i18n import _
from dashboard.queries.periods import applications_reach

LATEST, BEFORE = "364d", "364d-before"


def choices(last_day: date) -> dict[str, Period]:
    """Return the periods that can be chosen by their code; the earlier one only where figures reach that far.

    They do not overlap: of one period inside another, the difference would be the few applicants of the days between.
    And a shorter one would mostly hold applications that are still open.
    """
    latest = read_period(LATEST, last_day)
    assert latest is not None
    earlier, first = latest.previous(), data.load(applications_reach).first
    return {LATEST: latest} | ({BEFORE: earlier} if first is not None and first <= earlier.first else {})


def picker(current: str) -> None:
    """Let a reader choose the period; the choice stands in the address as a code."""
    labels = {LATEST: _("52 weeks"), BEFORE: _("the 52 weeks before")}
    key = f"cohort-{current}"

    def choose() -> None:
        session.remember("cohort", st.session_state[key] or current)

    st.segmented_control(_("Period"), list(labels), default=current, format_func=labels.get, on_change=choose, key=key)


def chosen(last_day: date) -> Period:
    """Show the choice, where there is one, and return the period."""
    some = choices(last_day)
    code = session.parameter("cohort", LATEST, some)
    if len(some) > 1:
        picker(code)
    return some[code]
