"""What a guard rail answers: its result, and its sentence in English."""

from collections.abc import Iterable

from dashboard import i18n
from dashboard.analysis.impact.finding import Check
from dashboard.i18n import say

BLOCKED, FAILED, OPEN, PASSED = (False, True), (False, False), (None, False), (True, False)


def said(checks: Iterable[Check], name: str) -> tuple[tuple[bool | None, bool], str]:
    """Return the result of the one check of that name, and its sentence."""
    (found,) = [check for check in checks if check.name == name]
    with i18n.speaking("en"):
        return (found.ok, found.blocks), say(found.detail)
