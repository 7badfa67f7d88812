"""A chart with everything that belongs to it: message, figure, alt text, table, download, source line, passport."""

import csv
from collections.abc import Iterable
from io import StringIO

import pandas as pd
import streamlit as st

from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.i18n import _, plotly_locale
from dashboard.widgets.plain import plain

__all__ = ["Chart", "chart_card", "csv_bytes"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def chart_card(chart: Chart, table: pd.DataFrame, source_line: str, passport: str | None = None, *, key: str) -> None:
    """Show a chart in a card.

    ``table`` is what the chart shows, with translated headings and plain values (it is also the download); ``source_line``
    names the source and until when; ``passport`` is the definition in markdown; ``key`` is unique on the page.
    """
    with st.container(border=True, key=f"card-{key}"):
        st.markdown(f"**{plain(chart.title)}**")
        shown = theme.for_background(chart.figure, dark=st.context.theme.type == "dark")
        config = {**plotly_locale(), "displayModeBar": False, "responsive": True}
        st.plotly_chart(shown, config=config, alt=chart.alt, key=f"chart-{key}")
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(source_line, width="content")
            if passport:
                with st.popover(_("Definition"), icon=":material/info:"):
                    st.markdown(passport)
        with st.expander(_("Table behind this chart"), icon=":material/table:"):
            show_table(table, key=key)


def show_table(table: pd.DataFrame, *, key: str) -> None:
    """Show a table with its download."""
    st.dataframe(table, hide_index=True, placeholder="–", key=f"table-{key}")
    st.download_button(
        _("Download as CSV"),
        data=csv_bytes(table),
        file_name=f"instroom-{key}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{key}",
    )


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV that a Dutch Excel opens well: byte-order mark, semicolons, no cell that acts as a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_cells(table.columns))
    for row in zip(*(table.iloc[:, place].tolist() for place in range(table.shape[1])), strict=True):
        writer.writerow(_cells(row))
    return text.getvalue().encode("utf-8-sig")


def _cells(row: Iterable[object]) -> list[object]:
    return [_cell(value) for value in row]


def _cell(value: object) -> object:
    """Return an empty cell for a missing value, and a text that a spreadsheet cannot take for a formula."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124  only NaN differs from itself
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
