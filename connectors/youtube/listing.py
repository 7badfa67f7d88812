"""Reads lists of the Data API: the pages of a playlist, and videos in batches of 50."""

from collections.abc import Iterator, Sequence
from typing import Any

from connectors.base import Json
from connectors.errors import SourceError
from connectors.youtube import faults, meanings
from connectors.youtube.client import Client
from connectors.youtube.rows import Item

MOST = 50
LIST_PARTS = "snippet,contentDetails,status"
VIDEO_PARTS = "snippet,statistics,contentDetails,status,liveStreamingDetails"


def items_of(answer: Json) -> list[Item]:
    """Return the items of an answer; an empty answer comes with an empty list or with none."""
    listed: Any = answer.get("items")
    return list(listed or ())


def pages(client: Client, stream: str, playlist: str, token: str | None) -> Iterator[tuple[list[Item], str | None]]:
    """Yield the pages of a playlist from a page on, each with the token of the next one (None after the last).

    A token that YouTube no longer knows restarts the list once; pages that were read already then come again.
    """
    restarted = False
    while True:
        try:
            answer = client.data(stream, "playlistItems", **_page(playlist, token))
        except SourceError as error:
            if error.code != meanings.PAGE_TOKEN or token is None or restarted:
                raise
            restarted, token = True, None
            continue
        following = str(answer.get("nextPageToken") or "") or None
        with faults.readable(stream):
            listed = items_of(answer)
        if following is not None and following == token:
            raise faults.explained(faults.NotJsonError(), stream=stream)
        yield listed, following
        if following is None:
            return
        token = following


def videos(client: Client, stream: str, ids: Sequence[str]) -> dict[str, Item]:
    """Return the videos that can be read, by id; private and deleted ones are simply not there."""
    found: dict[str, Item] = {}
    for first in range(0, len(ids), MOST):
        answer = client.data(stream, "videos", part=VIDEO_PARTS, id=",".join(ids[first : first + MOST]))
        with faults.readable(stream):
            found.update({video["id"]: video for video in items_of(answer)})
    return found


def _page(playlist: str, token: str | None) -> dict[str, object]:
    page: dict[str, object] = {"part": LIST_PARTS, "playlistId": playlist, "maxResults": MOST}
    return page if token is None else {**page, "pageToken": token}
