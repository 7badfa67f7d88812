"""Which days are asked for in a run: whole days in UTC, in slices, the last ones again; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from connectors.base import Context
from connectors.clock import day_in
from connectors.linkedin.restli import Parameters

ZONE = "UTC"
HISTORY_DAYS = 365
"""LinkedIn tells the last 12 months."""
SLICE_DAYS = 90
DELAY_DAYS = 2
"""Statistics of a day are there two days later."""
GAINS_DELAY_DAYS = 3
"""Follower gains are refused when the end of what is asked is less than two whole days ago."""
_ONE_DAY = 86_400_000


@dataclass(frozen=True)
class Calendar:
    """The days of one run."""

    context: Context

    @property
    def today(self) -> date:
        """Today in UTC."""
        return day_in(self.context.now, ZONE)

    def is_final(self, day: date, lookback: int | None = None, delay: int = DELAY_DAYS) -> bool:
        """Return whether no later run reads a day again."""
        return day <= self.today - timedelta(days=delay + (lookback or self.lookback))

    @property
    def lookback(self) -> int:
        """How many known days are read again."""
        return self.context.settings.number("lookback_days")

    def asked(self, known: date | None, delay: int, lookback: int) -> Iterator[tuple[date, date]]:
        """Yield first and last day of each slice to ask for, the oldest first; none when nothing can be there yet."""
        first, last = self.first(known, lookback), self.last(delay)
        while first <= last:
            stop = min(last, first + timedelta(days=SLICE_DAYS - 1))
            yield first, stop
            first = stop + timedelta(days=1)

    def known_until(self, stream: str) -> date | None:
        """Return until when a stream was read without a gap."""
        return stored_day(self.context.cursors.get(stream, {}).get("until"))

    def first(self, known: date | None, lookback: int | None = None) -> date:
        """Return the first day to ask for, when all is known until a day of which the last ones are read again."""
        settings, window, oldest = self.context.settings, self.context.window, self.oldest
        if window.since is not None:
            return max(oldest, window.since)
        if known is not None and not window.full:
            return max(oldest, known - timedelta(days=(lookback or self.lookback) - 1))
        since = settings.values.get("since")
        return max(oldest, since) if isinstance(since, date) else oldest

    @property
    def oldest(self) -> date:
        """The first day that LinkedIn tells and that is kept."""
        kept = self.context.settings.number("retention_days") or HISTORY_DAYS
        return self.today - timedelta(days=min(kept, HISTORY_DAYS))

    def advanced(self, known: date | None, first: date, last: date) -> date | None:
        """Return until when all is known after the days from first to last were read.

        A gap is not jumped over, unless nothing can be read any more of what lies in it.
        """
        if known is not None and first > max(known + timedelta(days=1), self.oldest):
            return known
        return max(known or last, last)

    def last(self, delay: int) -> date:
        """Return the last day to ask for, of what is so many days late."""
        last = self.today - timedelta(days=delay)
        return min(self.context.window.until or last, last)


def stored_day(text: object) -> date | None:
    """Return a day from a cursor."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def intervals(first: date, last: date, granularity: str | None = "DAY") -> Parameters:
    """Return days as LinkedIn takes them: from the first midnight to the midnight after the last day."""
    span = {"start": milliseconds(first), "end": milliseconds(last + timedelta(days=1))}
    return {"timeRange": span, **({"timeGranularityType": granularity} if granularity else {})}


def milliseconds(day: date) -> int:
    """Return midnight UTC in milliseconds since 1970."""
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000


def day_of(span: object) -> date | None:
    """Return the day of a time range that is one whole UTC day; None for any other."""
    start, end = (span.get("start"), span.get("end")) if isinstance(span, Mapping) else (None, None)
    if not isinstance(start, int) or not isinstance(end, int) or end - start != _ONE_DAY or start % _ONE_DAY:
        return None
    return datetime.fromtimestamp(start / 1000, UTC).date()
