"""Asks the Analytics API: many videos at once where that works and adds up, else one video a question."""

from collections.abc import Iterator, Sequence
from datetime import date

from connectors.errors import SourceError
from connectors.youtube import analytics
from connectors.youtube.analytics import Figures
from connectors.youtube.client import Client
from connectors.youtube.faults import readable
from connectors.youtube.lookback import windows
from connectors.youtube.meanings import REFUSED_QUERY

CHANNEL_STREAM = "analytics_channel"
VIDEOS_STREAM = "analytics_videos"
RETENTION_STREAM = "retention"
FORMATS_SINCE = date(2019, 1, 1)
_MOST_ROWS = 200


class Reports:
    """The reports of one channel. ``several_videos`` turns false when YouTube refuses several videos a question."""

    def __init__(self, client: Client, channel: str) -> None:
        self._client = client
        self._channel = channel
        self.several_videos = True
        self.tells_formats = True

    def channel_days(self, first: date, last: date) -> list[Figures]:
        """Return the channel's figures per day."""
        return self._ask(CHANNEL_STREAM, first, last, metrics=analytics.CHANNEL_METRICS, dimensions="day")

    def video_days(self, videos: Sequence[str], first: date, last: date) -> Iterator[list[Figures]]:
        """Yield the figures per day and video, some months at a time."""
        for start, stop in windows(first, last) if videos else ():
            together = self._together(videos, start, stop) if self.several_videos else None
            if not self.several_videos:
                yield self._one_by_one(videos, start, last)
                return
            yield self._one_by_one(videos, start, stop) if together is None else together

    def formats(self, videos: Sequence[str], last: date) -> dict[str, str]:
        """Return video to kind, of those that YouTube tells; none at all where it refuses the question."""
        if not videos or not self.tells_formats:
            return {}
        try:
            listed = self._top(videos, FORMATS_SINCE, last, "video,creatorContentType")
        except SourceError as error:
            self.tells_formats = False
            _only_refused(error)
            return {}
        with readable(VIDEOS_STREAM):
            return analytics.formats(listed)

    def retention(self, video: str, first: date, last: date) -> list[Figures]:
        """Return how far one video is watched, by hundredths of its length; YouTube takes one video a question."""
        return self._ask(
            RETENTION_STREAM,
            first,
            last,
            metrics=analytics.RETENTION_METRICS,
            dimensions=analytics.RETENTION_DIMENSION,
            filters=f"video=={video}",
        )

    def _together(self, videos: Sequence[str], first: date, last: date) -> list[Figures] | None:
        """Return the days of several videos; None when YouTube refuses, or when they do not add up to the totals."""
        metrics, among = analytics.VIDEO_METRICS, f"video=={','.join(videos)}"
        try:
            days = self._ask(VIDEOS_STREAM, first, last, metrics=metrics, dimensions="day,video", filters=among)
            with readable(VIDEOS_STREAM):
                reached = analytics.last_of(days) or last
            totals = self._top(videos, first, reached, "video")
        except SourceError as error:
            _only_refused(error)
            self.several_videos = False
            return None
        with readable(VIDEOS_STREAM):
            return days if analytics.views_per_video(days) == analytics.views_per_video(totals) else None

    def _one_by_one(self, videos: Sequence[str], first: date, last: date) -> list[Figures]:
        metrics = analytics.VIDEO_METRICS
        return [
            {**figures, "video": video}
            for video in videos
            for figures in self._ask(
                VIDEOS_STREAM, first, last, metrics=metrics, dimensions="day", filters=f"video=={video}"
            )
        ]

    def _top(self, videos: Sequence[str], first: date, last: date, dimensions: str) -> list[Figures]:
        return self._ask(
            VIDEOS_STREAM,
            first,
            last,
            metrics=("views",),
            dimensions=dimensions,
            filters=f"video=={','.join(videos)}",
            sort="-views",
            maxResults=_MOST_ROWS,
        )

    def _ask(self, stream: str, first: date, last: date, *, metrics: Sequence[str], **more: object) -> list[Figures]:
        answer = self._client.report(
            stream,
            ids=f"channel=={self._channel}",
            startDate=first.isoformat(),
            endDate=last.isoformat(),
            metrics=",".join(metrics),
            **more,
        )
        with readable(stream):
            return analytics.table(answer)


def _only_refused(error: SourceError) -> None:
    """Raise an error on, unless it says that YouTube does not support the question."""
    if error.code != REFUSED_QUERY:
        raise error
