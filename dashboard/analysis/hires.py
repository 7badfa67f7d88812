"""How many of a campaign's days were hired: over the whole months inside its window, and what that makes of the extra ones."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.periods import Period, next_month
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import month_end
from dashboard.analysis.shares import Share, published_share
from dashboard.analysis.suppression import NOT_KNOWN, Count


@dataclass(frozen=True)
class Hires:
    """Who was hired until now of those who applied in whole months.

    Attributes:
        months: The whole months inside the window; None when there is none.
        everywhere: Hired at all sites.
        share: Of everybody who applied in these months at all sites, how many were hired.
        own: Hired at the campaign's own sites; the same as ``everywhere`` when it is for all of them, not known where
            counts per site are not given.
    """

    months: Period | None
    everywhere: Count
    share: Share | None
    own: Count

    def extra_hired(self, finding: Finding | None) -> float | None:
        """Return about how many extra ones were hired, if they are hired as often as everybody; None when not likely extra."""
        if finding is None or finding.verdict is not Verdict.LIKELY_EXTRA or finding.extra is None:
            return None
        if self.share is None or self.share.value is None:
            return None
        return finding.extra * self.share.value


def whole_months_in(window: Period) -> Period | None:
    """Return the whole calendar months that lie inside a window, None when there is none."""
    first = window.first if window.first.day == 1 else next_month(window.first)
    last = window.last if month_end(window.last) == window.last else _end_before(window.last)
    return Period(first, last) if first <= last else None


def _end_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)


def hires(people: People, window: Period, sites: tuple[str, ...]) -> Hires:
    """Return the hires of a campaign's window as far as they may be told."""
    months = whole_months_in(window)
    known = people.known(months) if months else None
    if known is None:
        return Hires(None, NOT_KNOWN, None, NOT_KNOWN)
    everywhere = people.count(known, "hired")
    share = published_share(everywhere, people.count(known))
    if not sites:
        return Hires(known, everywhere, share, everywhere)
    own = people.count(known, "hired", site=sites[0]) if len(sites) == 1 else NOT_KNOWN
    return Hires(known, everywhere, share, own)
