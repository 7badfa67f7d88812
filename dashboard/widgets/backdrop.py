"""What stands behind the time charts of a page: one call gives it, and one choice of the reader holds for all of them."""

from collections.abc import Collection
from datetime import date

import streamlit as st

from dashboard import data, session
from dashboard.analysis.periods import Period
from dashboard.analysis.time_line import GROUPS, NAMES, Item, behind, in_groups
from dashboard.charts.backdrop import backdrop_of
from dashboard.charts.spans import Backdrop
from dashboard.i18n import _, language
from dashboard.queries import attention, backdrops
from dashboard.queries.periods import last_complete_day

PARAMETER = "marks"
_NOTHING = "none"
_CHOSEN = "marks-were-chosen"


def backdrop(
    period: Period,
    *,
    platform: str = "",
    metric: str = "",
    sites: Collection[str] = (),
    until: date | None = None,
    own: Collection[str] = (),
) -> Backdrop:
    """Return what stands behind a chart of a period, as far as the reader wants to see it.

    ``platform`` and ``metric`` are those of the figure that is drawn: only its changes in counting are marked. ``sites``
    narrow to what touches them. ``until`` is the last day with complete figures; without it, the last final day of the
    platform, else the last complete day of the applications. ``own``: codes of the campaign and series that it is about.
    """
    groups = chosen()
    items: list[Item] = behind(time_line(), platform=platform, metric=metric, sites=sites)
    if "holidays" in groups:
        items += data.load(backdrops.days_off, tuple(sorted(sites)), period.first, period.last, language())
    until = until or last_final_day(platform)
    return backdrop_of(in_groups(items, groups), period, until=until, own=own)


def time_line() -> tuple[Item, ...]:
    """Return everything on the time line of the organisation but the days off."""
    return data.load(backdrops.time_line, data.organisation().timezone)


def last_final_day(platform: str = "") -> date | None:
    """Return the last day of which the figures of a platform are final, without one the last day of all applications."""
    if platform:
        return data.load(attention.platform_until, platform)
    return data.load(last_complete_day, data.today(), data.organisation().timezone)


def chosen() -> tuple[str, ...]:
    """Return the groups that the reader wants to see, by the codes in the address; all of them at first."""
    code = session.parameter(PARAMETER)
    if code == _NOTHING:
        return ()
    known = [group for group in code.split(",") if group in GROUPS]
    return tuple(known) or tuple(GROUPS)


def choice(*, key: str) -> None:
    """Let the reader choose what is drawn behind the charts; the choice stands in the address and holds for all charts.

    It may stand in a part that runs by itself: a choice then runs the whole page.
    """
    now = chosen()
    name = f"{PARAMETER}-{key}-{','.join(now)}"

    def choose() -> None:
        wanted = [group for group in GROUPS if group in st.session_state[name]]
        session.remember(PARAMETER, "" if len(wanted) == len(GROUPS) else ",".join(wanted) or _NOTHING)
        st.session_state[_CHOSEN] = True

    if st.session_state.pop(_CHOSEN, False):
        st.rerun()
    st.pills(
        _("On the time line"),
        list(GROUPS),
        selection_mode="multi",
        default=now,
        format_func=lambda group: _(NAMES[group]),
        on_change=choose,
        key=name,
    )
