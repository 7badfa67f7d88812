"""The invented channel that the look-alike tells of: its videos, playlists and figures, and how Google writes them down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CHANNEL = "UCnergensland0000000test"
UPLOADS = "UUnergensland0000000test"
OTHER_CHANNEL = "UCandere0000000000000000"
HANDLE = "@nergensland"
SERIES = "PLnergensland-serie-0001"
KEY = "fake-api-key-0123456789"
OAUTH = {
    "oauth_client_id": "fake-client.apps.example",
    "oauth_client_secret": "fake-client-secret-0123",
    "oauth_refresh_token": "fake-refresh-token-0123",
}
START = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)


@dataclass
class Video:
    """One video. Its views grow by ``per_day`` from publication; ``likes`` and ``comments`` None means hidden."""

    id: str
    title: str = "Een dag op de afdeling"
    published_at: datetime = START
    views: int = 0
    per_day: int = 0
    likes: int | None = 0
    comments: int | None = 0
    duration: str = "PT3M"
    privacy: str = "public"
    live: Mapping[str, str] | None = None
    broadcast: str = "none"
    upload: str = "processed"
    channel: str = CHANNEL
    is_short: bool = False
    is_deleted: bool = False

    @property
    def is_readable(self) -> bool:
        return self.privacy != "private" and not self.is_deleted


@dataclass
class World:
    """What there is to tell. ``days`` holds figures per (video, day); where it is None they follow from ``per_day``."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    videos: dict[str, Video] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    playlists: dict[str, list[str]] = field(default_factory=dict)
    subscribers: int | None = 4560
    page_size: int = 50
    days: dict[tuple[str, date], dict[str, float]] | None = None
    lag_days: int = 3
    missing_items_key: bool = True
    tells_mine: str = CHANNEL
    curves: dict[str, list[float]] | None = None
    """Viewers at each hundredth of a video; where it is None every video with views loses them evenly, to 40 %."""

    def add(self, *videos: Video, playlist: str | None = None) -> None:
        """Upload videos, oldest first; the list of uploads has the newest first."""
        for video in videos:
            self.videos[video.id] = video
            self.uploads.insert(0, video.id)
            if playlist is not None:
                self.playlists.setdefault(playlist, []).append(video.id)

    @property
    def last_day(self) -> date:
        """The last day that Analytics has figures for."""
        return self.now.astimezone(ZoneInfo("America/Los_Angeles")).date() - timedelta(days=self.lag_days)


def example(now: datetime, videos: int = 60) -> World:
    """Return the channel of the command line: uploads every four days, and a series with all that can be in one."""
    world = World(now=now)
    begin = now - timedelta(days=4 * videos)
    for number in range(1, videos + 1):
        world.add(
            Video(
                f"video{number:06d}",
                title=f"Aflevering {number}" if number % 5 == 0 else f"Werken in Nergensland {number}",
                published_at=begin + timedelta(days=4 * (number - 1)),
                per_day=20 + number % 7,
                likes=None if number == 7 else 3 * number,
                comments=None if number == 8 else number % 4,
                duration="PT49S" if number % 6 == 0 else "PT12M5S",
                is_short=number % 6 == 0,
            )
        )
    episodes = [f"video{number:06d}" for number in range(5, videos + 1, 5)]
    world.videos["verborgen01"] = Video("verborgen01", privacy="private")
    world.videos["verwijderd1"] = Video("verwijderd1", is_deleted=True)
    world.playlists[SERIES] = [*episodes[:3], "verborgen01", episodes[0], *episodes[3:], "verwijderd1"]
    return world


