"""What a page says when it has nothing to show, or when what it shows needs a word: and what to do next."""

import streamlit as st

from connectors.errors import InstroomError, Said
from dashboard.i18n import _, say
from dashboard.widgets.plain import plain


def empty(sentence: str, next_step: str = "", *, page: str = "", label: str = "") -> None:
    """Say that there is nothing yet and what to do next; ``page`` is the address of a page that helps (“sources”)."""
    with st.container(border=True):
        st.markdown(f"**{sentence}**")
        if next_step:
            st.markdown(next_step)
        if page:
            link(page, label)


def link(page: str, label: str, **parameters: str) -> None:
    """Show a link to a page of the dashboard by its address."""
    known = {found.url_path or "overview": found for found in st.session_state.get("pages", ())}
    if page in known:
        st.page_link(known[page], label=label, query_params=parameters or None)


def no_data() -> None:
    """Say that the organisation has no figures yet."""
    empty(
        _("There are no figures yet."),
        _("Connect a source or import a file; this page fills by itself."),
        page="sources",
        label=_("Go to Sources"),
    )


def stale(sentence: str) -> None:
    """Say that figures are older than they should be."""
    st.warning(sentence, icon=":material/schedule:")


def failed(error: InstroomError) -> None:
    """Say what went wrong in plain words, with the short code and what to do."""
    problem(error.said, error.hint, error.code)


def problem(said: Said, hint: Said, code: str) -> None:
    """Say what went wrong from its parts, as the database keeps them."""
    parts = (plain(say(said)), plain(say(hint)), _("Code: {code}").format(code=f"`{code}`"))
    st.error("\n\n".join(part for part in parts if part), icon=":material/error:")


def demo_banner() -> None:
    """Say that everything on the page is invented."""
    st.info(
        _("Demo: a fictional organisation. All figures, names and vacancies are invented."), icon=":material/science:"
    )
