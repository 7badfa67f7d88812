"""A table with everything that belongs to it: heading, table, download, source line, definition."""

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import show_table


def table_card(heading: str, table: pd.DataFrame, source_line: str, definition: str, *, key: str) -> None:
    """Show a table that needs no picture; ``heading`` is what it says, ``key`` is unique on the page."""
    with st.container(border=True, key=f"card-{key}"):
        st.markdown(f"**{plain(heading)}**")
        show_table(table, key=key)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(source_line, width="content")
            with st.popover(_("Definition"), icon=":material/info:"):
                st.markdown(definition)
