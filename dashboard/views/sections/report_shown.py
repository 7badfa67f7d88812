"""A report on the page, in the words in which it was made."""

import json

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.for_browser import for_browser
from dashboard.charts.plotly_words import plotly_config
from dashboard.exports.report import Piece, Report, Section, Table, Tile
from dashboard.i18n import _, speaking
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import shown as cells_shown


def shown(report: Report, *, key: str) -> None:
    """Show everything that a report says."""
    st.header(plain(report.title))
    if report.subtitle:
        st.caption(plain(report.subtitle))
    for said in report.warnings:
        st.warning(plain(said), icon=":material/schedule:")
    for said in report.lead:
        st.markdown(f"#### {plain(said)}")
    with st.grid(4, min_column_width=190, key=f"tiles-{key}"):
        for tile in report.tiles:
            with st.container(border=True, height="stretch"):
                _tile(tile)
    for section in report.sections:
        _section(section, report.language, key)
    st.caption("  \n".join(plain(said) for said in report.sources))


def _tile(tile: Tile) -> None:
    st.metric(tile.label, tile.value, help=tile.definition or None)
    if tile.beside:
        st.caption("  \n".join(plain(said) for said in tile.beside))


def _section(section: Section, language: str, key: str) -> None:
    st.subheader(plain(section.heading))
    for said in section.sentences:
        st.markdown(plain(said))
    if section.points:
        st.markdown("\n".join(f"- {plain(said)}" for said in section.points))
    for piece in section.pieces:
        with st.container(border=True):
            _piece(piece, language, f"{key}-{piece.key}")
    for said in section.notes:
        st.caption(plain(said))


def _piece(piece: Piece, language: str, key: str) -> None:
    st.markdown(f"**{plain(piece.title)}**")
    if piece.figure:
        figure = go.Figure(json.loads(piece.figure), skip_invalid=True)
        drawn = for_browser(figure, dark=st.context.theme.type == "dark")
        with speaking(language):
            config = plotly_config()
        alt = piece.picture.alt if piece.picture else piece.title
        st.plotly_chart(drawn, theme=None, config=config, alt=alt, key=f"chart-{key}")
        with st.expander(_("Table behind this chart"), icon=":material/table:"):
            _table(piece.table, key)
    else:
        _table(piece.table, key)
    if piece.source_line:
        st.caption(plain(piece.source_line))


def _table(table: Table, key: str) -> None:
    frame = pd.DataFrame(list(table.rows), columns=list(table.headings))
    st.dataframe(cells_shown(frame), hide_index=True, key=f"table-{key}")