def text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def channel_list(world: World, *, found: bool) -> dict[str, object]:
    statistics: dict[str, object] = {"viewCount": "1234", "hiddenSubscriberCount": False, "videoCount": "0"}
    if world.subscribers is None:
        statistics["hiddenSubscriberCount"] = True
    else:
        statistics["subscriberCount"] = str(world.subscribers)
    item = {
        "kind": "youtube#channel",
        "etag": "c1",
        "id": CHANNEL,
        "snippet": {
            "title": "Zorggroep Nergensland (fictief)",
            "description": "",
            "customUrl": HANDLE,
            "publishedAt": START.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "thumbnails": {},
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": UPLOADS}},
        "statistics": statistics,
        "status": {"privacyStatus": "public", "isLinked": True},
    }
    return listed(world, "youtube#channelListResponse", [item] if found else [])


def mine(world: World) -> dict[str, object]:
    item = {"kind": "youtube#channel", "etag": "c1", "id": world.tells_mine}
    return listed(world, "youtube#channelListResponse", [item])


def playlist_list(world: World, ids: Sequence[str]) -> dict[str, object]:
    items = [
        {
            "kind": "youtube#playlist",
            "etag": "p1",
            "id": playlist,
            "snippet": {"title": "De soap van Nergensland", "channelId": CHANNEL, "publishedAt": text(START)},
        }
        for playlist in ids
        if playlist in world.playlists
    ]
    return listed(world, "youtube#playlistListResponse", items)


def playlist_item(world: World, playlist: str, position: int, video_id: str) -> dict[str, object]:
    video = world.videos[video_id]
    snippet: dict[str, object] = {
        "publishedAt": text(START),
        "channelId": CHANNEL,
        "channelTitle": "Zorggroep Nergensland (fictief)",
        "title": video.title,
        "description": "",
        "thumbnails": {},
        "playlistId": playlist,
        "position": position,
        "resourceId": {"kind": "youtube#video", "videoId": video_id},
    }
    details = {"videoId": video_id}
    status = {"privacyStatus": video.privacy}
    if video.is_readable:
        snippet["videoOwnerChannelId"] = video.channel
        snippet["videoOwnerChannelTitle"] = "Zorggroep Nergensland (fictief)"
        details["videoPublishedAt"] = text(video.published_at)
    else:
        snippet["title"] = "Deleted video" if video.is_deleted else "Private video"
        status = {} if video.is_deleted else status
    return {
        "kind": "youtube#playlistItem",
        "etag": "i1",
        "id": f"item-{position}",
        "snippet": snippet,
        "contentDetails": details,
        "status": status,
    }


def video_list(world: World, ids: Sequence[str]) -> dict[str, object]:
    items = [video_item(world, world.videos[video]) for video in ids if video in world.videos]
    return listed(world, "youtube#videoListResponse", [item for item in items if item is not None])


def video_item(world: World, video: Video) -> dict[str, object] | None:
    if not video.is_readable:
        return None
    age = max(timedelta(), world.now - video.published_at)
    counters = {
        "viewCount": video.views + video.per_day * age // timedelta(days=1) if video.per_day else video.views,
        "likeCount": video.likes,
        "favoriteCount": 0,
        "commentCount": video.comments,
    }
    item: dict[str, object] = {
        "kind": "youtube#video",
        "etag": f"v-{video.id}",
        "id": video.id,
        "snippet": {
            "publishedAt": text(video.published_at),
            "channelId": video.channel,
            "channelTitle": "Zorggroep Nergensland (fictief)",
            "title": video.title,
            "description": "Met beelden van de afdeling.",
            "thumbnails": {},
            "liveBroadcastContent": video.broadcast,
        },
        "contentDetails": {"duration": video.duration, "dimension": "2d", "definition": "hd", "caption": "false"},
        "status": {"uploadStatus": video.upload, "privacyStatus": video.privacy, "publicStatsViewable": True},
        "statistics": {name: str(value) for name, value in counters.items() if value is not None},
    }
    if video.live is not None:
        item["liveStreamingDetails"] = dict(video.live)
    return item


def listed(world: World, kind: str, items: Sequence[object]) -> dict[str, object]:
    answer: dict[str, object] = {
        "kind": kind,
        "etag": "e1",
        "pageInfo": {"totalResults": len(items), "resultsPerPage": 50},
    }
    if items or not world.missing_items_key:
        answer["items"] = list(items)
    return answer


# --- Analytics ----------------------------------------------------------------------------------------------------------

_FLOATS = {"averageViewPercentage"}


def figures(world: World, video: str, day: date) -> dict[str, float] | None:
    """Return one video's figures of one day, None when the table has no row for it."""
    if day > world.last_day:
        return None
    if world.days is not None:
        return world.days.get((video, day))
    shown = world.videos[video]
    if not shown.per_day or day < shown.published_at.date():
        return None
    return {
        "views": shown.per_day,
        "engagedViews": shown.per_day * 3 // 4,
        "estimatedMinutesWatched": 2 * shown.per_day,
        "averageViewPercentage": 41.5,
        "likes": 1,
        "comments": 0,
        "shares": 0,
        "subscribersGained": 1,
        "subscribersLost": 0,
    }


def retention(world: World, videos: Sequence[str] | None) -> dict[str, object]:
    """Return how far one video is watched; no rows where there is no curve."""
    (video,) = videos or ()
    even = [1 - 0.6 * place / 100 for place in range(100)]
    shown = world.videos.get(video)
    curve = world.curves.get(video, []) if world.curves is not None else even if shown and shown.per_day else []
    headers = [
        {"name": "elapsedVideoTimeRatio", "columnType": "DIMENSION", "dataType": "FLOAT"},
        {"name": "audienceWatchRatio", "columnType": "METRIC", "dataType": "FLOAT"},
    ]
    answer: dict[str, object] = {"kind": "youtubeAnalytics#resultTable", "columnHeaders": headers}
    if curve:
        answer["rows"] = [[place / 100, ratio] for place, ratio in enumerate(curve, start=1)]
    return answer


def report(
    world: World, dimensions: Sequence[str], metrics: Sequence[str], videos: Sequence[str] | None, days: Sequence[date]
) -> dict[str, object]:
    """Return a table of Analytics: per day, video and kind as asked; rows only where there is a figure."""
    sums: dict[tuple[str, ...], dict[str, float]] = {}
    for video in videos if videos is not None else list(world.videos):
        for day in days:
            found = figures(world, video, day) if video in world.videos else None
            if found is None:
                continue
            kind = "shorts" if world.videos[video].is_short else "videoOnDemand"
            place = {"day": day.isoformat(), "video": video, "creatorContentType": kind}
            total = sums.setdefault(tuple(place[name] for name in dimensions), {})
            for metric in metrics:
                if metric in _FLOATS:
                    total[metric] = found[metric]
                elif metric in found:
                    total[metric] = total.get(metric, 0) + found[metric]
    headers = [{"name": name, "columnType": "DIMENSION", "dataType": "STRING"} for name in dimensions]
    headers += [
        {"name": name, "columnType": "METRIC", "dataType": "FLOAT" if name in _FLOATS else "INTEGER"}
        for name in metrics
    ]
    answer: dict[str, object] = {"kind": "youtubeAnalytics#resultTable", "columnHeaders": headers}
    rows = [[*key, *(total.get(metric, 0) for metric in metrics)] for key, total in sorted(sums.items())]
    if rows:
        answer["rows"] = rows
    return answer
