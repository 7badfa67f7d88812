"""Rows of the size of one hospital: 300 items with five years of days, drawn with a fixed seed."""

import random
from datetime import UTC, date, datetime, timedelta

from connectors.database.store import Row

ITEMS = 300
DAYS = 913
FIRST = date(2021, 5, 1)
LAST_30 = FIRST + timedelta(days=DAYS - 30)
SEEN = datetime(2026, 6, 30, tzinfo=UTC)


def item(number: int) -> int:
    """Return the key of an item, spread over 63 bits as real keys are."""
    return (number * 7_046_029_254_386_353_087 + 11) % 2**63


def daily(first: date, days: int, *, items: int = ITEMS, first_item: int = 0, bump: int = 0) -> list[Row]:
    """Return daily facts of every item; another ``bump`` gives every row other figures."""
    draw = random.Random(days)
    keys = [item(number) for number in range(first_item, first_item + items)]
    return [_day(key, first + timedelta(days=day), draw, bump) for key in keys for day in range(days)]


def _day(content_id: int, day: date, draw: random.Random, bump: int) -> Row:
    views = draw.randrange(1000) + bump
    return {
        "organisation_id": "nergens",
        "content_id": content_id,
        "day": day,
        "impressions": views * 11,
        "reach": None,
        "views": views,
        "engaged_views": views // 2,
        "watch_minutes": views * 1.25,
        "average_view_share": draw.random(),
        "reactions": draw.randrange(99),
        "comments": draw.randrange(9),
        "shares": draw.randrange(9),
        "clicks": draw.randrange(99),
        "followers_gained": draw.randrange(9),
        "day_zone": "America/Los_Angeles",
        "ingest": "api",
        "quality": "reported",
        "auth_kind": "owner",
        "is_final": True,
        "observed_at": SEEN,
    }
