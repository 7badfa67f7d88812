"""The counts of applicants of a page, and in words why one is not given and what to choose instead."""

import streamlit as st

from dashboard import data, session
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import COMBINATION, FEW, MONTHS, NOT_COVERED, WHOLE_YEAR, People
from dashboard.analysis.selection import Selection, whole_months
from dashboard.i18n import _, month
from dashboard.queries.people import people as query


def people() -> People:
    """Return the counts of applicants of all complete months."""
    return data.load(query, data.today(), data.organisation().timezone)


def finished_years(known: People) -> list[str]:
    """Return the calendar years that are over and have figures of every month, the newest first; else those with some."""
    over = sorted((year for year, each in known.years.items() if each.is_over), reverse=True)
    whole = [year for year in over if len(known.years[year].months) == 12]  # noqa: PLR2004  months of a year
    return [str(year) for year in (*whole, *(year for year in over if year not in whole))]


def usual_period(known: People, otherwise: str = "12m") -> str:
    """Return the newest calendar year that is over, for pages that put two filters together."""
    return next(iter(finished_years(known)), otherwise)


def covered(known: People, selection: Selection) -> Period | None:
    """Return the part of the chosen months that has complete figures, and say so when it is not all of them."""
    found = known.known(selection.period)
    if found is None:
        st.info(_("There are no complete figures of applications in these months."), icon=":material/event_busy:")
    elif found != selection.period:
        words = _("Complete figures of applications run from {first} to {last}; other months are left out.")
        st.caption(words.format(first=month(found.first), last=month(found.last)))
    return found


def why(reason: str | None, known: People) -> str:
    """Return why a count is not given, and what to choose instead."""
    years = _(" or ").join(finished_years(known))
    words = {
        WHOLE_YEAR: _(
            "Two filters at once, and small groups, are counted per calendar year that is over: choose {years}."
        )
        if years
        else _("Two filters at once, and small groups, are counted per calendar year that is over; there is none yet."),
        COMBINATION: _("These filters are never put together: they would single people out. Choose one of them."),
        NOT_COVERED: _("Of some of these months there are no complete figures: choose other months."),
        MONTHS: _("Applications are counted over whole months: choose other months."),
        FEW: _("There are too few applications to show."),
    }
    return words.get(reason or FEW, words[FEW]).format(years=years)


def year_period(code: str, known: People) -> Period:
    """Return the months of a calendar year that have figures."""
    months = known.years[int(code)].months
    return whole_months(months[0], months[-1])


def not_split(known: People, period: Period) -> str:
    """Return why groups of a period are not told: a whole year would tell them, or it is one and there are too few."""
    is_year = any(year_period(code, known) == period for code in finished_years(known))
    return FEW if is_year else WHOLE_YEAR


def say_why(reason: str | None, known: People, *, key: str) -> None:
    """Say why a count is not given, with a button to the period that has it; ``key`` is unique on the page."""
    st.info(why(reason, known), icon=":material/visibility_off:")
    years = finished_years(known)
    if reason == WHOLE_YEAR and years and st.button(_("Show {year}").format(year=years[0]), key=f"year-{key}"):
        session.remember("period", years[0])
        st.rerun()
