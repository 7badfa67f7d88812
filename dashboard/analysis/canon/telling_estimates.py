"""What was told, watched, clicked, started and planned, reckoned from one period's facts."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.canon.facts import NOTHING, Estimate, Facts, known_sum, of_share, ratio_of_sums
from dashboard.analysis.shares import share, wilson

PLAN = ("goal", "audience", "measure", "method", "baseline_from", "baseline_until")
"""What a plan asks for before a campaign begins."""


def _cash_share(facts: Facts) -> Estimate:
    some = _touching(facts)
    full, cash = known_sum(some["full_cost"]), known_sum(some["cash"])
    return Estimate(None, reason=NOTHING) if not full or cash is None else Estimate(cash / full)


def _touching(facts: Facts) -> pd.DataFrame:
    rows = facts.campaigns
    ends = rows["ends_on"].where(rows["ends_on"].notna(), facts.today)
    return rows[(rows["starts_on"] <= facts.period.last) & (ends >= facts.period.first)]


def _average_share_watched(facts: Facts) -> Estimate:
    some = facts.content[facts.content["platform"] == "youtube"]
    return ratio_of_sums(some["watch_minutes"] * 60, some["views"] * some["duration_s"])


def _engagement_rate(facts: Facts) -> Estimate:
    some = facts.content[facts.content["platform"] == "linkedin"]
    done = some["reactions"] + some["comments"] + some["shares"] + some["clicks"]
    return ratio_of_sums(done, some["impressions"])


def _click_through(facts: Facts) -> Estimate:
    clicks = known_sum(facts.content.loc[facts.content["platform"] == "linkedin", "clicks"])
    arrived = facts.visits.linkedin_social
    return Estimate(None, reason=NOTHING) if not clicks or arrived is None else Estimate(arrived / clicks)


def _rate(part: int | None, base: int | None) -> Estimate:
    """Return a share of visits or starts; a source that counts more parts than bases counts two different things."""
    if part is None or not base:
        return Estimate(None, reason=NOTHING)
    if part > base:
        return Estimate(None, reason=Said(N_("The source counts more of these than of what they are part of.")))
    return of_share(share(part, base))


def _start_rate(facts: Facts) -> Estimate:
    return _rate(facts.visits.starts, facts.visits.sessions)


def _completion_rate(facts: Facts) -> Estimate:
    return _rate(facts.visits.completes, facts.visits.starts_with_completes)


def _ad_hoc_share(facts: Facts) -> Estimate:
    days = facts.content["published_on"]
    inside = facts.content[[isinstance(day, date) and day in facts.period for day in days]]
    if not len(inside):
        return Estimate(None, reason=NOTHING)
    without = int((~inside["in_campaign"].astype(bool)).sum())
    return Estimate(without / len(inside), wilson(without, len(inside)))


def _plan_completeness(facts: Facts) -> Estimate:
    some = _touching(facts)
    if not len(some):
        return Estimate(None, reason=NOTHING)
    filled = some[list(PLAN)].notna() & (some[list(PLAN)] != "")
    return Estimate(float(filled.to_numpy().mean()))


TELLING_ESTIMATES: Mapping[str, Callable[[Facts], Estimate]] = MappingProxyType(
    {
        "cash_share": _cash_share,
        "average_share_watched": _average_share_watched,
        "engagement_rate": _engagement_rate,
        "click_through": _click_through,
        "start_rate": _start_rate,
        "completion_rate": _completion_rate,
        "ad_hoc_share": _ad_hoc_share,
        "plan_completeness": _plan_completeness,
    }
)
