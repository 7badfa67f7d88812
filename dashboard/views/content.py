"""Content: series, what works for a goal, whether the story is told everywhere, all items, and attention beside inflow."""

from collections.abc import Callable, Mapping

import streamlit as st

from connectors.errors import N_
from dashboard import data
from dashboard.analysis.selection import Selection
from dashboard.i18n import _
from dashboard.queries.content_page import has_content
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections.association import association
from dashboard.views.sections.coherence import coherence
from dashboard.views.sections.content_labels import content_labels
from dashboard.views.sections.content_list import content_list
from dashboard.views.sections.series import series
from dashboard.views.sections.tellers import tellers
from dashboard.views.sections.what_works import what_works
from dashboard.widgets.empty import no_data
from dashboard.widgets.filter_bar import filter_bar, period_line
from dashboard.widgets.parts import chosen_part

_PARTS: Mapping[str, str] = {
    "series": N_("Series"),
    "works": N_("What works"),
    "coherence": N_("Coherence"),
    "all": N_("All content"),
    "attention": N_("Attention and inflow"),
}


def page() -> None:
    """Show one part at a time: a phone stays short, and what takes seconds is reckoned only when somebody asks."""
    st.title(_("Content"))
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    known = data.load(has_content)
    if last_day is None and not known:
        no_data()
        return
    part = chosen_part(_PARTS)
    if part == "attention":
        association(last_day)
    elif part == "series":
        series()
    else:
        _in_period(part, known=known)


def _in_period(part: str, *, known: bool) -> None:
    """Show a part that looks at some months."""
    selection = filter_bar("period", default="12m")
    if selection is not None:
        st.caption(period_line(selection, compared=False))
    shown: Mapping[str, Callable[[Selection | None], None]] = {
        "works": lambda chosen: _works(chosen, known=known),
        "coherence": _coherence,
        "all": content_list,
    }
    shown[part](selection)


def _works(selection: Selection | None, *, known: bool) -> None:
    what_works(selection, known=known)
    tellers(selection)


def _coherence(selection: Selection | None) -> None:
    coherence(selection)
    content_labels()


page()
