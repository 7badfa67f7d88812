"""The list behind a number: applications without names, for those who work with them, never fewer than may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count, is_few
from dashboard.i18n import _, day_range, number
from dashboard.queries.application_list import MOST, Applications, applications
from dashboard.views.sections.storing import actor
from dashboard.views.sections.vacancies_words import MAY_DECIDE
from dashboard.widgets import folded
from dashboard.widgets.tables import show_table


@dataclass(frozen=True)
class Behind:
    """A number on the page: what it is called, what it counts, and by which codes of which way it is found."""

    label: str
    count: Count
    period: Period
    narrowing: dict[str, tuple[str, ...]] = field(default_factory=dict)


def behind(numbers: Sequence[Behind], *, key: str) -> None:
    """Let a recruiter or an administrator choose a number and see the applications that it counts."""
    some = [each for each in numbers if each.count.value and not is_few(each.count.value)]
    if actor() not in MAY_DECIDE or not some:
        return
    name = _("Which applications a number counts")
    folded.heading(name, lambda: _choose(some, key), icon=":material/list:", key=f"list-{key}")


def _choose(some: Sequence[Behind], key: str) -> None:
    st.caption(
        _(
            "A list without names. Each number is made for this list only: the same application has another number in "
            "another list, so that lists laid beside each other single nobody out."
        )
    )
    chosen = st.selectbox(
        _("Applications of"),
        range(len(some)),
        index=None,
        format_func=lambda place: f"{some[place].label} ({number(some[place].count.value)})",
        placeholder=_("Choose a number"),
        key=f"list-{key}",
    )
    if chosen is not None and chosen < len(some):
        _list(some[chosen])


def _list(each: Behind) -> None:
    asked = tuple(sorted(each.narrowing.items()))
    found = data.load(applications, each.period.first, each.period.last, asked)
    if found.total != each.count.value:
        st.markdown(
            _("Some of these were removed after their time: only their count is kept, so that there is no list.")
        )
        return
    _shown(found, each.period)


def _shown(found: Applications, period: Period) -> None:
    words = _("{count} applications that came in {period}.").format(
        count=number(found.total), period=day_range(period.first, period.last)
    )
    if found.total > MOST:
        words = f"{words} {_('The first {count} are listed.').format(count=number(MOST))}"
    st.markdown(words)
    show_table(pd.DataFrame({_("Number of the application in this list"): list(found.numbers)}), key="applications")
