"""Which days of Analytics are read in a run: from where it stopped minus the look-back, in California's days; pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from connectors.base import Context
from connectors.clock import day_in
from connectors.youtube.client import PACIFIC

WINDOW_DAYS = 90


def first_day(context: Context, known_until: date | None, channel_start: date) -> date:
    """Return the first day to read.

    A day that a person asked for comes first; then the days that may still change; at the first run ``since`` or the
    start of the channel, at most ``history_days`` back.
    """
    if context.window.since is not None:
        return context.window.since
    if known_until is not None and not context.window.full:
        return known_until - timedelta(days=context.settings.number("lookback_days") - 1)
    since = context.settings.values.get("since")
    if isinstance(since, date):
        return since
    today = day_in(context.now, PACIFIC)
    return max(channel_start, today - timedelta(days=context.settings.number("history_days")))


def last_day(context: Context) -> date:
    """Return the last day to ask for: today in California, where the answer ends earlier by itself."""
    today = day_in(context.now, PACIFIC)
    return min(context.window.until or today, today)


def is_final(day: date, known_until: date | None, lookback_days: int) -> bool:
    """Return whether no later run reads a day again, if figures are known until a day."""
    return known_until is not None and day <= known_until - timedelta(days=lookback_days)


def advanced(known_until: date | None, first: date, reached: date | None) -> date | None:
    """Return until when figures are known after a run read from ``first`` to ``reached``; a gap is never jumped over."""
    if reached is None or (known_until is not None and first > known_until + timedelta(days=1)):
        return known_until
    return max(known_until or reached, reached)


def windows(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the days from first to last in parts that an answer can hold."""
    while first <= last:
        stop = min(last, first + timedelta(days=WINDOW_DAYS - 1))
        yield first, stop
        first = stop + timedelta(days=1)
