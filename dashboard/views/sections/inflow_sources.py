"""Where applications came from, on two levels; what was measured and what applicants say stand apart."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis import suppression
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression_grid import grid
from dashboard.charts.words import STRATEGIES, count_text
from dashboard.i18n import _
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
    left, right = st.columns([2, 3])
    with left:
        table_card(_("By kind of source"), _strategies(found), source_line, definition, key=f"strategies-{lens}")
    with right:
        table_card(_("By source"), _sources(found), source_line, definition, key=f"sources-{lens}")


def _words(lens: str) -> tuple[str, str]:
    if lens == "tracked":
        return _("Measured: by the link or the system"), _(
            "The first rule that matches gives the source: the tag on the link, the page that led here, what the applicant "
            "tracking system says, a tag. Recruiters keep the rules."
        )
    return _("Self-reported: what applicants say"), _(
        "The answer to “how did you hear of us”. It is never mixed with what was measured: one person can have both."
    )


def _strategies(found: pd.DataFrame) -> pd.DataFrame:
    """Return the upper level: applications per kind of source, small counts hidden."""
    by = found.assign(strategy=found["strategy"].fillna("")).groupby("strategy", sort=False)["applied"].sum()
    by = by.sort_values(ascending=False)
    counts = suppression.breakdown([int(number) for number in by])
    return pd.DataFrame(
        {
            _("Kind of source"): [_(STRATEGIES[name]) if name in STRATEGIES else _("unknown") for name in by.index],
            _("Applications"): [count_text(each) for each in counts],
        }
    )


def _sources(found: pd.DataFrame) -> pd.DataFrame:
    """Return the lower level: applications and side-entrants per source; what is hidden cannot be computed."""
    pairs = [(int(row.side_entrants), int(row.applied - row.side_entrants)) for row in found.itertuples()]
    cells = grid(pairs)
    return pd.DataFrame(
        {
            _("Source"): [_named(row) for row in found.itertuples()],
            _("Applications"): [count_text(each) for each in cells.row_totals],
            _("Side-entrants"): [count_text(row[0]) for row in cells.cells],
        }
    )


def _named(row) -> str:  # noqa: ANN001  a row of the frame
    if not row.source_id:
        return _("unknown")
    name = _(row.name) if isinstance(row.name, str) and row.name else str(row.source_id)
    return _("{name} (new)").format(name=name) if row.status == "new" else name
