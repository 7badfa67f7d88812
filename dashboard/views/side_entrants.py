"""Side-entrants: who switches, through which channel, and how they fare beside others."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from connectors.errors import N_
from dashboard import data
from dashboard.analysis.fare import Fare
from dashboard.analysis.fare import fare as fared
from dashboard.analysis.group_waits import Facts, Waits, group_waits
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import Selection
from dashboard.analysis.shares import published_share
from dashboard.analysis.side_entrant_answers import safe_answers
from dashboard.charts.words import share_text, tell
from dashboard.i18n import _, day
from dashboard.queries import cohorts
from dashboard.queries import waiting as waiting_days
from dashboard.queries.applications import sources
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections import answers, class_evidence, fare, quality, waiting, who_switches
from dashboard.views.sections.counts import covered, people, say_why, usual_period
from dashboard.widgets.badges import page_badge
from dashboard.widgets.empty import empty, no_data
from dashboard.widgets.filter_bar import filter_bar, period_line
from dashboard.widgets.parts import chosen_part

_PARTS: Mapping[str, str] = {
    "who": N_("Who switches"),
    "channels": N_("Through which channel"),
    "fare": N_("How they fare"),
}


def page() -> None:
    """Show one part, below how side-entrants fare in one sentence."""
    st.title(_("Side-entrants"))
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    if last_day is None:
        no_data()
        return
    part = chosen_part(_PARTS)
    known = people()
    selection = filter_bar("period", "site", "function_group", default=usual_period(known))
    page_badge(last_day, data.today())
    if selection is None:
        return
    words = _("Applications by the day they came in: {days}. How far they came: until {today}.")
    st.caption(words.format(days=period_line(selection, compared=False), today=day(data.today())))
    period = covered(known, selection)
    if period is not None:
        _shown(part, known, selection, period)


def _shown(part: str, known: People, selection: Selection, period: Period) -> None:
    """Show a part; what takes no origin is shown of whom none is known as well."""
    source_line = _("Applications: own system, until {until}.").format(until=day(period.last))
    lines = " ".join((source_line, _("Lines: 90% interval.")))
    found = fared(known, period)
    is_known = _is_known(known, period)
    if is_known:
        _head(known, found, selection, period)
    else:
        empty(
            _("Of none of these applications is it known whether it is of a side-entrant."),
            _("Say on the page Rules which answers, fields or tags tell it, or import a file with a column that does."),
            page="rules",
            label=_("Go to Rules"),
        )
    if part == "who" and is_known:
        who_switches.who(known, selection, period, source_line)
    elif part == "channels":
        if is_known:
            who_switches.channels(known, selection, period, source_line)
        _quality(found, lines)
    elif part == "fare":
        if is_known:
            _fare(known, found, selection, period, lines)
        waiting.waiting(data.reckon(_waits, period, data.today()), period, lines)


def _is_known(known: People, period: Period) -> bool:
    """Tell whether the origin of any application is known."""
    everybody, unknown = known.count(period), known.count(period, audience="unknown")
    return everybody.value is None or everybody.value == 0 or unknown.value != everybody.value


def _head(known: People, found: Fare, selection: Selection, period: Period) -> None:
    """Say how side-entrants fare, and of how many nobody knows whether they are."""
    if found.is_shown and not selection.narrowing:
        st.markdown(f"#### {tell(found.sentence)}")
    share = known.side_entrants(period, **selection.narrowing)
    everybody = known.count(period, **selection.narrowing)
    unknown = published_share(known.count(period, audience="unknown", **selection.narrowing), everybody)
    if share.value is not None and unknown.value is not None:
        words = _(
            "Side-entrants among known origins: {share}. Origin unknown: {unknown} of all; they are in neither group."
        )
        st.markdown(words.format(share=share_text(share), unknown=share_text(unknown)))


def _fare(known: People, found: Fare, selection: Selection, period: Period, lines: str) -> None:
    st.header(_("How they fare"))
    if selection.narrowing:
        st.caption(_("For all sites and function groups together: how far people came is not told apart further."))
    if not found.is_shown:
        say_why(found.reason, known, key="fare")
        return
    fare.fare(found.beside, found.still_open, lines)
    rule = data.config().side_entrant.rule
    counts = data.load(cohorts.rule_and_answer, period.first, period.last, rule=rule)
    groups = (found.beside.first, found.beside.second, found.beside.rest)
    sizes = [group.applied.value or 0 for group in groups if group is not None]
    answers.answers(safe_answers(counts, sizes, rule=rule), lines)
    class_evidence.evidence(period, found.beside.first.applied, lines)


def _waits(period: Period, today: date) -> Waits:
    known = people()
    facts = Facts(
        data.load(waiting_days.hires, period.first, period.last),
        data.load(waiting_days.vacancies, period.first, period.last),
        known.count(period, "hired"),
        known.by("function_group", period, "hired"),
        today,
    )
    return group_waits(facts)


def _quality(found: Fare, lines: str) -> None:
    """Show what each source led to, where that is known."""
    if found.sources:
        rows = data.load(sources)
        quality.quality(found.sources, dict(zip(rows["source_id"], rows["name"], strict=True)), lines)


page()
