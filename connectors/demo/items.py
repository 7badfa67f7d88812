"""An item that was published, and its daily figures as rows: shared by video, posts and channels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from connectors.demo.parameters import (
    END,
    FILES_END,
    LINKEDIN_END,
    ORGANISATION,
    PARAMETERS,
    SEEN_AT,
    START,
    YOUTUBE_END,
    Numbers,
    Row,
    channel_id,
)
from connectors.keys import content_key

SITE_URL = "https://nergensland.example"
_UNSETTLED = timedelta(days=2)


@dataclass(frozen=True)
class Feed:
    """How one platform's figures came: zone of its days, way in, consent, and the last day that is there."""

    day_zone: str
    ingest: str
    auth_kind: str | None
    until: date
    seen_at: datetime

    def provenance(self, day: date) -> Row:
        """Return the provenance columns of a row of a day; the last days may still change."""
        settled = day <= self.until - _UNSETTLED
        return {
            "day_zone": self.day_zone,
            "ingest": self.ingest,
            "quality": "reported",
            "auth_kind": self.auth_kind,
            "is_final": settled,
            "observed_at": self.seen_at,
        }


FEEDS = {
    "youtube": Feed("America/Los_Angeles", "api", "owner", YOUTUBE_END, SEEN_AT["youtube"]),
    "linkedin": Feed("UTC", "export", None, LINKEDIN_END, SEEN_AT["linkedin"]),
    "facebook": Feed("America/Los_Angeles", "export", None, FILES_END, SEEN_AT["facebook"]),
    "website": Feed("Europe/Brussels", "export", None, FILES_END, SEEN_AT["website"]),
    "mentions": Feed("Europe/Brussels", "export", None, FILES_END, SEEN_AT["mentions"]),
}


@dataclass(frozen=True)
class Item:
    """A video, post, page or flyer with its daily figures: column to one number per day since the period began.

    Where ``shown`` is 0 on a day the platform gives no row, as the platforms do.
    """

    platform: str
    external_id: str
    kind: str
    title: str
    published_at: datetime
    duration_s: int | None = None
    author_role: str | None = None
    theme: str | None = None
    shown: str = "views"
    daily: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def content_id(self) -> int:
        """The key of the item."""
        return content_key(ORGANISATION, channel_id(self.platform), self.external_id)

    def row(self) -> Row:
        """Return the row of ``content``."""
        feed = FEEDS.get(self.platform)
        return {
            "content_id": self.content_id,
            "channel_id": channel_id(self.platform),
            "external_id": self.external_id,
            "kind": self.kind,
            "title": self.title,
            "url": f"{SITE_URL}/{self.platform}/{self.external_id}",
            "published_at": self.published_at,
            "duration_s": self.duration_s,
            "visibility": "public",
            "format_source": "platform",
            "author_role": self.author_role,
            "theme": self.theme,
            "department": PARAMETERS["departments"].get(self.title),
            "auth_kind": feed.auth_kind if feed else None,
            "observed_at": feed.seen_at if feed else SEEN_AT["website"],
        }


def daily_rows(platform: str, key: Row, daily: Mapping[str, Numbers], shown: str | None = None) -> Iterator[Row]:
    """Yield one row per day until the platform's last day; days on which ``shown`` is 0 are left out."""
    feed = FEEDS[platform]
    columns = {name: _plain(name, numbers) for name, numbers in daily.items()}
    length = (feed.until - START).days + 1
    assert feed.until <= END
    for day in range(length):
        if shown is None or columns[shown][day]:
            when = START + timedelta(day)
            yield {
                **key,
                "day": when,
                **{name: values[day] for name, values in columns.items()},
                **feed.provenance(when),
            }


def _plain(name: str, numbers: Numbers) -> list[Any]:
    """Return numbers as Python's own: minutes and shares rounded, all else whole."""
    digits = {"watch_minutes": 1, "average_view_share": 4}.get(name)
    rounded = np.rint(numbers).astype(np.int64) if digits is None else np.round(numbers, digits)
    values: list[Any] = rounded.tolist()
    return values
