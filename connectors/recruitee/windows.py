"""Which months of applicants a run reads: all at first, then the last days, and everything again now and then."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from connectors.base import Context

_SLACK = timedelta(seconds=1)


@dataclass(frozen=True)
class Span:
    """The moments of creation from ``begin`` until ``end``, both included, in UTC."""

    begin: datetime
    end: datetime

    @property
    def name(self) -> str:
        """The month, such as ``2026-03``."""
        return f"{self.begin:%Y-%m}"

    def filters(self) -> str:
        """Return the filter of a search, in seconds since 1970."""
        bounds = {"gte": int(self.begin.timestamp()), "lte": int(self.end.timestamp())}
        return json.dumps([{"field": "created_at", **bounds}])

    def holds(self, moment: datetime) -> bool:
        """Return whether a moment lies within, to the second."""
        return self.begin - _SLACK <= moment <= self.end + _SLACK


@dataclass(frozen=True)
class Plan:
    """The months of a run, in order.

    Attributes:
        spans: The months that are read.
        start: First day of all that is ever read.
        is_first: The first reading, or the rest of one that was stopped.
        is_whole: Everything is read again, and what is missing was deleted.
        is_asked: A person asked for some days: what the next night would read stays as it is.
    """

    spans: tuple[Span, ...]
    start: date
    is_first: bool = False
    is_whole: bool = False
    is_asked: bool = False


def plan(context: Context, cursor: Mapping[str, Any]) -> Plan:
    """Return what a run reads, by what was asked for and by how far earlier runs came."""
    now, window = context.now.astimezone(UTC), context.window
    start = date.fromisoformat(cursor["start"]) if cursor else _start(context)
    if window.since or window.until:
        begin = window.since or start
        end = datetime.combine(window.until + timedelta(days=1), datetime.min.time(), UTC) if window.until else now
        return Plan(tuple(months(_midnight(begin), min(end, now))), start, is_asked=True)
    if not cursor or "next" in cursor:
        begin = date.fromisoformat(cursor["next"]) if cursor else start
        return Plan(tuple(months(_midnight(begin), now)), start, is_first=True)
    whole = window.full or now.date() - date.fromisoformat(cursor["whole_on"]) >= timedelta(
        days=context.settings.number("whole_days")
    )
    begin = start if whole else now.date() - timedelta(days=context.settings.number("lookback_days"))
    return Plan(tuple(months(_midnight(max(begin, start)), now)), start, is_whole=whole)


def months(begin: datetime, end: datetime) -> Iterator[Span]:
    """Yield the calendar months from one moment until another, the first and the last cut off."""
    while begin < end:
        following = (begin.replace(day=1) + timedelta(days=32)).replace(
            day=1, hour=0, minute=0, second=0, microsecond=0
        )
        yield Span(begin, min(following, end))
        begin = following


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _start(context: Context) -> date:
    since = context.settings.values.get("since")
    if isinstance(since, date):
        return since
    today = context.now.astimezone(UTC).date()
    back = today.year * 12 + today.month - 1 - context.settings.number("history_months")
    return date(back // 12, back % 12 + 1, 1)
