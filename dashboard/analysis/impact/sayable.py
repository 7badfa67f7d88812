"""Which outcomes of a campaign have numbers that can stand on a page."""

from collections.abc import Collection, Mapping

from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.impact.outcomes import ALL, outcome_rows
from dashboard.analysis.impact.words import numbers_can_be_said


def sayable(
    findings: Mapping[str, Finding], featured_sites: Collection[str] = (), *, given_away: Collection[str] = ()
) -> frozenset[str]:
    """Return the outcomes of which no number gives a small count away, by itself or beside the others.

    The arguments are those of :func:`dashboard.analysis.impact.outcomes.outcome_rows`.
    """
    rows = outcome_rows(findings, featured_sites, given_away=given_away)
    found = {row.outcome for row in rows if row.numbers}
    if ALL in findings and ALL not in given_away and numbers_can_be_said(findings[ALL]):
        found.add(ALL)
    return frozenset(found)
