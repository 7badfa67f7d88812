"""A key figure beside itself: the period before it and the same period a year earlier, both with their days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.errors import N_, Said
from dashboard.analysis.beside import month_cuts, safe_cuts
from dashboard.analysis.kpis import HIDDEN, Figure, Frames, figure, origin_counts
from dashboard.analysis.passports import KPIS, Passport
from dashboard.analysis.periods import Period, week_of
from dashboard.analysis.suppression import threshold

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
    """A key figure of a period, with its passport, its comparisons and the last 26 whole weeks."""

    passport: Passport
    figure: Figure
    previous: Change
    year_earlier: Change
    trend: tuple["Week", ...]


def measured(key: str, frames: Frames, period: Period, *, first_day: date | None, today: date) -> Measured:
    """Return a key figure with what it is compared with; ``first_day`` is the first day with figures."""
    passport = KPIS[key]
    now = figure(key, frames, period, today)
    previous, year_earlier = (
        _change(passport, now, _figure_if_covered(key, frames, other, first_day, today), other)
        for other in (period.previous(), period.year_earlier())
    )
    shown = weeks(frames, period, key, first_day=first_day, today=today)
    return Measured(passport, now, previous, year_earlier, tuple(shown[-TREND_WEEKS:]))


def _figure_if_covered(key: str, frames: Frames, period: Period, first_day: date | None, today: date) -> Figure:
    if first_day is None or period.first < first_day:
        return Figure(None)
    return figure(key, frames, period, today)


def _change(passport: Passport, now: Figure, before: Figure, period: Period) -> Change:
    reason = _not_comparable(passport, now, before)
    if reason is not None or now.value is None or before.value is None:
        return Change(period, before, None, None, reason)
    if passport.unit == "share":
        return Change(period, before, None, now.value - before.value, None)
    return Change(period, before, now.value / before.value - 1, None, None)


def _not_comparable(passport: Passport, now: Figure, before: Figure) -> Said | None:
    """Return why two figures of a kind cannot be compared, None when they can."""
    if passport.stays_open:
        return Said(N_("recent applications are still open"))
    if before.value is None and not before.hidden:
        return Said(N_("no figures from that time"))
    if now.value is None and not now.hidden:
        return Said(N_("no figure now"))
    small = before.value == 0 or (passport.unit == "count" and (before.value or 0) < threshold())
    too_few = now.hidden or before.hidden or (small and passport.unit != "share")
    return Said(N_("too few to compare")) if too_few else None


@dataclass(frozen=True)
class Week:
    """A whole ISO week with its figure, hidden where it or a neighbour would be given away."""

    period: Period
    figure: Figure


def weeks(frames: Frames, period: Period, key: str, *, first_day: date | None, today: date) -> list[Week]:
    """Return a key figure per whole ISO week: at least the last 26, and all those inside the period, oldest first.

    Weeks before the first day with figures are left out; a figure whose recent days still grow has none.
    """
    if KPIS[key].stays_open or first_day is None:
        return []
    covered = [week for week in trend_weeks(period) if week.first >= first_day]
    found = [figure(key, frames, week, today) for week in covered]
    if KPIS[key].minimum:
        totals = (period, period.previous())
        given_away = set().union(*(_given_away(counted, covered, totals) for counted in _counted(key, frames)))
        found = [HIDDEN if week in given_away else value for week, value in zip(covered, found, strict=True)]
    return [Week(week, value) for week, value in zip(covered, found, strict=True)]


def trend_weeks(period: Period) -> list[Period]:
    """Return the whole ISO weeks up to the end of a period: at least 26, and all that lie in it, oldest first."""
    number = max(TREND_WEEKS, period.days // 7)
    monday = week_of(period.last + timedelta(days=1)) - timedelta(weeks=number)
    return [Period(monday + timedelta(weeks=i), monday + timedelta(weeks=i, days=6)) for i in range(number)]


def _counted(key: str, frames: Frames) -> Iterable[Callable[[Period], int]]:
    """Yield what a reader of a key figure can count in a week: all applications, and from a share its parts too."""
    yield lambda week: frames.count("applied", week)
    if KPIS[key].unit == "share":
        for place in range(3):
            yield lambda week, place=place: origin_counts(frames, week)[place]  # type: ignore[misc]


def _given_away(counted: Callable[[Period], int], some: Sequence[Period], totals: Sequence[Period]) -> set[Period]:
    """Return the weeks whose count of applications may not be shown beside the counts of months and of some periods."""
    if not some:
        return set()
    fixed = {*month_cuts(some[0].first, some[-1].last), *(day for each in totals for day in (each.first, _after(each)))}
    kept = set(safe_cuts(counted, fixed, {day for week in some for day in (week.first, _after(week))}))
    return {week for week in some if not {week.first, _after(week)} <= kept}


def _after(period: Period) -> date:
    return period.last + timedelta(days=1)


def direction(change: Change) -> int:
    """Return 1 for a figure that went up, -1 for down, 0 for no difference or none known."""
    moved = change.relative if change.relative is not None else change.points
    return 0 if not moved else (1 if moved > 0 else -1)
