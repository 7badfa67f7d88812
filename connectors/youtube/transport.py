"""How a call travels: credentials in a header, a timeout, the proxy of the network, no redirects, every call counted."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import google.auth.api_key
import google.oauth2.credentials
import google_auth_httplib2
import httplib2

from connectors.config import SourceSettings
from connectors.errors import N_, ConfigurationError

OAUTH = ("oauth_client_id", "oauth_client_secret", "oauth_refresh_token")


class CountedHttp:
    """A connection that tells ``count`` the address of every call before it goes out, tries again included."""

    def __init__(self, http: Any, count: Callable[[str], None]) -> None:
        self._http = http
        self._count = count

    def request(self, uri: str, *args: Any, **more: Any) -> Any:
        """Count the call and make it."""
        self._count(uri)
        return self._http.request(uri, *args, **more)

    def close(self) -> None:
        """Close the sockets."""
        self._http.close()


def has_account(settings: SourceSettings) -> bool:
    """Return whether the owner's account is connected: all three OAuth secrets are there."""
    return all(name in settings.secrets for name in OAUTH)


def credentials(settings: SourceSettings) -> Any:
    """Return the owner's credentials where they are given, else the key as a header (it never stands in an address)."""
    if not has_account(settings):
        return google.auth.api_key.Credentials(settings.secrets["api_key"])
    client_id, client_secret, refresh_token = (settings.secrets[name] for name in OAUTH)
    return google.oauth2.credentials.Credentials(
        token=None,
        refresh_token=refresh_token,
        token_uri=settings.text("token_endpoint"),
        client_id=client_id,
        client_secret=client_secret,
    )


def connection(settings: SourceSettings, authority: Any, count: Callable[[str], None]) -> Any:
    """Return a new authorised connection; each thread needs its own (a shared one mixes up answers)."""
    addresses = [settings.text(key) for key in ("endpoint", "analytics_endpoint", "token_endpoint")]
    http = httplib2.Http(timeout=settings.number("timeout_seconds"), proxy_info=_proxy(addresses))
    http.follow_redirects = False
    return google_auth_httplib2.AuthorizedHttp(authority, http=CountedHttp(http, count))


def _proxy(addresses: Sequence[str]) -> Any:
    """Return how httplib2 finds the proxy; without PySocks it would silently go around it, so that is refused."""
    if httplib2.socks is not None:
        return httplib2.proxy_info_from_environment
    for parts in map(urlsplit, addresses):
        proxy = httplib2.proxy_info_from_environment(parts.scheme)
        if proxy is not None and proxy.applies_to(parts.hostname):
            raise ConfigurationError(
                N_("The network has a proxy for {host}, and the package that speaks with it is not installed."),
                code="configuration.proxy",
                hint=N_("Install the extra: pip install “instroom[proxy]”."),
                host=parts.hostname,
            )
    return None
