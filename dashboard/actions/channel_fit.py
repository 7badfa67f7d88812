"""Whether a group that is to be reached is on a channel: written down by a person, with how it is known."""

import json
from datetime import datetime

from sqlalchemy import Engine

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, Said
from dashboard.actions.audit import record
from dashboard.actions.campaigns import NotAccepted, refuse_demo
from dashboard.analysis.channels import CHANNELS
from dashboard.analysis.fit import Fit

LONGEST = 300


def problems_of(fit: Fit) -> list[Said]:
    """Return everything that is wrong with what was filled in."""
    found = []
    if fit.platform not in CHANNELS:
        found.append(Said(N_("Choose a channel.")))
    if not fit.audience.strip():
        found.append(Said(N_("Choose a group that is to be reached.")))
    if len(fit.evidence) > LONGEST:
        found.append(Said(N_("How this is known is longer than {most} characters."), {"most": LONGEST}))
    return found


def keep(engine: Engine, organisation_id: str, fit: Fit, *, actor: str, at: datetime) -> None:
    """Store what is known of a channel and a group, with an audit line; the last word counts.

    Raises NotAccepted with everything that is wrong, and DemoIsFixed in the demo organisation.
    """
    problems = problems_of(fit)
    if problems:
        raise NotAccepted(problems)
    row = {
        "organisation_id": organisation_id,
        "platform": fit.platform,
        "audience": fit.audience,
        "is_present": fit.present,
        "evidence": fit.evidence.strip() or None,
        "decided_at": at,
    }
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        store.upsert(connection, schema.channel_fit, [row], run_id=0)
        detail = json.dumps({"present": fit.present, "evidence": bool(fit.evidence.strip())})
        subject = f"{fit.platform}|{fit.audience}"
        record(connection, organisation_id, at, actor=actor, action="channel_fit.keep", subject=subject, detail=detail)


def remove(engine: Engine, organisation_id: str, platform: str, audience: str, *, actor: str, at: datetime) -> None:
    """Take away what was written down of a channel and a group, with an audit line."""
    column = schema.channel_fit.c
    here = (column.organisation_id == organisation_id) & (column.platform == platform) & (column.audience == audience)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        store.remove(connection, schema.channel_fit, here)
        subject = f"{platform}|{audience}"
        record(connection, organisation_id, at, actor=actor, action="channel_fit.remove", subject=subject)
