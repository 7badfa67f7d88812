"""What happened to applications: how far they came, by the month they came in, and by the month in which it happened."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis import suppression
from dashboard.analysis.canon import CANON
from dashboard.analysis.cohorts import REACHED, STAGE_LABELS, STAGES
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People, less
from dashboard.analysis.selection import Selection, month_end, months_of, moved, whole_months
from dashboard.analysis.shares import Share, published_share
from dashboard.analysis.suppression import Count
from dashboard.charts import theme
from dashboard.charts.applications import bars, listed
from dashboard.charts.chart import Chart
from dashboard.charts.funnel import share_dot
from dashboard.charts.words import count_text, signs
from dashboard.i18n import MISSING, _, month, number
from dashboard.queries import inflow
from dashboard.views.sections.counts import say_why
from dashboard.views.sections.definitions import definitions
from dashboard.widgets import folded
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.facts import facts
from dashboard.widgets.table_card import table_card

_MONTHS_A_YEAR = 12


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


def funnel(people: People, selection: Selection, period: Period, source_line: str) -> None:
    """Show how many reached each stage until now, and which share of the stage before; open ones stand apart."""
    st.header(_("What happened to them"))
    narrowing = selection.narrowing
    counts = [people.count(period, outcome, **narrowing) for outcome in REACHED]
    if counts[0].value is None or all(each.value is None for each in counts[1:]):
        say_why(people.answer(period, "hired", **narrowing).reason, people, key="funnel")
        return
    still_open = people.count(period, "open", **narrowing)
    figures = _key_figures(people, selection, period)
    names = {key: _(CANON[key].label) for key in figures}
    facts(
        {names[key]: text for key, text in figures.items()},
        key="funnel",
        definitions={names[key]: _passport(key) for key in figures},
    )
    labels = [_(STAGE_LABELS[stage]) for stage in STAGES]
    shares = _steps(people, period, narrowing, counts)
    texts = [share_dot(each).text if each is not None else MISSING for each in shares]
    table = pd.DataFrame(
        {
            _("Stage"): [*labels, _("Still open"), _("Rejected"), _("Withdrew")],
            _("Applications"): [
                *map(count_text, counts),
                count_text(still_open),
                *(count_text(people.count(period, end, **narrowing)) for end in ("rejected", "withdrawn")),
            ],
            _("Of the stage before that is shown"): [*texts, MISSING, MISSING, MISSING],
        }
    )
    title = _funnel_title(counts[0], counts[-1], still_open)
    picture = bars(labels, counts, [theme.colour("applications")] * len(labels))
    notes = (
        _("Stages are cumulative: who was hired counts in every earlier stage."),
        _("Cohort: the applications that came in during these months, until now. Open ones are no rejections."),
        signs(),
    )
    passports = definitions("screened_share", "qualified_share", "hire_rate", notes=notes)
    chart_card(Chart(picture, listed(labels, counts), title), table, source_line, passports, key="funnel")


def _key_figures(people: People, selection: Selection, period: Period) -> dict[str, str]:
    """Return the ratio to a year earlier, and hires of all and of the offers, by the code of their passport."""
    narrowing = selection.narrowing
    before = whole_months(*(moved(each, -_MONTHS_A_YEAR) for each in (period.first, period.last)))
    applied, earlier = people.count(period, **narrowing), people.count(before, **narrowing)
    hired = people.count(period, "hired", **narrowing)
    closed = less(applied, people.count(period, "open", **narrowing))
    base = applied if closed.value is None else closed
    ratio = applied.value / earlier.value if applied.value is not None and earlier.value else None
    per_hire = base.value / hired.value if base.value is not None and hired.value else None
    accepted = people.share(period, "hired", of="offered", **narrowing)
    return {
        "ratio_to_year_earlier": _("{ratio}×").format(ratio=number(ratio, 2)) if ratio else MISSING,
        "hire_rate": share_dot(published_share(hired, base), 1).text,
        "applications_per_hire": number(per_hire, 1),
        "offer_acceptance": share_dot(accepted).text,
    }


def _passport(key: str) -> str:
    found = CANON[key]
    return f"{_(found.definition)} {_(found.formula)}"


def _steps(people: People, period: Period, narrowing: dict[str, str], counts: Sequence[Count]) -> list[Share | None]:
    """Return, for each stage, the share of the last stage before it that is shown; None for the first."""
    found: list[Share | None] = [None]
    before = REACHED[0]
    for outcome, count in zip(REACHED[1:], counts[1:], strict=True):
        found.append(people.share(period, outcome, of=before, **narrowing))
        before = outcome if count.value is not None else before
    return found


def _funnel_title(applied: Count, hired: Count, still_open: Count) -> str:
    values = {"applied": count_text(applied), "hired": count_text(hired), "open": count_text(still_open)}
    if hired.value is None:
        return _("How far {applied} applications came until now").format(**values)
    if still_open.value is None:
        return _("Of {applied} applications {hired} led to a hire until now").format(**values)
    return _("Of {applied} applications {hired} led to a hire until now; {open} are still open").format(**values)


def two_readings(people: People, selection: Selection, period: Period, source_line: str) -> None:
    """Show both readings of the same log once they are opened; each says which it is."""
    label = _("Month by month, read in two ways")
    readings = partial(_readings, people, selection, period, source_line)
    folded.later(label, readings, icon=":material/calendar_month:", key="readings")


def _readings(people: People, selection: Selection, period: Period, source_line: str) -> None:
    months = [each for each in months_of(period) if people.is_complete(each)]
    table_card(
        _("How far the applications of each month have come until now"),
        _cohort(people, selection, months),
        _("{source} Cohort reading: by the day of the application.").format(source=source_line),
        _(
            "Each line follows the applications that came in that month, until today. Recent months still grow. "
            "Use this reading for rates."
        ),
        key="cohort-reading",
    )
    if selection.narrowing:
        st.caption(_("What was done in each month is counted for all applications together: take the filters away."))
        return
    _activity(people, months, source_line)


def _cohort(people: People, selection: Selection, months: Sequence[date]) -> pd.DataFrame:
    whole = [Period(each, month_end(each)) for each in months]
    return pd.DataFrame(
        {
            _("Month"): [month(each) for each in months],
            **{
                title: [count_text(people.count(each, name, **selection.narrowing)) for each in whole]
                for name, title in _columns().items()
            },
        }
    )


def _activity(people: People, months: Sequence[date], source_line: str) -> None:
    """Show what was done; small months are hidden with others of their calendar year, whatever period is chosen."""
    assert people.first is not None
    assert people.last is not None
    every = data.load(inflow.activity_by_month, people.first, month_end(people.last))
    reached = data.load(inflow.cohort_by_month, people.first, month_end(people.last))
    never_told = [name for name in _columns() if reached[name].any() and not every[name].any()]
    table_card(
        _("What was done in each month, whenever the applications came in"),
        _done(every, months, never_told).assign(**{_("Came in"): _came_in(people, months)}),
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


def _came_in(people: People, months: Sequence[date]) -> list[str]:
    """Return who came in as every other table of the page tells it."""
    return [count_text(people.count(Period(each, month_end(each)))) for each in months]


def _done(every: pd.DataFrame, months: Sequence[date], never_told: Sequence[str]) -> pd.DataFrame:
    """Return the months as they may be shown; ``never_told`` are columns without a day: dashes, not zeros."""
    columns = {_("Month"): [month(each) for each in months]}
    for name, title in _columns().items():
        counts = _by_year(dict(zip(every["month"], every[name], strict=True)))
        columns[title] = [MISSING if name in never_told else count_text(counts.get(each, Count(0))) for each in months]
    return pd.DataFrame(columns)


def _by_year(numbers: dict[date, int]) -> dict[date, Count]:
    years: dict[int, dict[date, int]] = {}
    for each, value in numbers.items():
        years.setdefault(each.year, {})[each] = int(value)
    return {
        each: count
        for some in years.values()
        for each, count in zip(some, suppression.breakdown(list(some.values())), strict=True)
    }
