"""The answer: figures, verdict, checks and what is said of them, all in one object."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from connectors.errors import Said


class Verdict(StrEnum):
    """What can be said of a campaign."""

    LIKELY_EXTRA = "likely_extra"
    LIKELY_LESS = "likely_less"
    TOO_SMALL_TO_MATTER = "too_small_to_matter"
    CANNOT_TELL = "cannot_tell"
    NOT_ENOUGH_DATA = "not_enough_data"


ENOUGH = frozenset({"history", "expected_size", "detectable"})
"""Checks that say whether there is enough data; the other blocking ones say whether it can be read."""


class Stage(StrEnum):
    """When the question was asked: while it runs, at the end, or after the wash-out with eight more weeks."""

    RUNNING = "running"
    PRELIMINARY = "preliminary"
    FINAL = "final"


@dataclass(frozen=True)
class Check:
    """One guard rail: ``ok`` is None when it could not be looked at; ``blocks`` tells whether failing forbids a verdict."""

    name: str
    ok: bool | None
    detail: Said
    blocks: bool = False

    @classmethod
    def passed(cls, name: str, detail: Said) -> "Check":
        """Return a check that holds."""
        return cls(name, ok=True, detail=detail)

    @classmethod
    def open(cls, name: str, detail: Said) -> "Check":
        """Return a check that could not be looked at, or only says something."""
        return cls(name, ok=None, detail=detail)

    @classmethod
    def failed(cls, name: str, detail: Said) -> "Check":
        """Return a check that fails and makes the answer less certain."""
        return cls(name, ok=False, detail=detail)

    @classmethod
    def blocked(cls, name: str, detail: Said) -> "Check":
        """Return a check that fails and forbids a verdict."""
        return cls(name, ok=False, detail=detail, blocks=True)


@dataclass(frozen=True)
class CrossCheck:
    """The second method: ratio to the control series before and during, with a placebo interval."""

    extra: float
    low: float
    high: float
    probability: float


@dataclass(frozen=True)
class Quiet:
    """A placebo window: its days, what the method made of it, relative to what was expected, and its z-score."""

    start: date
    end: date
    relative: float
    z: float


@dataclass(frozen=True)
class Week:
    """One block of the chart: what came in and what was expected without the campaign, with its band."""

    start: date
    days: int
    observed: float | None
    expected: float
    low: float
    high: float
    inside: bool


@dataclass(frozen=True)
class PerExtra:
    """Cost per extra application; ``at_least`` when only a lower bound can be given (the interval holds zero)."""

    cash: float | None
    full: float | None
    at_least: bool
    currency: str


@dataclass(frozen=True)
class Finding:
    """How many came, how many were expected without the campaign, how many were extra, and how sure that is.

    ``extra``, ``low`` and ``high`` are counts over the window; ``relative`` is extra over expected; ``probability`` is
    P(extra > 0). Figures that do not exist are None.
    """

    verdict: Verdict
    stage: Stage
    start: date
    end: date
    unit: str
    grain: str
    method: str
    observed: float | None
    expected: float | None
    extra: float | None
    low: float | None
    high: float | None
    level: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    probability: float | None
    cross_check: CrossCheck | None
    minimum_detectable_effect: float | None
    minimum_detectable_relative: float | None
    per_extra: PerExtra | None
    checks: tuple[Check, ...]
    warnings: tuple[Said, ...]
    would_help: tuple[Said, ...]
    quiet: tuple[Quiet, ...]
    weeks: tuple[Week, ...]
    sentence: Said
    stretch: float | None = None
