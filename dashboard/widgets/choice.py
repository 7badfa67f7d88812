"""One choice from a list, kept while a reader walks through the pages and visible in the address as a code."""

from collections.abc import Mapping

import streamlit as st

from dashboard import session


def choice(parameter: str, label: str, options: Mapping[str, str]) -> str:
    """Show a list and return the chosen code; ``options`` holds what each code is called, the first is the usual one.

    A code in the address that is not among them is ignored.
    """
    codes = list(options)
    current = session.parameter(parameter, codes[0], codes)
    key = f"choice-{parameter}-{current}"

    def chosen() -> None:
        session.remember(parameter, st.session_state[key])

    st.selectbox(label, codes, index=codes.index(current), format_func=options.__getitem__, on_change=chosen, key=key)
    return current
