"""Setting what a key figure is to reach in a calendar year."""

import streamlit as st

from dashboard import data
from dashboard.actions.kpi_targets import MAY_SET, remove_target, set_target
from dashboard.analysis.canon import CANON
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.overview_tiles import TARGETED
from dashboard.i18n import _
from dashboard.queries.context import targets
from dashboard.views.sections.choosing import amount
from dashboard.views.sections.storing import actor, last_said, stored
from dashboard.widgets import folded

_HUNDRED = 100


def kpi_targets(page: OverviewPage) -> None:
    """Show the form for who may set targets; an empty target is taken away."""
    if actor() not in MAY_SET:
        return
    last_said()
    year = page.selection.period.last.year
    label = _("Set targets for {year}").format(year=year)
    folded.heading(label, lambda: _opened(year), icon=":material/flag:", key="kpi-targets")


def _opened(year: int) -> None:
    st.caption(
        _(
            "A target is for a whole calendar year and for the whole organisation. It is never scaled to a part of the year."
        )
    )
    _form(year)


def _form(year: int) -> None:
    known = data.load(targets)
    with st.form(f"kpi-targets-{year}"):
        typed = {}
        for key in TARGETED:
            before = known.get((key, str(year)))
            label = _(CANON[key].label)
            if CANON[key].unit == "share":
                before = None if before is None else before * _HUNDRED
                label = _("{label} (%)").format(label=label)
            typed[key] = amount(label, before, key=f"kpi-target-{year}-{key}")
        if not st.form_submit_button(_("Keep"), type="primary", icon=":material/save:"):
            return
    for key, (found, _text) in typed.items():
        if found is None:
            st.error(_("“{name}” is no number. Write it like 1.250,50 or 1250.50.").format(name=_(CANON[key].label)))
            return
    stored(
        lambda: _keep(year, {key: (found or 0.0, bool(text.strip())) for key, (found, text) in typed.items()}),
        _("The targets have been kept."),
    )


def _keep(year: int, new: dict[str, tuple[float, bool]]) -> None:
    known = data.load(targets)
    mine = {"actor": actor(), "at": data.now()}
    for key, (number, is_given) in new.items():
        value = number / _HUNDRED if CANON[key].unit == "share" else number
        before = known.get((key, str(year)))
        own = (data.engine(), data.organisation().id, key, year)
        if not is_given and before is not None:
            remove_target(*own, **mine)
        elif is_given and value != before:
            set_target(*own, value, **mine)
