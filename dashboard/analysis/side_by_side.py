"""Two groups of applications side by side: their funnels, the differences, and a sentence that says no more than these."""

from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.differences import Difference, difference
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.funnel import Funnel


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


def side_by_side(first: Funnel, second: Funnel, rest: Funnel | None, names: tuple[Said, Said]) -> SideBySide:
    """Return two groups with the same stages beside each other; ``names`` are plurals as they stand inside a sentence."""
    steps = tuple(
        StepDifference(here.start, here.end, difference(here.share, there.share))
        for here, there in zip(first.steps, second.steps, strict=True)
    )
    apart = difference(first.hire_rate, second.hire_rate)
    return SideBySide(first, second, rest, steps, apart, _compared(first, second, apart, names))


def _compared(first: Funnel, second: Funnel, apart: Difference | None, names: tuple[Said, Said]) -> Said:
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
