"""What the first page is reckoned from, beside the counts of applicants (``analysis.publishing``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.labour_market import Published
from dashboard.analysis.mentions import Mentions
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import months_of


@dataclass(frozen=True)
class CampaignFinding:
    """The latest answer on all applications of a campaign; ``finding`` None while nothing has been reckoned."""

    campaign_id: str
    name: str
    finding: Finding | None


@dataclass(frozen=True)
class OverviewFacts:
    """Everything that does not depend on the selection.

    Attributes:
        today: The present day.
        until: Last complete day with applications; None without any.
        views: First day of a month to the views on YouTube; a month that is not there is not known.
        views_until: Last day with final views; None without any.
        vacancies: ``opened_at``, ``closed_at``, ``function_group``, ``site_id``.
        campaigns: ``campaign_id``, ``name``, ``kind``, ``starts_on``, ``ends_on``, ``cash``, ``hours``, ``full_cost``.
        currency: Of the costs.
        mentions: Counts per day.
        targets: (Key figure, calendar year) to what it is to reach.
        findings: Of every campaign, those without an answer too.
        events: As :func:`dashboard.queries.events.events` gives them.
        context: Figures from outside.
    """

    today: date
    until: date | None
    views: Mapping[date, float]
    views_until: date | None
    vacancies: pd.DataFrame
    campaigns: pd.DataFrame
    currency: str
    mentions: Mentions
    targets: Mapping[tuple[str, str], float]
    findings: Sequence[CampaignFinding]
    events: pd.DataFrame
    context: Sequence[Published]

    def views_in(self, period: Period) -> float | None:
        """Return the views over whole months; None when a month has none or has not ended yet."""
        found = [self.views.get(month) for month in months_of(period)]
        known = [each for each in found if each is not None]
        complete = self.views_until is not None and period.last <= self.views_until
        return sum(known) if complete and len(known) == len(found) else None
