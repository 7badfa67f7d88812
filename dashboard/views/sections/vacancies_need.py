"""Groups of functions that are hard to fill, and how long vacancies stand open."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.canon import CANON
from dashboard.analysis.canon.facts import Estimate
from dashboard.analysis.hard_to_fill import RULE, GroupNeed, sentence
from dashboard.analysis.selection import Selection
from dashboard.analysis.survival import Curve
from dashboard.analysis.waiting import Wait
from dashboard.charts.funnel import share_dot, wait_dot
from dashboard.charts.labels import function_group
from dashboard.charts.vacancy import open_rows, still_open
from dashboard.charts.words import count_text, signs, tell
from dashboard.i18n import MISSING, _, day, number, percent
from dashboard.views.sections.definitions import definitions
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.kpi_row import Kpi, kpi_row
from dashboard.widgets.table_card import table_card

_DAYS = (30, 60, 90, 120, 180, 270)


def key_figures(open_now: int, waits: Wait, duration: Estimate) -> None:
    """Show how many are open and how long vacancies last, reckoned in two ways."""
    opened = CANON["vacancy_days_open"]
    lasts = CANON["vacancy_duration"]
    kpi_row(
        [
            Kpi(_("Open now"), number(open_now), _("Vacancies that are open today, each once, whoever names them.")),
            Kpi(_(opened.label), wait_dot(waits).text, f"{_(opened.definition)} {_(opened.formula)}"),
            Kpi(_("Vacancy duration"), number(duration.value), f"{_(lasts.definition)} {_(lasts.formula)}"),
        ]
    )


def group_names(groups: Sequence[GroupNeed]) -> dict[str, str]:
    """Return what each group is called; vacancies without one are of an unknown group."""
    return {each.group: function_group(each.group) if each.group else _("Unknown") for each in groups}


def needs(groups: Sequence[GroupNeed], selection: Selection, *, year: str = "", why: str = "") -> None:
    """Show the groups of functions with what makes them hard to fill.

    ``year`` is the calendar year of the qualified share; ``why`` says what could not be counted.
    """
    st.header(_("Which functions are hard to fill"))
    names = group_names(groups)
    title = tell(sentence(groups, names))
    source = _("Vacancies and applications: own system, {period}; open vacancies are followed until {today}.")
    span = _span(selection)
    table_card(
        title,
        _table(groups, names, year),
        source.format(period=span, today=day(data.today())),
        "\n\n".join((rule_words(), definitions("applications_per_vacancy", "vacancy_days_open", "qualified_share"))),
        key="needs",
    )
    if why:
        st.caption(why)
    if any(each.applications.hidden for each in groups):
        st.caption(signs())


def _span(selection: Selection) -> str:
    return _("{first} to {last}").format(first=day(selection.period.first), last=day(selection.period.last))


def rule_words() -> str:
    """Return the rule in words."""
    words = _(
        "**Hard to fill**: fewer than half of the vacancies opened in the period are closed within {days} days, or a vacancy "
        "draws less than {few} of the applications that a vacancy in the whole organisation draws. Groups in which fewer "
        "than {vacancies} vacancies were opened are not judged. It is an estimate from the past, not a forecast."
    )
    return words.format(days=number(RULE.days), few=percent(RULE.few), vacancies=number(RULE.vacancies))


def _table(groups: Sequence[GroupNeed], names: Mapping[str, str], year: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Function group"): [names[each.group] for each in groups],
            _("Hard to fill"): [_judged(each) for each in groups],
            _("Open now"): [number(each.open_now) for each in groups],
            _("Opened"): [number(each.opened) for each in groups],
            _("Applications"): [count_text(each.applications) for each in groups],
            _("Applications per vacancy"): [_ratio(each) for each in groups],
            _("Days open (90% interval)"): [wait_dot(each.waits).text for each in groups],
            _("Qualified in {year}").format(year=year) if year else _("Qualified"): [
                share_dot(each.qualified).text for each in groups
            ],
            _("Why"): ["; ".join(map(tell, each.reasons)) or MISSING for each in groups],
        }
    )


def _judged(each: GroupNeed) -> str:
    if each.is_hard:
        return _("yes")
    return _("no") if each.opened >= RULE.vacancies else _("too few vacancies")


def _ratio(each: GroupNeed) -> str:
    if each.per_vacancy is None:
        return count_text(each.applications) if each.applications.hidden else MISSING
    return number(each.per_vacancy, 1)


def days_open(waits: Wait, selection: Selection) -> None:
    """Show how many vacancies opened in the period are still open after so many days."""
    if waits.curve is None or not waits.number.value or not len(waits.curve.days):
        return
    words = _("Vacancies: own system, opened {period}; open ones are followed until {today}. Band: 90% interval.")
    chart_card(
        still_open(waits.curve, _title(waits)),
        _curve_table(waits.curve),
        words.format(period=_span(selection), today=day(data.today())),
        definitions("vacancy_days_open"),
        key="still-open",
    )


def _title(waits: Wait) -> str:
    words = _("Of {count} vacancies: {sentence}")
    return words.format(count=count_text(waits.number), sentence=tell(waits.sentence))


def _curve_table(curve: Curve) -> pd.DataFrame:
    rows = open_rows(curve, _DAYS)
    return pd.DataFrame(
        {
            _("Days since it was opened"): [number(days) for days, _text in rows],
            _("Still open (90% interval)"): [text for _days, text in rows],
        }
    )
