"""Turns tables of the Analytics API into rows; pure. Days stay California's days, and a day without a row stays away."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from connectors.base import Json, Row
from connectors.youtube.client import PACIFIC
from connectors.youtube.lookback import is_final
from connectors.youtube.rows import Reader

Figures = dict[str, Any]

COLUMNS = {
    "views": "views",
    "engagedViews": "engaged_views",
    "estimatedMinutesWatched": "watch_minutes",
    "averageViewPercentage": "average_view_share",
    "likes": "reactions",
    "comments": "comments",
    "shares": "shares",
    "subscribersGained": "followers_gained",
    "subscribersLost": "followers_lost",
}
CHANNEL_METRICS = tuple(COLUMNS)
VIDEO_METRICS = CHANNEL_METRICS[:-1]
RETENTION_DIMENSION = "elapsedVideoTimeRatio"
RETENTION_METRICS = ("audienceWatchRatio",)
_WHOLE = 100
KINDS = {"shorts": "short", "livestream": "live", "videoondemand": "video"}


def table(answer: Json) -> list[Figures]:
    """Return the rows of an answer by column name; an answer without rows is an empty table."""
    headers = answer.get("columnHeaders") or []
    listed = answer.get("rows") or []
    assert isinstance(headers, Sequence)
    assert isinstance(listed, Sequence)
    names = [header["name"] for header in headers]
    return [dict(zip(names, row, strict=True)) for row in listed]


def day_of(figures: Figures) -> date:
    """Return the day of a row."""
    return date.fromisoformat(figures["day"])


def last_of(listed: Iterable[Figures]) -> date | None:
    """Return the last day that came, None when none did."""
    return max(map(day_of, listed), default=None)


def channel_days(reader: Reader, listed: Iterable[Figures], known_until: date | None, lookback_days: int) -> list[Row]:
    """Return the daily figures of the whole channel, videos that no longer exist included."""
    return [
        {
            "channel_id": reader.channel_id(reader.channel),
            **_facts(figures, CHANNEL_METRICS),
            **_provenance(reader, figures, known_until, lookback_days),
        }
        for figures in listed
    ]


def video_days(reader: Reader, listed: Iterable[Figures], known_until: date | None, lookback_days: int) -> list[Row]:
    """Return the daily figures of videos."""
    return [
        {
            "content_id": reader.content_id(reader.channel, figures["video"]),
            **_facts(figures, VIDEO_METRICS),
            **_provenance(reader, figures, known_until, lookback_days),
        }
        for figures in listed
    ]


def formats(listed: Iterable[Figures]) -> dict[str, str]:
    """Return video to kind (short, live or video) as YouTube itself sorts them; where there are several, in that order."""
    found: dict[str, set[str]] = {}
    for figures in listed:
        kind = KINDS.get(str(figures["creatorContentType"]).replace("_", "").lower())
        if kind is not None:
            found.setdefault(figures["video"], set()).add(kind)
    return {video: next(kind for kind in KINDS.values() if kind in kinds) for video, kinds in found.items()}


def retention(reader: Reader, video: str, listed: Iterable[Figures]) -> list[Row]:
    """Return how many viewers there still are at each hundredth of a video's length; an empty table has no rows."""
    curve = {
        round(float(figures[RETENTION_DIMENSION]) * _WHOLE): float(figures[RETENTION_METRICS[0]]) for figures in listed
    }
    if any(not 0 <= position <= _WHOLE or ratio < 0 for position, ratio in curve.items()):
        message = "a place outside the video"
        raise ValueError(message)
    content = reader.content_id(reader.channel, video)
    return [
        {"content_id": content, "position": position, "watch_ratio": ratio, "observed_at": reader.now}
        for position, ratio in curve.items()
        if position
    ]


def views_per_video(listed: Iterable[Figures]) -> Mapping[str, int]:
    """Return the sum of views per video; videos without any are left out, as YouTube may do either."""
    sums: dict[str, int] = {}
    for figures in listed:
        sums[figures["video"]] = sums.get(figures["video"], 0) + int(figures["views"])
    return {video: views for video, views in sums.items() if views}


def _facts(figures: Figures, metrics: Iterable[str]) -> Row:
    row: Row = {COLUMNS[metric]: figures.get(metric) for metric in metrics}
    percentage, minutes = figures.get("averageViewPercentage"), figures.get("estimatedMinutesWatched")
    row["average_view_share"] = None if percentage is None else percentage / 100
    row["watch_minutes"] = None if minutes is None else float(minutes)
    return row


def _provenance(reader: Reader, figures: Figures, known_until: date | None, lookback_days: int) -> Row:
    day = day_of(figures)
    return {
        "day": day,
        "day_zone": PACIFIC,
        "ingest": "api",
        "quality": "reported",
        "auth_kind": "owner",
        "is_final": is_final(day, known_until, lookback_days),
        "observed_at": reader.now,
    }
