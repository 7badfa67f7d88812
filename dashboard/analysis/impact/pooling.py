"""All campaigns together: their mean effect, how far they lie apart, and each of them drawn towards that mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import expm1, isfinite, log1p

import numpy as np
from scipy.special import ndtr, ndtri

from connectors.errors import N_, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.impact import words
from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.impact.partial_pooling import Mixture, posterior
from dashboard.analysis.impact.settings import CERTAIN, LEVEL
from dashboard.analysis.periods import Period

LEAST_CAMPAIGNS = 3
VAGUE = 10.0  # a standard deviation of the log-lift from which a figure says nothing
MOST_OVERLAP = 0.25  # of the days of the shorter of two windows
WIDE_ONLY = frozenset({"expected_size", "detectable", "restless", "alone", "several_groups"})
"""Blocking checks that do not keep a finding out: its interval is wide, its window overlaps (which is seen here), or it was
one of several looked at: its figures are what they are, and keeping out those that are no clear effect would choose."""


@dataclass(frozen=True)
class Lift:
    """One campaign's log of observed over expected with its standard deviation; without a window it overlaps nothing.

    ``title`` names it in sentences; the key does when there is none.
    """

    key: str
    log_lift: float
    sd: float
    window: Period | None = None
    title: str = ""


@dataclass(frozen=True)
class Estimate:
    """A relative effect (0.25: a quarter more than expected) with its 90 % interval, and P(effect > 0)."""

    relative: float
    low: float
    high: float
    probability: float


@dataclass(frozen=True)
class Single:
    """One campaign beside the others.

    Attributes:
        alone: What its own figures say.
        shrunk: The same, drawn towards the mean of all.
        drawn: How much of ``shrunk`` comes from that mean instead of its own figures, 0 (nothing) to 1 (all).
    """

    key: str
    alone: Estimate
    shrunk: Estimate
    drawn: float
    sentence: Said


@dataclass(frozen=True)
class LeftOut:
    """A campaign that does not count in the mean, and why; ``overlaps`` is the key of the one that counts instead."""

    key: str
    reason: Said
    overlaps: str | None = None


@dataclass(frozen=True)
class Pooled:
    """All campaigns together.

    Attributes:
        mean: The mean effect of a campaign.
        spread: How far the effects of campaigns lie apart: standard deviation of the log-lift, with its 90 % interval.
        singles: Every campaign that counts, by key.
        left_out: Every campaign that does not, by key.
        note: Says that single campaigns are drawn towards the mean.
    """

    verdict: Verdict
    mean: Estimate
    spread: float
    spread_low: float
    spread_high: float
    singles: tuple[Single, ...]
    left_out: tuple[LeftOut, ...]
    sentence: Said
    note: Said


def lift_of(finding: Finding, key: str, title: str = "") -> Lift | None:
    """Return a finding's log-lift and the standard deviation that its interval stands for.

    None without figures, or when a guard rail says that the figures cannot be read. A campaign too small for a verdict
    of its own does count: its interval says how little it knows.
    """
    low, middle, high = finding.relative_low, finding.relative, finding.relative_high
    unreadable = any(check.blocks and check.ok is False and check.name not in WIDE_ONLY for check in finding.checks)
    if unreadable or low is None or middle is None or high is None or low <= -1:
        return None
    sd = (log1p(high) - log1p(low)) / (2 * ndtri((1 + finding.level) / 2))
    return Lift(key, log1p(middle), float(sd), Period(finding.start, finding.end), title)


def pool(lifts: Iterable[Lift], unit: str = "applications") -> Pooled | None:
    """Return all campaigns together; None when fewer than three are left (:func:`too_few` says so).

    Of campaigns whose windows overlap by more than a quarter only the one with the smallest standard deviation counts:
    the same days would count twice. ``unit`` is what the findings count.
    """
    chosen, left_out = independent(lifts)
    if len(chosen) < LEAST_CAMPAIGNS:
        return None
    figures, sds = (np.array(column, dtype=float) for column in zip(*((c.log_lift, c.sd) for c in chosen), strict=True))
    found = posterior(figures, sds)
    mean = _estimates(found.mean)[0]
    verdict = _verdict(mean.probability)
    return Pooled(
        verdict,
        mean,
        found.spread(0.5),
        found.spread((1 - LEVEL) / 2),
        found.spread((1 + LEVEL) / 2),
        tuple(map(_single, chosen, _estimates(found.each), found.drawn)),
        left_out,
        _sentence(verdict, mean, len(chosen), unit),
        Said(N_("Each campaign is drawn towards the mean of all: the less its own figures say, the more.")),
    )


def too_few(lifts: Iterable[Lift]) -> Said:
    """Return why there is no mean yet."""
    values: dict[str, object] = {"least": LEAST_CAMPAIGNS, "count": len(independent(lifts)[0])}
    return Said(
        N_("From {least} campaigns with an estimate on, they are also shown together. Now there are {count}."), values
    )


def independent(lifts: Iterable[Lift]) -> tuple[list[Lift], tuple[LeftOut, ...]]:
    """Return the campaigns that count and those that do not, both by key, whatever the order was."""
    readable, left_out = [], []
    for lift in lifts:
        if isfinite(lift.log_lift) and lift.sd < VAGUE:
            readable.append(lift)
        else:
            left_out.append(LeftOut(lift.key, Said(N_("Its figures say nothing about its effect."))))
    chosen: list[Lift] = []
    for lift in sorted(readable, key=lambda lift: (lift.sd, lift.key)):
        rival = next((other for other in chosen if _overlap(lift, other) > MOST_OVERLAP), None)
        if rival is None:
            chosen.append(lift)
        else:
            left_out.append(_beaten(lift, rival))
    return sorted(chosen, key=lambda lift: lift.key), tuple(sorted(left_out, key=lambda one: one.key))


def _beaten(lift: Lift, rival: Lift) -> LeftOut:
    text = N_("It ran on the same days as {other}, whose estimate is sharper: the days count once.")
    return LeftOut(lift.key, Said(text, {"other": rival.title or rival.key}), rival.key)


def _overlap(one: Lift, other: Lift) -> float:
    if one.window is None or other.window is None:
        return 0.0
    return one.window.overlap(other.window) / min(one.window.days, other.window.days)


def _estimates(found: Mixture) -> list[Estimate]:
    middle, low, high = (found.quantile(share) for share in (0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2))
    above = 1 - found.below(np.zeros(len(middle)))
    ends = zip(middle, low, high, above, strict=True)
    return [Estimate(expm1(m), expm1(a), expm1(b), float(chance)) for m, a, b, chance in ends]


def _alone(lift: Lift) -> Estimate:
    reach = lift.sd * float(ndtri((1 + LEVEL) / 2))
    chance = float(ndtr(lift.log_lift / lift.sd)) if lift.sd else float(lift.log_lift > 0)
    return Estimate(expm1(lift.log_lift), expm1(lift.log_lift - reach), expm1(lift.log_lift + reach), chance)


def _single(lift: Lift, shrunk: Estimate, drawn: float) -> Single:
    alone = _alone(lift)
    values: dict[str, object] = {
        "alone": Percentage(alone.relative),
        "shrunk": Percentage(shrunk.relative),
        "range": _range(shrunk),
        "level": Percentage(LEVEL),
        "drawn": Percentage(float(drawn)),
    }
    text = N_(
        "Against what was expected: {alone} by its own figures, {shrunk} beside the other campaigns "
        "({range}, {level} sure). {drawn} of the second figure is the mean of all."
    )
    return Single(lift.key, alone, shrunk, float(drawn), Said(text, values))


def _verdict(probability: float) -> Verdict:
    if probability > CERTAIN:
        return Verdict.LIKELY_EXTRA
    return Verdict.LIKELY_LESS if probability < 1 - CERTAIN else Verdict.CANNOT_TELL


def _sentence(verdict: Verdict, mean: Estimate, count: int, unit: str) -> Said:
    """Return mean, interval and verdict; a mean below zero is told as so much fewer."""
    values: dict[str, object] = {
        "count": count,
        "unit": words.unit_said(unit),
        "mean": Percentage(abs(mean.relative)),
        "range": _range(mean),
        "level": Percentage(LEVEL),
        "verdict": words.verdict_said(verdict),
    }
    more = N_(
        "{count} campaigns together: on average {mean} more {unit} than expected without them "
        "({range}, {level} sure). {verdict}."
    )
    fewer = N_(
        "{count} campaigns together: on average {mean} fewer {unit} than expected without them "
        "({range}, {level} sure). {verdict}."
    )
    return Said(more if mean.relative >= 0 else fewer, values)


def _range(found: Estimate) -> Said:
    """Return an interval in words; what lies under zero is called fewer."""
    if found.low < 0 < found.high:
        text, first, second = N_("between {low} fewer and {high} more"), -found.low, found.high
    elif found.high <= 0:
        text, first, second = N_("between {low} and {high} fewer"), -found.high, -found.low
    else:
        text, first, second = N_("between {low} and {high} more"), found.low, found.high
    return Said(text, {"low": Percentage(first), "high": Percentage(second)})
