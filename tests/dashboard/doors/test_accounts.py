"""``auth``: the owner gives consent in the browser, and the token ends up encrypted and never on the screen."""

import os
import re
import subprocess
import sys
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest

from connectors import config
from tests.fakes.google import LookAlike
from tests.fakes.google_world import OAUTH, World

CLIENT = {
    "INSTROOM_YOUTUBE_OAUTH_CLIENT_ID": OAUTH["oauth_client_id"],
    "INSTROOM_YOUTUBE_OAUTH_CLIENT_SECRET": OAUTH["oauth_client_secret"],
}


@pytest.fixture
def google(instroom, tmp_path):
    """A look-alike that hands out tokens, and a home whose YouTube source points to it."""
    instroom("init")
    with LookAlike(World()) as look_alike:
        path = tmp_path / "instroom.toml"
        path.write_text(path.read_text().replace("https://oauth2.googleapis.com/token", f"{look_alike.url}/token"))
        yield look_alike


@pytest.fixture
def command(google, tmp_path):
    """``instroom auth youtube`` as a started program that waits for the browser to come back."""
    environment = {**os.environ, **CLIENT, "INSTROOM_HOME": str(tmp_path), "OAUTHLIB_INSECURE_TRANSPORT": "1"}
    program = [sys.executable, "-u", "-m", "dashboard", "--lang", "en", "auth", "youtube", "--no-browser"]
    with subprocess.Popen(
        program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        yield started
        started.kill()


def come_back(command, answer: str) -> tuple[dict[str, list[str]], str]:
    """Return to the local page as the browser would; give what was asked for and the rest that was printed."""
    found = None
    while found is None:
        line = command.stdout.readline()
        assert line, "the command ended before it asked for consent"
        found = re.search(r"https://\S+redirect_uri=\S+", line)
    asked = parse_qs(urlsplit(found.group()).query)
    urllib.request.urlopen(f"{asked['redirect_uri'][0]}?state={asked['state'][0]}&{answer}", timeout=5).read()
    return asked, command.stdout.read()


def test_consent_leaves_an_encrypted_token_that_the_source_finds(command, tmp_path):
    asked, printed = come_back(command, "code=fake-code")
    assert command.wait(10) == 0
    assert asked["access_type"] == ["offline"]
    assert asked["scope"][0].split() == [
        "https://www.googleapis.com/auth/youtube.readonly",
        "https://www.googleapis.com/auth/yt-analytics.readonly",
    ]
    token = OAUTH["oauth_refresh_token"]
    assert "Connected." in printed
    assert token not in printed
    (stored,) = (tmp_path / ".instroom" / "tokens").iterdir()
    assert token.encode() not in stored.read_bytes()
    assert config.load({"INSTROOM_HOME": str(tmp_path)}).sources["youtube"].secrets["oauth_refresh_token"] == token


def test_a_refused_consent_is_told_and_stores_nothing(command, tmp_path):
    _asked, printed = come_back(command, "error=access_denied")
    assert command.wait(10) == 1
    assert "[auth.consent]" in printed
    assert not (tmp_path / ".instroom" / "tokens").exists()


def test_without_a_client_the_variables_are_named(google, instroom):
    said = instroom("auth", "youtube")
    assert said.code == 2
    assert "INSTROOM_YOUTUBE_OAUTH_CLIENT_ID, INSTROOM_YOUTUBE_OAUTH_CLIENT_SECRET" in said.err


def test_a_source_without_consent_is_refused_by_name(instroom):
    instroom("init")
    said = instroom("auth", "ats")
    assert said.code == 2
    assert "youtube" in said.err
