"""The field in which a reader goes to another campaign; the choice stands in the address as its code."""

from collections.abc import Sequence

import streamlit as st

from dashboard import session
from dashboard.i18n import _
from dashboard.queries.stories import Story
from dashboard.widgets.plain import plain


def chosen(known: Sequence[Story]) -> Story | None:
    """Return the campaign in the address, else the newest; None, with a plain word, for a code that nobody knows."""
    by_code = {story.id: story for story in known}
    asked = st.query_params.get("campaign")
    unknown = asked is not None and asked not in by_code
    current = None if unknown else session.parameter("campaign", known[0].id, by_code)
    named = by_code[current].name if current else ""
    key = f"plan-campaign-{named}-{current or ''}"  # a field remembers names: after another name it begins anew
    st.selectbox(
        _("Campaign"),
        list(by_code),
        index=list(by_code).index(current) if current else None,
        format_func=lambda code: by_code[code].name,
        placeholder=_("Choose a campaign"),
        on_change=lambda: session.remember("campaign", st.session_state[key]),
        key=key,
    )
    if current is None:
        st.error(_("There is no campaign with the code “{code}”.").format(code=plain(str(asked))))
        return None
    return by_code[current]
