"""What every page says of the sources behind its figures: which of them are old or did not go well."""

from datetime import datetime

import streamlit as st

from dashboard import data
from dashboard.i18n import _, day, ngettext, number
from dashboard.queries.freshness import SourceHealth, in_trouble
from dashboard.widgets.badges import STATUSES
from dashboard.widgets.empty import link

_MOST = 3


def source_state() -> None:
    """Say in one line which sources are old or failed, with the way to the page that tells more; nothing when all is well."""
    found = data.load(in_trouble, _this_hour(), _enabled())
    if not found:
        return
    some = "; ".join(map(_told, found[:_MOST]))
    more = len(found) - _MOST
    if more > 0:
        words = ngettext("{some}; and {count} more", "{some}; and {count} more", more)
        some = words.format(some=some, count=number(more))
    with st.container(horizontal=True, vertical_alignment="center", key="source-state"):
        st.caption(f":material/sync_problem: {some}", width="content")
        link("sources", _("Sources"))


def _told(health: SourceHealth) -> str:
    title = _(health.title)
    word = (
        _("older than it should be") if health.status in {"ok", "partial", "running"} else _(STATUSES[health.status][0])
    )
    if health.until is None:
        return f"{title}: {word}"
    return _("{title}: {word}, figures until {day}").format(title=title, word=word, day=day(health.until))


def _this_hour() -> datetime:
    return data.now().replace(minute=0, second=0, microsecond=0)


def _enabled() -> tuple[str, ...] | None:
    if data.is_demo():
        return None
    return tuple(name for name, source in data.config().sources.items() if source.enabled)
