"""Web addresses in one plain form, so that the same page is recognised whoever links to it; tags read from a query."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}|\\^`]+", re.IGNORECASE)
_LONGEST = 500
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")


def plain_address(text: str | None) -> str | None:
    """Return an address as host and path in small letters, without scheme, ``www.``, query, fragment and last slash.

    None when it is no http(s) address. What may hold a person (the query, a user) never goes further.
    """
    try:
        parts = urlsplit((text or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    return f"{host}{port}{parts.path.rstrip('/')}".lower()[:_LONGEST]


def addresses_in(text: str | None) -> tuple[str, ...]:
    """Return the addresses that stand in a text, in plain form, each once."""
    found = (plain_address(address.rstrip(".,;:!?")) for address in _ADDRESS.findall(text or ""))
    return tuple(dict.fromkeys(address for address in found if address))


def host_of(text: str | None) -> str | None:
    """Return the host name of an address without ``www.``, None when it has none."""
    address = plain_address(text)
    return address.split("/")[0].split(":")[0] if address else None


def tags_of(text: str | None) -> Mapping[str, str]:
    """Return the utm tags of an address's query, and nothing else of it."""
    try:
        given = dict(parse_qsl(urlsplit((text or "").strip()).query))
    except ValueError:
        return {}
    return {name: given[name] for name in UTM if given.get(name)}
