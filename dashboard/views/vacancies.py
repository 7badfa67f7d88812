"""Vacancies: one list across the system of applicants, the site, feeds and job boards, and what could not be matched."""

import streamlit as st

from dashboard import data
from dashboard.i18n import _
from dashboard.queries.vacancies import listed, unmatched
from dashboard.views.sections import vacancies_list, vacancies_match
from dashboard.widgets.empty import empty


def page() -> None:
    """Show the list, and below it what a person can match."""
    st.title(_("Vacancies"))
    known = data.load(listed)
    if not known:
        empty(
            _("There are no vacancies yet."),
            _("Connect your applicant tracking system, or name your careers page or a feed under [sources.vacancies]."),
            page="sources",
            label=_("Go to Sources"),
        )
        return
    vacancies_list.table(known)
    vacancies_match.match(data.load(unmatched))


page()
