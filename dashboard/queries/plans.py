"""What was fixed of a campaign before its start, what can be fixed of it, and what it could show."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from connectors.clock import day_in
from connectors.database.schema import campaign_plan
from connectors.errors import NotEnoughData, Said
from dashboard.analysis.impact.planning import Plan, plan
from dashboard.analysis.periods import Period
from dashboard.queries.case_file import case_file
from dashboard.queries.evidence_cases import make_case
from dashboard.queries.evidence_slices import ALL


@dataclass(frozen=True)
class KeptPlan:
    """What was written down; what it could show is None and empty where that could not be said.

    Attributes:
        kept_on: The day on which it was written down as it stands.
        window: The days that are looked at; None while only words were written down.
        outcomes: What is judged, the main one first.
        minimum_effect: Smallest number of extra ones that would matter.
        power: Relative effect, and how often it is shown.
        deviation: What was done otherwise, one line each: the day, what, and why.
    """

    kept_on: date
    measure: str
    method: str
    baseline_from: date | None
    baseline_until: date | None
    window: Period | None
    outcomes: tuple[str, ...]
    minimum_effect: float | None
    minimum_detectable_effect: float | None
    minimum_detectable_relative: float | None
    power: tuple[tuple[float, float], ...]
    deviation: str = ""


@dataclass(frozen=True)
class Choices:
    """What can be fixed: the outcomes there are, and the whole weeks of the campaign; None where it has no end."""

    outcomes: tuple[str, ...]
    weeks: Period | None


def kept_plan(connection: Connection, organisation_id: str, campaign_id: str, zone: str) -> KeptPlan | None:
    """Return what was written down of a campaign, None when nothing was."""
    own = (campaign_plan.c.organisation_id == organisation_id) & (campaign_plan.c.campaign_id == campaign_id)
    row = connection.execute(select(campaign_plan).where(own)).mappings().first()
    if row is None:
        return None
    first, last = row["window_from"], row["window_until"]
    return KeptPlan(
        kept_on=row["planned_on"] or day_in(row["recorded_at"], zone),
        measure=row["measure"] or "",
        method=row["method"] or "",
        baseline_from=row["baseline_from"],
        baseline_until=row["baseline_until"],
        window=Period(first, last) if first and last else None,
        outcomes=tuple(json.loads(row["outcomes"])) if row["outcomes"] else (ALL,),
        minimum_effect=row["minimum_effect"],
        minimum_detectable_effect=row["minimum_detectable_effect"],
        minimum_detectable_relative=row["minimum_detectable_relative"],
        power=tuple((lift, share) for lift, share in json.loads(row["power"] or "[]")),
        deviation=row["deviation"] or "",
    )


def choices(connection: Connection, organisation_id: str, campaign_id: str) -> Choices:
    """Return what can be fixed of a campaign."""
    file = case_file(connection, organisation_id)
    return Choices(tuple(file.outcomes()), file.campaigns[campaign_id].whole_weeks())


def foreseen(
    connection: Connection, organisation_id: str, campaign_id: str, outcome: str, first: date, last: date, as_of: date
) -> Plan | Said:
    """Return what a campaign over a window could show of an outcome, from what was known on the morning of a day.

    Where too little is known for that, what is missing.
    """
    file = case_file(connection, organisation_id)
    try:
        return plan(make_case(file, campaign_id, outcome, as_of=as_of, window=Period(first, last)))
    except NotEnoughData as error:
        return error.said
