"""Turns answers of the Data API into rows; pure. Hidden likes and closed comments are None, never zero."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from connectors.base import Row
from connectors.clock import day_in
from connectors.errors import N_
from connectors.keys import channel_key, content_key
from connectors.youtube.client import PACIFIC

PLATFORM = "youtube"
Item = Mapping[str, Any]

_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")

SHORTS_BREAK = date(2025, 3, 31)


@dataclass(frozen=True)
class Reader:
    """Who reads what, when: the same on every row of a run.

    ``is_owner`` is true when the configured channel's own account is connected; what belongs to another channel counts
    as read with a key all the same.
    """

    organisation_id: str
    channel: str
    is_owner: bool
    now: datetime

    def auth_kind(self, channel: str) -> str:
        """Return ``owner`` for what the connected account owns, else ``key``."""
        return "owner" if self.is_owner and channel == self.channel else "key"

    def channel_id(self, channel: str) -> int:
        """Return our key of a channel."""
        return channel_key(self.organisation_id, PLATFORM, channel)

    def content_id(self, channel: str, video: str) -> int:
        """Return our key of a video."""
        return content_key(self.organisation_id, self.channel_id(channel), video)


def moment(text: object) -> datetime | None:
    """Return a moment of the Data API, with or without parts of a second; None when there is none."""
    if not isinstance(text, str) or not text:
        return None
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


def seconds(text: object) -> int | None:
    """Return an ISO 8601 duration in seconds, days included; None for ``P0D`` (not begun, or still running)."""
    parts = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if parts is None:
        return None
    return sum(int(part or 0) * unit for part, unit in zip(parts.groups(), _SECONDS, strict=True)) or None


def count(statistics: Item, name: str) -> int | None:
    """Return a counter, which travels as text; None when the key is missing (hidden or closed)."""
    value = statistics.get(name)
    return None if value is None else int(value)


def clean(text: object) -> str | None:
    """Return a title that every database can store: no control characters, no half characters."""
    return _UNPRINTABLE.sub(" ", text).strip() or None if isinstance(text, str) else None


def channel_row(reader: Reader, channel: str, title: object) -> Row:
    """Return the row of a channel."""
    return {
        "channel_id": reader.channel_id(channel),
        "platform": PLATFORM,
        "external_id": channel,
        "title": clean(title),
        "url": f"https://www.youtube.com/channel/{channel}",
        "auth_kind": reader.auth_kind(channel),
        "observed_at": reader.now,
    }


def followers_row(reader: Reader, channel: Item) -> Row:
    """Return today's level of subscribers (rounded by YouTube to three figures; None when hidden)."""
    statistics = channel.get("statistics") or {}
    hidden = statistics.get("hiddenSubscriberCount") is True
    return {
        "channel_id": reader.channel_id(channel["id"]),
        "day": day_in(reader.now, PACIFIC),
        "followers": None if hidden else count(statistics, "subscriberCount"),
        "day_zone": PACIFIC,
        "ingest": "api",
        "quality": "reported",
        "auth_kind": reader.auth_kind(channel["id"]),
        "is_final": not reader.is_owner,
        "observed_at": reader.now,
    }


def break_rows(all_formats: date) -> list[Row]:
    """Return the two days on which YouTube changed what a view is, as events on the time line."""
    breaks = (
        ("youtube-views-shorts", SHORTS_BREAK, N_("YouTube counts every start of a Short as a view from this day.")),
        (
            "youtube-views-all",
            all_formats,
            N_("YouTube counts a view of every format from its first frame, from this day."),
        ),
    )
    return [
        {
            "event_id": event_id,
            "kind": "definition_break",
            "day": day,
            "until": None,
            "title": title,
            "platform": PLATFORM,
            "metric": "views",
            "site_id": None,
        }
        for event_id, day, title in breaks
    ]


def is_upcoming(video: Item) -> bool:
    """Return whether a live stream or premiere is still to come."""
    return bool(video["snippet"].get("liveBroadcastContent") == "upcoming")


def released(video: Item) -> datetime | None:
    """Return when a video came out: for live and premieres when it began, or is planned to."""
    live = video.get("liveStreamingDetails") or {}
    began = live.get("actualStartTime") or (live.get("scheduledStartTime") if is_upcoming(video) else None)
    return moment(began or video["snippet"].get("publishedAt"))


def published(video: Item) -> datetime | None:
    """Return when a video came out; None while that is still to come."""
    return None if is_upcoming(video) else released(video)


