"""What stands on a long page, as links to its parts."""

from collections.abc import Sequence

import streamlit as st


def contents(parts: Sequence[tuple[str, str]]) -> None:
    """Show the names of parts in one line that wraps; each leads to its anchor."""
    st.markdown(" · ".join(f"[{name}](#{anchor})" for anchor, name in parts))
