"""What a person chose, kept while they walk through the pages and visible in the address as codes that can be shared."""

from collections.abc import Collection

import streamlit as st


def parameter(name: str, default: str = "", allowed: Collection[str] | None = None) -> str:
    """Return a choice: from the address, else from this session, else the default; a code that is not allowed is ignored."""
    asked = st.query_params.get(name)
    for code in (asked, st.session_state.get(_key(name))):
        if code is not None and (allowed is None or code in allowed):
            remember(name, code)
            return str(code)
    if asked is not None and allowed is not None:
        del st.query_params[name]
    return default


def remember(name: str, code: str) -> None:
    """Keep a choice in the session and write it into the address; an empty code takes it out of both."""
    if not code:
        st.session_state.pop(_key(name), None)
        st.query_params.pop(name, None)
        return
    st.session_state[_key(name)] = code
    if st.query_params.get(name) != code:
        st.query_params[name] = code


def _key(name: str) -> str:
    return f"chosen-{name}"
