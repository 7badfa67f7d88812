"""Keeps what ``instroom auth`` got: encrypted files that only their owner may read, never in the database."""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from connectors.errors import N_, ConfigurationError

_FOLDER = ".instroom/tokens"


def _cipher(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(key.encode()).digest()))


def _path(home: Path, source: str) -> Path:
    return home / _FOLDER / f"{source}.token"


def save(home: Path, key: str, source: str, values: Mapping[str, str]) -> Path:
    """Encrypt and write the secrets of a source; the file has mode 0600. Returns its path."""
    path = _path(home, source)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = _cipher(key).encrypt(json.dumps(dict(values)).encode())
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)
    return path


def seal(key: str, text: str) -> str:
    """Return a text encrypted with INSTROOM_TOKEN_KEY, as text; raise a ConfigurationError when there is no key."""
    if not key:
        raise ConfigurationError(
            N_("{key} is not set: without it nothing can be kept encrypted."),
            code="configuration.token_key",
            hint=N_("“instroom init” makes one."),
            key="INSTROOM_TOKEN_KEY",
        )
    return _cipher(key).encrypt(text.encode()).decode()


def unseal(key: str, sealed: str, source: str) -> str:
    """Return the text that :func:`seal` encrypted; raise a ConfigurationError with another key."""
    try:
        return _cipher(key).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise _other_key(source) from None


def load(home: Path, key: str, source: str) -> dict[str, str]:
    """Return the stored secrets of a source, empty when there are none or no key is set."""
    path = _path(home, source)
    if not key or not path.is_file():
        return {}
    try:
        values: dict[str, str] = json.loads(_cipher(key).decrypt(path.read_bytes()))
    except InvalidToken:
        raise _other_key(source) from None
    return values


def _other_key(source: str) -> ConfigurationError:
    return ConfigurationError(
        N_("The stored account of {source} cannot be read with this INSTROOM_TOKEN_KEY."),
        code="configuration.token",
        hint=N_("Put the earlier key back, or run “instroom auth {source}” again."),
        source=source,
    )
