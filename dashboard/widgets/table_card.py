"""A table with everything that belongs to it: heading, table, source line, and behind one line definition and download."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.widgets import folded
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import csv_bytes, download_csv, show_rows


def table_card(heading: str, table: pd.DataFrame, source_line: str, definition: str, *, key: str) -> None:
    """Show a table that needs no picture; ``heading`` is what it says, ``key`` is unique on the page."""
    with st.container(border=True, key=f"card-{key}"):
        st.markdown(f"**{plain(heading)}**")
        show_rows(table, key=key)
        st.caption(source_line)
        behind = partial(_behind, table, definition, key)
        folded.later(_("Definition and download"), behind, icon=":material/info:", key=f"about-{key}")


def _behind(table: pd.DataFrame, definition: str, key: str) -> None:
    st.markdown(definition)
    download_csv(lambda: csv_bytes(table), key=key)
