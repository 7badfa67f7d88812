"""Who may see what: single-user mode, the role from a claim, the end of a sign-in, addresses of this machine."""

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from connectors.errors import ConfigurationError
from connectors.manifest import manifests
from dashboard import access
from dashboard.access import SignIn, has_expired, is_loopback, pages_of, role_of
from tests.dashboard.shows import APP, NOON, environment_of, opened, organisation_in

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
systems = "administrator"
hr = "recruiter"
web = "marketer"
board = "director"
"""
FOR_ALL = [
    "Overview",
    "Campaigns",
    "Campaign",
    "Side-entrants",
    "Inflow",
    "Vacancies",
    "Channels",
    "Content",
    "Time line",
    "What the figures mean",
]


@pytest.fixture
def dashboard(home: Path, sqlite_template: Path, environment: dict[str, str]):
    organisation_in(home, sqlite_template)
    with environment_of(environment):
        yield home


@pytest.fixture
def with_sign_in(dashboard: Path):
    path = dashboard / ".streamlit" / "secrets.toml"
    path.write_text(path.read_text(encoding="utf-8") + AUTH, encoding="utf-8")
    return dashboard


def titles(test) -> list[str]:
    return [page.title for page in test.session_state["pages"]]


@pytest.mark.usefixtures("dashboard")
def test_without_a_sign_in_the_one_person_on_this_machine_sees_everything():
    assert titles(opened("overview", "en")) == [*FOR_ALL, "Reports", "Plan", "Links and QR codes", "Rules", "Sources"]


@pytest.mark.usefixtures("with_sign_in")
@pytest.mark.parametrize(
    ("groups", "seen"),
    [
        (["systems"], [*FOR_ALL, "Reports", "Plan", "Links and QR codes", "Rules", "Sources"]),
        (["hr"], [*FOR_ALL, "Reports", "Plan", "Links and QR codes", "Rules"]),
        (["web"], [*FOR_ALL, "Reports", "Plan", "Links and QR codes"]),
        (["board"], [*FOR_ALL, "Reports"]),
        ([], FOR_ALL),
    ],
)
def test_the_pages_follow_the_role_of_the_claim(groups, seen):
    test = signed_in({"is_logged_in": True, "groups": groups, "iat": NOON.timestamp()})
    assert not test.exception
    assert titles(test) == seen


@pytest.mark.usefixtures("with_sign_in")
def test_who_is_not_signed_in_sees_the_way_in_and_no_figure():
    test = signed_in({"is_logged_in": False})
    assert not test.exception
    assert [button.label for button in test.button] == ["Sign in"]
    assert "pages" not in test.session_state


def signed_in(user):
    test = AppTest.from_file(str(APP), default_timeout=30)
    test.query_params["lang"] = "en"
    test.user = user
    return test.run()


CONFIGURED = SignIn({"client_id": "x"}, "groups", {"systems": "administrator", "hr": "recruiter"})


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["other", "hr", "systems"]}, "administrator"),
        ({"groups": "hr"}, "recruiter"),
        ({"groups": ["other"]}, "viewer"),
        ({"groups": {"hr": True}}, "viewer"),
        ({}, "viewer"),
    ],
)
def test_the_highest_role_of_the_claim_counts(claims, role):
    assert role_of(CONFIGURED, claims) == role


def test_only_the_administrator_sees_the_sources():
    assert [role for role in access.ROLES if "sources" in pages_of(role)] == ["administrator"]


def test_rules_are_for_who_recruits_and_links_for_who_works_on_campaigns():
    assert [role for role in access.ROLES if "rules" in pages_of(role)] == ["administrator", "recruiter"]
    assert [role for role in access.ROLES if "links" in pages_of(role)] == ["administrator", "recruiter", "marketer"]
    assert [role for role in access.ROLES if "inflow" not in pages_of(role)] == []


@pytest.mark.parametrize(
    ("claims", "over"),
    [
        ({}, False),
        ({"exp": NOON.timestamp() + 1}, False),
        ({"exp": NOON.timestamp()}, True),
        ({"iat": NOON.timestamp() - 11 * 3600}, False),
        ({"iat": NOON.timestamp() - 12 * 3600, "exp": NOON.timestamp() + 9999}, True),
    ],
)
def test_a_sign_in_ends_by_itself(claims, over):
    assert has_expired(claims, NOON) is over


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104
        ("192.168.1.4", False),
        ("a.example", False),
    ],
)
def test_which_addresses_only_this_machine_can_reach(host, own):
    assert is_loopback(host) is own


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[auth]\nclient_id = 'x'\n", "configuration.missing_key"),
        ("[roles.values]\nhr = 'boss'\n", "configuration.role"),
        ("[auth\n", "configuration.syntax"),
    ],
)
def test_a_sign_in_that_cannot_work_names_what_is_wrong(home, text, code):
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        access.sign_in({"INSTROOM_HOME": str(home)})
    assert error.value.code == code


def test_a_sign_in_shows_no_secret():
    assert "not-a-real" not in repr(SignIn({"client_secret": "not-a-real-secret"}))


def test_the_example_names_every_secret_and_holds_only_invented_values():
    example = tomllib.loads((APP.parents[1] / ".streamlit" / "secrets.example.toml").read_text(encoding="utf-8"))
    wanted = {manifest.variable(name) for manifest in manifests().values() for name in manifest.secrets}
    assert set(example) == wanted | {"INSTROOM_PSEUDONYM_KEY", "INSTROOM_TOKEN_KEY"}
