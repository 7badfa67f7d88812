"""What a form does when it is sent: it stores and says so, or says everything that is wrong and keeps what was typed."""

from collections.abc import Callable, Sequence

import streamlit as st

from connectors.errors import InstroomError
from dashboard import access, data
from dashboard.actions import campaigns
from dashboard.actions.audit import By
from dashboard.actions.refused import Refused
from dashboard.actions.standing import ChangedMeanwhile, standing, standing_of_series
from dashboard.charts.words import tell
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain

_SAID = "storing-said"
_MAY_CHANGE = ("administrator", "recruiter", "marketer")


def actor() -> str:
    """Return the role of who looks."""
    return access.role_of(access.sign_in(data.environment()), access.claims())


def may_change() -> bool:
    """Tell whether who looks may make and change campaigns."""
    return actor() in _MAY_CHANGE


def by() -> By:
    """Return who changes something now."""
    return By(data.engine(), data.organisation().id, actor(), data.now(), data.today())


def stored(action: Callable[[], object], said: str, *, rerun: bool = True) -> bool:
    """Run what a person asked for; say that it was done (after a fresh run of the page), or everything that is wrong."""
    try:
        action()
    except Refused as refused:
        for problem in refused.problems:
            st.error(plain(tell(problem)), icon=":material/error:")
        return False
    except InstroomError as error:
        failed(error)
        return False
    if rerun:
        st.session_state[_SAID] = said
        st.rerun()
    st.success(said)
    return True


def last_said() -> None:
    """Say what was stored by the run before, once."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said, icon=":material/check_circle:")


def seen(part: str, code: str, anchor: str) -> str:
    """Return how a part of a campaign (or “series”) stood when the form with the widget ``anchor`` was opened."""
    key = f"seen-{part}-{code}"
    if anchor not in st.session_state or key not in st.session_state:
        st.session_state[key] = _now(part, code)
    return str(st.session_state[key])


def look_again(part: str, code: str) -> None:
    """Take how a part stands now as seen: what is sent next was written in its knowledge."""
    st.session_state[f"seen-{part}-{code}"] = _now(part, code)


def stored_as_seen(part: str, code: str, action: Callable[[], object], said: str) -> None:
    """Store a part that somebody else may have changed meanwhile; after a warning a second try goes through."""

    def once() -> None:
        try:
            action()
        except ChangedMeanwhile:
            look_again(part, code)
            raise
        look_again(part, code)

    stored(once, said)


def keep_links(code: str, links: Sequence[tuple[str, str]], kinds: Sequence[str], before: str, said: str) -> None:
    """Put links of some kinds in the place of a campaign's own; ``before`` is how they stood when the form was opened."""
    own = data.organisation().id
    stored_as_seen(
        "links",
        code,
        lambda: campaigns.replace_links(
            data.engine(), own, code, links, actor=actor(), at=data.now(), kinds=kinds, seen=before
        ),
        said,
    )


def _now(part: str, code: str) -> str:
    return data.ask(standing_of_series, code) if part == "series" else data.ask(standing, code, part)
