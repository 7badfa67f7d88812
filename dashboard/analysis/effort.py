"""Effort beside result, per channel: which share of the hours and of the money went there, and which share came through it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.channels import of_platform, ordered
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import Interval, Share, published_share, wilson
from dashboard.analysis.suppression import NOT_KNOWN, Count

NOT_ASSIGNED = ""
"""The channel of effort that nobody assigned to one."""


@dataclass(frozen=True)
class Spent:
    """One line of cost with the days over which it is spread; ``platform`` empty for the campaign as a whole."""

    platform: str
    cash: float
    hours: float
    currency: str
    days: Period
    is_advert: bool = False


@dataclass(frozen=True)
class Row:
    """One channel; a share is None where there is nothing to divide by.

    Attributes:
        tracked: Applications whose source is this channel, beside all applications.
        self_reported: Applicants who named it, beside all applications.
    """

    channel: str
    hours: float
    cash: float
    hours_share: float | None
    cash_share: float | None
    tracked: Count
    tracked_share: Share | None
    self_reported: Count
    self_reported_share: Share | None


@dataclass(frozen=True)
class Effort:
    """All channels with effort or result. ``currencies``: more than one cannot be added, so that money has no share."""

    rows: tuple[Row, ...]
    hours: float
    cash: float
    currencies: tuple[str, ...]
    applications: Count


def spread(spent: Spent, period: Period) -> float:
    """Return which share of a line falls in a period: evenly over its days."""
    return period.overlap(spent.days) / spent.days.days


def effort(
    lines: Iterable[Spent],
    adverts: Mapping[tuple[str, str], float],
    period: Period,
    tracked: Mapping[str, Count],
    self_reported: Mapping[str, Count],
    applications: Count,
) -> Effort:
    """Return effort beside result.

    ``adverts`` is what platforms themselves say that adverts cost, by (channel, currency): a line of an advert campaign on
    such a platform is that same money, and is left out.
    """
    hours: dict[str, float] = {}
    cash: dict[tuple[str, str], float] = dict(adverts)
    billed = {channel for channel, _currency in adverts}
    for line in lines:
        channel = of_platform(line.platform) if line.platform else NOT_ASSIGNED
        part = spread(line, period)
        hours[channel] = hours.get(channel, 0.0) + part * line.hours
        if not (line.is_advert and channel in billed):
            key = (channel, line.currency)
            cash[key] = cash.get(key, 0.0) + part * line.cash
    currencies = tuple(sorted({currency for (_channel, currency), amount in cash.items() if amount}))
    amounts = _amounts(cash) if len(currencies) <= 1 else {}
    return _effort(hours, amounts, currencies, tracked, self_reported, applications)


def _amounts(cash: Mapping[tuple[str, str], float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for (channel, _currency), amount in cash.items():
        found[channel] = found.get(channel, 0.0) + amount
    return found


def _effort(
    hours: Mapping[str, float],
    cash: Mapping[str, float],
    currencies: tuple[str, ...],
    tracked: Mapping[str, Count],
    self_reported: Mapping[str, Count],
    applications: Count,
) -> Effort:
    all_hours, all_cash = sum(hours.values()), sum(cash.values())
    with_effort = {code for code, amount in (*hours.items(), *cash.items()) if amount and code}
    with_result = {code for code, count in (*tracked.items(), *self_reported.items()) if count.hidden or count.value}
    codes = [*ordered(with_effort | with_result), NOT_ASSIGNED]
    rows = [
        Row(
            channel=code,
            hours=hours.get(code, 0.0),
            cash=cash.get(code, 0.0),
            hours_share=hours.get(code, 0.0) / all_hours if all_hours else None,
            cash_share=cash.get(code, 0.0) / all_cash if all_cash else None,
            tracked=tracked.get(code, NOT_KNOWN),
            tracked_share=_share(tracked.get(code, NOT_KNOWN), applications),
            self_reported=self_reported.get(code, NOT_KNOWN),
            self_reported_share=_share(self_reported.get(code, NOT_KNOWN), applications),
        )
        for code in codes
    ]
    last = rows[-1]
    kept = rows if last.hours or last.cash else rows[:-1]
    return Effort(tuple(kept), all_hours, all_cash, currencies, applications)


def _share(part: Count, base: Count) -> Share | None:
    if part.value is None or base.value is None or part.value > base.value:
        return None
    return published_share(part, base)


@dataclass(frozen=True)
class AdHoc:
    """Posts without a campaign among the posts of a period, of all channels or of one (``channel``)."""

    channel: str
    posts: int
    without: int

    @property
    def share(self) -> float | None:
        """Posts without a campaign ÷ posts; None without posts."""
        return self.without / self.posts if self.posts else None

    @property
    def interval(self) -> Interval | None:
        """Its interval at 90 %."""
        return wilson(self.without, self.posts) if self.posts else None


def ad_hoc(posts: Sequence[tuple[str, date, bool]], period: Period) -> tuple[AdHoc, ...]:
    """Return the ad-hoc share of all posts and then of each channel; posts are (platform, day, belongs to a campaign)."""
    inside = [(of_platform(platform), planned) for platform, day, planned in posts if day in period]
    codes = ordered(channel for channel, _planned in inside)
    parts = [(code, [planned for channel, planned in inside if channel == code]) for code in codes]
    some = [("", [planned for _channel, planned in inside]), *parts]
    return tuple(AdHoc(code, len(planned), planned.count(False)) for code, planned in some)
