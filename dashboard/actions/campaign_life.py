"""The life of a campaign: changed, started, closed, reopened, copied, put away, removed. Each with an audit line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from connectors.database import schema
from connectors.database.engine import writing
from connectors.errors import N_, Said
from dashboard.actions.audit import By, recorded
from dashboard.actions.campaign_form import NewCampaign, Plan, missing_of_plan, problems_of, start_problem
from dashboard.actions.campaigns import NotAccepted, free_code, refuse_demo, require_free_name
from dashboard.actions.deviations import line_of, noted
from dashboard.actions.standing import require, standing

_COPIED = ("campaign_cost", "campaign_target")
_COPIED_LINKS = ("site", "function_group")
_PLAN_WORDS = ("measure", "method", "minimum_effect")
_HOLDS_SOMETHING = ("finding", "campaign_cost", "campaign_placement")
_OWN = ("campaign_target", "campaign_link", "campaign_plan", "campaign")


@dataclass(frozen=True)
class About:
    """What a campaign is, as a person filled it in; ``why`` tells why the last day of one that runs moves."""

    name: str
    kind: str
    starts_on: date | None
    ends_on: date | None = None
    goal: str = ""
    audience: str = ""
    why: str = ""


def change(by: By, campaign_id: str, about: About, *, seen: str | None = None) -> None:
    """Change what a campaign is.

    Once it has begun, its first day, goal and audience stay as they are, and another last day needs a reason. Raises
    NotAccepted with everything that is wrong, ChangedMeanwhile and DemoIsFixed.
    """
    shape = NewCampaign(about.name, about.kind, about.starts_on, about.ends_on, about.goal, about.audience)
    problems = problems_of(shape)
    if problems:
        raise NotAccepted(problems)
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        require(standing(connection, by.organisation_id, campaign_id, "about"), seen)
        require_free_name(connection, by.organisation_id, about.name, campaign_id)
        after = _columns(about)
        moved = {name: value for name, value in after.items() if row[name] != value}
        _keep_fixed(row, moved, about, by)
        if "ends_on" in moved and _began(row, by.today):
            what = f"{row['ends_on'] or '–'} → {about.ends_on or '–'}"
            noted(connection, by.organisation_id, campaign_id, line_of(by.today, what, about.why), by.at)
        _set(connection, by, campaign_id, after)
        detail = {"before": {name: row[name] for name in moved}, "after": moved}
        recorded(connection, by, "campaign.change", campaign_id, detail)


def start(by: By, campaign_id: str) -> None:
    """Set a campaign to active; without goal, audience, measure, method and baseline it is refused by what is missing."""
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        missing = missing_of_plan(_whole(connection, by, row))
        if missing:
            raise NotAccepted([start_problem(missing)])
        _set(connection, by, campaign_id, {"status": "active"})
        recorded(connection, by, "campaign.start", campaign_id, {"before": row["status"]})


def close(by: By, campaign_id: str) -> None:
    """Close a campaign; one without a last day ends today."""
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        if row["starts_on"] > by.today:
            raise NotAccepted([Said(N_("It has not begun: it cannot be closed. Remove it, or change its days."))])
        values: dict[str, Any] = {"status": "closed"}
        if row["ends_on"] is None:
            values["ends_on"] = by.today
        _set(connection, by, campaign_id, values)
        recorded(connection, by, "campaign.close", campaign_id, values)


def reopen(by: By, campaign_id: str) -> None:
    """Open a campaign that was closed or put away; its plan must be complete, and its last day still to come or empty."""
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        if row["status"] == "archived":
            values = {"status": "closed"}
        else:
            missing = missing_of_plan(_whole(connection, by, row))
            if missing:
                raise NotAccepted([start_problem(missing)])
            values = {"status": "active"}
        _set(connection, by, campaign_id, values)
        recorded(connection, by, "campaign.reopen", campaign_id, {"before": row["status"], "after": values["status"]})


def archive(by: By, campaign_id: str) -> None:
    """Put a campaign that is over away: it leaves the lists, and what it did stays in every figure."""
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        over = row["status"] == "closed" or (row["ends_on"] is not None and row["ends_on"] < by.today)
        if not over:
            raise NotAccepted([Said(N_("Only a campaign that is over can be put away. Close it first."))])
        _set(connection, by, campaign_id, {"status": "archived"})
        recorded(connection, by, "campaign.archive", campaign_id, {})


def remove(by: By, campaign_id: str) -> None:
    """Remove a campaign that never started and holds nothing; any other is closed and put away instead."""
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        if row["status"] != "planned" or any(_count(connection, by, name, campaign_id) for name in _HOLDS_SOMETHING):
            text = N_("It has run, or has cost, links or results: close it and put it away instead of removing it.")
            raise NotAccepted([Said(text)])
        for name in _OWN:
            connection.execute(
                delete(schema.metadata.tables[name]).where(_own(schema.metadata.tables[name], by, campaign_id))
            )
        recorded(connection, by, "campaign.remove", campaign_id, {"name": row["name"]})


def copy(by: By, campaign_id: str, name: str, starts_on: date | None) -> str:
    """Return the code of a new planned campaign with the same goal, audience, sites, plan, cost and targets.

    Days are moved: it lasts as long, and is compared with as many days before its own first day. What recognises the old
    one (series, tags, answers, placements) is not taken over.
    """
    with writing(by.engine) as connection:
        row = _opened(connection, by, campaign_id)
        problems = problems_of(NewCampaign(name, row["kind"], starts_on))
        if problems:
            raise NotAccepted(problems)
        assert starts_on is not None
        ends_on = starts_on + (row["ends_on"] - row["starts_on"]) if row["ends_on"] else None
        require_free_name(connection, by.organisation_id, name)
        code = free_code(connection, by.organisation_id, name)
        values = _columns(About(name, row["kind"], starts_on, ends_on, row["goal"] or "", row["audience"] or ""))
        own = {"organisation_id": by.organisation_id, "campaign_id": code}
        connection.execute(insert(schema.campaign).values(**own, **values, status="planned"))
        _copy_parts(connection, by, campaign_id, code)
        _copy_plan(connection, by, campaign_id, code, starts_on - row["starts_on"])
        recorded(connection, by, "campaign.copy", code, {"from": campaign_id})
    return code


def _copy_parts(connection: Connection, by: By, campaign_id: str, code: str) -> None:
    for name in (*_COPIED, "campaign_link"):
        table = schema.metadata.tables[name]
        query = select(table).where(_own(table, by, campaign_id))
        if name == "campaign_link":
            query = query.where(table.c.kind.in_(_COPIED_LINKS))
        rows = [{**row, "campaign_id": code} for row in connection.execute(query).mappings()]
        if rows:
            connection.execute(insert(table), rows)


def _copy_plan(connection: Connection, by: By, campaign_id: str, code: str, later: Any) -> None:
    plan = schema.campaign_plan
    row = connection.execute(select(plan).where(_own(plan, by, campaign_id))).mappings().first()
    if row is None:
        return
    days = {name: row[name] + later if row[name] else None for name in ("baseline_from", "baseline_until")}
    words = {name: row[name] for name in _PLAN_WORDS}
    own = {"organisation_id": by.organisation_id, "campaign_id": code, "recorded_at": by.at}
    connection.execute(insert(plan).values(**own, **words, **days))


def _opened(connection: Connection, by: By, campaign_id: str) -> Mapping[str, Any]:
    refuse_demo(connection, by.organisation_id)
    row = connection.execute(select(schema.campaign).where(_own(schema.campaign, by, campaign_id))).mappings().first()
    if row is None:
        raise NotAccepted([Said(N_("There is no campaign “{name}”."), {"name": campaign_id})])
    return dict(row)


def _whole(connection: Connection, by: By, row: Mapping[str, Any]) -> NewCampaign:
    plan = schema.campaign_plan
    kept = connection.execute(select(plan).where(_own(plan, by, row["campaign_id"]))).mappings().first() or {}
    words = Plan(
        kept.get("measure") or "", kept.get("method") or "", kept.get("baseline_from"), kept.get("baseline_until")
    )
    return NewCampaign(
        row["name"], row["kind"], row["starts_on"], row["ends_on"], row["goal"] or "", row["audience"] or "", plan=words
    )


def _began(row: Mapping[str, Any], today: date) -> bool:
    return row["status"] != "planned" and bool(row["starts_on"] <= today)


def _keep_fixed(row: Mapping[str, Any], moved: Mapping[str, Any], about: About, by: By) -> None:
    if not _began(row, by.today):
        return
    fixed = [name for name in ("starts_on", "goal", "audience") if name in moved and row[name]]
    if fixed:
        text = N_(
            "The campaign began on {day}: first day, goal and audience are fixed since then. Write down what is done "
            "otherwise, and why."
        )
        raise NotAccepted([Said(text, {"day": row["starts_on"]})])
    if "ends_on" in moved and not about.why.strip():
        raise NotAccepted([Said(N_("The campaign runs: write down why its last day changes."))])


def _columns(about: About) -> dict[str, Any]:
    return {
        "name": about.name.strip(),
        "kind": about.kind,
        "starts_on": about.starts_on,
        "ends_on": about.ends_on,
        "goal": about.goal.strip() or None,
        "audience": about.audience.strip() or None,
    }


def _set(connection: Connection, by: By, campaign_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(schema.campaign).where(_own(schema.campaign, by, campaign_id)).values(**values))


def _count(connection: Connection, by: By, name: str, campaign_id: str) -> int:
    table = schema.metadata.tables[name]
    query = select(func.count()).select_from(table).where(_own(table, by, campaign_id))
    return int(connection.execute(query).scalar() or 0)


def _own(table: Table, by: By, campaign_id: str) -> Any:
    return (table.c.organisation_id == by.organisation_id) & (table.c.campaign_id == campaign_id)
