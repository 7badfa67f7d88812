"""How side-entrants fare: how far they come beside others, how long it takes, and what each source led to."""

from datetime import date

import streamlit as st

from dashboard import data, session
from dashboard.analysis.faring import Faring
from dashboard.analysis.periods import Period, read_period
from dashboard.charts.funnel import share_dot
from dashboard.charts.words import tell
from dashboard.i18n import _, day, day_range
from dashboard.queries.applications import sources
from dashboard.queries.faring import faring
from dashboard.queries.periods import applications_reach, last_complete_day
from dashboard.views.sections import answers, fare, quality, waiting
from dashboard.widgets.badges import STALE_AFTER, freshness_badge
from dashboard.widgets.empty import no_data

LATEST, BEFORE = "364d", "364d-before"


def choices(last_day: date) -> dict[str, Period]:
    """Return the periods that can be chosen by their code; the earlier one only where figures reach that far.

    They do not overlap: of one period inside another, the difference would be the few applicants of the days between.
    And a shorter one would mostly hold applications that are still open.
    """
    latest = read_period(LATEST, last_day)
    assert latest is not None
    earlier, first = latest.previous(), data.load(applications_reach).first
    return {LATEST: latest} | ({BEFORE: earlier} if first is not None and first <= earlier.first else {})


def picker(current: str) -> None:
    """Let a reader choose the period; the choice stands in the address as a code."""
    labels = {LATEST: _("52 weeks"), BEFORE: _("the 52 weeks before")}
    key = f"cohort-{current}"

    def choose() -> None:
        session.remember("cohort", st.session_state[key] or current)

    st.segmented_control(_("Period"), list(labels), default=current, format_func=labels.get, on_change=choose, key=key)


def head(found: Faring, period: Period) -> None:
    """Say which days are counted, how side-entrants fare, and of how many nobody knows."""
    words = _("Applications by the day they came in: {days}. How far they came: until {today}.")
    st.caption(words.format(days=day_range(period.first, period.last), today=day(data.today())))
    st.markdown(f"#### {tell(found.sentence)}")
    unknown = _("Origin unknown: {share} of all applications; they are in neither group.")
    st.markdown(unknown.format(share=share_dot(found.unknown).text))


def page() -> None:
    """Show the page."""
    st.title(_("Side-entrants"))
    last_day = data.load(last_complete_day, data.today(), data.organisation().timezone)
    if last_day is None:
        no_data()
        return
    some = choices(last_day)
    code = session.parameter("cohort", LATEST, some)
    if len(some) > 1:
        picker(code)
    freshness_badge(last_day, data.today(), stale=data.today() - last_day > STALE_AFTER)
    period, rule = some[code], data.config().side_entrant.rule
    found = data.load(faring, period.first, period.last, today=data.today(), rule=rule)
    source_line = _("Applications: own system, until {until}.").format(until=day(last_day))
    lines = " ".join((source_line, _("Lines: 90% interval.")))
    head(found, period)
    if found.is_shown:
        fare.fare(found.beside, lines)
        answers.answers(found.answers, source_line)
    waiting.waiting(found, period, lines)
    known = data.load(sources)
    quality.quality(found, dict(zip(known["source_id"], known["name"], strict=True)), lines)


page()
