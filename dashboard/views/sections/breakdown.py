"""Applications told apart: by measured source, by origin, and measured beside self-reported."""

import pandas as pd
import streamlit as st

from dashboard.analysis.came_in import CameIn
from dashboard.analysis.narrative import origin_sentence, source_sentence
from dashboard.analysis.side_entrants import CLASSES, DEFINITION, LABELS
from dashboard.analysis.suppression import Count
from dashboard.charts.applications import by_origin
from dashboard.charts.sources import by_source, source_name
from dashboard.charts.words import count_text, share_text, signs, tell
from dashboard.i18n import MISSING, _, day
from dashboard.queries.stories import Story
from dashboard.views.sections.bold import bold
from dashboard.widgets.chart_card import chart_card, show_table


def breakdown(story: Story) -> None:
    """Show applications by source and by origin beside each other, and the table of the two kinds of source."""
    arrived = story.arrived
    assert arrived is not None
    if arrived.total.value == 0:
        return
    st.subheader(_("Who came in, and how"))
    left, right = st.columns(2)
    with left:
        _origins(arrived, _source_line(story))
    with right:
        _sources(arrived, _source_line(story))
    _crossed(arrived)


def _source_line(story: Story) -> str:
    return _("Applications: own system, until {until}.").format(until=day(story.last_day))


def _origins(arrived: CameIn, source_line: str) -> None:
    chart = by_origin(arrived.origins.classes, tell(origin_sentence(arrived)))
    counts = arrived.origins.classes
    table = pd.DataFrame(
        {
            _("Origin"): [_(LABELS[name]) for name in CLASSES],
            _("Applications"): [count_text(counts[name]) for name in CLASSES],
        }
    )
    shares = _("Side-entrants among known origins: {share}. Origin unknown: {unknown}. In brackets: 90% interval.")
    passport = shares.format(
        share=share_text(arrived.origins.side_entrants), unknown=share_text(arrived.origins.unknown)
    )
    chart_card(chart, table, source_line, "\n\n".join((tell(DEFINITION), passport, signs())), key="origins")


def _sources(arrived: CameIn, source_line: str) -> None:
    chart = by_source(arrived.sources, tell(source_sentence(arrived)))
    table = pd.DataFrame(
        {
            _("Measured source"): [source_name(source) for source in arrived.sources],
            _("Applications"): [count_text(source.count) for source in arrived.sources],
        }
    )
    words = _(
        "The last click before the application, after the source rules. Each application has one measured source."
    )
    chart_card(chart, table, source_line, f"{words}\n\n{signs()}", key="sources")


def _crossed(arrived: CameIn) -> None:
    st.markdown(bold(_("Measured source beside the answer to “how did you hear of us”")))
    st.caption(
        _(
            "Both are kept as they are. A click tells the last step; an answer tells what people remember. "
            "The rows and columns add up to all applications."
        )
    )
    grid = arrived.crossed
    rows = (_("Measured: this campaign"), _("Measured: another source"), _("Measured: unknown"))
    columns = (_("Answer: this campaign"), _("Answer: something else"), _("No answer"))
    table = {" ": [*rows, _("Total")]}
    for number, column in enumerate(columns):
        table[column] = _texts([*(row[number] for row in grid.cells), grid.column_totals[number]])
    table[_("Total")] = _texts([*grid.row_totals, grid.total])
    show_table(pd.DataFrame(table), key="crossed")
    if any(cell.hidden for row in grid.cells for cell in row):
        st.caption(signs())


def _texts(counts: list[Count]) -> list[str]:
    return [count_text(count) if count.hidden or count.value is not None else MISSING for count in counts]
