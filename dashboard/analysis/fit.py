"""Channels beside the groups that are to be reached: is the group there, how is that known, and how many hours went in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.channels import of_platform, ordered
from dashboard.analysis.side_entrants import GROUPS

AUDIENCES: Mapping[str, str] = {code: name for code, name in GROUPS.items() if code != "unknown"}
"""Groups by where somebody comes from; groups of functions are audiences too."""


@dataclass(frozen=True)
class Fit:
    """What a person wrote down of one channel and one group."""

    platform: str
    audience: str
    present: bool
    evidence: str = ""


@dataclass(frozen=True)
class Standing:
    """One channel: its hours in the period and what is written down of each group.

    Attributes:
        shown: The group is there and somebody wrote down how that is known, for at least one group.
    """

    channel: str
    hours: float
    fits: Mapping[str, Fit]

    @property
    def shown(self) -> bool:
        """True when of at least one group it is known that it is there."""
        return any(fit.present and fit.evidence for fit in self.fits.values())

    @property
    def without_evidence(self) -> bool:
        """True when hours went in and of no group it is known that it is there: perhaps chosen because it is easy."""
        return self.hours > 0 and not self.shown


@dataclass(frozen=True)
class Matrix:
    """Channels in their order, and the audiences of which something is written down."""

    standings: tuple[Standing, ...]
    audiences: tuple[str, ...]

    @property
    def hours(self) -> float:
        """Hours that were assigned to a channel."""
        return sum(each.hours for each in self.standings)

    @property
    def unsupported(self) -> tuple[Standing, ...]:
        """The channels with hours and no evidence, most hours first."""
        some = [each for each in self.standings if each.without_evidence]
        return tuple(sorted(some, key=lambda each: -each.hours))


def matrix(fits: Sequence[Fit], hours: Mapping[str, float]) -> Matrix:
    """Return the channels of which a fit or hours are known; ``hours`` is by the code of a channel."""
    by_channel: dict[str, dict[str, Fit]] = {}
    for fit in fits:
        by_channel.setdefault(of_platform(fit.platform), {})[fit.audience] = fit
    codes = ordered([*by_channel, *(code for code, some in hours.items() if some and code)])
    known = {fit.audience for fit in fits}
    listed = [code for code in AUDIENCES if code in known] + sorted(known - set(AUDIENCES))
    return Matrix(
        tuple(Standing(code, hours.get(code, 0.0), by_channel.get(code, {})) for code in codes), tuple(listed)
    )
