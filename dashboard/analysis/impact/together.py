"""All campaigns together: the latest answer on each, which of them count and why others do not, and what they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from connectors.errors import N_, Said
from dashboard.analysis.impact.finding import Finding, Stage, Verdict
from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS
from dashboard.analysis.impact.pooling import WIDE_ONLY, Lift, Pooled, Single, independent, lift_of, pool, too_few
from dashboard.analysis.suppression import threshold

OUTCOMES = (ALL, SIDE_ENTRANTS)
"""What campaigns can be set beside each other by; sites and function groups differ from one to the next."""
_UNITS = {SIDE_ENTRANTS: "side-entrants"}


class Answered(Protocol):
    """A stored answer on a campaign and an outcome."""

    @property
    def campaign_id(self) -> str:
        """The campaign."""

    @property
    def outcome(self) -> str:
        """What was counted."""

    @property
    def finding(self) -> Finding:
        """The answer."""


@dataclass(frozen=True)
class Member:
    """A campaign that counts: its name, its own answer, and the same beside the others."""

    name: str
    finding: Finding
    single: Single

    @property
    def stage(self) -> Stage:
        """Whether its own answer can still change."""
        return self.finding.stage


@dataclass(frozen=True)
class Absent:
    """A campaign that does not count, and why."""

    key: str
    name: str
    reason: Said


@dataclass(frozen=True)
class Together:
    """What all campaigns say of an outcome.

    Attributes:
        count: How many of them count.
        pooled: Their mean and each of them drawn towards it; None while too few count.
        members: Those that count, the newest first; empty while they are too few.
        absent: Those that do not, by name.
        sentence: The mean with its interval and verdict, or why there is none yet.
    """

    outcome: str
    count: int
    pooled: Pooled | None
    members: tuple[Member, ...]
    absent: tuple[Absent, ...]
    sentence: Said

    @property
    def verdict(self) -> Verdict:
        """What can be said of the mean."""
        return Verdict.NOT_ENOUGH_DATA if self.pooled is None else self.pooled.verdict


def together(
    stored: Iterable[Answered],
    names: Mapping[str, str],
    can_be_said: Callable[[Answered], bool],
    outcome: str = ALL,
) -> Together:
    """Return all campaigns together.

    ``stored`` holds the latest stage of each campaign and outcome first; ``names`` has every campaign. A campaign whose
    numbers cannot be said does not count: they could be computed from the mean. ``can_be_said`` is asked only of those
    that would count.
    """
    latest: dict[str, Answered] = {}
    for each in stored:
        if each.outcome == outcome and each.campaign_id in names:
            latest.setdefault(each.campaign_id, each)
    judged = {key: _judged(answered, names[key], can_be_said) for key, answered in latest.items()}
    reasons: dict[str, Said] = {key: Said(N_("There is no answer on it yet.")) for key in names if key not in latest}
    reasons |= {key: found for key, found in judged.items() if isinstance(found, Said)}
    lifts = [found for found in judged.values() if isinstance(found, Lift)]
    chosen, overlapping = independent(lifts)
    reasons |= {each.key: each.reason for each in overlapping}
    pooled = pool(lifts, _UNITS.get(outcome, "applications"))
    return Together(
        outcome=outcome,
        count=len(chosen),
        pooled=pooled,
        members=_members(pooled, latest, names),
        absent=tuple(sorted((Absent(key, names[key], why) for key, why in reasons.items()), key=_by_name)),
        sentence=too_few(lifts) if pooled is None else pooled.sentence,
    )


def _by_name(absent: Absent) -> tuple[str, str]:
    return absent.name, absent.key


def _members(pooled: Pooled | None, latest: Mapping[str, Answered], names: Mapping[str, str]) -> tuple[Member, ...]:
    singles = () if pooled is None else pooled.singles
    found = [Member(names[single.key], latest[single.key].finding, single) for single in singles]
    return tuple(sorted(found, key=lambda member: member.finding.start, reverse=True))


def _judged(answered: Answered, name: str, can_be_said: Callable[[Answered], bool]) -> Lift | Said:
    """Return a campaign's log-lift, or why it does not count.

    What is too small is told by what was expected, not by what came in: leaving out where few came would choose the
    campaigns that did well.
    """
    finding = answered.finding
    least = 2 * threshold()
    lift = lift_of(finding, answered.campaign_id, name)
    if finding.expected is not None and finding.expected < least:
        return Said(N_("Fewer than {least} were expected: too few for an estimate."), {"least": least})
    if lift is None:
        return _unreadable(finding)
    if not can_be_said(answered):
        return Said(N_("Its numbers are left out: a small number of applicants could be computed from them."))
    return lift


def _unreadable(finding: Finding) -> Said:
    """Return the first guard rail that forbids to read the figures; else nobody came in, or there are none."""
    for check in finding.checks:
        if check.blocks and check.ok is False and check.name not in WIDE_ONLY:
            return check.detail
    if finding.observed == 0:
        return Said(N_("Nobody came in: that has no place beside the others."))
    return Said(N_("Its figures say nothing about its effect."))
