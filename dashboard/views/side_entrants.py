"""How side-entrants fare: how far they come beside others, how long it takes, and what each source led to."""

import streamlit as st

from dashboard import data
from dashboard.analysis.faring import Faring
from dashboard.analysis.periods import Period
from dashboard.charts.funnel import share_dot
from dashboard.charts.words import tell
from dashboard.i18n import _, day, day_range
from dashboard.queries.applications import sources
from dashboard.queries.faring import faring
from dashboard.queries.periods import last_complete_day
from dashboard.views.sections import answers, fare, quality, waiting, year_choice
from dashboard.widgets.badges import STALE_AFTER, freshness_badge
from dashboard.widgets.empty import no_data


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
    period = year_choice.chosen(last_day)
    freshness_badge(last_day, data.today(), stale=data.today() - last_day > STALE_AFTER)
    rule = data.config().side_entrant.rule
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
