"""What stands above the pictures of how side-entrants fare: sentences from the same objects as the figures."""

from collections.abc import Sequence

from connectors.errors import N_, Said
from dashboard.analysis.cohorts import STAGE_LABELS
from dashboard.analysis.differences import Difference
from dashboard.analysis.figures import Percentage
from dashboard.analysis.funnel import Step
from dashboard.analysis.quality import SourceQuality
from dashboard.analysis.shares import Share
from dashboard.analysis.side_by_side import SideBySide


def step_said(step: Step) -> Said:
    """Return what a step is called: from a stage to the next one that is told apart."""
    values = {"start": Said(STAGE_LABELS[step.start]), "end": Said(STAGE_LABELS[step.end])}
    return Said(N_("{start} → {end}"), values)


def step_sentence(beside: SideBySide) -> Said:
    """Return the step at which the two groups differ most, of those at which a difference can be shown."""
    pairs = zip(beside.first.steps, beside.second.steps, beside.steps, strict=True)
    known = [(one, other.share, step.difference) for one, other, step in pairs if step.difference is not None]
    if not known:
        return Said(N_("There are too few applications to compare the steps."))
    apart = [each for each in known if each[2].shown]
    if not apart:
        return Said(N_("At no single step a difference between side-entrants and others can be shown."))
    return _apart(*max(apart, key=lambda each: abs(each[2].value)))


def _apart(one: Step, other: Share, _difference: Difference) -> Said:
    assert one.share.value is not None
    assert other.value is not None
    values: dict[str, object] = {
        "step": step_said(one),
        "rate": Percentage(one.share.value),
        "other_rate": Percentage(other.value),
    }
    return Said(N_("{step}: {rate} of side-entrants go on, {other_rate} of other applicants."), values)


def rate_sentence(sources: Sequence[SourceQuality]) -> Said:
    """Return between what the hire rates of the sources lie, or that none of them stands out."""
    rates = [each.hire_rate for each in sources]
    ends = [rate.interval for rate in rates if rate.interval is not None]
    values = sorted(rate.value for rate in rates if rate.value is not None)
    if not ends:
        return Said(N_("There are too few applications to compare the sources."))
    if max(end.low for end in ends) <= min(end.high for end in ends):
        return Said(N_("The intervals of the sources overlap: no difference in hires stands out."))
    told = {"low": Percentage(values[0], 1), "high": Percentage(values[-1], 1)}
    if any(each.funnel.over == "all" for each in sources):
        return Said(N_("Of the applications {low} to {high} were hired, by source."), told)
    return Said(N_("Of the closed applications {low} to {high} were hired, by source."), told)
