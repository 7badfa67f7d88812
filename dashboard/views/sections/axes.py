"""Attention, tone and result: three separate things, never one score."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.blocks import WEEK, Block
from dashboard.analysis.comparison import Measured
from dashboard.analysis.narrative import changes
from dashboard.analysis.periods import Period, week_code, week_of
from dashboard.charts.applications import per_week
from dashboard.charts.views import complete, views_per_week
from dashboard.charts.words import count_text, signs, tell
from dashboard.i18n import MISSING, _, day, number
from dashboard.queries import attention
from dashboard.queries.key_figures import PLATFORM, KeyFigures
from dashboard.views.sections.bold import bold
from dashboard.views.sections.key_figures import written
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card

_ATTENTION = ("views", "watch_hours")
_RESULT = ("applications", "side_entrant_share", "hires")


def axes(known: KeyFigures, period: Period) -> None:
    """Show the three axes with their sentences, and the two that have figures with their chart."""
    st.subheader(_("Attention, tone and result"))
    by_key = {each.passport.key: each for each in known.figures}
    columns = st.columns(3)
    with columns[0], st.container(border=True, height="stretch"):
        st.markdown(bold(_("Attention"), ":material/visibility:"))
        st.markdown(_listed([by_key[key] for key in _ATTENTION]))
        st.caption(tell(changes([by_key[key] for key in _ATTENTION])))
    with columns[1], st.container(border=True, height="stretch"):
        st.markdown(bold(_("Tone"), ":material/mood:"))
        st.markdown(_("No figures yet."))
        st.caption(
            _("What people say about the organisation is not read yet. Much attention is not the same as praise.")
        )
    with columns[2], st.container(border=True, height="stretch"):
        st.markdown(bold(_("Result"), ":material/group_add:"))
        st.markdown(_listed([by_key[key] for key in _RESULT]))
        st.caption(tell(changes([by_key[key] for key in _RESULT])))
    st.caption(_("They are three things: they move apart, and are never put into one score."))
    _charts(known, period)


def _listed(some: Sequence[Measured]) -> str:
    line = _("{label}: **{value}**")
    return "\n".join(
        f"- {line.format(label=_(each.passport.label), value=written(each.passport, each.figure))}" for each in some
    )


def _charts(known: KeyFigures, period: Period) -> None:
    days = Period(week_of(period.first), period.last)
    left, right = st.columns(2)
    with left:
        _attention(days)
    with right:
        _result(known.weeks, days)


def _attention(days: Period) -> None:
    rows = data.load(attention.platform_weeks, PLATFORM, days.first, days.last)
    if rows.empty:
        with st.container(border=True):
            st.markdown(bold(_("Views per week")))
            st.markdown(_("No figures yet."))
        return
    until = data.load(attention.platform_until, PLATFORM)
    chart = views_per_week(rows, backdrop(days, platform=PLATFORM, metric="views", until=until), until)
    table = pd.DataFrame(
        {
            _("Week from"): [day(monday) for monday in rows["week_start"]],
            _("Views"): [MISSING if pd.isna(views) else number(int(views)) for views in rows["views"]],
            _("Complete"): [_("yes") if complete(monday, until) else _("no") for monday in rows["week_start"]],
        }
    )
    source = _("YouTube, until {until}; weeks from Monday, as YouTube cuts its days.").format(until=day(until))
    chart_card(chart, table, source, _("Views as YouTube counts them."), key="views", until=until)


def _result(bars: Sequence[Block], days: Period) -> None:
    if not bars:
        return
    table = pd.DataFrame(
        {
            _("Week from"): [day(bar.period.first) for bar in bars],
            _("Week"): [_weeks(bar.period) for bar in bars],
            _("Applications"): [count_text(bar.count) for bar in bars],
        }
    )
    source = _("Applications: own system; whole weeks from Monday, until {until}.")
    until = day(bars[-1].period.last)
    chart = per_week(bars, backdrop(days, metric="applications"), _result_title(bars))
    chart_card(chart, table, source.format(until=until), signs(), key="applications")


def _weeks(period: Period) -> str:
    """Return the weeks of a bar: one, or from one to another where they are taken together."""
    codes = [week_code(period.first), week_code(period.last)]
    return codes[0] if codes[0] == codes[1] else " – ".join(codes)


def _result_title(bars: Sequence[Block]) -> str:
    known = [bar.count.value for bar in bars if bar.count.value is not None and bar.period.days == WEEK]
    if not known:
        return _("Applications per week")
    if len(known) < len(bars):
        return _("At most {high} applications in the weeks that can be shown").format(high=number(max(known)))
    words = _("Between {low} and {high} applications a week")
    return words.format(low=number(min(known)), high=number(max(known)))
