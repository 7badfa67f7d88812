"""What the applications of each source led to: passed screening, hired, and whether people stayed (not known yet)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.cohorts import NOBODY, Cohort, by
from dashboard.analysis.funnel import Funnel, funnels
from dashboard.analysis.shares import Share
from dashboard.analysis.suppression import NOT_KNOWN, Count, is_few, threshold

STAGES = ("applied", "screened", "interview", "hired")
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


def quality_by_source(rows: pd.DataFrame, minimum: int | None = None) -> tuple[SourceQuality, ...]:
    """Return the sources of a cohort, biggest first, the small ones together and the unknown one last.

    ``rows`` has ``source_id`` and the columns of a cohort. Rates are not ranked: see their intervals.
    """
    minimum = minimum or threshold()
    found = by(rows, "source_id")
    groups = _grouped(found, minimum)
    cohorts = {key: sum((found[source] for source in sources), start=NOBODY) for key, sources in groups.items()}
    shown = funnels(cohorts, STAGES, minimum)
    order = sorted(groups, key=lambda key: (key == UNKNOWN, key == TOGETHER, -cohorts[key].applied, key))
    return tuple(_quality(key, groups[key], shown[key]) for key in order)


def _grouped(found: Mapping[str, Cohort], minimum: int) -> dict[str, tuple[str, ...]]:
    """Return the sources under their own id, those with a small count together."""
    small = tuple(source for source, each in found.items() if source != UNKNOWN and _is_small(each, minimum))
    alone = {source: (source,) for source in found if source not in small}
    return alone | ({TOGETHER: small} if small else {})


def _is_small(cohort: Cohort, minimum: int) -> bool:
    """Tell whether one of the outcomes that are told apart is few, with those under way among them or without."""
    ended, underway = cohort.ended, cohort.open
    outcomes = [*ended[:2], sum(ended[2:]), cohort.hired]
    together = [*(sum(pair) for pair in zip(ended[:2], underway, strict=False)), sum(ended[2:]) + sum(underway[2:])]
    return cohort.applied < minimum or any(is_few(number, minimum) for number in (*outcomes, *together))


def _quality(key: str, sources: Sequence[str], funnel: Funnel) -> SourceQuality:
    return SourceQuality(key, tuple(sources), funnel, qualified_share(funnel), funnel.hire_rate)


def qualified_share(funnel: Funnel) -> Share:
    """Return passed screening among screened: reached an interview among those who reached screening."""
    step = next((step for step in funnel.steps if (step.start, step.end) == ("screened", "interview")), None)
    return step.share if step else Share(NOT_KNOWN, NOT_KNOWN, None, None)
