"""The parts of a long page, one at a time: a phone stays short, and only what somebody looks at is reckoned and drawn."""

from collections.abc import Mapping

import streamlit as st

from dashboard import session
from dashboard.i18n import _

PARAMETER = "part"


def chosen_part(parts: Mapping[str, str]) -> str:
    """Show the names of parts side by side and return the code of the chosen one, which stands in the address.

    ``parts`` holds what each code is called, untranslated; the first is shown to who chose none.
    """
    current = session.parameter(PARAMETER, next(iter(parts)), parts)
    key = f"part-{current}"
    st.segmented_control(
        _("Part of the page"),
        list(parts),
        default=current,
        format_func=lambda code: _(parts[code]),
        required=True,
        on_change=lambda: session.remember(PARAMETER, st.session_state[key]),
        key=key,
        label_visibility="collapsed",
    )
    return current
