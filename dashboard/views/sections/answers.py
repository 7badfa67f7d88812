"""Side-entrants by the rule beside their own answer: both counts, neither overwritten."""

import pandas as pd
import streamlit as st

from dashboard.analysis.side_entrant_answers import Answers
from dashboard.analysis.side_entrants import CLASSES, DEFINITION, LABELS
from dashboard.analysis.suppression import Count
from dashboard.charts.words import count_text, signs, tell
from dashboard.i18n import _
from dashboard.views.sections.definitions import definitions
from dashboard.widgets.table_card import table_card


def answers(found: Answers | None, source_line: str) -> None:
    """Show how many the rule counts, how many say it themselves, and how the two meet."""
    st.subheader(_("By the rule and by their own answer"))
    if found is None:
        st.markdown(_("There are too few applications to set the rule and the answer side by side."))
        return
    table_card(tell(found.sentence), _table(found), source_line, _definition(found), key="answers")
    if any(cell.hidden for row in _counts(found) for cell in row):
        st.caption(signs())


def _counts(found: Answers) -> list[list[Count]]:
    grid = found.table
    rows = [[*cells, total] for cells, total in zip(grid.cells, grid.row_totals, strict=True)]
    return [*rows, [*grid.column_totals, grid.total]]


def _table(found: Answers) -> pd.DataFrame:
    names = [_(LABELS[name]) for name in CLASSES]
    rows, columns = [*names, _("Total")], [_("Rule ↓ Answer →"), *names, _("Total")]
    lines = [[row, *map(count_text, counts)] for row, counts in zip(rows, _counts(found), strict=True)]
    return pd.DataFrame(lines, columns=columns)


def _definition(found: Answers) -> str:
    notes = [
        tell(DEFINITION),
        _("The rule works with age and work history; the answer is what people say of themselves. Both are kept."),
    ]
    if not found.complete:
        notes.append(_("Applications that were removed after their time are not in this table."))
    return definitions("unknown_origin_share", notes=tuple(notes))
