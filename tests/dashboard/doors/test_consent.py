"""``auth linkedin``: a platform that wants its client in a form, and whose access ends: both ends are stored."""

import os
import re
import subprocess
import sys
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest

from connectors import config
from connectors.manifest import manifests
from dashboard.doors.consent import stored
from tests.fakes.linkedin import look_alike
from tests.fakes.linkedin_world import CLIENT_ID, CLIENT_SECRET, NOW, REFRESH, RENEWED, World

CLIENT = {"INSTROOM_LINKEDIN_CLIENT_ID": CLIENT_ID, "INSTROOM_LINKEDIN_CLIENT_SECRET": CLIENT_SECRET}
OAUTH = manifests()["linkedin"].oauth


@pytest.fixture
def linkedin(instroom, tmp_path):
    """A look-alike that hands out tokens, and a home whose LinkedIn source points to it."""
    instroom("init")
    with look_alike(World()) as server:
        path = tmp_path / "instroom.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("https://www.linkedin.com/oauth/v2/accessToken", f"{server.address}/oauth/v2/accessToken")
        )
        yield server


@pytest.fixture
def command(linkedin, tmp_path):
    """``instroom auth linkedin`` as a started program that waits for the browser to come back."""
    fixed = {"INSTROOM_HOME": str(tmp_path), "INSTROOM_NOW": NOW.isoformat(), "OAUTHLIB_INSECURE_TRANSPORT": "1"}
    program = [
        sys.executable,
        "-u",
        "-m",
        "dashboard",
        "--lang",
        "en",
        "auth",
        "linkedin",
        "--no-browser",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        program, env={**os.environ, **CLIENT, **fixed}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        yield started
        started.kill()


def test_consent_stores_the_access_its_renewal_and_both_ends(command, linkedin, tmp_path):
    found = None
    while found is None:
        line = command.stdout.readline()
        assert line, "the command ended before it asked for consent"
        found = re.search(r"https://\S+redirect_uri=\S+", line)
    asked = parse_qs(urlsplit(found.group()).query)
    assert asked["scope"] == ["r_organization_social rw_organization_admin"]
    assert asked["redirect_uri"][0].startswith("http://localhost:")
    assert {"prompt", "code_challenge"} & set(asked) == set()
    back = asked["redirect_uri"][0].replace("localhost", "127.0.0.1")
    urllib.request.urlopen(f"{back}?state={asked['state'][0]}&code=fake-code", timeout=5).read()
    printed = command.stdout.read()
    assert (command.wait(10), RENEWED in printed, REFRESH in printed) == (0, False, False)
    (token,) = linkedin.asked
    assert (token.form["client_id"], token.form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
    assert "authorization" not in token.headers
    secrets = config.load({"INSTROOM_HOME": str(tmp_path)}).sources["linkedin"].secrets
    assert dict(secrets) == {
        "access_token": RENEWED,
        "refresh_token": REFRESH,
        "access_expires_at": "2027-01-20T11:59:59+00:00",
        "refresh_expires_at": "2027-09-17T12:00:00+00:00",
    }


def test_an_app_without_renewal_keeps_the_access_alone():
    kept = stored(OAUTH, {"access_token": "a", "expires_in": 86_400}, NOW)
    assert kept == {"access_token": "a", "access_expires_at": "2026-11-22T12:00:00+00:00"}


@pytest.mark.parametrize(
    ("settings", "scopes"),
    [
        ({"route": "community", "ad_accounts": ()}, ("r_organization_social", "rw_organization_admin")),
        ({"route": "dma", "ad_accounts": ()}, ("r_dma_admin_pages_content",)),
        ({"route": "dma", "ad_accounts": ("1",)}, ("r_dma_admin_pages_content", "r_ads", "r_ads_reporting")),
    ],
)
def test_the_scopes_follow_from_the_settings(settings, scopes):
    assert OAUTH.scopes_for(settings) == scopes


def test_a_source_whose_access_does_not_end_stores_its_renewal_alone():
    token = {"access_token": "a", "refresh_token": "r", "expires_in": 3600}
    assert stored(manifests()["youtube"].oauth, token, NOW) == {"oauth_refresh_token": "r"}
