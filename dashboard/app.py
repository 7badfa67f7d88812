"""The frame of every page: sign-in, language, navigation by role, demo banner, and errors in plain words."""

from pathlib import Path

import streamlit as st

from connectors import clock
from connectors.errors import InstroomError
from dashboard import access, data, i18n, session, settling
from dashboard.i18n import _
from dashboard.widgets.empty import demo_banner, failed
from dashboard.widgets.source_state import source_state

HERE = Path(__file__).parent
ICON = HERE / "static" / "icon.svg"
SIDEBAR = 256  # pixels


def choose_language(default: str) -> None:
    """Speak the language of the address, else the one chosen before, else the organisation's."""
    i18n.use(session.parameter("lang", default, i18n.LANGUAGES))


def language_switch() -> None:
    """Show the languages; a choice stays for this session and stands in the address."""
    key = f"language-switch-{i18n.language()}"

    def chosen() -> None:
        session.remember("lang", st.session_state[key])

    st.segmented_control(
        _("Language"),
        list(i18n.LANGUAGES),
        default=i18n.language(),
        format_func=lambda code: i18n.LANGUAGES[code],
        required=True,
        on_change=chosen,
        key=key,
        label_visibility="collapsed",
    )


def all_pages() -> dict[str, st.Page]:
    """Return every page by its address, titles in the language of the page."""
    views = HERE / "views"
    return {
        "overview": st.Page(
            views / "overview.py", title=_("Overview"), icon=":material/dashboard:", url_path="overview", default=True
        ),
        "campaigns": st.Page(
            views / "campaigns.py", title=_("Campaigns"), icon=":material/campaign:", url_path="campaigns"
        ),
        "campaign": st.Page(
            views / "campaign.py", title=_("Campaign"), icon=":material/play_circle:", url_path="campaign"
        ),
        "plan": st.Page(views / "plan.py", title=_("Plan"), icon=":material/edit_calendar:", url_path="plan"),
        "side_entrants": st.Page(
            views / "side_entrants.py", title=_("Side-entrants"), icon=":material/door_open:", url_path="side_entrants"
        ),
        "inflow": st.Page(views / "inflow.py", title=_("Inflow"), icon=":material/input:", url_path="inflow"),
        "vacancies": st.Page(
            views / "vacancies.py", title=_("Vacancies"), icon=":material/work:", url_path="vacancies"
        ),
        "channels": st.Page(views / "channels.py", title=_("Channels"), icon=":material/hub:", url_path="channels"),
        "content": st.Page(views / "content.py", title=_("Content"), icon=":material/movie:", url_path="content"),
        "links": st.Page(
            views / "links.py", title=_("Links and QR codes"), icon=":material/qr_code_2:", url_path="links"
        ),
        "events": st.Page(
            views / "events.py", title=_("Time line"), icon=":material/view_timeline:", url_path="events"
        ),
        "reports": st.Page(views / "reports.py", title=_("Reports"), icon=":material/summarize:", url_path="reports"),
        "rules": st.Page(views / "rules.py", title=_("Rules"), icon=":material/rule:", url_path="rules"),
        "definitions": st.Page(
            views / "definitions.py",
            title=_("What the figures mean"),
            icon=":material/menu_book:",
            url_path="definitions",
        ),
        "sources": st.Page(views / "sources.py", title=_("Sources"), icon=":material/database:", url_path="sources"),
    }


def in_sections(pages: dict[str, st.Page]) -> dict[str, list[st.Page]]:
    """Return pages by what they are for, in the order of the menu; a page of no section stands on top."""
    sections = {
        _("Telling"): ("campaigns", "campaign", "plan", "links", "events"),
        _("Reach"): ("channels", "content"),
        _("Recruiting"): ("side_entrants", "inflow", "vacancies"),
        _("Managing"): ("reports", "definitions", "rules", "sources"),
    }
    placed = {address for some in sections.values() for address in some}
    top = {"": [page for address, page in pages.items() if address not in placed]}
    inside = {name: [pages[address] for address in some if address in pages] for name, some in sections.items()}
    return {name: some for name, some in (top | inside).items() if some}


def signed_in_role() -> str:
    """Return the role of who looks; without a sign-in that is valid the page ends here with the way in."""
    configured = access.sign_in(data.environment())
    if not configured.is_configured:
        return "administrator"
    claims = access.claims()
    if not claims.get("is_logged_in"):
        st.title("Instroom")
        st.button(_("Sign in"), on_click=st.login, icon=":material/login:")
        st.stop()
    if access.has_expired(claims, clock.now(data.environment())):
        st.logout()
        st.stop()
    return access.role_of(configured, claims)


def frame() -> None:
    """Show the frame and run the page that was asked for."""
    data.begin()
    choose_language(data.organisation().language)
    role = signed_in_role()
    known = all_pages()
    pages = {address: known[address] for address in access.pages_of(role)}
    st.session_state["pages"] = list(pages.values())
    st.logo(str(ICON), size="large")
    page = st.navigation(in_sections(pages), expanded=True)
    st.set_page_config(page_title=f"{page.title} · Instroom")
    with st.sidebar:
        st.caption(data.organisation_name())
        language_switch()
        if access.sign_in(data.environment()).is_configured:
            st.button(_("Sign out"), on_click=st.logout, icon=":material/logout:")
    if data.is_demo():
        demo_banner()
    if page.url_path != "sources":
        source_state()
    page.run()


st.set_page_config(page_title="Instroom", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR)
try:
    frame()
except InstroomError as error:
    failed(error)
settling.after_run()
