"""Turns what LinkedIn tells of a page into rows; pure. What it does not tell is left out or None, never zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from connectors.base import Row
from connectors.keys import channel_key, content_key
from connectors.linkedin.client import whole
from connectors.linkedin.days import ZONE, Calendar

PLATFORM = "linkedin"
PUBLIC, DARK, MISSING = "public", "unlisted", "missing"
_SHARES = {
    "impressionCount": "impressions",
    "clickCount": "clicks",
    "likeCount": "reactions",
    "commentCount": "comments",
    "shareCount": "shares",
}
_POST_NUMBER_SHIFT = 22
_VISIBILITY = {"PUBLIC": PUBLIC, "LOGGED_IN": DARK}
Element = Mapping[str, Any]
Figures = dict[str, int | None]


@dataclass(frozen=True)
class Reader:
    """Whose page is read, and when: the same on every row of a run."""

    organisation_id: str
    external_id: str
    calendar: Calendar

    @property
    def channel_id(self) -> int:
        """Our key of the page."""
        return channel_key(self.organisation_id, PLATFORM, self.external_id)

    @property
    def now(self) -> datetime:
        """The moment of the run."""
        return self.calendar.context.now

    def content_id(self, urn: str) -> int:
        """Return our key of a post."""
        return content_key(self.organisation_id, self.channel_id, urn)

    def told(self, day: date) -> Row:
        """Return the columns that say how a day came."""
        return {
            "day": day,
            "day_zone": ZONE,
            "ingest": "api",
            "quality": "reported",
            "auth_kind": "owner",
            "is_final": self.calendar.is_final(day),
            "observed_at": self.now,
        }

    def day(self, day: date, figures: Mapping[str, object]) -> Row:
        """Return the row of one day of the page."""
        return {"channel_id": self.channel_id, **figures, **self.told(day)}


def channel_row(reader: Reader, organization: Element) -> Row:
    """Return the row of the page; its title stays as it is where it was not asked."""
    title = organization.get("localizedName")
    row: Row = {
        "channel_id": reader.channel_id,
        "platform": PLATFORM,
        "external_id": reader.external_id,
        "url": f"https://www.linkedin.com/company/{reader.external_id}",
        "auth_kind": "owner",
        "observed_at": reader.now,
    }
    return row | ({"title": title} if isinstance(title, str) and title else {})


def page_figures(element: Element) -> Figures:
    """Return views of the tabs and visitors; careers is the sum of the Life tab and the former careers tab."""
    views = (element.get("totalPageStatistics") or {}).get("views") or {}
    life, careers = (_views(views, tab) for tab in ("lifeAtPageViews", "careersPageViews"))
    return {
        "page_views": _views(views, "allPageViews"),
        "page_visitors": whole((views.get("allPageViews") or {}).get("uniquePageViews")),
        "careers_page_views": total(life, careers),
        "jobs_page_views": _views(views, "jobsPageViews"),
    }


def share_figures(element: Element) -> Figures:
    """Return what the page's posts did; a day on which reactions were taken back is negative."""
    found = element.get("totalShareStatistics") or {}
    return {**counters(found), "reach": whole(found.get("uniqueImpressionsCount"))}


def counters(found: Element) -> Figures:
    """Return the five counters that days and posts have alike."""
    return {column: whole(found.get(name)) for name, column in _SHARES.items()}


def gain_figures(element: Element) -> Figures:
    """Return new followers less those who left, organic and paid together; it can be negative."""
    gains = element.get("followerGains") or {}
    return {
        "followers_gained": total(whole(gains.get("organicFollowerGain")), whole(gains.get("paidFollowerGain"))),
    }


def total(*parts: int | None) -> int | None:
    """Return the sum of what is there; None when nothing is."""
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def post_row(reader: Reader, post: Element) -> Row:
    """Return the row of a post."""
    urn = post["id"]
    commentary, article = post.get("commentary") or {}, (post.get("content") or {}).get("article") or {}
    is_dark = (post.get("adContext") or {}).get("isDsc") is True
    return {
        "content_id": reader.content_id(urn),
        "channel_id": reader.channel_id,
        "external_id": urn,
        "kind": "post",
        "title": commentary.get("title") or article.get("title"),
        "url": f"https://www.linkedin.com/feed/update/{urn}",
        "published_at": published(post),
        "visibility": DARK if is_dark else _VISIBILITY.get(post.get("visibility") or "", "private"),
        "auth_kind": "owner",
        "observed_at": reader.now,
    }


def missing_row(reader: Reader, urn: str) -> Row:
    """Return what is left of a post that is no longer there."""
    return {
        "content_id": reader.content_id(urn),
        "channel_id": reader.channel_id,
        "external_id": urn,
        "kind": "post",
        "visibility": MISSING,
    }


def link_rows(reader: Reader, post: Element) -> list[Row]:
    """Return the addresses that a post leads to, each once."""
    article = ((post.get("content") or {}).get("article") or {}).get("source")
    found = [article, *((post.get("commentary") or {}).get("addresses") or ())]
    content_id = reader.content_id(post["id"])
    return [{"content_id": content_id, "url": url} for url in dict.fromkeys(filter(None, found))]


def snapshot_row(reader: Reader, urn: str, found: Element) -> Row:
    """Return the counters of a post as they stand now, since its publication."""
    return {
        "content_id": reader.content_id(urn),
        "observed_at": reader.now,
        **counters(found),
        "ingest": "api",
        "auth_kind": "owner",
    }


def published(post: Element) -> datetime:
    """Return when a post came out; where it is not told, the moment that stands in the upper bits of its number."""
    told = whole(post.get("publishedAt")) or whole(post.get("createdAt"))
    milliseconds = told or int(str(post["id"]).rsplit(":", 1)[-1]) >> _POST_NUMBER_SHIFT
    return datetime.fromtimestamp(milliseconds // 1000, UTC)


def _views(views: Element, tab: str) -> int | None:
    return whole((views.get(tab) or {}).get("pageViews"))
