"""Follows the pages of an answer: by LinkedIn's own link to the next one, or by its cursor."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from connectors.linkedin.allowed import Shape
from connectors.linkedin.client import Client, whole
from connectors.linkedin.restli import Parameters, Value

_MOST_PAGES = 1000


def offset_pages(
    client: Client, stream: str, path: str, parameters: Parameters, shape: Shape, *, method: str = ""
) -> Iterator[Mapping[str, Any]]:
    """Yield each page; the last one has no link to a next one, or fewer elements than it could have.

    A total is not looked at: it may be missing.
    """
    asked: Parameters | str = parameters
    for _ in range(_MOST_PAGES):
        answer = client.get(stream, path, asked, shape, method=method)
        yield answer
        paging = answer.get("paging") or {}
        following = next((link.get("href") for link in paging.get("links", ()) if link.get("rel") == "next"), None)
        size = len(answer.get("elements", ()))
        if not following or size < (whole(paging.get("count")) or 1):
            return
        asked = urlsplit(following).query


def cursor_pages(
    client: Client, stream: str, path: str, parameters: Parameters, shape: Shape
) -> Iterator[Mapping[str, Any]]:
    """Yield each page of an answer with ``paginationCursor``."""
    cursor = None
    for _ in range(_MOST_PAGES):
        more: dict[str, Value] = {"paginationCursor": cursor} if cursor else {}
        answer = client.get(stream, path, {**parameters, **more}, shape)
        yield answer
        following = (answer.get("metadata") or {}).get("next")
        if not following or following == cursor:
            return
        cursor = following


def token_pages(
    client: Client, stream: str, path: str, parameters: Parameters, shape: Shape
) -> Iterator[Mapping[str, Any]]:
    """Yield each page of an answer with ``pageToken``."""
    token = None
    for _ in range(_MOST_PAGES):
        answer = client.get(stream, path, {**parameters, **({"pageToken": token} if token else {})}, shape)
        yield answer
        following = (answer.get("metadata") or {}).get("nextPageToken")
        if not following or following == token:
            return
        token = following
