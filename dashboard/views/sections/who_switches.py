"""Who switches: side-entrants among known origins by month, function group and site, and through which channel."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.analysis.explorer import explored, month_blocks
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import Selection, whole_months
from dashboard.analysis.shares import Share
from dashboard.analysis.side_entrants import CLASSES, DEFINITION
from dashboard.analysis.suppression import Count
from dashboard.charts.applications import by_origin, per_week
from dashboard.charts.funnel import Dots, has_dots, intervals, share_dot
from dashboard.charts.words import count_text, share_text, signs, tell
from dashboard.i18n import MISSING, _, month, percent
from dashboard.views.sections.counts import not_split, say_why
from dashboard.views.sections.definitions import definitions
from dashboard.views.sections.way_words import named
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card

_SIDE = {"audience": "side_entrant"}


@dataclass(frozen=True)
class _Row:
    label: str
    applied: Count
    side_entrants: Count
    unknown: Count
    share: Share


def who(people: People, selection: Selection, period: Period, source_line: str) -> None:
    """Show side-entrants by month, all classes, and their share by function group and site."""
    st.header(_("Who switches"))
    left, right = st.columns(2)
    with left:
        _by_month(people, selection, period, source_line)
    with right:
        _classes(people, selection, period, source_line)
    if selection.narrowing:
        st.caption(_("By function group, site and source: for all applications together; take the filters away."))
        return
    left, right = st.columns(2)
    with left:
        _shares(people, "function_group", period, source_line)
    with right:
        _shares(people, "site", period, source_line)


def channels(people: People, selection: Selection, period: Period, source_line: str) -> None:
    """Show the share of side-entrants in what came in through each measured source."""
    if selection.narrowing:
        return
    st.header(_("Through which channel"))
    _shares(people, "source", period, source_line)


def _by_month(people: People, selection: Selection, period: Period, source_line: str) -> None:
    blocks = month_blocks(people, period, {**selection.narrowing, **_SIDE})
    if not any(each.count.value is not None for each in blocks):
        say_why(people.answer(period, **selection.narrowing, **_SIDE).reason, people, key="side-months")
        return
    shares = [
        people.side_entrants(whole_months(each.period.first, each.period.first), **selection.narrowing)
        for each in blocks
    ]
    table = pd.DataFrame(
        {
            _("Month"): [month(each.period.first) for each in blocks],
            _("Side-entrants"): [count_text(each.count) for each in blocks],
            _("Of known origins"): [share_dot(share).text for share in shares],
        }
    )
    total = people.count(period, **selection.narrowing, **_SIDE)
    title = _("{count} applications of side-entrants, by month").format(count=count_text(total))
    sites = (selection.site,) if selection.site else ()
    chart = per_week(blocks, backdrop(period, metric="applications", sites=sites), title)
    chart_card(chart, table, source_line, f"{tell(DEFINITION)}\n\n{signs()}", key="side-months")


def _classes(people: People, selection: Selection, period: Period, source_line: str) -> None:
    narrowing = {name: code for name, code in selection.narrowing.items() if name != "audience"}
    found = explored(people, "audience", period, narrowing)
    if not found.lines:
        say_why(found.reason, people, key="classes")
        return
    counts = people.by("audience", period, **narrowing)
    classes = {name: counts.get(name, Count(0)) for name in CLASSES}
    share = people.side_entrants(period, **narrowing)
    unknown = classes["unknown"].value
    words = _("Side-entrants are {share} of the known origins; of {unknown} of all the origin is unknown")
    title = words.format(
        share=share_text(share),
        unknown=percent(unknown / found.total.value) if unknown is not None and found.total.value else MISSING,
    )
    names = named("audience")
    table = pd.DataFrame(
        {
            _("Origin"): [*(names(name) for name in CLASSES), _("Total")],
            _("Applications"): [*map(count_text, classes.values()), count_text(found.total)],
        }
    )
    passports = definitions("side_entrant_share", "unknown_origin_share", notes=(tell(DEFINITION),))
    chart_card(by_origin(classes, title), table, source_line, passports, key="classes")


def _shares(people: People, way: str, period: Period, source_line: str) -> None:
    heading = {"function_group": _("By function group"), "site": _("By site"), "source": _("By measured source")}[way]
    st.subheader(heading)
    rows = _rows(people, way, period)
    some = [Dots(_("Side-entrants"), "side_entrant", [share_dot(row.share) for row in rows])]
    if not has_dots(some):
        say_why(not_split(people, period), people, key=f"side-{way}")
        return
    table = pd.DataFrame(
        {
            heading: [row.label for row in rows],
            _("Applications"): [count_text(row.applied) for row in rows],
            _("Side-entrants"): [count_text(row.side_entrants) for row in rows],
            _("Origin unknown"): [count_text(row.unknown) for row in rows],
            _("Of known origins"): [share_dot(row.share).text for row in rows],
        }
    )
    chart = intervals(
        [row.label for row in rows], some, _spread(rows), unit=_("Side-entrants, of known origins"), share=True
    )
    passports = definitions("side_entrant_share", notes=(tell(DEFINITION),))
    chart_card(chart, table, f"{source_line} {_('Lines: 90% interval.')}", passports, key=f"side-{way}")


def _rows(people: People, way: str, period: Period) -> list[_Row]:
    names = named(way)
    counts = people.by(way, period)
    rows = [
        _Row(
            names(code),
            applied,
            people.count(period, **{way: code}, **_SIDE),
            people.count(period, audience="unknown", **{way: code}),
            people.side_entrants(period, **{way: code}),
        )
        for code, applied in counts.items()
        if code and applied.value != 0
    ]
    return sorted(rows, key=lambda row: (row.share.value is None, -(row.share.value or 0), row.label))


def _spread(rows: Sequence[_Row]) -> str:
    """Return between what the shares lie, or that their intervals all overlap."""
    known = [(row, row.share.interval) for row in rows if row.share.interval is not None]
    high = max(known, key=lambda each: each[1].low)
    low = min(known, key=lambda each: each[1].high)
    if high[1].low <= low[1].high:
        return _("The intervals overlap: none stands out by its share of side-entrants")
    words = _("{high}: {most} side-entrants, {low}: {least}")
    return words.format(
        high=high[0].label, most=percent(high[0].share.value), low=low[0].label, least=percent(low[0].share.value)
    )
