"""The first 72 hours after a release beside what is usual in the same 72 hours of other weeks.

Exactly 72 hours of time, also when the clock changes; the windows it is compared with begin at the same weekday and the
same hour on the wall clock. Where too many applications have a day and no moment, all windows are counted over the whole
days that they touch.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil, floor, sqrt
from statistics import mean, variance
from zoneinfo import ZoneInfo

from scipy.stats import t as student

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import LEVEL, Interval
from dashboard.analysis.suppression import Count, Mark, breakdown, count, is_few, threshold

LENGTH = timedelta(hours=72)
WEEKS_BACK = 8
_ENOUGH_WINDOWS = 3
_MANY_WINDOWS = 5  # from here on mean and spread do not give a small window away
_WITHOUT_MOMENT = 0.05  # share of applications without a moment above which whole days are counted


@dataclass(frozen=True)
class Usual:
    """What the comparable windows held.

    Attributes:
        value: Mean number of applications per window; None when there is no window, or when it is under the minimum.
        windows: How many windows it rests on.
        low: The quietest window.
        high: The busiest window.
        with_days_off: True when too few windows were free of holidays, so that those with holidays were kept.
        likely: 9 of 10 such windows without a release hold a number in this range; None when there are too few windows,
            or when it would give a small one away.
    """

    value: float | None
    windows: int
    low: Count
    high: Count
    with_days_off: bool
    likely: Interval | None = None


@dataclass(frozen=True)
class FirstHours:
    """Applications in the 72 hours from a release.

    Attributes:
        released_at: The release; the window ends 72 hours later, not included.
        observed: Applications with a moment inside the window, or on the days that it touches when ``by_days``; not known
            while the window is not over.
        by_day_only: Applications on the days of the window of which only the day is known; in ``observed`` only when
            ``by_days``.
        usual: The comparable windows.
        ratio: Observed divided by usual; None unless both are at least the minimum.
        by_days: True when more than 5 % of the applications have no moment, so that whole days are counted everywhere.
        days: Number of calendar days that the window touches.
    """

    released_at: datetime
    observed: Count
    by_day_only: Count
    usual: Usual
    ratio: float | None
    by_days: bool = False
    days: int = 4


@dataclass(frozen=True)
class Applied:
    """When applications came in: moments where they are known, days where only the day is."""

    moments: Sequence[datetime]
    days_only: Sequence[date] = ()
    first: datetime | None = None  # before this moment there are no figures
    last: datetime | None = None  # after this moment there are none (yet)

    def __post_init__(self) -> None:
        """Put moments and days in order, so that a window finds its own quickly."""
        object.__setattr__(self, "moments", tuple(sorted(self.moments)))
        object.__setattr__(self, "days_only", tuple(sorted(self.days_only)))


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
    earlier = list(_earlier_starts(applied, release, zone, campaign))
    windows = _Windows(applied, zone, (release, *earlier))
    usual = _usual(windows, earlier, frozenset(days_off), minimum)
    observed, by_day_only = _observed_in(windows, release, minimum)
    return FirstHours(
        release,
        observed,
        by_day_only,
        usual,
        observed.value / usual.value if observed.value and usual.value else None,
        windows.by_days,
        _days(release, zone).days,
    )


class _Windows:
    """Counts windows of 72 hours, all in the same way: by moment, or by the days that they touch."""

    def __init__(self, applied: Applied, zone: ZoneInfo, starts: Sequence[datetime]) -> None:
        self.applied = applied
        self.zone = zone
        self.by_days = False
        without = sum(self.on_days(start) for start in starts)
        with_moment = sum(self.held(start) for start in starts)
        self.by_days = without > _WITHOUT_MOMENT * (without + with_moment)

    def held(self, start: datetime) -> int:
        """Return the applications in a window."""
        begin, end = self._edges(start)
        moments = self.applied.moments
        found = bisect_left(moments, end) - bisect_left(moments, begin)
        return found + self.on_days(start) if self.by_days else found

    def on_days(self, start: datetime) -> int:
        """Return the applications on the days that a window touches of which only the day is known."""
        window, days = _days(start, self.zone), self.applied.days_only
        return bisect_right(days, window.last) - bisect_left(days, window.first)

    def is_over(self, start: datetime) -> bool:
        """Tell whether the figures reach the window's end."""
        return self.applied.last is None or self._edges(start)[1] <= self.applied.last

    def _edges(self, start: datetime) -> tuple[datetime, datetime]:
        if not self.by_days:
            return start, start + LENGTH
        window = _days(start, self.zone)
        first, after = window.first, window.last + timedelta(days=1)
        return datetime.combine(first, time(), self.zone), datetime.combine(after, time(), self.zone)


