"""Every figure of the canon that has data: reckoned from one period's facts, or by the analysis of one campaign."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.analysis.canon.facts import Estimate, Facts
from dashboard.analysis.canon.inflow_estimates import INFLOW_ESTIMATES
from dashboard.analysis.canon.telling_estimates import TELLING_ESTIMATES

ESTIMATES: Mapping[str, Callable[[Facts], Estimate]] = MappingProxyType({**INFLOW_ESTIMATES, **TELLING_ESTIMATES})
ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "first_72_hours": "dashboard.analysis.first_72_hours",
        "expected_applications": "dashboard.analysis.impact",
        "extra_applications": "dashboard.analysis.impact",
        "side_entrant_share_of_extra": "dashboard.analysis.differences",
        "cost_per_extra": "dashboard.analysis.impact",
        "cost_per_view": "dashboard.analysis.cost",
        "watched_to_the_end": "dashboard.analysis.series",
        "carry_over": "dashboard.analysis.episodes",
        "attention_and_inflow": "dashboard.analysis.association",
        "mentions": "dashboard.analysis.mentions",
        "buzz_index": "dashboard.analysis.mentions",
        "tone": "dashboard.analysis.mentions",
        "care_vacancies": "dashboard.analysis.labour_market",
        "market_vacancy_duration": "dashboard.analysis.labour_market",
        "tightness_uwv": "dashboard.analysis.labour_market",
        "tightness_vdab": "dashboard.analysis.labour_market",
    }
)
"""Figures of one campaign, series or theme, or from outside, with the module that reckons them."""


def estimate(key: str, facts: Facts) -> Estimate:
    """Return a figure of the canon; raises KeyError for one that needs a campaign, or that there is no data for."""
    return ESTIMATES[key](facts)
