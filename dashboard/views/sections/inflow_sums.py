"""What is stored of applications but stands in no count by day."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis import suppression
from dashboard.charts.words import count_text
from dashboard.i18n import MISSING, _, day_range, number
from dashboard.queries import inflow
from dashboard.views.sections.vacancies_words import provider_name
from dashboard.widgets.table_card import table_card


def not_by_day() -> None:
    """Say what is stored but in no count by day, and show the sums that come without persons."""
    unknown = data.load(inflow.without_day)
    if unknown:
        st.info(
            _(
                "Without a day of application: {count}. They are stored with where they stand now, and in no count by day."
            ).format(count=count_text(suppression.count(unknown))),
            icon=":material/event_busy:",
        )
    sums = data.load(inflow.totals_without_persons)
    if sums.empty:
        return
    table_card(
        _("Sums that came without persons"),
        _sums(sums),
        _("As the system gives them, per span; they are not part of the figures above."),
        _("A system or export that only gives sums: per vacancy and source, over a month or until a day."),
        key="sums",
    )


def _sums(sums: pd.DataFrame) -> pd.DataFrame:
    people = {"applied": _("Applications"), "hired": _("Hired"), "rejected": _("Rejected")}
    plain = {"views": _("Views"), "apply_clicks": _("Clicks on apply")}
    return pd.DataFrame(
        {
            _("System"): [provider_name(code) for code in sums["provider"]],
            _("Span"): [_span(row) for row in sums.itertuples()],
            _("Vacancy"): sums["title"].fillna(MISSING),
            _("Source"): [_(name) if name else MISSING for name in sums["source"].fillna("")],
            **{title: [number(value) for value in sums[name]] for name, title in plain.items()},
            **{title: [_people(value) for value in sums[name]] for name, title in people.items()},
        }
    )


def _span(row) -> str:  # noqa: ANN001  a row of the frame
    return day_range(None if pd.isna(row.first_day) else row.first_day, row.last_day)


def _people(value: object) -> str:
    return MISSING if pd.isna(value) else count_text(suppression.count(int(value)))