def _observed_in(windows: _Windows, release: datetime, minimum: int) -> tuple[Count, Count]:
    """Return the applications of the window, and those of which only the day is known."""
    without = windows.on_days(release)
    if not windows.is_over(release):
        return count(None, minimum), count(without, minimum)
    held = windows.held(release)
    if not windows.by_days:
        return count(held, minimum), count(without, minimum)
    return count(held, minimum), breakdown([without, held - without], minimum)[0]


def _days(start: datetime, zone: ZoneInfo) -> Period:
    """Return the calendar days that a window touches on the wall clock: as many when the clock changes in it."""
    local = start.astimezone(zone)
    return Period(local.date(), (local + LENGTH - timedelta(microseconds=1)).date())


def _usual(windows: _Windows, starts: Sequence[datetime], days_off: frozenset[date], minimum: int) -> Usual:
    quiet = [start for start in starts if days_off.isdisjoint(_days(start, windows.zone).each_day())]
    chosen = quiet if len(quiet) >= _ENOUGH_WINDOWS else starts
    held = [windows.held(start) for start in chosen]
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
        likely=_likely(held, minimum) if typical >= minimum else None,
    )


def _likely(held: Sequence[int], minimum: int) -> Interval | None:
    """Return the range in which the next such window lies 9 times out of 10.

    On the root scale, where the spread of counts hardly depends on their size (Anscombe 1948); the spread is at least
    that of chance alone, and Student's t allows for the few windows that it is taken from.
    """
    windows = len(held)
    few = any(is_few(each, minimum) for each in held)
    if windows < (_MANY_WINDOWS if few else _ENOUGH_WINDOWS):
        return None
    typical = mean(held)
    restless = max(1.0, variance(held) / typical)
    half = float(student.ppf((1 + LEVEL) / 2, windows - 1)) / 2 * sqrt(restless * (1 + 1 / windows))
    root = sqrt(typical)
    return Interval(float(floor(max(0.0, root - half) ** 2)), float(ceil((root + half) ** 2)))


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
            N_(
                "{observed} applications on the {days} days from this release; there are no earlier weeks to compare with."
            )
            if hours.by_days
            else N_("{observed} applications in 72 hours; there are no earlier weeks to compare with."),
            _observed(hours),
        )
    if hours.ratio is None:
        return Said(
            N_("{observed} applications on the {days} days from this release; too few to compare with what is usual.")
            if hours.by_days
            else N_("{observed} applications in 72 hours; too few to compare with what is usual."),
            _observed(hours),
        )
    assert hours.usual.value is not None
    text = N_("{observed} applications in 72 hours, {ratio} times the usual {usual} (mean of {windows} earlier weeks).")
    by_days = N_(
        "{observed} applications on the {days} days from this release, {ratio} times the usual {usual} (mean of {windows} "
        "earlier weeks); whole days, since not all moments are known."
    )
    return Said(
        by_days if hours.by_days else text,
        {
            **_observed(hours),
            "ratio": Number(hours.ratio, 1),
            "usual": Number(hours.usual.value, 1),
            "windows": hours.usual.windows,
        },
    )


def range_words(hours: FirstHours) -> Said | None:
    """Return where the window lies in what is usual, None when that cannot be said. It states no cause."""
    likely, observed = hours.usual.likely, hours.observed.value
    if likely is None or observed is None:
        return None
    values: dict[str, object] = {"low": Number(likely.low), "high": Number(likely.high)}
    if observed > likely.high:
        return Said(N_("In 9 of 10 earlier weeks it would be {low} to {high}; this is more."), values)
    if observed < likely.low:
        return Said(N_("In 9 of 10 earlier weeks it would be {low} to {high}; this is less."), values)
    return Said(N_("In 9 of 10 earlier weeks it would be {low} to {high}; this lies within it."), values)


def _observed(hours: FirstHours) -> dict[str, object]:
    return {"observed": hours.observed, "days": hours.days}
