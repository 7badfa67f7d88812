"""Stored accounts: encrypted, readable by the owner only, useless without the key."""

import stat

import pytest

from connectors import config, tokens
from connectors.errors import ConfigurationError

KEY = "k" * 64


def test_what_was_saved_comes_back_with_the_key(tmp_path):
    path = tokens.save(tmp_path, KEY, "youtube", {"oauth_refresh_token": "1//secret"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"secret" not in path.read_bytes()
    assert tokens.load(tmp_path, KEY, "youtube") == {"oauth_refresh_token": "1//secret"}


def test_nothing_stored_and_no_key_are_both_empty(tmp_path):
    assert tokens.load(tmp_path, KEY, "youtube") == {}
    tokens.save(tmp_path, KEY, "youtube", {"a": "b"})
    assert tokens.load(tmp_path, "", "youtube") == {}


def test_another_key_is_an_error_that_says_what_to_do(tmp_path):
    tokens.save(tmp_path, KEY, "youtube", {"a": "b"})
    with pytest.raises(ConfigurationError, match="INSTROOM_TOKEN_KEY") as caught:
        tokens.load(tmp_path, "other", "youtube")
    assert "instroom auth youtube" in str(caught.value.hint)


def test_a_stored_account_is_a_secret_of_its_source(home):
    (home / "instroom.toml").write_text('[organisation]\nid = "x"\nname = "X"\n')
    tokens.save(home, KEY, "youtube", {"oauth_refresh_token": "1//secret"})
    loaded = config.load({"INSTROOM_HOME": str(home), "INSTROOM_TOKEN_KEY": KEY})
    assert loaded.sources["youtube"].secrets["oauth_refresh_token"] == "1//secret"
    assert "1//secret" not in repr(loaded)
