"""All vacancies in one table: each once, whoever names it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.charts.words import count_text, signs
from dashboard.i18n import MISSING, _, day, ngettext, number
from dashboard.queries.vacancies import Listed
from dashboard.views.sections.vacancies_words import by_platform, group_of, place_of, providers, title_of
from dashboard.widgets.table_card import table_card

OPEN, ALL = "open", "all"


def table(known: Sequence[Listed]) -> None:
    """Show the vacancies that are open, or all; the choice stands in the address."""
    still_open = [each for each in known if each.speaks.is_open]
    chosen = _choice(OPEN if still_open else ALL)
    shown = still_open if chosen == OPEN else known
    table_card(_heading(len(shown), chosen), _table(shown), _source_line(known), _definition(), key="vacancies")


def _choice(usual: str) -> str:
    labels = {OPEN: _("Open now"), ALL: _("All")}
    chosen = session.parameter("vacancies", usual, labels)
    key = f"vacancies-{chosen}"

    def choose() -> None:
        session.remember("vacancies", st.session_state[key] or chosen)

    st.segmented_control(
        _("Which vacancies"), list(labels), default=chosen, format_func=labels.get, on_change=choose, key=key
    )
    return chosen


def _heading(count: int, chosen: str) -> str:
    if chosen == OPEN:
        return ngettext("{count} vacancy is open now", "{count} vacancies are open now", count).format(
            count=number(count)
        )
    return ngettext("{count} vacancy", "{count} vacancies", count).format(count=number(count))


def _table(shown: Sequence[Listed]) -> pd.DataFrame:
    table = pd.DataFrame([_line(each) for each in shown])
    return table.drop(columns=_("Closed")) if all(each.speaks.is_open for each in shown) and shown else table


def _line(each: Listed) -> dict[str, str]:
    return {
        _("Vacancy"): title_of(each.speaks),
        _("Applications"): count_text(each.applied),
        _("Site"): place_of(each.speaks),
        _("Opened"): day(each.opened),
        _("Closed"): day(each.speaks.closed),
        _("Views"): by_platform(each.views),
        _("Clicks on apply"): by_platform(each.apply_clicks),
        _("Applications by platforms"): by_platform(each.platform_applications),
        _("Posts"): number(each.posts) if each.posts else MISSING,
        _("Function group"): group_of(each.speaks),
        _("Named by"): providers(each.providers),
    }


def _source_line(known: Sequence[Listed]) -> str:
    return _("Named by: {providers}.").format(providers=providers(name for each in known for name in each.providers))


def _definition() -> str:
    return "\n\n".join(
        (
            _(
                "A vacancy that several systems name stands here once. What the system of applicants says counts; then the "
                "own site and feeds; then job boards."
            ),
            _(
                "Applications are those of the own system. Platforms count views, clicks and applications each in their own "
                "way: their figures stand beside each other and are never added."
            ),
            _("Opened is the first day that is told, else the first day on which we saw the vacancy."),
            _("Posts are items that link to the address of the vacancy."),
            signs(),
        )
    )
