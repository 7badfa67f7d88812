"""Applications by where people come from: side-entrant, returner, within care, other, and always the unknown share."""

from collections.abc import Mapping
from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import Count, Mark, breakdown, marked, threshold

CLASSES = ("side_entrant", "returner", "within_care", "other", "unknown")
LABELS: Mapping[str, str] = {
    "side_entrant": N_("Side-entrant"),
    "returner": N_("Returner"),
    "within_care": N_("Within care"),
    "other": N_("Other, such as school-leaver"),
    "unknown": N_("Unknown"),
}
GROUPS: Mapping[str, str] = {
    "side_entrant": N_("Side-entrants"),
    "returner": N_("Returners"),
    "within_care": N_("From within care"),
    "other": N_("Other entrants"),
    "unknown": N_("Origin unknown"),
}
"""What the people of a class are called."""
DEFINITION = Said(
    N_(
        "Side-entrant: older than 25 at the application and never employed in care and welfare before (CBS). "
        "Returner: worked in care before, but not in the last 12 months. "
        "The share is reckoned over applications with a known origin."
    )
)


@dataclass(frozen=True)
class Origins:
    """Applications by class as they may be shown.

    Attributes:
        classes: Class to count, every class present.
        side_entrants: Side-entrants among applications with a known origin.
        unknown: Applications with unknown origin among all.
    """

    classes: Mapping[str, Count]
    side_entrants: Share
    unknown: Share


def origins(counts: Mapping[str, int], minimum: int | None = None) -> Origins:
    """Return applications by class (missing classes count zero), the shares hidden when a part of them is."""
    minimum = minimum or threshold()
    raw = [counts.get(name, 0) for name in CLASSES]
    shown = dict(zip(CLASSES, breakdown(raw, minimum), strict=True))
    total, unknown = sum(raw), counts.get("unknown", 0)
    return Origins(
        shown,
        _among_known(counts.get("side_entrant", 0), total - unknown, shown, minimum),
        _unless_hidden(share(unknown, total, minimum), shown["unknown"]),
    )


def _among_known(part: int, known: int, shown: Mapping[str, Count], minimum: int) -> Share:
    found = share(part, known, minimum)
    if not shown["unknown"].hidden:
        return _unless_hidden(found, shown["side_entrant"])
    return Share(shown["side_entrant"], marked(known, Mark.WITHHELD, minimum), None, None)


def _unless_hidden(found: Share, shown: Count) -> Share:
    """A share would give away a part that is hidden to protect another."""
    return Share(shown, found.base, None, None) if shown.hidden else found
