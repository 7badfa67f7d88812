"""Where applications came from, on two levels; what was measured and what applicants say stand apart."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.crossed_sources import TOGETHER, Crossed, crossed
from dashboard.analysis.explorer import Explored, explored
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import WHOLE_YEAR, People
from dashboard.analysis.selection import Selection
from dashboard.charts.funnel import share_dot
from dashboard.charts.words import STRATEGIES, count_text, signs
from dashboard.i18n import _, percent
from dashboard.queries import inflow
from dashboard.views.sections.counts import finished_years, say_why
from dashboard.views.sections.way_words import named
from dashboard.widgets.table_card import table_card

_WAYS = ("strategy", "source", "self_reported")


def came_from(people: People, selection: Selection, period: Period, source_line: str) -> None:
    """Show both levels of what was measured, and what applicants say, beside each other and never mixed."""
    st.header(_("Where they came from"))
    found = {way: explored(people, way, period, selection.narrowing) for way in _WAYS}
    if not any(each.lines for each in found.values()):
        say_why(next(iter(found.values())).reason, people, key="sources")
        return
    left, right = st.columns(2)
    with left:
        _card(found["strategy"], source_line, key="strategies-tracked")
        _card(found["source"], source_line, key="sources-tracked")
    with right:
        _card(found["self_reported"], source_line, key="sources-self_reported")


def _card(found: Explored, source_line: str, *, key: str) -> None:
    headings = {
        "strategy": (_("Measured, by kind of source"), _("Kind of source")),
        "source": (_("Measured, by source"), _("Source")),
        "self_reported": (_("Self-reported: what applicants say"), _("Answer")),
    }
    heading, column = headings[found.kind]
    names = named(found.kind)
    lines = [(names(line.code), count_text(line.count), _part(line.count.value, found)) for line in found.lines]
    if found.together is not None:
        joined = _("Counted together: {names}").format(names=", ".join(names(code) for code in found.joined))
        lines.append((joined, count_text(found.together), _part(found.together.value, found)))
    lines.append((_("Total"), count_text(found.total), _part(found.total.value, found)))
    table = pd.DataFrame(lines, columns=[column, _("Applications"), _("Part of all")])
    table_card(heading, table, source_line, "\n\n".join((_definition(found.kind), signs())), key=key)


def _part(value: int | None, found: Explored) -> str:
    return percent(value / found.total.value) if value is not None and found.total.value else "–"


def _definition(kind: str) -> str:
    if kind == "self_reported":
        return _(
            "The answer to “how did you hear of us”. It is never mixed with what was measured: one person can have both."
        )
    return _(
        "The first rule that matches gives the source: the tag on the link, the page that led here, what the applicant "
        "tracking system says, a tag. Recruiters keep the rules."
    )


def link_beside_answer(people: People, period: Period, source_line: str) -> None:
    """Show the measured source beside the answer over a calendar year that is over: neither overwrites the other."""
    st.subheader(_("Measured beside self-reported"))
    year = _year(people, period)
    if year is None:
        say_why(WHOLE_YEAR, people, key="crossed")
        return
    counts = data.load(inflow.measured_and_said, year.first, year.last)
    told = _told(people, year)
    found = crossed(counts.itertuples(index=False), told)
    table_card(_crossed_title(found), _table(found), source_line, _difference(), key="crossed")
    if any(cell.hidden for row in found.table.cells for cell in row):
        st.caption(signs())
    st.caption(_("All sites, functions and origins together, {year}.").format(year=year.first.year))


def _year(people: People, period: Period) -> Period | None:
    """Return the calendar year that was chosen, as far as it has figures and when it is over."""
    year = str(period.first.year)
    if year not in finished_years(people) or period.last.year != period.first.year:
        return None
    months = people.years[period.first.year].months
    return period if (period.first, period.last.month) == (months[0], months[-1].month) else None


def _told(people: People, year: Period) -> Sequence[str]:
    """Return the kinds of source whose count over the year is told, measured and as an answer."""
    measured = people.by("strategy", year)
    said = {}
    for code in people.codes.get("self_reported", ()):
        said.setdefault(people.strategies.get(code, ""), []).append(people.count(year, self_reported=code))
    return [
        code
        for code, each in measured.items()
        if code and each.value is not None and all(one.value is not None for one in said.get(code, ()))
    ]


def _kind(code: str) -> str:
    if code == TOGETHER:
        return _("Smaller kinds together")
    return _(STRATEGIES[code]) if code in STRATEGIES else _("unknown")


def _crossed_title(found: Crossed) -> str:
    if found.agree.value is None:
        return _("Measured source (rows) beside the answer (columns)")
    words = _("Where both are known, {share} name the kind of source that was measured")
    return words.format(share=share_dot(found.agree).text)


def _table(found: Crossed) -> pd.DataFrame:
    grid = found.table
    names = [_kind(code) for code in found.kinds]
    rows = [
        [name, *map(count_text, cells), count_text(total)]
        for name, cells, total in zip(names, grid.cells, grid.row_totals, strict=True)
    ]
    last = [_("Total"), *map(count_text, grid.column_totals), count_text(grid.total)]
    return pd.DataFrame([*rows, last], columns=[_("Measured ↓ Answer →"), *names, _("Total")])


def _difference() -> str:
    return "\n\n".join(
        (
            _("Both are kept as they are. A click tells the last step; an answer tells what people remember."),
            _(
                "They differ because somebody who sees a film and applies a week later through a job board counts as job "
                "board when measured, and as the film in the answer. Rows and columns add up to all applications."
            ),
            signs(),
        )
    )
