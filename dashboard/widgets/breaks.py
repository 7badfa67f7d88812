"""The warning of every page that compares: what is compared was not counted in the same way all the time."""

from collections.abc import Collection
from datetime import date

import streamlit as st

from dashboard.told.breaks import break_warnings
from dashboard.widgets.backdrop import time_line
from dashboard.widgets.plain import plain


def warn_breaks(first: date, last: date, platforms: Collection[str] = (), metrics: Collection[str] = ()) -> None:
    """Warn of each change in counting between the first and the last day of all that is compared.

    ``platforms`` and ``metrics`` are those of the figures on the page; empty means all. Says nothing when there is none.
    """
    with st.container():
        for sentence in break_warnings(time_line(), first, last, platforms=platforms, metrics=metrics):
            st.warning(plain(sentence), icon=":material/rule:")
