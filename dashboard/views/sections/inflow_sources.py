"""Where applications came from, on two levels; what was measured and what applicants say stand apart."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count
from dashboard.analysis.suppression_grid import grid
from dashboard.analysis.two_levels import in_order, parts_of
from dashboard.charts.words import STRATEGIES, count_text
from dashboard.i18n import MISSING, _
from dashboard.queries import inflow
from dashboard.widgets.table_card import table_card

_LENSES = ("tracked", "self_reported")


def came_from(period: Period, source_line: str) -> None:
    """Show both levels for what was measured, then for what applicants say."""
    st.header(_("Where they came from"))
    for lens in _LENSES:
        found = data.load(inflow.came_from, period.first, period.last, lens)
        if not found.empty:
            _levels(lens, found, source_line)


def _levels(lens: str, found: pd.DataFrame, source_line: str) -> None:
    heading, definition = _words(lens)
    st.subheader(heading)
    upper, lower = _tables(found)
    left, right = st.columns(2)
    with left:
        table_card(_("By kind of source"), upper, source_line, definition, key=f"strategies-{lens}")
    with right:
        table_card(_("By source"), lower, source_line, definition, key=f"sources-{lens}")


def _words(lens: str) -> tuple[str, str]:
    if lens == "tracked":
        return _("Measured: by the link or the system"), _(
            "The first rule that matches gives the source: the tag on the link, the page that led here, what the applicant "
            "tracking system says, a tag. Recruiters keep the rules."
        )
    return _("Self-reported: what applicants say"), _(
        "The answer to “how did you hear of us”. It is never mixed with what was measured: one person can have both."
    )


def _tables(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both levels as tables; what is hidden in one cannot be computed from the other."""
    rows = found.assign(strategy=found["strategy"].fillna("")).sort_values("source_id")
    groups = [group for _strategy, group in rows.groupby("strategy")]
    cells = [
        (int(group["side_entrants"].sum()), int((group["applied"] - group["side_entrants"]).sum())) for group in groups
    ]
    shown = grid(cells)
    parts = parts_of(shown.row_totals, [[int(number) for number in group["applied"]] for group in groups])
    order = in_order(shown.row_totals)
    kinds = [_kind(groups[place]["strategy"].iloc[0]) for place in order]
    upper = {
        _("Kind of source"): kinds,
        _("Applications"): [count_text(shown.row_totals[place]) for place in order],
        _("Side-entrants"): [
            count_text(shown.cells[place][0]) if groups[place]["entrant_known"].any() else MISSING for place in order
        ],
    }
    listed = [
        (*line, kind) for kind, place in zip(kinds, order, strict=True) for line in _lines(groups[place], parts[place])
    ]
    names = (_("Source"), _("Applications"), _("Kind of source"))
    return pd.DataFrame(upper), pd.DataFrame(listed, columns=list(names))


def _lines(group: pd.DataFrame, parts: list[Count]) -> list[tuple[str, str]]:
    """Return the sources of one kind with their counts; none where even their number would say too much."""
    named = [_named(row) for row in group.itertuples()]
    return [(named[place], count_text(parts[place])) for place in in_order(parts)]


def _kind(strategy: str) -> str:
    return _(STRATEGIES[strategy]) if strategy in STRATEGIES else _("unknown")


def _named(row) -> str:  # noqa: ANN001  a row of the frame
    if not row.source_id:
        return _("unknown")
    name = _(row.name) if isinstance(row.name, str) and row.name else str(row.source_id)
    return _("{name} (new)").format(name=name) if row.status == "new" else name