def video_row(reader: Reader, video: Item, formats: Mapping[str, str]) -> Row:
    """Return the row of a video that can be read. ``formats`` holds the kinds that YouTube Analytics told.

    Without it nothing tells a Short from a video: then the row leaves the kind as it is known, at first a video.
    """
    snippet, channel = video["snippet"], video["snippet"]["channelId"]
    kind = formats.get(video["id"]) or ("live" if _is_live(video) else None)
    return {
        **_named(reader, channel, video["id"]),
        **({"kind": kind, "format_source": "platform"} if kind else {}),
        "title": clean(snippet.get("title")),
        "published_at": published(video),
        "duration_s": seconds((video.get("contentDetails") or {}).get("duration")),
        "visibility": (video.get("status") or {}).get("privacyStatus") or "public",
    }


def hidden_row(reader: Reader, item: Item) -> Row:
    """Return the row of a listed video that cannot be read: what was known of it (title, moment) stays."""
    private = (item.get("status") or {}).get("privacyStatus") == "private"
    named = _named(reader, owner(reader, item), item["contentDetails"]["videoId"])
    return {**named, "visibility": "private" if private else "missing"}


def snapshot_row(reader: Reader, video: Item) -> Row:
    """Return the counters of a video as they stand now; what has not come out yet has none."""
    statistics = {} if is_upcoming(video) else video.get("statistics") or {}
    channel = video["snippet"]["channelId"]
    return {
        "content_id": reader.content_id(channel, video["id"]),
        "observed_at": reader.now,
        "views": count(statistics, "viewCount"),
        "reactions": count(statistics, "likeCount"),
        "comments": count(statistics, "commentCount"),
        "ingest": "api",
        "auth_kind": reader.auth_kind(channel),
    }


def series_row(reader: Reader, playlist: str, title: object) -> Row:
    """Return the row of a playlist that is a series."""
    return {
        "series_id": playlist,
        "channel_id": reader.channel_id(reader.channel),
        "title": clean(title) or playlist,
        "origin": "playlist",
        "observed_at": reader.now,
    }


def episode_rows(reader: Reader, playlist: str, items: Iterable[Item], videos: Mapping[str, Item]) -> list[Row]:
    """Return the episodes of a series, numbered from 1 in the playlist's order; hidden videos keep their place."""
    return [
        {
            "series_id": playlist,
            "number": number,
            **_episode(reader, item, videos.get(item["contentDetails"]["videoId"])),
        }
        for number, item in enumerate(in_order(items), start=1)
    ]


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return the items of a playlist by place; a video that is in it twice counts once, at its first place."""
    ordered = sorted(items, key=lambda item: item["snippet"].get("position", 0))
    first: dict[str, Item] = {}
    for item in ordered:
        first.setdefault(item["contentDetails"]["videoId"], item)
    return list(first.values())


def owner(reader: Reader, item: Item) -> str:
    """Return the channel that a listed video belongs to; YouTube does not tell it of hidden ones, then our own."""
    return str(item["snippet"].get("videoOwnerChannelId") or reader.channel)


def other_channels(reader: Reader, videos: Sequence[Item]) -> list[Row]:
    """Return the rows of other channels whose videos stand in our playlists."""
    titles = {video["snippet"]["channelId"]: video["snippet"].get("channelTitle") for video in videos}
    return [channel_row(reader, channel, title) for channel, title in titles.items() if channel != reader.channel]


def _episode(reader: Reader, item: Item, video: Item | None) -> Row:
    if video is None:
        content_id = reader.content_id(owner(reader, item), item["contentDetails"]["videoId"])
        return {
            "content_id": content_id,
            "title": None,
            "released_at": moment(item["contentDetails"].get("videoPublishedAt")),
        }
    snippet = video["snippet"]
    content_id = reader.content_id(snippet["channelId"], video["id"])
    return {"content_id": content_id, "title": clean(snippet.get("title")), "released_at": released(video)}


def _named(reader: Reader, channel: str, video: str) -> Row:
    return {
        "content_id": reader.content_id(channel, video),
        "channel_id": reader.channel_id(channel),
        "external_id": video,
        "url": f"https://www.youtube.com/watch?v={video}",
        "auth_kind": reader.auth_kind(channel),
        "observed_at": reader.now,
    }


def _is_live(video: Item) -> bool:
    """Return whether it was or is a live stream; a premiere that is to come is processed already, so it is a video."""
    if "liveStreamingDetails" not in video:
        return False
    return not (is_upcoming(video) and (video.get("status") or {}).get("uploadStatus") == "processed")
