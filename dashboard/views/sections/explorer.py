"""Applications told apart one way: by time, source, origin, function group or site; the parts add up to all of them."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.blocks import Block
from dashboard.analysis.explorer import TIME, Explored, explored, month_blocks
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import Selection
from dashboard.charts.applications import per_week
from dashboard.charts.explorer import by_way
from dashboard.charts.words import count_text, signs
from dashboard.i18n import MISSING, _, day_range, month, number, percent
from dashboard.queries.finer_time import finer
from dashboard.views.sections.application_list import Behind, behind
from dashboard.views.sections.counts import say_why
from dashboard.views.sections.way_words import named, way_names
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import link

USUAL = "month"
VACANCY = "vacancy"


def explorer(people: People, selection: Selection, period: Period, source_line: str) -> None:
    """Show the applications of a period told apart the way a reader chooses, and the list behind a number."""
    st.header(_("How many came in"))
    kind = choice("by", _("Tell applications apart by"), way_names(), usual=USUAL)
    if kind == VACANCY:
        st.markdown(_("Applications for each vacancy stand in the list of vacancies, since the vacancy came out."))
        link("vacancies", _("Go to Vacancies"))
        return
    if kind in TIME:
        _by_time(people, kind, selection, period, source_line)
        return
    found = explored(people, kind, period, selection.narrowing)
    if found.reason is not None and not found.lines:
        say_why(found.reason, people, key="explorer")
        return
    _by_way(found, source_line)
    behind(_numbers(people, found, selection, period), key=kind)


def _numbers(people: People, found: Explored, selection: Selection, period: Period) -> list[Behind]:
    """Return the numbers of a table with what they count: the total and each line."""
    names, narrowed = named(found.kind), _narrowed(selection)
    lines = [
        Behind(names(line.code), line.count, period, {**narrowed, found.kind: _codes(people, found.kind, line.code)})
        for line in found.lines
    ]
    return [Behind(_("Total"), found.total, period, narrowed), *lines]


def _narrowed(selection: Selection) -> dict[str, tuple[str, ...]]:
    return {name: (code,) for name, code in selection.narrowing.items()}


def _codes(people: People, kind: str, code: str) -> tuple[str, ...]:
    """Return the codes that a category stands for: itself, or the sources of a kind."""
    if kind != "strategy":
        return (code,)
    return tuple(each for each in people.codes.get("source", ()) if people.strategies.get(each, "") == code)


def _by_time(people: People, kind: str, selection: Selection, period: Period, source_line: str) -> None:
    if kind == "month":
        blocks = month_blocks(people, period, selection.narrowing)
        reason = people.answer(period, **selection.narrowing).reason
    elif selection.narrowing:
        st.info(
            _("Weeks and days are counted for all applications together: take the filters away, or choose months."),
            icon=":material/visibility_off:",
        )
        return
    else:
        every = data.load(finer, data.today(), data.organisation().timezone, kind)
        blocks = [each for each in every if each.period.overlap(period) == each.period.days]
        reason = None
    if not any(each.count.value is not None for each in blocks):
        say_why(reason, people, key="explorer")
        return
    title = _time_title(blocks, kind)
    chart_card(
        per_week(
            blocks, backdrop(period, metric="applications", sites=tuple(_narrowed(selection).get("site", ()))), title
        ),
        _time_table(blocks, kind),
        source_line,
        "\n\n".join((_definition(), _cuts(kind), signs())),
        key="explorer",
    )
    narrowed = _narrowed(selection)
    behind([Behind(_when(each, kind), each.count, each.period, narrowed) for each in blocks], key=kind)


def _time_title(blocks: Sequence[Block], kind: str) -> str:
    known = [each for each in blocks if each.count.value is not None]
    most = max(known, key=lambda each: each.count.value or 0)
    words = _("{total} applications; the busiest: {when} ({most})")
    if len(known) < len(blocks):
        words = _("The busiest: {when} ({most}); not every part can be shown")
    when = _when(most, kind)
    total = sum(each.count.value or 0 for each in known)
    return words.format(total=number(total), most=count_text(most.count), when=when)


def _time_table(blocks: Sequence[Block], kind: str) -> pd.DataFrame:
    names = {"month": _("Month"), "week": _("Weeks"), "day": _("Days")}
    when = [_when(each, kind) for each in blocks]
    return pd.DataFrame({names[kind]: when, _("Applications"): [count_text(each.count) for each in blocks]})


def _when(each: Block, kind: str) -> str:
    return month(each.period.first) if kind == "month" else day_range(each.period.first, each.period.last)


def _cuts(kind: str) -> str:
    if kind == "month":
        return _("Whole months; the month that runs is not shown.")
    return _("Where few came in, several weeks or days are taken together, so that no small number can be computed.")


def _definition() -> str:
    return _("Applications by the day they came in; one person at two vacancies counts twice, an application once.")


def _by_way(found: Explored, source_line: str) -> None:
    names = named(found.kind)
    codes = [line.code for line in found.lines]
    labels = [names(code) for code in codes]
    counts = [line.count for line in found.lines]
    if found.together is not None:
        labels.append(_("Counted together: {names}").format(names=", ".join(names(code) for code in found.joined)))
        codes.append("*")
        counts.append(found.together)
    short = [label if len(label) < 40 else _("Smaller ones together") for label in labels]  # noqa: PLR2004  signs beside a bar
    total = found.total.value or 0
    table = pd.DataFrame(
        {
            way_names()[found.kind]: [*labels, _("Total")],
            _("Applications"): [*map(count_text, counts), count_text(found.total)],
            _("Part of all"): [
                *(percent(each.value / total) if each.value is not None and total else MISSING for each in counts),
                percent(1) if total else MISSING,
            ],
        }
    )
    title = _way_title(found, labels)
    chart_card(by_way(short, counts, codes, title), table, source_line, f"{_definition()}\n\n{signs()}", key="explorer")


def _way_title(found: Explored, labels: Sequence[str]) -> str:
    known = [(line, label) for line, label in zip(found.lines, labels, strict=False) if line.code]
    if not known or not found.total.value:
        return _("{total} applications").format(total=count_text(found.total))
    line, label = known[0]
    words = _("{total} applications; most, {count} ({share}), of: {name}")
    values: Mapping[str, str] = {
        "total": count_text(found.total),
        "count": count_text(line.count),
        "share": percent((line.count.value or 0) / found.total.value),
        "name": label,
    }
    return words.format(**values)
