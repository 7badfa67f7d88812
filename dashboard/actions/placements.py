"""Placements of a campaign's link: made and removed, with an audit line; the campaign's tag is locked by the first."""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, ConfigurationError
from dashboard.actions.audit import record
from dashboard.actions.campaign_form import CostLine, cost_problems
from dashboard.actions.campaigns import NotAccepted, refuse_demo
from dashboard.analysis.links import KINDS, Placement, problems_of, tag


def campaign_tag(connection: Connection, organisation_id: str, campaign_id: str) -> str:
    """Return the tag of a campaign: the one it is linked to, else the one that its code gives."""
    row = schema.campaign_link.c
    query = (
        select(row.target)
        .where(row.organisation_id == organisation_id, row.campaign_id == campaign_id, row.kind == "utm_campaign")
        .order_by(row.target)
    )
    return connection.execute(query).scalars().first() or tag(campaign_id)


def add(
    engine: Engine,
    organisation_id: str,
    campaign_id: str,
    placement: Placement,
    *,
    actor: str,
    at: datetime,
    cost: CostLine | None = None,
) -> str:
    """Store a placement, perhaps with its cost, and return its code; raise NotAccepted with everything that is wrong.

    The campaign's tag is taken from the campaign, whatever the placement says; where the campaign had none, it is linked
    to it, so that applications that carry it are found.
    """
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        _require_campaign(connection, organisation_id, campaign_id)
        locked = replace(
            placement,
            label=placement.label.strip(),
            url=placement.url.strip(),
            campaign_tag=campaign_tag(connection, organisation_id, campaign_id),
            area=placement.area.strip(),
        )
        problems = problems_of(locked, _codes(connection, organisation_id, campaign_id))
        problems += cost_problems([cost] if cost else [])
        if problems:
            raise NotAccepted(problems)
        own = {"organisation_id": organisation_id, "campaign_id": campaign_id}
        store.upsert(connection, schema.campaign_placement, [{**own, **_row(locked), "made_at": at}], run_id=0)
        link = {**own, "kind": "utm_campaign", "target": locked.campaign_tag}
        store.upsert(connection, schema.campaign_link, [link], run_id=0)
        if cost is not None:
            _add_cost(connection, own, replace(cost, platform=KINDS[locked.kind].source))
        detail = json.dumps({"placement": locked.code})
        record(connection, organisation_id, at, actor=actor, action="placement.add", subject=campaign_id, detail=detail)
    return locked.code


def remove(
    engine: Engine, organisation_id: str, campaign_id: str, placement_id: str, *, actor: str, at: datetime
) -> None:
    """Remove a placement from the list; what came in through its link stays counted."""
    column = schema.campaign_placement.c
    here = (
        (column.organisation_id == organisation_id)
        & (column.campaign_id == campaign_id)
        & (column.placement_id == placement_id)
    )
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        store.remove(connection, schema.campaign_placement, here)
        detail = json.dumps({"placement": placement_id})
        record(
            connection, organisation_id, at, actor=actor, action="placement.remove", subject=campaign_id, detail=detail
        )


def _row(placement: Placement) -> dict[str, object]:
    tags = placement.tags
    return {
        "placement_id": placement.code,
        "kind": placement.kind,
        "label": placement.label,
        "url": placement.url,
        **{name: tags[name] for name in ("utm_source", "utm_medium", "utm_campaign")},
        "utm_content": tags.get("utm_content"),
        "area": placement.area or None,
        "copies": placement.copies,
        "first_day": placement.first_day,
        "last_day": placement.last_day,
    }


def _add_cost(connection: Connection, own: dict[str, str], cost: CostLine) -> None:
    """Add a line of cost, in the currency of the others."""
    row = schema.campaign_cost.c
    here = (row.organisation_id == own["organisation_id"]) & (row.campaign_id == own["campaign_id"])
    known = connection.execute(select(row.line, row.currency).where(here).order_by(row.line)).all()
    line, currency = (known[-1].line + 1, known[-1].currency) if known else (1, "EUR")
    values = {"line": line, "currency": currency, "label": cost.label.strip(), "platform": cost.platform}
    amounts = {"cash": cost.cash, "hours": cost.hours, "hour_rate": cost.hour_rate}
    connection.execute(schema.campaign_cost.insert().values(**own, **values, **amounts))


def _codes(connection: Connection, organisation_id: str, campaign_id: str) -> list[str]:
    column = schema.campaign_placement.c
    query = select(column.placement_id).where(
        column.organisation_id == organisation_id, column.campaign_id == campaign_id
    )
    return list(connection.execute(query).scalars())


def _require_campaign(connection: Connection, organisation_id: str, campaign_id: str) -> None:
    column = schema.campaign.c
    query = select(column.campaign_id).where(
        column.organisation_id == organisation_id, column.campaign_id == campaign_id
    )
    if connection.execute(query).first() is None:
        raise ConfigurationError(
            N_("There is no campaign “{campaign}”."), code="campaign.unknown", campaign=campaign_id
        )
