"""The questions that are asked of campaigns, made from the figures, and the answers that are stored."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from connectors.database import schema
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.finding import Finding, Stage
from dashboard.analysis.impact.record import from_record
from dashboard.queries.case_file import case_file
from dashboard.queries.evidence_cases import make_case

_STAGES = (Stage.FINAL, Stage.PRELIMINARY, Stage.RUNNING)


@dataclass(frozen=True)
class StoredFinding:
    """A stored answer: what it is about, at which stage it was given, and when."""

    campaign_id: str
    outcome: str
    stage: Stage
    as_of: date
    computed_at: datetime
    finding: Finding


def findings(connection: Connection, organisation_id: str, campaign_id: str) -> list[StoredFinding]:
    """Return what is stored of a campaign: every outcome, and of each the latest stage first."""
    return [found for found in all_findings(connection, organisation_id) if found.campaign_id == campaign_id]


def all_findings(connection: Connection, organisation_id: str) -> list[StoredFinding]:
    """Return what is stored of all campaigns, by campaign and outcome, the latest stage of each first."""
    row = schema.finding.c
    query = select(row.campaign_id, row.outcome, row.as_of, row.computed_at, row.record)
    rows = connection.execute(query.where(row.organisation_id == organisation_id)).all()
    found = [_stored(*each) for each in rows]
    return sorted(found, key=lambda each: (each.campaign_id, each.outcome, _STAGES.index(each.stage)))


def _stored(campaign_id: str, outcome: str, as_of: date, computed_at: datetime, record: str) -> StoredFinding:
    finding = from_record(json.loads(record))
    return StoredFinding(campaign_id, outcome, finding.stage, as_of, computed_at, finding)


def case_of(connection: Connection, organisation_id: str, campaign_id: str, outcome: str, *, as_of: date) -> Case:
    """Return whether a campaign brought more of an outcome, as a question, with what was known on the morning of a day.

    The outcomes and errors are those of :func:`dashboard.queries.evidence_cases.make_case`.
    """
    return make_case(case_file(connection, organisation_id), campaign_id, outcome, as_of=as_of)
