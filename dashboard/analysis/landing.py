"""Visits of a campaign's landing page: per day with the days without any measurement, per way in, and what they led to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.periods import Period
from dashboard.analysis.shares import Share, share
from dashboard.analysis.steps import SEGMENT
from dashboard.analysis.suppression import Count, Mark, breakdown


@dataclass(frozen=True)
class Day:
    """Visits of one day; None when nothing at all was measured on the own site that day."""

    day: date
    sessions: int | None


@dataclass(frozen=True)
class WayIn:
    """Visits by source and medium, what they led to, as it may be shown."""

    source: str
    medium: str
    sessions: Count
    start_rate: Share | None
    completion_rate: Share | None


@dataclass(frozen=True)
class Landing:
    """What is known of a campaign's landing pages in its window.

    Attributes:
        pages: Paths of the pages, the most visited first.
        days: Every day of the measured part of the window.
        gaps: Runs of days without any measurement.
    """

    pages: tuple[str, ...]
    days: tuple[Day, ...]
    gaps: tuple[Period, ...]
    ways: tuple[WayIn, ...]


def per_day(sessions: Mapping[date, int], measured: Collection[date], window: Period) -> tuple[Day, ...]:
    """Return each day of a window between the first and the last day on which anything was measured.

    A day on which the site was measured but nobody came is zero; one without any measurement is missing.
    """
    if not measured:
        return ()
    there = set(measured)
    first, last = max(window.first, min(there)), min(window.last, max(there))
    if last < first:
        return ()
    return tuple(Day(day, sessions.get(day, 0) if day in there else None) for day in Period(first, last).each_day())


def gaps(days: Sequence[Day]) -> tuple[Period, ...]:
    """Return the runs of days that are missing."""
    found: list[Period] = []
    for each in days:
        if each.sessions is not None:
            continue
        if found and (each.day - found[-1].last).days == 1:
            found[-1] = Period(found[-1].first, each.day)
        else:
            found.append(Period(each.day, each.day))
    return tuple(found)


@dataclass(frozen=True)
class Way:
    """The raw counts of one way in; None where the site does not measure it."""

    source: str
    medium: str
    sessions: int
    starts: int | None
    completes: int | None


def ways_in(rows: Sequence[Way]) -> tuple[WayIn, ...]:
    """Return the ways in, most visits first; small ones are hidden, and what would give them away."""
    some = sorted(rows, key=lambda way: (-way.sessions, way.source, way.medium))
    sessions = breakdown([way.sessions for way in some], SEGMENT)
    starts = breakdown([way.starts or 0 for way in some], SEGMENT)
    completes = breakdown([way.completes or 0 for way in some], SEGMENT)
    return tuple(
        WayIn(
            way.source,
            way.medium,
            visited,
            _rate(started, visited, known=way.starts is not None),
            _rate(sent, started, known=way.completes is not None),
        )
        for way, visited, started, sent in zip(some, sessions, starts, completes, strict=True)
    )


def _rate(part: Count, base: Count, *, known: bool) -> Share | None:
    both_shown = part.mark is Mark.SHOWN and base.mark is Mark.SHOWN
    if not known or not both_shown or part.value is None or base.value is None or not 0 <= part.value <= base.value:
        return None
    return share(part.value, base.value, SEGMENT)
