"""Two groups of applications side by side: their funnels, the differences, and a sentence that says no more than these."""

from dataclasses import dataclass

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.cohorts import NOBODY, Cohort, by, split, split_by_window
from dashboard.analysis.differences import Difference, difference
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.funnel import Funnel, funnels
from dashboard.analysis.periods import Period

_KNOWN = ("returner", "within_care", "other")


@dataclass(frozen=True)
class StepDifference:
    """A step of the funnel and how much more (or less) often the first group takes it; None when it cannot be shown."""

    start: str
    end: str
    difference: Difference | None


@dataclass(frozen=True)
class SideBySide:
    """Two groups.

    Attributes:
        first: Funnel of the group that it is about.
        second: Funnel of the group beside it.
        rest: Funnel of what belongs to neither, such as those of unknown origin; None when there is nothing else.
        steps: Difference in each conversion, first minus second.
        hire_rate: Difference in hires among closed applications.
        sentence: What the funnel shows of the hire rate.
    """

    first: Funnel
    second: Funnel
    rest: Funnel | None
    steps: tuple[StepDifference, ...]
    hire_rate: Difference | None
    sentence: Said


def side_by_side(first: Cohort, second: Cohort, rest: Cohort | None, names: tuple[Said, Said]) -> SideBySide:
    """Return two groups beside each other; ``names`` are plurals as they stand inside a sentence."""
    groups = {"first": first, "second": second} | ({} if rest is None else {"rest": rest})
    found = funnels(groups)
    one, other = found["first"], found["second"]
    steps = tuple(
        StepDifference(here.start, here.end, difference(here.share, there.share))
        for here, there in zip(one.steps, other.steps, strict=True)
    )
    apart = difference(one.hire_rate, other.hire_rate)
    return SideBySide(one, other, found.get("rest"), steps, apart, compared(one, other, apart, names))


def compared(first: Funnel, second: Funnel, apart: Difference | None, names: tuple[Said, Said]) -> Said:
    """Return how often two groups are hired, as far as a difference can be shown."""
    values: dict[str, object] = {"first": names[0], "second": names[1]}
    if apart is None or first.hire_rate.value is None or second.hire_rate.value is None:
        return Said(N_("There are too few applications to compare how often {first} and {second} are hired."), values)
    values |= {
        "rate": Percentage(first.hire_rate.value, 1),
        "other_rate": Percentage(second.hire_rate.value, 1),
        "low": Number(min(abs(apart.interval.low), abs(apart.interval.high)) * 100, 1),
        "high": Number(max(abs(apart.interval.low), abs(apart.interval.high)) * 100, 1),
    }
    if not apart.shown:
        text = N_(
            "Of {first} {rate} were hired, of {second} {other_rate}. With these numbers no difference can be shown."
        )
    elif apart.value < 0:
        text = N_(
            "Of {first} {rate} were hired, of {second} {other_rate}: less often, by {low} to {high} percentage points."
        )
    else:
        text = N_(
            "Of {first} {rate} were hired, of {second} {other_rate}: more often, by {low} to {high} percentage points."
        )
    return Said(text, values)


def side_entrants_beside_others(rows: pd.DataFrame) -> SideBySide:
    """Return side-entrants beside others of known origin; those of unknown origin stand apart.

    ``rows`` has ``side_entrant`` and the columns of a cohort.
    """
    classes = by(rows, "side_entrant")
    others = sum((classes.get(name, NOBODY) for name in _KNOWN), start=NOBODY)
    names = (Said(N_("side-entrants")), Said(N_("other applicants")))
    return side_by_side(classes.get("side_entrant", NOBODY), others, classes.get("unknown", NOBODY), names)


def window_beside_rest(rows: pd.DataFrame, window: Period) -> SideBySide:
    """Return the applications of a campaign's window beside all others; ``rows`` has ``day`` and a cohort's columns."""
    names = (Said(N_("applicants in the campaign's weeks")), Said(N_("applicants at other times")))
    return side_by_side(*split_by_window(rows, window), None, names)


def source_beside_rest(rows: pd.DataFrame, source_id: str, name: str) -> SideBySide:
    """Return one measured source beside all others; ``rows`` has ``source_id`` and a cohort's columns."""
    names = (Said(N_("applicants through {source}"), {"source": Said(name)}), Said(N_("other applicants")))
    return side_by_side(*split(rows, "source_id", [source_id]), None, names)
