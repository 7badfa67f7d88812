"""Counters of the videos as they stood at the last runs: the sum of the days until then."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from connectors.demo.parameters import SEEN_AT, Row, day_no
from connectors.demo.videos import videos

_RUNS = 4
_COUNTERS = ("views", "reactions", "comments", "shares", "watch_minutes", "followers_gained", "impressions")


def snapshot_rows() -> Iterator[Row]:
    """Yield the rows of ``content_snapshot``: one per video and week, the last four weeks."""
    for week in range(_RUNS):
        seen = SEEN_AT["youtube"] - timedelta(weeks=week)
        days = day_no(seen.date() - timedelta(days=1))
        for video in videos():
            if video.published_at < seen:
                sums = {name: float(np.sum(np.rint(video.daily[name][:days]))) for name in _COUNTERS}
                counters = {name: each if name == "watch_minutes" else int(each) for name, each in sums.items()}
                yield {
                    "content_id": video.content_id,
                    "observed_at": seen,
                    **counters,
                    "ingest": "api",
                    "auth_kind": "owner",
                }
