"""The one rule that turns figures and checks into a verdict."""

from collections.abc import Sequence

from dashboard.analysis.impact.estimate import Estimate
from dashboard.analysis.impact.finding import ENOUGH, Check, Verdict
from dashboard.analysis.impact.settings import CERTAIN, CONFIRMED


def decide(found: Estimate, checks: Sequence[Check], minimum_effect: float | None) -> Verdict:
    """Return the verdict.

    Extra: P > 95 % from the main method, and P > 80 % from the cross-check where there is a control; less: the mirror.
    Too small to matter: the whole interval lies inside the smallest effect that was set before the start.
    """
    failed = {check.name for check in checks if check.blocks and check.ok is False}
    if failed & ENOUGH:
        return Verdict.NOT_ENOUGH_DATA
    if failed:
        return Verdict.CANNOT_TELL
    second = found.check.probability if found.check is not None else None
    if minimum_effect is not None and -minimum_effect < found.low and found.high < minimum_effect:
        return Verdict.TOO_SMALL_TO_MATTER
    if found.probability > CERTAIN and (second is None or second > CONFIRMED):
        return Verdict.LIKELY_EXTRA
    if 1 - found.probability > CERTAIN and (second is None or 1 - second > CONFIRMED):
        return Verdict.LIKELY_LESS
    return Verdict.CANNOT_TELL
