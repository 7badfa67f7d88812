"""All vacancies in one table, each once, whoever names it: to search, to sort, to page through and to download."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.charts.words import signs
from dashboard.i18n import _, language, ngettext, number, speaking
from dashboard.queries.vacancies import Listed
from dashboard.views.sections.vacancies_columns import lines
from dashboard.views.sections.vacancies_order import ORDERS, STATUSES, USUAL, found, in_order, of_status
from dashboard.views.sections.vacancies_words import providers
from dashboard.widgets import folded
from dashboard.widgets.choice import choice
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import csv_bytes, download_csv
from dashboard.widgets.tables import shown as shown_table

PAGE = 50
OPEN, ALL = "open", "all"
_OPENED = "vacancies-opened"


def table(known: Sequence[Listed], hard: Collection[str]) -> None:
    """Show the vacancies that are open, closed or all; ``hard`` holds the groups of functions that are hard to fill."""
    usual = OPEN if any(each.speaks.is_open for each in known) else ALL
    chosen, order, asked = _choices(usual)
    shown = in_order(found(of_status(known, chosen), asked), order, data.today())
    with st.container(border=True, key="card-vacancies"):
        st.markdown(f"**{plain(_heading(len(shown), chosen))}**")
        if shown:
            _pages(shown, hard)
        else:
            st.markdown(
                _("No vacancy fits. Choose another status, site or group of functions, or search less narrowly.")
            )
        _foot(known)


def _choices(usual: str) -> tuple[str, str, str]:
    with st.grid(3, min_column_width=165, key="vacancies-choices"):
        labels = {code: _(name) for code, name in STATUSES.items()}
        status = choice("vacancies", _("Status"), labels, usual=usual)
        order = choice("sort", _("Order"), {code: _(name) for code, name in ORDERS.items()}, usual=USUAL)
        asked = st.text_input(_("Search"), placeholder=_("Title, number, place or department"), key="vacancies-search")
    return status, order, asked


def _heading(count: int, chosen: str) -> str:
    words = {
        OPEN: ngettext("{count} vacancy is open now", "{count} vacancies are open now", count),
        "closed": ngettext("{count} vacancy is closed", "{count} vacancies are closed", count),
    }
    return words.get(chosen, ngettext("{count} vacancy", "{count} vacancies", count)).format(count=number(count))


def _pages(shown: Sequence[Listed], hard: Collection[str]) -> None:
    pages = -(-len(shown) // PAGE)
    place = 1
    if pages > 1:
        place = st.pagination(pages, key=f"vacancies-page-{pages}")
    here = shown[(place - 1) * PAGE : place * PAGE]
    key = f"table-vacancies-{place}-{st.session_state.get(_OPENED, 0)}"

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1  # a table without a chosen row next time
            session.remember("vacancy", str(here[rows[0]].speaks.vacancy_id))

    st.dataframe(
        shown_table(pd.DataFrame(lines(here, hard, data.today()))),
        hide_index=True,
        placeholder="–",
        key=key,
        on_select=choose,
        selection_mode="single-row",
    )
    st.caption(
        _("Choose a row to see one vacancy: its days, its figures per platform, and how far its applicants came.")
    )
    download_csv(partial(_download, language(), tuple(shown), frozenset(hard), data.today()), key="vacancies")


def _download(spoken: str, shown: Sequence[Listed], hard: Collection[str], today: date) -> bytes:
    """Return all pages of the table; it is made in another thread, which speaks no language yet."""
    with speaking(spoken):
        return csv_bytes(pd.DataFrame(lines(shown, hard, today)))


def _foot(known: Sequence[Listed]) -> None:
    names = providers(name for each in known for name in each.providers)
    st.caption(_("Named by: {providers}.").format(providers=names))
    folded.definition(_definition(), key="vacancies")


def _definition() -> str:
    return "\n\n".join(
        (
            _(
                "A vacancy that several systems name stands here once. What the system of applicants says counts; then the "
                "own site and feeds; then job boards."
            ),
            _(
                "Applications are those of the own system since the vacancy came out. Platforms count views, clicks and "
                "applications each in their own way: their figures stand beside each other and are never added."
            ),
            _("A dash: the platform tells no figure. It is never a zero."),
            _(
                "Applications run through the own site: LinkedIn counts clicks on apply and cannot see who applies after "
                "that (OffsiteApply)."
            ),
            _("Opened is the first day that is told, else the first day on which we saw the vacancy."),
            _("Posts are items that link to the address of the vacancy."),
            signs(),
        )
    )
