"""What the checks of a finding are called on a page."""

from collections.abc import Mapping

from connectors.errors import N_, Said

NAMES: Mapping[str, str] = {
    "history": N_("History"),
    "season": N_("Season"),
    "complete": N_("No gaps"),
    "stable": N_("One level"),
    "definition": N_("Same way of counting"),
    "expected_size": N_("Enough expected"),
    "detectable": N_("Large enough to see"),
    "restless": N_("Not too restless"),
    "placebo": N_("Quiet periods"),
    "alone": N_("Nothing else at the same time"),
    "vacancy_wave": N_("No wave of vacancies"),
    "confirmed": N_("Second method"),
    "fixed_before": N_("Fixed before the start"),
    "control": N_("Comparison did not move"),
    "ended": N_("It has ended"),
    "several_groups": N_("Several groups at once"),
}
RESULTS: Mapping[bool | None, str] = {True: N_("in order"), False: N_("not in order"), None: N_("mind this")}


def name_said(name: str) -> Said:
    """Return the name of a check; one that is not known keeps its code."""
    return Said(NAMES.get(name, name))


def result_said(ok: bool | None) -> Said:  # noqa: FBT001  a check's own three answers
    """Return how a check ended; without an answer there is something to know."""
    return Said(RESULTS[ok])
