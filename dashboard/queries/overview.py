"""The first page from the database: its facts, and the whole page for whoever prints it."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.mentions import Mentions
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.overview_facts import CampaignFinding, OverviewFacts
from dashboard.analysis.overview_page import page_of
from dashboard.analysis.selection import Selection
from dashboard.queries import attention, campaigns, context, events, evidence, mentions, workplaces
from dashboard.queries.people import people
from dashboard.queries.periods import last_complete_day
from dashboard.queries.stories import campaign_costs

PLATFORM = "youtube"
_CURRENCY = "EUR"


def overview_page(
    connection: Connection, organisation_id: str, selection: Selection, today: date, zone: str, *, region: str = ""
) -> OverviewPage:
    """Return everything that stands on the first page over a selection: what a page draws and a report prints."""
    asked = (connection, organisation_id)
    return page_of(overview_facts(*asked, today, zone), people(*asked, today, zone), selection, region)


def overview_facts(connection: Connection, organisation_id: str, today: date, zone: str) -> OverviewFacts:
    """Return what the first page is reckoned from, beside the counts of applicants."""
    asked = (connection, organisation_id)
    rows, costs = campaigns.campaigns(*asked), campaign_costs(*asked)
    found = [costs.get(code) for code in rows["campaign_id"]]
    views = attention.platform_months(*asked, PLATFORM).dropna()
    return OverviewFacts(
        today=today,
        until=last_complete_day(*asked, today, zone),
        views=dict(zip(views["month_start"], views["views"].astype("float64"), strict=True)),
        views_until=attention.platform_until(*asked, PLATFORM),
        vacancies=workplaces.vacancies(*asked),
        campaigns=rows.assign(
            cash=pd.Series([cost.cash if cost else None for cost in found], index=rows.index, dtype="float64"),
            hours=pd.Series([cost.hours if cost else None for cost in found], index=rows.index, dtype="float64"),
            full_cost=pd.Series([cost.full if cost else None for cost in found], index=rows.index, dtype="float64"),
        ),
        currency=next((cost.currency for cost in found if cost), _CURRENCY),
        mentions=Mentions(mentions.by_day(*asked)),
        targets=context.targets(*asked),
        findings=_findings(*asked, rows),
        events=events.events(*asked, date.min, date.max),
        context=context.context_figures(*asked),
    )


def _findings(connection: Connection, organisation_id: str, rows: pd.DataFrame) -> tuple[CampaignFinding, ...]:
    """Return the latest answer on all applications of each campaign."""
    latest = {}
    for each in evidence.all_findings(connection, organisation_id):
        if each.outcome == ALL:
            latest.setdefault(each.campaign_id, each.finding)
    return tuple(
        CampaignFinding(code, name, latest.get(code))
        for code, name in zip(rows["campaign_id"], rows["name"], strict=True)
    )
