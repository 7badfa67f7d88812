"""What a campaign is to reach, as a person wrote it down."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, delete, insert

from connectors.database import schema
from connectors.database.engine import writing
from connectors.errors import N_, Said
from dashboard.actions.audit import record
from dashboard.actions.campaigns import NotAccepted, refuse_demo
from dashboard.actions.standing import require, standing
from dashboard.analysis.picks import TARGETS

_MOST = 100_000_000


def problems_of(targets: Mapping[str, float]) -> list[Said]:
    """Return what is wrong with targets by measure."""
    found = []
    for measure, target in targets.items():
        if measure not in TARGETS:
            found.append(Said(N_("There is no target “{measure}”."), {"measure": measure}))
        elif not 0 < target <= _MOST:
            text = N_("The target for “{measure}” is more than zero and at most a hundred million.")
            found.append(Said(text, {"measure": Said(TARGETS[measure])}))
    return found


def replace(
    engine: Engine,
    organisation_id: str,
    campaign_id: str,
    targets: Mapping[str, float],
    *,
    actor: str,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Put other targets in the place of a campaign's own, with an audit line."""
    problems = problems_of(targets)
    if problems:
        raise NotAccepted(problems)
    table = schema.campaign_target
    own = {"organisation_id": organisation_id, "campaign_id": campaign_id}
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        require(standing(connection, organisation_id, campaign_id, "targets"), seen)
        here = (table.c.organisation_id == organisation_id) & (table.c.campaign_id == campaign_id)
        connection.execute(delete(table).where(here))
        if targets:
            rows = [{**own, "measure": measure, "target": float(target)} for measure, target in targets.items()]
            connection.execute(insert(table), rows)
        detail = json.dumps(dict(targets))
        record(
            connection, organisation_id, at, actor=actor, action="campaign.targets", subject=campaign_id, detail=detail
        )
