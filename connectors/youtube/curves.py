"""How far the episodes of series are watched: one question a video, a bounded number a run, for the owner only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from connectors.base import Batch, Json, Row
from connectors.clock import day_in
from connectors.errors import N_, Said, SourceError
from connectors.youtube import analytics, lookback
from connectors.youtube.channel import Scene
from connectors.youtube.client import PACIFIC
from connectors.youtube.faults import readable
from connectors.youtube.meanings import REFUSED_QUERY
from connectors.youtube.reports import RETENTION_STREAM, Reports

SETTLED_AFTER = timedelta(days=60)
"""A curve that was read at this age hardly moves any more: it is not asked again."""
_AGAIN_AFTER = timedelta(days=7)
_FIRST_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Released:
    """An episode that can be read: its video and the day on which it came out in California."""

    video: str
    day: date


def episodes(reader_channel: int, content: Iterable[Row]) -> list[Released]:
    """Return the videos of a channel among rows of content, each once; what has not come out yet is left out."""
    found = {
        str(row["external_id"]): day_in(at, PACIFIC)
        for row in content
        if row["channel_id"] == reader_channel and isinstance(at := row.get("published_at"), datetime)
    }
    return [Released(video, day) for video, day in found.items()]


def due(listed: Iterable[Released], read: Mapping[str, date], today: date, most: int) -> list[Released]:
    """Return the videos to ask for: those never read first, newest first; then those read longest ago, until they settle."""
    some = [each for each in listed if each.day + _FIRST_AFTER <= today and _is_due(each, read.get(each.video), today)]
    new = sorted((each for each in some if each.video not in read), key=lambda each: each.day, reverse=True)
    again = sorted((each for each in some if each.video in read), key=lambda each: (read[each.video], each.day))
    return [*new, *again][:most]


def _is_due(released: Released, read: date | None, today: date) -> bool:
    return read is None or (read < released.day + SETTLED_AFTER and read + _AGAIN_AFTER <= today)


def curves(scene: Scene, content: Iterable[Row]) -> Iterator[Batch]:
    """Yield the retention of the episodes that are due, a page each; what YouTube has no curve of is a note."""
    if scene.reports is None:
        return
    listed = episodes(scene.reader.channel_id(scene.reader.channel), content)
    known = {each.video for each in listed}
    stored = {} if scene.context.window.full else _read(scene.context.cursors.get(RETENTION_STREAM, {}))
    read = {video: day for video, day in stored.items() if video in known}
    without = 0
    for each in due(listed, read, scene.today, scene.context.settings.number("retention_videos")):
        try:
            rows = _rows(scene, scene.reports, each)
        except SourceError as error:
            if error.code != REFUSED_QUERY:
                raise
            yield Batch(
                RETENTION_STREAM, notes=(Said(N_("YouTube does not tell this account how far videos are watched.")),)
            )
            return
        read[each.video] = scene.today
        without += not rows
        yield _page(scene, each, rows, {"read": {video: day.isoformat() for video, day in sorted(read.items())}})
    if without:
        text = N_("YouTube has no curve of how far they are watched for {videos} episodes: too few views, or too new.")
        yield Batch(RETENTION_STREAM, notes=(Said(text, {"videos": without}),))


def _rows(scene: Scene, reports: Reports, released: Released) -> list[Row]:
    listed = reports.retention(released.video, released.day, lookback.last_day(scene.context))
    with readable(RETENTION_STREAM):
        return analytics.retention(scene.reader, released.video, listed)


def _page(scene: Scene, released: Released, rows: list[Row], cursor: Json) -> Batch:
    """Return the page of one video: a curve replaces the earlier one; no curve leaves it as it is."""
    if not rows:
        return Batch(RETENTION_STREAM, cursor=cursor)
    content = scene.reader.content_id(scene.reader.channel, released.video)
    return Batch(
        RETENTION_STREAM,
        {"content_retention": rows},
        cursor=cursor,
        replaces={"content_retention": {"content_id": content}},
    )


def _read(cursor: Json) -> dict[str, date]:
    listed = cursor.get("read")
    return (
        {str(video): date.fromisoformat(str(day)) for video, day in listed.items()}
        if isinstance(listed, Mapping)
        else {}
    )
