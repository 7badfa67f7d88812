"""Making a campaign, and changing its cost and links."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Engine, Table, delete, select

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, InstroomError, Said
from dashboard.actions.audit import record
from dashboard.actions.campaign_form import (
    CURRENCIES,
    CostLine,
    NewCampaign,
    Plan,
    cost_problems,
    link_problems,
    missing_of_plan,
    problems_of,
)
from dashboard.actions.codes import code_of, first_free
from dashboard.actions.refused import Refused
from dashboard.actions.standing import require, standing
from dashboard.analysis.belongings import KINDS as LINK_KINDS


class NotAccepted(Refused):
    """A campaign, or a part of one, cannot be stored."""

    code = "campaign.not_accepted"
    sentence = N_("The campaign was not stored: {problems}")


class DemoIsFixed(InstroomError):  # noqa: N818
    """The fictional organisation is not changed."""

    code = "demo.fixed"

    def __init__(self) -> None:
        super().__init__(
            N_("This is the demo organisation: nothing in it can be changed."),
            hint=N_("Run “instroom init” to begin with your own organisation."),
        )


def create(
    engine: Engine, organisation_id: str, new: NewCampaign, *, currency: str, actor: str, at: datetime, today: date
) -> str:
    """Store a campaign with plan, cost and links, and an audit line; return its code.

    It is planned until somebody starts it; one whose last day is over was held already.
    Raises NotAccepted with everything that is wrong, and DemoIsFixed in the demo organisation.
    """
    problems = problems_of(new)
    if problems:
        raise NotAccepted(problems)
    assert new.starts_on is not None
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        require_free_name(connection, organisation_id, new.name)
        code = free_code(connection, organisation_id, new.name)
        row = {
            "name": new.name.strip(),
            "kind": new.kind,
            "goal": new.goal.strip() or None,
            "audience": new.audience.strip() or None,
            "starts_on": new.starts_on,
            "ends_on": new.ends_on,
            "status": _status(new, today),
        }
        _store(connection, schema.campaign, organisation_id, code, [row])
        _store(connection, schema.campaign_plan, organisation_id, code, _plan_rows(new.plan, at))
        _store(connection, schema.campaign_cost, organisation_id, code, _cost_rows(new.costs, currency))
        _store(connection, schema.campaign_link, organisation_id, code, _link_rows(new.links))
        detail = json.dumps({"plan_missing": missing_of_plan(new)})
        record(connection, organisation_id, at, actor=actor, action="campaign.create", subject=code, detail=detail)
    return code


def replace_costs(
    engine: Engine,
    organisation_id: str,
    campaign_id: str,
    costs: Sequence[CostLine],
    *,
    currency: str,
    actor: str,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Put other lines of cost in the place of a campaign's own, with an audit line; ``seen``: how they stood before."""
    problems = cost_problems(costs)
    if problems or currency not in CURRENCIES:
        raise NotAccepted(problems or [Said(N_("Choose a currency."))])
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        require(standing(connection, organisation_id, campaign_id, "costs"), seen)
        _remove(connection, schema.campaign_cost, organisation_id, campaign_id)
        _store(connection, schema.campaign_cost, organisation_id, campaign_id, _cost_rows(costs, currency))
        record(connection, organisation_id, at, actor=actor, action="campaign.costs", subject=campaign_id)


def replace_links(
    engine: Engine,
    organisation_id: str,
    campaign_id: str,
    links: Sequence[tuple[str, str]],
    *,
    actor: str,
    at: datetime,
    kinds: Collection[str] = LINK_KINDS,
    seen: str | None = None,
) -> None:
    """Put other links of some kinds in the place of a campaign's own, with an audit line; ``seen``: how they stood."""
    problems = link_problems(links)
    if problems:
        raise NotAccepted(problems)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        require(standing(connection, organisation_id, campaign_id, "links"), seen)
        link = schema.campaign_link.c
        own = (link.organisation_id == organisation_id) & (link.campaign_id == campaign_id)
        connection.execute(delete(schema.campaign_link).where(own, link.kind.in_(list(kinds))))
        _store(connection, schema.campaign_link, organisation_id, campaign_id, _link_rows(links))
        record(connection, organisation_id, at, actor=actor, action="campaign.links", subject=campaign_id)


def refuse_demo(connection: Connection, organisation_id: str) -> None:
    """Raise DemoIsFixed when the organisation is the fictional one."""
    row = schema.organisation.c
    if connection.execute(select(row.is_demo).where(row.organisation_id == organisation_id)).scalar():
        raise DemoIsFixed


def free_code(connection: Connection, organisation_id: str, name: str) -> str:
    """Return a short code for a name that no campaign has yet: small letters, digits and hyphens."""
    row = schema.campaign.c
    taken = set(connection.execute(select(row.campaign_id).where(row.organisation_id == organisation_id)).scalars())
    return first_free(code_of(name, "campaign"), taken)


def require_free_name(connection: Connection, organisation_id: str, name: str, campaign_id: str = "") -> None:
    """Raise NotAccepted when another campaign has this name."""
    row = schema.campaign.c
    query = select(row.campaign_id, row.name).where(row.organisation_id == organisation_id)
    for code, known in connection.execute(query):
        if code != campaign_id and known.strip().casefold() == name.strip().casefold():
            raise NotAccepted([Said(N_("There is a campaign with the name “{name}” already."), {"name": known})])


def _status(new: NewCampaign, today: date) -> str:
    return "closed" if new.ends_on is not None and new.ends_on < today else "planned"


def _plan_rows(plan: Plan, at: datetime) -> list[dict[str, object]]:
    values = {
        "measure": plan.measure.strip() or None,
        "method": plan.method.strip() or None,
        "baseline_from": plan.baseline_from,
        "baseline_until": plan.baseline_until,
        "recorded_at": at,
    }
    return [values] if plan != Plan() else []


def _cost_rows(costs: Sequence[CostLine], currency: str) -> list[dict[str, object]]:
    return [
        {
            "line": number,
            "label": line.label.strip(),
            "cash": float(line.cash),
            "hours": float(line.hours),
            "hour_rate": float(line.hour_rate),
            "currency": currency,
            "platform": line.platform or None,
        }
        for number, line in enumerate(costs, start=1)
    ]


def _link_rows(links: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    return [{"kind": kind, "target": target.strip()} for kind, target in dict.fromkeys(links)]


def _store(
    connection: Connection, table: Table, organisation_id: str, campaign_id: str, rows: list[dict[str, object]]
) -> None:
    whole = [{"organisation_id": organisation_id, "campaign_id": campaign_id, **row} for row in rows]
    store.upsert(connection, table, whole, run_id=0)


def _remove(connection: Connection, table: Table, organisation_id: str, campaign_id: str) -> None:
    own = (table.c.organisation_id == organisation_id) & (table.c.campaign_id == campaign_id)
    connection.execute(delete(table).where(own))
