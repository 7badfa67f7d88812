"""What the applications of each source led to: passed screening, hired, and whether people stayed (not known yet)."""

from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.funnel import Funnel
from dashboard.analysis.shares import Share
from dashboard.analysis.suppression import NOT_KNOWN, Count

UNKNOWN = ""
TOGETHER = "*"
LEAVE_NOT_KNOWN = Said(N_("Not known: no source tells who has left again."))


@dataclass(frozen=True)
class SourceQuality:
    """One measured source; the small ones stand together under ``*``, the unknown one is the empty id.

    Attributes:
        sources: The sources in it: one, or the small ones.
        qualified: Of those who were screened: passed it, that is, reached an interview.
        hire_rate: Hires among closed applications (see ``funnel.over``).
        early_leave: Hires that left within six months; not known, and never zero for that.
    """

    source_id: str
    sources: tuple[str, ...]
    funnel: Funnel
    qualified: Share
    hire_rate: Share
    early_leave: Count = NOT_KNOWN
    early_leave_reason: Said = LEAVE_NOT_KNOWN


def qualified_share(funnel: Funnel) -> Share:
    """Return passed screening among screened: reached an interview among those who reached screening."""
    step = next((step for step in funnel.steps if (step.start, step.end) == ("screened", "interview")), None)
    return step.share if step else Share(NOT_KNOWN, NOT_KNOWN, None, None)
