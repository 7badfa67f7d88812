"""Short facts side by side: a name above, what is known below; room for an interval, which a key figure has not."""

from collections.abc import Mapping

import streamlit as st

from dashboard.widgets.plain import plain

_NARROW = 165  # pixels; two beside each other on a phone


def facts(known: Mapping[str, str], *, key: str, definitions: Mapping[str, str] | None = None) -> None:
    """Show facts by their name in a card; ``definitions`` are shown as help beside the name, ``key`` is unique on the page."""
    told = definitions or {}
    with st.container(border=True, key=f"facts-{key}"), st.grid(4, min_column_width=_NARROW):
        for name, text in known.items():
            with st.container(gap=None):
                st.caption(plain(name), help=told.get(name))
                st.markdown(plain(text))
