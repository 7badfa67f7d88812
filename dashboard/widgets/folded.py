"""What is shown once somebody opens it: until then neither this side nor the browser builds it."""

from collections.abc import Callable
from itertools import count
from typing import Protocol

import streamlit as st

from dashboard import data, i18n

Show = Callable[[], None]


class _Place(Protocol):
    open: bool | None


def apart(show: Show) -> None:
    """Show a part that runs again by itself when something in it is opened, in the language that the page has now.

    ``show`` runs then as a page does: on the figures of that moment, under the organisation's rules of privacy.
    """
    spoken = i18n.language()
    runs = count()

    @st.fragment
    def part() -> None:
        if next(runs):
            data.begin()
        with i18n.speaking(spoken):
            show()

    part()


def heading(label: str, show: Show, *, icon: str, key: str) -> None:
    """Show a heading that opens; ``key`` is unique on the page among headings."""
    place = st.expander(label, icon=icon, key=f"heading-{key}", on_change="rerun")
    if is_open(place):
        with place:
            show()


def later(label: str, show: Show, *, icon: str, key: str) -> None:
    """Show a heading that opens, in a part that runs again by itself: for what is read and not changed."""
    apart(lambda: heading(label, show, icon=icon, key=key))


def definition(text: str, *, key: str) -> None:
    """Show the heading that opens what figures mean."""
    later(i18n._("Definition"), lambda: _text(text), icon=":material/info:", key=f"definition-{key}")


def is_open(place: _Place) -> bool:
    """Return whether somebody has opened it."""
    return bool(place.open)


def _text(text: str) -> None:
    st.markdown(text)
