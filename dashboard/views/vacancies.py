"""Vacancies: one list across the system of applicants, the site, feeds and job boards, and which are hard to fill."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.analysis.canon.inflow_estimates import vacancy_duration
from dashboard.analysis.selection import Selection
from dashboard.analysis.waiting import Wait, days_open
from dashboard.i18n import _
from dashboard.queries.group_needs import group_vacancies
from dashboard.queries.vacancies import Listed, listed, unmatched
from dashboard.views.sections import group_needs, vacancies_list, vacancies_match, vacancies_need, vacancy_detail
from dashboard.views.sections.vacancies_order import narrowed
from dashboard.widgets.empty import empty
from dashboard.widgets.filter_bar import filter_bar


def page() -> None:
    """Show one vacancy, or the list, what is hard to fill, and what a person can match."""
    st.title(_("Vacancies"))
    known = data.load(listed, data.today(), data.organisation().timezone)
    if not known:
        empty(
            _("There are no vacancies yet."),
            _("Connect your applicant tracking system, or name your careers page or a feed under [sources.vacancies]."),
            page="sources",
            label=_("Go to Sources"),
        )
        return
    chosen = _chosen(known)
    selection = None if chosen else filter_bar("period", "site", "function_group", default="12m")
    vacancies = known if selection is None else narrowed(known, selection.site, selection.function_group)
    groups = group_needs.groups(selection)
    hard = frozenset(each.group for each in groups.each if each.is_hard)
    if chosen:
        vacancy_detail.detail(chosen, hard=chosen.speaks.is_open and chosen.speaks.group in hard)
        return
    if selection is None:
        vacancies_list.table(vacancies, hard)
    else:
        waits = data.reckon(_waits, selection, data.today())
        _key_figures(vacancies, waits, selection)
        vacancies_list.table(vacancies, hard)
        vacancies_need.needs(groups.each, selection, year=groups.year, why=groups.why)
        vacancies_need.days_open(waits, selection)
    vacancies_match.match(data.load(unmatched))


def _chosen(known: Sequence[Listed]) -> Listed | None:
    """Return the vacancy that the address names, by any of its names; a code that means nothing goes out of the address."""
    code = session.parameter("vacancy")
    found = next((each for each in known if code in {str(name.vacancy_id) for name in each.names}), None)
    if code and found is None:
        session.remember("vacancy", "")
    return found


def _key_figures(shown: Sequence[Listed], waits: Wait, selection: Selection) -> None:
    open_now = sum(each.speaks.is_open for each in shown)
    last = min(selection.period.last, data.today())
    vacancies_need.key_figures(open_now, waits, vacancy_duration(_rows(selection), last))


def _rows(selection: Selection) -> pd.DataFrame:
    """Return the own vacancies until the end of the period, at the chosen site and in the chosen group."""
    rows = data.load(group_vacancies, selection.period.last, selection.site)
    return rows[rows["function_group"] == selection.function_group] if selection.function_group else rows


def _waits(selection: Selection, today: date) -> Wait:
    """Return how long the vacancies opened in the period stand open."""
    rows = _rows(selection)
    return days_open(rows[rows["opened_at"] >= selection.period.first] if len(rows) else rows, today)


page()
