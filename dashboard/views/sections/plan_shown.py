"""What a campaign could show, drawn and in words: now, or as it was promised."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from connectors.errors import N_, Said
from dashboard import data
from dashboard.analysis.impact import promised
from dashboard.analysis.impact.planning import Plan
from dashboard.analysis.picks import STATES_NO_CAUSE
from dashboard.charts import picked
from dashboard.charts.power import Curve, power_curve, steps
from dashboard.charts.words import tell
from dashboard.i18n import MISSING, _, day, day_range, number, percent, signed_percent
from dashboard.queries import workplaces
from dashboard.queries.plans import KeptPlan
from dashboard.told.evidence_tables import outcome_name
from dashboard.views.sections.bold import bold
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain

_WEEK = 7


def foreseen(found: Plan | Said, minimum_effect: float | None) -> None:
    """Show what a campaign could show, with what would lower it; or what is missing to say so."""
    if isinstance(found, Said):
        st.warning(
            plain(tell(Said(N_("Not enough data to tell. {why}"), {"why": found}))), icon=":material/hourglass_empty:"
        )
        return
    least, relative = found.minimum_detectable_effect, found.minimum_detectable_relative
    with st.container(border=True, key="plan-foreseen"):
        st.markdown(f"#### {plain(tell(promised.smallest_said(found.weeks, least, relative)))}")
        st.markdown(plain(tell(promised.expected_said(found.baseline_per_week))))
        _matters(minimum_effect, least)
        for warning in found.warnings:
            st.warning(plain(tell(warning)), icon=":material/warning:")
        _list(_("What would lower it"), found.advice)
    _curve(found.power, relative, found.baseline_per_week * found.weeks, data.today(), key="power")


def kept_plan(kept: KeptPlan) -> None:
    """Show what was fixed, and what it could show as it was reckoned then."""
    names = data.load(workplaces.site_names)
    least, relative = kept.minimum_detectable_effect, kept.minimum_detectable_relative
    baseline = day_range(kept.baseline_from, kept.baseline_until)
    about = (
        (_("Days that are judged"), day_range(kept.window.first, kept.window.last) if kept.window else MISSING),
        (_("What is judged"), ", ".join(outcome_name(outcome, names) for outcome in kept.outcomes)),
        (_("Smallest number of extra ones that would matter"), number(kept.minimum_effect)),
        (_("Measure"), picked.told(kept.measure, picked.MEASURES) or MISSING),
        (_("Method"), picked.told(kept.method, picked.METHODS) or MISSING),
        (_("Compare with"), baseline),
    )
    st.markdown("  \n".join(f"**{label}:** {plain(value)}" for label, value in about))
    if set(picked.chosen(kept.method, picked.METHODS)[0]) & STATES_NO_CAUSE:
        st.markdown(_("This method counts, and says nothing about what would have come in anyway."))
    if kept.window is None:
        return
    if not kept.power:
        st.markdown(_("What it could show was not reckoned: there was too little data."))
        return
    st.markdown(plain(tell(promised.smallest_said(kept.window.days / _WEEK, least, relative))))
    _matters(kept.minimum_effect, least)
    expected = least / relative if least and relative else None
    _curve(kept.power, relative, expected, kept.kept_on, key="power-kept")


def _matters(minimum_effect: float | None, least: float | None) -> None:
    said = promised.matters_said(minimum_effect, least)
    if said is not None:
        st.markdown(plain(tell(said)))


def _list(heading: str, said: Sequence[Said]) -> None:
    if said:
        st.markdown(bold(heading, ":material/lightbulb:"))
        st.markdown("\n".join(f"- {plain(tell(each))}" for each in said))


def _curve(curve: Curve, smallest: float | None, expected: float | None, on: date, *, key: str) -> None:
    """Draw the curve; ``expected`` is how many would come in without the campaign, ``on`` the day of the reckoning."""
    table = pd.DataFrame(
        {
            _("If it brings"): [signed_percent(lift) for lift, _share in steps(curve)],
            _("Extra"): [number(lift * expected if expected else None) for lift, _share in steps(curve)],
            _("It is shown"): [_("{share} of the times").format(share=percent(share)) for _lift, share in steps(curve)],
        }
    )
    source = _("Applications: own system. Reckoned on {day}.").format(day=day(on))
    passport = _(
        "**Shown** means that the method would be more than 95 % sure that there were extra ones. For each effect: in how "
        "many of a hundred such campaigns that would be so. Reckoned with your own applications: the last weeks that "
        "are known are taken as if the campaign had run in them."
    )
    chart_card(power_curve(curve, smallest), table, source, passport, key=key)
