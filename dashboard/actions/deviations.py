"""What was done otherwise than planned, and why: added to the plan line by line, never taken away."""

import json
from datetime import date, datetime

from sqlalchemy import Connection, Engine, insert, select, update

from connectors.database import schema
from connectors.database.engine import writing
from connectors.errors import N_, Said
from dashboard.actions.audit import record
from dashboard.actions.campaigns import NotAccepted, refuse_demo

_LONGEST = 500


def deviate(
    engine: Engine,
    organisation_id: str,
    campaign_id: str,
    what: str,
    why: str,
    *,
    actor: str,
    at: datetime,
    today: date,
) -> None:
    """Add what was done otherwise to a campaign that has begun, with its reason and an audit line."""
    problems = []
    if not what.strip():
        problems.append(Said(N_("Write down what was done otherwise.")))
    if not why.strip():
        problems.append(Said(N_("Write down why.")))
    if max(len(what), len(why)) > _LONGEST:
        problems.append(Said(N_("A text is longer than {most} characters."), {"most": _LONGEST}))
    if problems:
        raise NotAccepted(problems)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        row = schema.campaign.c
        own = (row.organisation_id == organisation_id) & (row.campaign_id == campaign_id)
        starts_on = connection.execute(select(row.starts_on).where(own)).scalar()
        if starts_on is None or starts_on > today:
            raise NotAccepted([Said(N_("It has not begun: change the plan itself."))])
        noted(connection, organisation_id, campaign_id, line_of(today, what, why), at)
        detail = json.dumps({"what": what.strip(), "why": why.strip()})
        record(
            connection,
            organisation_id,
            at,
            actor=actor,
            action="campaign.deviation",
            subject=campaign_id,
            detail=detail,
        )


def line_of(day: date, what: str, why: str) -> str:
    """Return one line: the day, what was done otherwise, and why in brackets."""
    one, other = (" ".join(text.split()) for text in (what, why))
    return f"{day}: {one} ({other})"


def noted(connection: Connection, organisation_id: str, campaign_id: str, line: str, at: datetime) -> None:
    """Add a line to the plan's deviation; a campaign without a plan gets one that holds nothing else."""
    plan = schema.campaign_plan
    own = (plan.c.organisation_id == organisation_id) & (plan.c.campaign_id == campaign_id)
    known = connection.execute(select(plan.c.deviation).where(own)).first()
    if known is None:
        values = {"organisation_id": organisation_id, "campaign_id": campaign_id, "recorded_at": at, "deviation": line}
        connection.execute(insert(plan).values(**values))
        return
    whole = "\n".join([*([known[0]] if known[0] else []), line])
    connection.execute(update(plan).where(own).values(deviation=whole))
