"""The posts of a page: what is new or changed, and which are no longer there after two looks on different days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from connectors.base import Batch, Json, Row
from connectors.linkedin import allowed, rows
from connectors.linkedin.client import whole
from connectors.linkedin.days import stored_day
from connectors.linkedin.page import Scene
from connectors.linkedin.paging import offset_pages
from connectors.linkedin.restli import Parameters

STREAM = "posts"
PAGE_SIZE = 100
BEFORE_DAYS = 30
"""A look goes back to what was changed so many days before the last one."""
WHOLE_LIST_DAYS = 7
"""The whole list is read so often, to see what is gone."""
_GONE = "gone"


@dataclass(frozen=True)
class Known:
    """A post as the cursor remembers it: days (UTC) of publication and last change, and the day it was first missed."""

    published: str
    modified: str
    missed: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether it was missed twice."""
        return self.missed == _GONE


class Shelf:
    """The posts that are known, from the cursor, and what a look at the list changes of them."""

    def __init__(self, stored: Json) -> None:
        listed = stored.get("posts")
        found = listed if isinstance(listed, Mapping) else {}
        self.posts = {urn: Known(*values) for urn, values in found.items()}
        self.looked_on = stored_day(stored.get("looked_on"))
        self.whole_on = stored_day(stored.get("whole_on"))

    def present(self) -> dict[str, Known]:
        """Return the posts that are still there."""
        return {urn: post for urn, post in self.posts.items() if not post.is_gone}

    def see(self, post: Mapping[str, Any]) -> None:
        """Remember a post that stands in the list."""
        came = rows.published(post).date().isoformat()
        self.posts[post["id"]] = Known(came, _modified(post).isoformat())

    def miss(self, seen: set[str], since: date | None, today: date) -> list[str]:
        """Note which posts were missed, among those changed since a day; return those that are gone by now."""
        gone = []
        for urn, post in self.present().items():
            if urn in seen or (since is not None and post.modified < since.isoformat()):
                continue
            first = post.missed or today.isoformat()
            is_gone = first < today.isoformat()
            self.posts[urn] = Known(post.published, post.modified, _GONE if is_gone else first)
            gone += [urn] if is_gone else []
        return gone

    def forget(self, urn: str) -> None:
        """Note that a post is gone."""
        post = self.posts[urn]
        self.posts[urn] = Known(post.published, post.modified, _GONE)

    def cursor(self) -> Json:
        """Return what the next run needs to know."""
        listed = {urn: [post.published, post.modified, post.missed] for urn, post in self.posts.items()}
        return {"looked_on": _text(self.looked_on), "whole_on": _text(self.whole_on), "posts": listed}


def posts(scene: Scene, shelf: Shelf) -> Iterator[Batch]:
    """Yield the posts, a page of the list at a time; the cursor moves when the look is complete."""
    today = scene.calendar.today
    since = _since(scene, shelf, today)
    seen: set[str] = set()
    sort = "CREATED" if since is None else "LAST_MODIFIED"
    for answer in offset_pages(scene.client, STREAM, "posts", _asked(scene, sort), allowed.POSTS, method="FINDER"):
        listed = [post for post in answer.get("elements", ()) if _is_published(post)]
        for post in listed:
            seen.add(post["id"])
            shelf.see(post)
        yield Batch(STREAM, _rows(scene, listed))
        if since is not None and any(_modified(post) < since for post in listed):
            break
    gone = [rows.missing_row(scene.reader, urn) for urn in shelf.miss(seen, since, today)]
    shelf.looked_on = today
    shelf.whole_on = today if since is None else shelf.whole_on
    yield Batch(STREAM, {"content": gone}, cursor=shelf.cursor())


def _asked(scene: Scene, sort: str) -> Parameters:
    return {"q": "author", "author": scene.urn, "count": PAGE_SIZE, "start": 0, "sortBy": sort}


def _since(scene: Scene, shelf: Shelf, today: date) -> date | None:
    """Return the day since which changed posts are read; None for the whole list."""
    if shelf.looked_on is None or shelf.whole_on is None or scene.context.window.full:
        return None
    if today - shelf.whole_on >= timedelta(days=WHOLE_LIST_DAYS):
        return None
    return shelf.looked_on - timedelta(days=BEFORE_DAYS)


def _rows(scene: Scene, listed: list[Mapping[str, Any]]) -> dict[str, list[Row]]:
    links = [row for post in listed for row in rows.link_rows(scene.reader, post)]
    return {"content": [rows.post_row(scene.reader, post) for post in listed], "content_link": links}


def _is_published(post: Mapping[str, Any]) -> bool:
    urn = post.get("id")
    is_post = isinstance(urn, str) and urn.startswith(("urn:li:share:", "urn:li:ugcPost:"))
    return is_post and post.get("lifecycleState", "PUBLISHED") == "PUBLISHED"


def _modified(post: Mapping[str, Any]) -> date:
    changed = whole(post.get("lastModifiedAt"))
    return rows.published(post).date() if changed is None else datetime.fromtimestamp(changed // 1000, UTC).date()


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
