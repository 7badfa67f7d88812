"""The dashboard as somebody with a role sees it, after a sign-in."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import i18n
from tests.dashboard.shows import APP, NOON

AUTH = """
[auth]
redirect_uri = "https://instroom.nergensland.example/oauth2callback"
cookie_secret = "not-a-real-secret"
client_id = "instroom"
client_secret = "not-a-real-secret-either"
server_metadata_url = "https://login.nergensland.example/.well-known/openid-configuration"

[roles]
claim = "groups"
[roles.values]
hr = "recruiter"
web = "marketer"
board = "director"
"""


def with_sign_in(home: Path) -> None:
    """Make people sign in to the organisation in a home folder."""
    path = home / ".streamlit" / "secrets.toml"
    path.write_text(path.read_text(encoding="utf-8") + AUTH, encoding="utf-8")


def opened_by(group: str, page: str, language: str = "en", **parameters: str) -> AppTest:
    """Return a page as a member of a group opens it, after its first run."""
    i18n.use(language)
    test = AppTest.from_file(str(APP), default_timeout=30)
    test.user = {"is_logged_in": True, "groups": [group], "iat": NOON.timestamp()}
    for name, value in {"lang": language, **parameters}.items():
        test.query_params[name] = value
    test.switch_page(f"views/{page}.py")
    return test.run()


def pages(test: AppTest) -> set[str]:
    """Return the addresses of the pages that are there."""
    return {page.url_path or "overview" for page in test.session_state["pages"]}
