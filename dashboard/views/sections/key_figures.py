"""The key figures of a period beside the period before and a year earlier, as cards and as a table."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.analysis.comparison import TREND_WEEKS, Change, Measured, direction
from dashboard.analysis.kpis import Figure
from dashboard.analysis.passports import Passport
from dashboard.analysis.periods import Period
from dashboard.i18n import MISSING, _, day_range, money, number, percent
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.chart_card import show_table

CURRENCY = "EUR"
_COLOURS: dict[str, Literal["normal", "inverse", "off"]] = {"up": "normal", "down": "inverse", "none": "off"}


def row_of(some: Sequence[Measured], period: Period) -> None:
    """Show the figures as equal cards, at most four beside each other."""
    with st.grid(4, min_column_width=200):
        for each in some:
            with st.container(border=True, height="stretch", key=f"figure-{each.passport.key}"):
                _card(each, period)


def breaks(some: Sequence[Measured], period: Period) -> None:
    """Warn where what is compared lies on two sides of a change in how a figure is counted."""
    earliest = min(change.period.first for each in some for change in (each.previous, each.year_earlier))
    warn_breaks(earliest, period.last)


def _card(each: Measured, period: Period) -> None:
    trend = [week.figure.value for week in each.trend if week.figure.value is not None]
    st.metric(
        _(each.passport.label),
        written(each.passport, each.figure),
        delta=_difference(each.previous) or None,
        delta_color=_COLOURS[each.passport.direction] if direction(each.previous) else "off",
        help=_definition(each.passport),
        chart_data=trend or None,
        chart_type="line",
    )
    before = _("{days} days before: {figure}").format(
        days=number(period.days), figure=_beside(each.passport, each.previous)
    )
    earlier = _("a year earlier: {figure}").format(figure=_beside(each.passport, each.year_earlier))
    st.caption(f"{before}  \n{earlier}")


def _beside(passport: Passport, change: Change) -> str:
    """Return another period's figure with the difference, or why there is none."""
    figure, difference = written(passport, change.figure), _difference(change)
    if change.figure.value is None and change.reason:
        return _(change.reason.text)
    return f"{figure} ({difference})" if difference else figure


def _definition(passport: Passport) -> str:
    parts = [_(passport.definition), _(passport.formula), _(passport.date_basis)]
    if passport.stays_open:
        return "\n\n".join([*parts, _("Not compared: recent applications can still become hires.")])
    return "\n\n".join([*parts, _("Small line: the last {weeks} whole weeks.").format(weeks=TREND_WEEKS)])


def _reason(change: Change) -> str:
    return _(change.reason.text) if change.reason else MISSING


def _difference(change: Change) -> str:
    """Return a difference with its sign: “+12%”, or in percentage points; empty when there is none."""
    if change.points is not None:
        return _("{points} points").format(points=f"{_sign(change.points)}{number(abs(100 * change.points), 1)}")
    if change.relative is not None:
        return f"{_sign(change.relative)}{percent(abs(change.relative))}"
    return ""


def _sign(value: float) -> str:
    return "-" if value < 0 else "+"  # st.metric reads the direction from a plain hyphen


def written(passport: Passport, figure: Figure) -> str:
    """Return a figure as it is written; hidden ones have their sign, missing ones a dash."""
    if figure.hidden:
        return _("too few")
    writers = {
        "share": lambda value: percent(value, 1),
        "hours": number,
        "money": lambda value: money(value, CURRENCY, 2),
        "ratio": lambda value: number(value, 1),
        "count": number,
    }
    return writers[passport.unit](figure.value)


def table(some: Sequence[Measured]) -> None:
    """Show the figures of the three periods in a table, with the days of each."""
    before, earlier = some[0].previous.period, some[0].year_earlier.period
    shown = pd.DataFrame(
        {
            _("Figure"): [_(each.passport.label) for each in some],
            _("Now"): [written(each.passport, each.figure) for each in some],
            _("Before: {days}").format(days=day_range(before.first, before.last)): [
                written(each.passport, each.previous.figure) for each in some
            ],
            _("Change"): [_difference(each.previous) or _reason(each.previous) for each in some],
            _("A year earlier: {days}").format(days=day_range(earlier.first, earlier.last)): [
                written(each.passport, each.year_earlier.figure) for each in some
            ],
            _("Change since"): [_difference(each.year_earlier) or _reason(each.year_earlier) for each in some],
            _("Last whole weeks"): [_trend(each) for each in some],
        }
    )
    show_table(shown, key="key-figures")


def _trend(each: Measured) -> str:
    """Return the last six weeks in words: what the small line ends with."""
    return " · ".join(written(each.passport, week.figure) for week in each.trend[-6:]) or MISSING
