"""How far side-entrants come beside others: step by step, with what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.analysis.differences import Difference
from dashboard.analysis.faring_words import step_said, step_sentence
from dashboard.analysis.funnel import Funnel, Step
from dashboard.analysis.shares import Share
from dashboard.analysis.side_by_side import SideBySide
from dashboard.analysis.side_entrants import DEFINITION
from dashboard.analysis.suppression import Count
from dashboard.charts.funnel import Dot, Dots, has_dots, intervals, share_dot
from dashboard.charts.words import count_text, tell
from dashboard.i18n import MISSING, _, number
from dashboard.views.sections.definitions import definitions
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.table_card import table_card


@dataclass(frozen=True)
class _Row:
    """A step with the share of each group that goes on, and the difference of the first two."""

    label: str
    shares: Sequence[Share]
    apart: Difference | None
    decimals: int

    @property
    def dots(self) -> list[Dot]:
        return [share_dot(share, self.decimals) for share in self.shares]


def fare(beside: SideBySide, still_open: Count, source_line: str) -> None:
    """Show the steps of side-entrants and others as dots with their intervals, and the counts behind them."""
    st.subheader(_("How far they come"))
    rows = _rows(beside)
    groups = ((_("Side-entrants"), "side_entrant"), (_("Other applicants"), "others"))
    some = [Dots(name, thing, [row.dots[place] for row in rows]) for place, (name, thing) in enumerate(groups)]
    title, table = tell(step_sentence(beside)), _table(beside, rows)
    if has_dots(some):
        labels = [row.label.replace(" → ", "\n→ ") for row in rows]
        chart = intervals(labels, some, title, unit=_("Share that goes on"), share=True)
        chart_card(chart, table, source_line, _definition(), key="fare")
    else:
        table_card(title, table, source_line, _definition(), key="fare")
    st.caption(_open(still_open))


def _rows(beside: SideBySide) -> list[_Row]:
    """Return each step, and from applied to hired at once, with the shares of the groups and the difference of two."""
    groups, steps = _groups(beside), beside.first.steps
    rows = [
        _Row(tell(step_said(step)), [group.steps[place].share for group in groups], beside.steps[place].difference, 0)
        for place, step in enumerate(steps)
    ]
    whole = Step(steps[0].start, steps[-1].end, beside.first.hire_rate)
    hired = _Row(tell(step_said(whole)), [group.hire_rate for group in groups], beside.hire_rate, 1)
    return [*rows, hired] if len(rows) > 1 else [hired]


def _groups(beside: SideBySide) -> list[Funnel]:
    return [group for group in (beside.first, beside.second, beside.rest) if group is not None]


def _table(beside: SideBySide, rows: list[_Row]) -> pd.DataFrame:
    groups = _groups(beside)
    lines = [
        [_("Applications"), *(count_text(group.applied) for group in groups), MISSING],
        *([row.label, *_counted(row), _points(row.apart)] for row in rows),
    ]
    names = [_("Side-entrants"), _("Other applicants"), _("Origin unknown")][: len(groups)]
    return pd.DataFrame(lines, columns=[_("Step"), *names, _("Difference in percentage points")])


def _counted(row: _Row) -> list[str]:
    """Return the shares with the counts that they are made of."""
    words = _("{part} of {base}: {share}")
    return [
        words.format(part=count_text(share.part), base=count_text(share.base), share=dot.text)
        for share, dot in zip(row.shares, row.dots, strict=True)
    ]


def _points(apart: Difference | None) -> str:
    if apart is None:
        return MISSING
    points = (number(100 * value, 1) for value in (apart.value, apart.interval.low, apart.interval.high))
    return _("{points} ({low} to {high})").format(**dict(zip(("points", "low", "high"), points, strict=True)))


def _open(still_open: Count) -> str:
    if still_open.value == 0:
        return _("Not one of them is still open.")
    words = _(
        "Still open: {open} of all applications. They are no rejections; in the shares they count where they stand."
    )
    return words.format(open=count_text(still_open))


def _definition() -> str:
    notes = (
        tell(DEFINITION),
        _("A share goes from one stage to the next: of those who reached the first, how many reached the second."),
        _("Open applications stay in the base here: how many there are of each group is not told."),
        _("Several steps are looked at: one of them may differ by chance."),
    )
    return definitions("hire_rate", notes=notes)
