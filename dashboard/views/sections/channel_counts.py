"""Applications per channel as they may be told: of all sources that lead back to it, and of what applicants answered."""

from collections.abc import Mapping

from dashboard import data
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People
from dashboard.analysis.steps import by_channel
from dashboard.analysis.suppression import Count
from dashboard.queries.people import people


def everybody() -> People:
    """Return the counts of applicants under one protection."""
    return data.load(people, data.today(), data.organisation().timezone)


def per_channel(period: Period, kind: str = "source", **narrowing: str) -> Mapping[str, Count]:
    """Return applications per channel in whole months; ``kind``: by tracked ``source`` or as ``self_reported``."""
    known = everybody()
    return by_channel(known.by(kind, period, **narrowing), known.strategies)
