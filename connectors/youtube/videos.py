"""Yields the videos of a channel with their figures, and its series; goes on at the page where the last run stopped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from connectors.base import Batch, Json, Row
from connectors.clock import day_in
from connectors.errors import SkippableError
from connectors.youtube import analytics, listing, lookback, reports, rows
from connectors.youtube.channel import Scene
from connectors.youtube.client import PACIFIC
from connectors.youtube.faults import readable
from connectors.youtube.meanings import NO_PLAYLIST
from connectors.youtube.rows import Item

STREAM = "videos"
SERIES_STREAM = "series"


@dataclass(frozen=True)
class Pass:
    """One way through all uploads; its state is what the cursor keeps between pages.

    Attributes:
        started: California's day on which the pass began.
        first: First day of daily figures in this pass; None without the owner's account.
        reached: Last day of daily figures in this pass.
        token: Where the listing goes on; None is its beginning.
    """

    started: date
    first: date | None
    reached: date | None
    token: str | None = None

    @classmethod
    def stopped(cls, cursor: Json) -> "Pass | None":
        """Return the pass that a cursor left unfinished, None if there is none."""
        token, started = cursor.get("page_token"), cursor.get("started")
        if not isinstance(token, str) or not isinstance(started, str):
            return None
        return cls(date.fromisoformat(started), _day(cursor.get("first")), _day(cursor.get("reached")), token)

    def cursor(self) -> Json:
        """Return the state as JSON."""
        if self.token is None:
            return {"finished": self.started.isoformat()}
        days = {"first": self.first, "reached": self.reached, "started": self.started}
        return {"page_token": self.token, **{name: day and day.isoformat() for name, day in days.items()}}


def uploads(scene: Scene, reached: date | None) -> Iterator[Batch]:
    """Yield all uploads with their counters and, for the owner, days until ``reached``.

    A pass that an earlier run left unfinished is finished first; if that began on another day, a new one follows.
    """
    known = _day(scene.context.cursors.get(reports.VIDEOS_STREAM, {}).get("until"))
    window = scene.context.window
    asked = window.full or window.since is not None or window.until is not None
    stopped = None if asked else Pass.stopped(scene.context.cursors.get(STREAM, {}))
    if stopped is not None:
        yield from _through(scene, stopped, known)
        if stopped.started == scene.today:
            return
        known = lookback.advanced(known, stopped.first, stopped.reached) if stopped.first else known
    first = lookback.first_day(scene.context, known, scene.channel_start) if scene.reports else None
    yield from _through(scene, Pass(scene.today, first, reached), known)


def series(scene: Scene) -> Iterator[Batch]:
    """Yield the configured playlists as series, those first that an earlier run did not reach; a failing one is a problem."""
    wanted = list(dict.fromkeys(scene.context.settings.texts("series")))
    cursor = scene.context.cursors.get(SERIES_STREAM, {})
    listed = cursor.get("done")
    done = [name for name in listed if name in wanted] if isinstance(listed, list) else []
    left = [name for name in wanted if name not in done]
    if cursor.get("started") != scene.today.isoformat() or scene.context.window.full:
        left, done = left + done, []
    titles = _titles(scene, left)
    for position, playlist in enumerate(left):
        done = [*done, playlist]
        last = position + 1 == len(left)
        state: Json = (
            {"finished": scene.today.isoformat()} if last else {"started": scene.today.isoformat(), "done": done}
        )
        yield from _closed(SERIES_STREAM, _one_series(scene, playlist, titles.get(playlist)), state)


def _through(scene: Scene, state: Pass, known: date | None) -> Iterator[Batch]:
    try:
        for items, token in listing.pages(scene.client, STREAM, scene.uploads, state.token):
            state = replace(state, token=token)
            yield from _closed(STREAM, _page(scene, items, state, known), state.cursor())
    except SkippableError as error:
        if error.code != NO_PLAYLIST:
            raise
        # A channel without a public upload has no list of uploads: there is nothing to read, and nothing is wrong.
        yield Batch(STREAM, cursor=Pass(state.started, None, None).cursor(), until=_counted_until(scene))


def _page(scene: Scene, items: Sequence[Item], state: Pass, known: date | None) -> Iterator[Batch]:
    """Yield one page of uploads: the videos, their days, and on the last page how far all days are known."""
    with readable(STREAM):
        listed = {item["contentDetails"]["videoId"]: item for item in items}
    found = listing.videos(scene.client, STREAM, list(listed))
    yield from _content(scene, STREAM, listed, found)
    if scene.reports is None or state.first is None:
        return
    yield from _days(scene, scene.reports, found.values(), state.first, state.reached)
    until = lookback.advanced(known, state.first, state.reached)
    if state.token is None and until is not None:
        yield Batch(reports.VIDEOS_STREAM, cursor={"until": until.isoformat()}, until=until)


def _days(
    scene: Scene, reports_: reports.Reports, found: Iterable[Item], first: date, reached: date | None
) -> Iterator[Batch]:
    """Yield the figures per day of the videos that came out, from the first day on which there can be any."""
    lookback_days = scene.context.settings.number("lookback_days")
    with readable(STREAM):
        out = {video["id"]: day_in(began, PACIFIC) for video in found if (began := rows.published(video))}
    start = max(first, min(out.values(), default=first))
    for days in reports_.video_days(list(out), start, lookback.last_day(scene.context)):
        with readable(reports.VIDEOS_STREAM):
            facts = analytics.video_days(scene.reader, days, reached, lookback_days)
        if facts:
            yield Batch(reports.VIDEOS_STREAM, {"content_daily": facts}, until=reached)


def _content(scene: Scene, stream: str, listed: Mapping[str, Item], found: Mapping[str, Item]) -> Iterator[Batch]:
    """Yield the videos that can be read with their counters, and then those that cannot, of which less is known."""
    reader, videos = scene.reader, list(found.values())
    formats = scene.reports.formats(list(found), lookback.last_day(scene.context)) if scene.reports else {}
    with readable(stream):
        readable_rows: dict[str, list[Row]] = {
            "channel": rows.other_channels(reader, videos),
            "content": [rows.video_row(reader, video, formats) for video in videos],
            "content_snapshot": [rows.snapshot_row(reader, video) for video in videos],
        }
        hidden = [rows.hidden_row(reader, item) for video, item in listed.items() if video not in found]
    if videos:
        until = None if reader.is_owner else _counted_until(scene)
        yield Batch(stream, readable_rows, until=until, counters_to_days=not reader.is_owner)
    if hidden:
        yield Batch(stream, {"content": hidden})


def _one_series(scene: Scene, playlist: str, title: object) -> Iterator[Batch]:
    """Yield one series: its videos with their counters, then the series and its episodes, which replace earlier ones."""
    try:
        items = [item for items, _ in listing.pages(scene.client, SERIES_STREAM, playlist, None) for item in items]
    except SkippableError as problem:
        yield Batch(SERIES_STREAM, problem=problem)
        return
    with readable(SERIES_STREAM):
        listed = {item["contentDetails"]["videoId"]: item for item in rows.in_order(items)}
    found = listing.videos(scene.client, SERIES_STREAM, list(listed))
    yield from _content(scene, SERIES_STREAM, listed, found)
    with readable(SERIES_STREAM):
        episodes = rows.episode_rows(scene.reader, playlist, items, found)
    yield Batch(
        SERIES_STREAM,
        {"series": [rows.series_row(scene.reader, playlist, title)], "episode": episodes},
        replaces={"episode": {"series_id": playlist}},
    )


def _titles(scene: Scene, playlists: Sequence[str]) -> dict[str, object]:
    titles: dict[str, object] = {}
    for first in range(0, len(playlists), listing.MOST):
        some = ",".join(playlists[first : first + listing.MOST])
        answer = scene.client.data(SERIES_STREAM, "playlists", part="snippet", id=some, maxResults=listing.MOST)
        with readable(SERIES_STREAM):
            titles.update({entry["id"]: entry["snippet"].get("title") for entry in listing.items_of(answer)})
    return titles


def _closed(stream: str, batches: Iterable[Batch], cursor: Json) -> Iterator[Batch]:
    """Yield batches and move the stream's cursor with the last one, so that a page counts only when all of it is there."""
    held: Batch | None = None
    for batch in batches:
        if held is not None:
            yield held
        held = batch
    if held is not None and held.stream != stream:
        yield held
        held = None
    yield replace(held, cursor=cursor) if held is not None else Batch(stream, cursor=cursor)


def _counted_until(scene: Scene) -> date:
    return day_in(scene.context.now, scene.context.organisation.timezone)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
