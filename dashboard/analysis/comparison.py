"""A key figure beside itself: the period before it and the same period a year earlier, both with their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.errors import N_, Said
from dashboard.analysis.kpis import HIDDEN, KPIS, Figure, Frames, Passport, figure
from dashboard.analysis.periods import Period, week_of
from dashboard.analysis.suppression import MINIMUM, breakdown

TREND_WEEKS = 26


@dataclass(frozen=True)
class Change:
    """What the figure was in another period.

    Attributes:
        period: The other period.
        figure: Its figure there; does not exist when the figures do not reach that far.
        relative: Difference as a share of it; None for shares, and when it is too small to divide by.
        points: Difference of two shares, 0.02 is two percentage points; None for the rest.
        reason: Why there is no difference, None when there is one.
    """

    period: Period
    figure: Figure
    relative: float | None
    points: float | None
    reason: Said | None


@dataclass(frozen=True)
class Measured:
    """A key figure of a period, with its passport, comparisons and the last 26 whole weeks (None: not known or hidden)."""

    passport: Passport
    figure: Figure
    previous: Change
    year_earlier: Change
    trend: tuple[float | None, ...]


def measured(key: str, frames: Frames, period: Period, *, first_day: date | None, today: date) -> Measured:
    """Return a key figure with what it is compared with; ``first_day`` is the first day with figures."""
    passport = KPIS[key]
    now = figure(key, frames, period, today)
    previous, year_earlier = (
        _change(passport, now, _figure_if_covered(key, frames, other, first_day, today), other)
        for other in (period.previous(), period.year_earlier())
    )
    return Measured(passport, now, previous, year_earlier, _trend(key, frames, period.last, first_day, today))


def _figure_if_covered(key: str, frames: Frames, period: Period, first_day: date | None, today: date) -> Figure:
    if first_day is None or period.first < first_day:
        return Figure(None)
    return figure(key, frames, period, today)


def _change(passport: Passport, now: Figure, before: Figure, period: Period) -> Change:
    if now.hidden or before.hidden:
        return Change(period, before, None, None, Said(N_("too few to compare")))
    if before.value is None:
        return Change(period, before, None, None, Said(N_("no figures from that time")))
    if now.value is None:
        return Change(period, before, None, None, Said(N_("no figure now")))
    if passport.unit == "share":
        return Change(period, before, None, now.value - before.value, None)
    if before.value == 0 or (passport.unit == "count" and before.value < MINIMUM):
        return Change(period, before, None, None, Said(N_("too few to compare")))
    return Change(period, before, now.value / before.value - 1, None, None)


def _trend(key: str, frames: Frames, last: date, first_day: date | None, today: date) -> tuple[float | None, ...]:
    """Return the figure of whole ISO weeks, oldest first; weeks before the first day with figures are left out."""
    covered = [week for week in trend_weeks(last) if first_day is not None and week.first >= first_day]
    values = [figure(key, frames, week, today) for week in covered]
    return tuple(None if value.hidden else value.value for value in _without_traces(key, values))


def trend_weeks(last: date) -> list[Period]:
    """Return the last 26 whole ISO weeks up to a day, oldest first."""
    monday = week_of(last + timedelta(days=1)) - timedelta(weeks=TREND_WEEKS)
    return [Period(monday + timedelta(weeks=i), monday + timedelta(weeks=i, days=6)) for i in range(TREND_WEEKS)]


def _without_traces(key: str, values: Sequence[Figure]) -> list[Figure]:
    """Hide more weeks of a count where one hidden week could be computed from the sum."""
    if KPIS[key].unit != "count" or not KPIS[key].minimum:
        return list(values)
    stand_in = [1 if value.hidden else int(value.value or 0) for value in values]
    shown = breakdown(stand_in)
    return [HIDDEN if count.hidden else value for value, count in zip(values, shown, strict=True)]


def direction(change: Change) -> int:
    """Return 1 for a figure that went up, -1 for down, 0 for no difference or none known."""
    moved = change.relative if change.relative is not None else change.points
    return 0 if not moved else (1 if moved > 0 else -1)
