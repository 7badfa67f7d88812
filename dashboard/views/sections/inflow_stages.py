"""What happened to applications: by the month in which it happened, and by the month in which they came in."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis import suppression
from dashboard.analysis.periods import Period
from dashboard.charts.words import count_text
from dashboard.i18n import MISSING, _, day_range, month, number
from dashboard.queries import inflow
from dashboard.views.sections.vacancies_words import provider_name
from dashboard.widgets.table_card import table_card


def _columns() -> dict[str, str]:
    return {
        "applied": _("Came in"),
        "screened": _("Screened"),
        "interviewed": _("Interview"),
        "offered": _("Offer"),
        "hired": _("Hired"),
        "rejected": _("Rejected"),
        "withdrawn": _("Withdrew"),
    }


def two_readings(period: Period, source_line: str) -> None:
    """Show both readings of the same log; each says which it is."""
    st.header(_("What happened to them"))
    cohort = data.load(inflow.cohort_by_month, period.first, period.last)
    activity = data.load(inflow.activity_by_month, period.first, period.last)
    table_card(
        _("How far the applications of each month have come until now"),
        _table(cohort),
        _("{source} Cohort reading: by the day of the application.").format(source=source_line),
        _(
            "Each line follows the applications that came in that month, until today. Recent months still grow. "
            "Use this reading for rates."
        ),
        key="cohort-reading",
    )
    never_told = [name for name in _columns() if cohort[name].any() and not activity[name].any()]
    table_card(
        _("What was done in each month, whenever the applications came in"),
        _table(activity, never_told),
        _("{source} Activity reading: by the day of the event.").format(source=source_line),
        _(
            "Each line counts what happened in that month; a stage counts the first time. What no system told on which day "
            "is not in it. Use this reading for workload, never for rates."
        ),
        key="activity-reading",
    )
    if never_told:
        names = ", ".join(_columns()[name] for name in never_told)
        st.caption(
            _("No system told on which days this happened: {names}. A dash stands there, not a zero.").format(
                names=names
            )
        )


def _table(found: pd.DataFrame, never_told: Sequence[str] = ()) -> pd.DataFrame:
    """Return the months as they may be shown: the sum over the months stands elsewhere, so that no month can be computed.

    ``never_told`` are the columns of which no system told a day: they hold no zeros but dashes.
    """
    names = _columns()
    return pd.DataFrame(
        {
            _("Month"): [month(day) for day in found["month"]],
            **{
                title: [MISSING] * len(found) if name in never_told else _counts(found[name])
                for name, title in names.items()
            },
        }
    )


def _counts(values: pd.Series) -> list[str]:
    return [count_text(each) for each in suppression.breakdown([int(value) for value in values])]


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
