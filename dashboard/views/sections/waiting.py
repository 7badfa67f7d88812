"""How long it takes, by function group: until an applicant is hired, until a vacancy closes, until it is filled."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.group_waits import GroupWaits, Waits
from dashboard.analysis.periods import Period
from dashboard.charts.funnel import Dots, has_dots, intervals, wait_dot
from dashboard.charts.labels import function_group
from dashboard.charts.words import count_text, tell
from dashboard.i18n import _, day, day_range
from dashboard.views.sections.definitions import definitions
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.table_card import table_card

_LAST = {"other": 1, "": 2}


def waiting(found: Waits, period: Period, source_line: str) -> None:
    """Show time to hire, and days open beside time to fill, over all and per function group."""
    st.subheader(_("How long it takes"))
    groups = [found.together, *sorted(found.each, key=lambda each: (_LAST.get(each.group, 0), _name(each)))]
    names = [_("All function groups"), *(_name(each) for each in groups[1:])]
    left, right = st.columns(2)
    with left:
        _hired(names, groups, source_line)
    with right:
        _vacancies(names, groups, period, data.today())


def _name(each: GroupWaits) -> str:
    return function_group(each.group) if each.group else _("Unknown")


def _hired(names: Sequence[str], groups: Sequence[GroupWaits], source_line: str) -> None:
    some = [Dots(_("Time to hire"), "time_to_hire", [wait_dot(each.to_hire) for each in groups])]
    table = pd.DataFrame(
        {
            _("Function group"): list(names),
            _("Hires"): [count_text(each.to_hire.number) for each in groups],
            _("Time to hire in days (90% interval)"): [dot.text for dot in some[0].each],
        }
    )
    title = _("{label}: {sentence}").format(label=_("Time to hire"), sentence=tell(groups[0].to_hire.sentence))
    _card(names, some, title, table, source_line, definitions("time_to_hire"), key="time-to-hire")


def _vacancies(names: Sequence[str], groups: Sequence[GroupWaits], period: Period, today: date) -> None:
    some = [
        Dots(_("Days open"), "days_open", [wait_dot(each.days_open) for each in groups]),
        Dots(_("Time to fill"), "time_to_fill", [wait_dot(each.to_fill) for each in groups]),
    ]
    table = pd.DataFrame(
        {
            _("Function group"): list(names),
            _("Vacancies"): [count_text(each.days_open.number) for each in groups],
            _("Days open (90% interval)"): [dot.text for dot in some[0].each],
            _("Time to fill in days (90% interval)"): [dot.text for dot in some[1].each],
        }
    )
    title = _("{label}: {sentence}").format(label=_("Days open"), sentence=tell(groups[0].days_open.sentence))
    words = _("Vacancies: own system, opened {days}; open ones are followed until {today}. Lines: 90% interval.")
    source_line = words.format(days=day_range(period.first, period.last), today=day(today))
    passports = definitions("vacancy_days_open", "time_to_fill")
    _card(names, some, title, table, source_line, passports, key="vacancies")
    fill = _("{label}: {sentence}").format(label=_("Time to fill"), sentence=tell(groups[0].to_fill.sentence))
    st.caption(fill)


def _card(
    names: Sequence[str],
    some: Sequence[Dots],
    title: str,
    table: pd.DataFrame,
    source_line: str,
    passports: str,
    *,
    key: str,
) -> None:
    if has_dots(some):
        chart = intervals(names, some, title, unit=_("Days until half"))
        chart_card(chart, table, source_line, passports, key=key)
    else:
        table_card(title, table, source_line, passports, key=key)
