"""One choice from a list, kept while a reader walks through the pages and visible in the address as a code."""

from collections.abc import Mapping

import streamlit as st

from dashboard import session


def choice(
    parameter: str, label: str, options: Mapping[str, str], *, usual: str | None = None, width: int | None = None
) -> str:
    """Show a list and return the chosen code; ``options`` holds what each code is called.

    ``usual`` is the code for who chose none, by default the first. A code in the address that is not among them is ignored.
    """
    current, key = _current(parameter, options, usual)
    st.selectbox(
        label,
        list(options),
        index=list(options).index(current),
        format_func=options.__getitem__,
        on_change=lambda: session.remember(parameter, st.session_state[key]),
        key=key,
        width=width or "stretch",
    )
    return current


def choice_of_few(parameter: str, label: str, options: Mapping[str, str], *, usual: str | None = None) -> str:
    """Show a few options side by side and return the chosen code, as :func:`choice` does."""
    current, key = _current(parameter, options, usual)
    st.segmented_control(
        label,
        list(options),
        default=current,
        format_func=options.__getitem__,
        required=True,
        on_change=lambda: session.remember(parameter, st.session_state[key]),
        key=key,
    )
    return current


def _current(parameter: str, options: Mapping[str, str], usual: str | None) -> tuple[str, str]:
    """Return the chosen code, and the key of the widget that shows it."""
    current = session.parameter(parameter, next(iter(options)) if usual is None else usual, options)
    return current, f"{parameter}-{current}"
