"""Everything that is said of one campaign, read in one go: for a report, which has no page to ask for it piece by piece."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection

from connectors.errors import N_, ConfigurationError
from dashboard.analysis.hires import Hires, hires
from dashboard.analysis.impact.left_out import LeftOut
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.time_line import Item
from dashboard.queries import backdrops, campaigns, evidence, placements, workplaces
from dashboard.queries.campaign_details import Details, details
from dashboard.queries.evidence import StoredFinding
from dashboard.queries.left_out import left_out_sites
from dashboard.queries.people import people
from dashboard.queries.plans import KeptPlan, kept_plan
from dashboard.queries.stories import Story, story

_BEFORE = timedelta(weeks=120)
"""How far back what stands behind a chart is asked for: farther than any chart of a campaign reaches."""


@dataclass(frozen=True)
class CampaignMaterial:
    """What a report on a campaign is made of; ``details`` is None where there are no figures of its days.

    Attributes:
        findings, plans: What is stored of what was extra, and what was agreed before the start.
        items: What stands on the time line, days off in the language of the report among it.
        hires: Hires among the applications of its weeks; None where there are no figures of its days.
        by_hand: Visits that people counted themselves; None when they counted nothing.
        targets: What it is to reach.
        compared: What the sites show that were left out; None of a campaign without sites, and before there is an answer.
    """

    story: Story
    details: Details | None
    findings: tuple[StoredFinding, ...]
    plans: pd.DataFrame
    kept: KeptPlan | None
    site_names: dict[str, str]
    items: tuple[Item, ...]
    hires: Hires | None
    by_hand: int | None
    targets: dict[str, float]
    compared: LeftOut | None


def campaign_material(
    connection: Connection, organisation_id: str, campaign_id: str, today: date, zone: str, language: str
) -> CampaignMaterial:
    """Return what a report on a campaign is made of; raises a ConfigurationError for a code that nobody knows."""
    asked = (connection, organisation_id)
    rows = campaigns.campaigns(*asked)
    if campaign_id not in set(rows["campaign_id"]):
        raise ConfigurationError(
            N_("There is no campaign “{campaign}”."),
            code="campaign.unknown",
            hint=N_("Campaigns: {known}."),
            campaign=campaign_id,
            known=", ".join(sorted(rows["campaign_id"])) or "–",
        )
    told = story(*asked, campaign_id, today, zone)
    has_figures = told.window is not None and told.arrived is not None
    found = tuple(evidence.findings(*asked, campaign_id)) if has_figures else ()
    last = told.window.last if told.window else told.starts_on
    off = backdrops.days_off(*asked, tuple(sorted(told.sites)), told.starts_on - _BEFORE, last, language)
    counted = placements.by_hand(*asked, tuple(sorted(told.own.utm_campaigns)))
    kept = kept_plan(*asked, campaign_id, zone)
    main = _main_outcome(kept, [each.outcome for each in found]) if told.sites else None
    return CampaignMaterial(
        story=told,
        details=details(*asked, campaign_id, today, zone, language) if has_figures else None,
        findings=found,
        plans=campaigns.plans(*asked),
        kept=kept,
        site_names=workplaces.site_names(*asked),
        hires=hires(people(*asked, today, zone), told.window, told.sites) if has_figures and told.window else None,
        by_hand=int(counted["visits"].sum()) if len(counted) else None,
        targets=campaigns.targets(*asked, campaign_id),
        items=(*backdrops.time_line(*asked, zone), *off),
        compared=left_out_sites(*asked, campaign_id, main, as_of=today) if main else None,
    )


def _main_outcome(kept: KeptPlan | None, present: list[str]) -> str | None:
    """Return what the campaign is judged by: what was agreed, else all applications; None where nothing is stored."""
    agreed = next((outcome for outcome in (kept.outcomes[:1] if kept else ()) if outcome in present), None)
    return agreed or next(iter(each for each in (ALL, *present) if each in present), None)
