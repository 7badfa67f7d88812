"""Who may see what: the role from a claim of the sign-in, the pages of a role, and how long a sign-in lasts."""

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from connectors.config import SECRETS_FILE, home_folder
from connectors.errors import N_, ConfigurationError

ROLES = ("administrator", "recruiter", "director", "marketer", "viewer")
LONGEST_SIGN_IN_S = 12 * 3600

_FOR_ALL = (
    "overview",
    "campaigns",
    "campaign",
    "side_entrants",
    "inflow",
    "vacancies",
    "channels",
    "content",
    "events",
    "definitions",
)
_AT_WORK = (*_FOR_ALL, "reports", "plan", "links")
"""Pages on which campaigns and the inflow are worked on."""
_PAGES: Mapping[str, tuple[str, ...]] = {
    "administrator": (*_AT_WORK, "rules", "sources"),
    "recruiter": (*_AT_WORK, "rules"),
    "marketer": _AT_WORK,
    "director": (*_FOR_ALL, "reports"),
}
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "server_metadata_url")


@dataclass(frozen=True)
class SignIn:
    """The sign-in as configured in the secrets file; neither repr nor str shows a secret.

    Attributes:
        auth: The ``[auth]`` table, as Streamlit takes it; empty in the single-user mode.
        claim: The claim that holds the groups of a person.
        roles: A value of the claim to a role.
    """

    auth: Mapping[str, Any] = field(default_factory=dict, repr=False)
    claim: str = "groups"
    roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_configured(self) -> bool:
        """Tell whether people sign in; without it this is the single-user mode on this machine."""
        return bool(self.auth)


def sign_in(environment: Mapping[str, str]) -> SignIn:
    """Read ``[auth]`` and ``[roles]`` of the secrets file; a ConfigurationError names what is missing or not known."""
    path = home_folder(environment) / SECRETS_FILE
    if not path.is_file():
        return SignIn()
    return _sign_in(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _sign_in(path: Path, _changed: int) -> SignIn:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            N_("{file} cannot be read: {problem}."), code="configuration.syntax", file=SECRETS_FILE, problem=str(error)
        ) from None
    auth, roles = document.get("auth", {}), document.get("roles", {})
    if auth:
        _require_complete(auth)
    values = dict(roles.get("values", {}))
    for role in values.values():
        _require_role(role)
    return SignIn(auth, roles.get("claim", "groups"), values)


def _require_complete(auth: Mapping[str, object]) -> None:
    for key in _NEEDED:
        if not auth.get(key):
            raise ConfigurationError(
                N_("{file}, table [{table}]: the key “{key}” is missing."),
                code="configuration.missing_key",
                file=SECRETS_FILE,
                table="auth",
                key=key,
            )


def _require_role(role: object) -> None:
    if role not in ROLES:
        raise ConfigurationError(
            N_("{file}, table [{table}]: “{role}” is no role; known roles: {known}."),
            code="configuration.role",
            file=SECRETS_FILE,
            table="roles.values",
            role=str(role),
            known=", ".join(ROLES),
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def role_of(configured: SignIn, claims: Mapping[str, object]) -> str:
    """Return the role of a person: the first known role among the values of the claim, else viewer."""
    if not configured.is_configured:
        return "administrator"
    found = claims.get(configured.claim)
    values = [found] if isinstance(found, str) else found if isinstance(found, list | tuple) else []
    held = {configured.roles[value] for value in values if value in configured.roles}
    return next((role for role in ROLES if role in held), "viewer")


def pages_of(role: str) -> tuple[str, ...]:
    """Return the addresses of the pages that a role sees, in order; others cannot be opened by their address."""
    return _PAGES.get(role, _FOR_ALL)


def has_expired(claims: Mapping[str, object], now: datetime) -> bool:
    """Tell whether a sign-in is over: its ``exp`` has passed, or it began 12 hours ago."""
    moment = now.timestamp()
    ends, began = claims.get("exp"), claims.get("iat")
    if isinstance(ends, int | float) and moment >= ends:
        return True
    return isinstance(began, int | float) and moment >= began + LONGEST_SIGN_IN_S


def claims() -> Mapping[str, object]:
    """Return what the sign-in says of the person who looks at the page."""
    return st.user.to_dict()
