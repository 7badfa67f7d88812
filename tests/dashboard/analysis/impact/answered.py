"""What the tests of findings read of them, and how they change a question."""

from dataclasses import replace

from dashboard import i18n
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.impact.settings import DEFAULT
from dashboard.i18n import say

QUICK = replace(DEFAULT, calibrate=False)
FIGURES = ("observed", "expected", "extra", "low", "high", "probability", "relative", "relative_low", "relative_high")


def figures(found: Finding) -> list[float]:
    """Return every figure."""
    return [getattr(found, name) for name in FIGURES]


def checks(found: Finding) -> dict[str, bool | None]:
    """Return the result of each check."""
    return {check.name: check.ok for check in found.checks}


def sentences(found: Finding) -> list[str]:
    """Return what the checks say, in English."""
    with i18n.speaking("en"):
        return [say(check.detail) for check in found.checks]


def altered(asked: Case, rows: slice, factor: float) -> Case:
    """Return the same question with some rows times a factor."""
    outcome = asked.outcome.copy()
    outcome.iloc[rows] *= factor
    return replace(asked, outcome=outcome)


def by_week(asked: Case, rule: str = "7D") -> Case:
    """Return the same question with a row a week, or a month."""
    sums = [frame.resample(rule).sum() for frame in (asked.outcome, asked.controls)]
    return replace(asked, outcome=sums[0], controls=sums[1], grain="week" if rule == "7D" else "month")
