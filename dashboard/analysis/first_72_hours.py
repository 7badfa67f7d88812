"""The first 72 hours after a release beside what is usual in the same 72 hours of other weeks.

Exactly 72 hours of time, also when the clock changes; the windows it is compared with begin at the same weekday and the
same hour on the wall clock.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count, Mark, count, threshold

LENGTH = timedelta(hours=72)
WEEKS_BACK = 8
_ENOUGH_WINDOWS = 3


@dataclass(frozen=True)
class Usual:
    """What the comparable windows held.

    Attributes:
        value: Mean number of applications per window; None when there is no window, or when it is under the minimum.
        windows: How many windows it rests on.
        low: The quietest window.
        high: The busiest window.
        with_days_off: True when too few windows were free of holidays, so that those with holidays were kept.
    """

    value: float | None
    windows: int
    low: Count
    high: Count
    with_days_off: bool


@dataclass(frozen=True)
class FirstHours:
    """Applications in the 72 hours from a release.

    Attributes:
        released_at: The release; the window ends 72 hours later, not included.
        observed: Applications with a moment inside the window; not known while the window is not over.
        by_day_only: Applications on the days of the window of which only the day is known; not in ``observed``.
        usual: The comparable windows.
        ratio: Observed divided by usual; None unless both are at least the minimum.
    """

    released_at: datetime
    observed: Count
    by_day_only: Count
    usual: Usual
    ratio: float | None


@dataclass(frozen=True)
class Applied:
    """When applications came in: moments where they are known, days where only the day is."""

    moments: Sequence[datetime]
    days_only: Sequence[date] = ()
    first: datetime | None = None  # before this moment there are no figures
    last: datetime | None = None  # after this moment there are none (yet)

    def __post_init__(self) -> None:
        """Put the moments in order, so that a window finds its own quickly."""
        object.__setattr__(self, "moments", tuple(sorted(self.moments)))


def first_72_hours(
    applied: Applied,
    release: datetime,
    zone: ZoneInfo,
    *,
    campaign: Period,
    days_off: Collection[date] = (),
    minimum: int | None = None,
) -> FirstHours:
    """Count the applications in [release, release + 72 hours) and in the same hours of up to 8 earlier weeks.

    The earlier weeks are the 8 before the release or before the campaign's first day, whichever comes first; a window
    that touches the campaign is left out, and one that touches a day off too if at least 3 others are left.
    """
    minimum = minimum or threshold()
    release = release.astimezone(UTC)  # so that 72 hours are added to the moment, not to the wall clock
    over = applied.last is None or release + LENGTH <= applied.last
    observed = count(_held(applied.moments, release), minimum) if over else count(None, minimum)
    usual = _usual(applied, release, zone, campaign, frozenset(days_off), minimum)
    comparable = observed.value is not None and observed.value > 0 and usual.value is not None
    return FirstHours(
        release,
        observed,
        count(_on_days(applied.days_only, release, zone), minimum),
        usual,
        observed.value / usual.value if comparable and observed.value and usual.value else None,
    )


def _held(moments: Sequence[datetime], start: datetime) -> int:
    return bisect_left(moments, start + LENGTH) - bisect_left(moments, start)


def _days(start: datetime, zone: ZoneInfo) -> Period:
    """Return the calendar days that a window touches."""
    last = start + LENGTH - timedelta(microseconds=1)
    return Period(start.astimezone(zone).date(), last.astimezone(zone).date())


def _on_days(days: Sequence[date], start: datetime, zone: ZoneInfo) -> int:
    window = _days(start, zone)
    return sum(day in window for day in days)


def _usual(
    applied: Applied, release: datetime, zone: ZoneInfo, campaign: Period, days_off: frozenset[date], minimum: int
) -> Usual:
    starts = list(_earlier_starts(applied, release, zone, campaign))
    quiet = [start for start in starts if days_off.isdisjoint(_days(start, zone).each_day())]
    chosen = quiet if len(quiet) >= _ENOUGH_WINDOWS else starts
    held = [_held(applied.moments, start) for start in chosen]
    if not held:
        nothing = count(None, minimum)
        return Usual(None, 0, nothing, nothing, with_days_off=False)
    typical = mean(held)
    low, high = count(min(held), minimum), count(max(held), minimum)
    if low.hidden and not high.hidden:  # the mean and the busiest window together would give the quietest away
        high = Count(None, Mark.MORE, minimum)
    return Usual(
        typical if typical >= minimum else None,
        len(held),
        low,
        high,
        with_days_off=len(chosen) != len(quiet),
    )


def _earlier_starts(applied: Applied, release: datetime, zone: ZoneInfo, campaign: Period) -> Iterator[datetime]:
    """Yield the starts of the windows to compare with: the same weekday and hour, 8 weeks, oldest last."""
    local = release.astimezone(zone)
    weeks = max(1, -(-(local.date() - campaign.first).days // 7) + 1) if local.date() >= campaign.first else 1
    found = 0
    while found < WEEKS_BACK:
        start = (local - timedelta(weeks=weeks)).astimezone(UTC)  # wall-clock arithmetic, then the moment
        weeks += 1
        if applied.first is not None and start < applied.first:
            return
        if not _days(start, zone).overlap(campaign):
            found += 1
            yield start


def words(hours: FirstHours) -> Said:
    """Return what the 72 hours say, in a sentence that states no cause."""
    if hours.observed.value is None and not hours.observed.hidden:
        return Said(N_("The 72 hours after this release are not over, or the figures do not reach that far."))
    if hours.usual.windows == 0:
        return Said(
            N_("{observed} applications in 72 hours; there are no earlier weeks to compare with."), _observed(hours)
        )
    if hours.ratio is None:
        return Said(N_("{observed} applications in 72 hours; too few to compare with what is usual."), _observed(hours))
    assert hours.usual.value is not None
    return Said(
        N_("{observed} applications in 72 hours, {ratio} times the usual {usual} (mean of {windows} earlier weeks)."),
        {
            **_observed(hours),
            "ratio": Number(hours.ratio, 1),
            "usual": Number(hours.usual.value, 1),
            "windows": hours.usual.windows,
        },
    )


def _observed(hours: FirstHours) -> dict[str, object]:
    return {"observed": hours.observed}
