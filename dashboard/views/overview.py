"""The employer brand on one page: key figures, attention, tone and result apart, and what happened."""

from datetime import date

import streamlit as st

from dashboard import data, session
from dashboard.analysis.periods import Period, read_period
from dashboard.i18n import _, day, day_range
from dashboard.queries.key_figures import key_figures as key_figures_of
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections import axes, happened, key_figures
from dashboard.widgets.badges import STALE_AFTER, freshness_badge
from dashboard.widgets.empty import no_data

CODES = ("30d", "90d", "364d")
DEFAULT = "90d"


def chosen(last_day: date) -> Period:
    """Return the period of the address; another one becomes the usual one.

    Only these: of two periods that differ by a day, the difference would be the applicants of that day.
    """
    period = read_period(session.parameter("period", DEFAULT, CODES), last_day)
    assert period is not None
    return period


def picker() -> None:
    """Let a reader choose the period; the choice stands in the address as a code."""
    current = session.parameter("period", DEFAULT, CODES)
    labels = {"30d": _("30 days"), "90d": _("90 days"), "364d": _("52 weeks")}
    key = f"period-{current}"

    def choose() -> None:
        if st.session_state[key]:
            session.remember("period", st.session_state[key])

    st.segmented_control(
        _("Period"),
        CODES,
        default=current,
        format_func=labels.__getitem__,
        on_change=choose,
        key=key,
    )


def page() -> None:
    """Show the overview."""
    st.title(_("Overview"))
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    if last_day is None:
        no_data()
        return
    period = chosen(last_day)
    picker()
    freshness_badge(last_day, data.today(), stale=data.today() - last_day > STALE_AFTER)
    st.caption(
        _("{days}, beside the {number} days before and the same weeks a year earlier.").format(
            days=day_range(period.first, period.last), number=period.days
        )
    )
    known = data.load(key_figures_of, period.first, period.last, data.today())
    figures = known.figures
    key_figures.row_of(figures, period)
    key_figures.breaks(figures, period)
    with st.expander(_("The same figures in a table"), icon=":material/table:"):
        key_figures.table(figures)
    axes.axes(known, period)
    happened.happened(period)
    st.caption(_("Applications: own system, until {until}.").format(until=day(last_day)))


page()
