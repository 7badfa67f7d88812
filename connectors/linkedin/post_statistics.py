"""The counters of posts as they stand today: young posts every day, older ones every week, 50 in a question."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from connectors.base import Batch, Row
from connectors.errors import SkippableError
from connectors.linkedin import allowed, rows
from connectors.linkedin.page import Scene
from connectors.linkedin.posts import STREAM as POSTS
from connectors.linkedin.posts import Shelf
from connectors.linkedin.restli import Parameters, Value

STREAM = "post_statistics"
AT_ONCE = 50
YOUNG_DAYS = 90
OLDER_EVERY_DAYS = 7
_SHARE = "urn:li:share:"


def counters(scene: Scene, shelf: Shelf) -> Iterator[Batch]:
    """Yield the counters of the posts whose turn it is; a post that is left out of the answer had no activity.

    A post that LinkedIn does not know any more is marked as missing. The counters become days by their differences.
    """
    today, stored = scene.calendar.today, scene.context.cursors.get(STREAM, {})
    if stored.get("read_on") == today.isoformat() and not scene.context.window.full:
        return
    older_on = stored.get("older_on")
    is_turn = not isinstance(older_on, str) or today - date.fromisoformat(older_on) >= timedelta(days=OLDER_EVERY_DAYS)
    youngest = today - timedelta(days=YOUNG_DAYS)
    wanted = [urn for urn, post in shelf.present().items() if is_turn or post.published >= youngest.isoformat()]
    for first in range(0, len(wanted), AT_ONCE):
        found, gone = _asked(scene, wanted[first : first + AT_ONCE])
        for urn in gone:
            shelf.forget(urn)
        missing = [rows.missing_row(scene.reader, urn) for urn in gone]
        yield Batch(STREAM, {"content": missing, "content_snapshot": found}, counters_to_days=True)
        if gone:
            yield Batch(POSTS, cursor=shelf.cursor())
    yield Batch(STREAM, cursor={"read_on": today.isoformat(), "older_on": today.isoformat() if is_turn else older_on})


def _asked(scene: Scene, urns: Sequence[str]) -> tuple[list[Row], list[str]]:
    """Return snapshots, and the posts that are gone; one of those spoils its whole question, so that is halved."""
    try:
        answer = scene.client.get(STREAM, "organizationalEntityShareStatistics", _named(scene, urns), _SHAPE)
    except SkippableError:
        if len(urns) == 1:
            return [], list(urns)
        middle = len(urns) // 2
        (some, some_gone), (more, more_gone) = _asked(scene, urns[:middle]), _asked(scene, urns[middle:])
        return some + more, some_gone + more_gone
    told = {_urn(element): element.get("totalShareStatistics") or {} for element in answer.get("elements", ())}
    return [rows.snapshot_row(scene.reader, urn, told[urn]) for urn in urns if urn in told], []


_SHAPE = allowed.POST_STATISTICS


def _named(scene: Scene, urns: Sequence[str]) -> Parameters:
    """Return the question: shares and ugcPosts each have their own list."""
    shares = [urn for urn in urns if urn.startswith(_SHARE)]
    others = [urn for urn in urns if not urn.startswith(_SHARE)]
    lists: dict[str, Value] = {name: listed for name, listed in (("shares", shares), ("ugcPosts", others)) if listed}
    return {"q": "organizationalEntity", "organizationalEntity": scene.urn, **lists}


def _urn(element: Mapping[str, Any]) -> str:
    return str(element.get("share") or element.get("ugcPost") or "")
