"""Visits that people counted themselves: codes that were named, cards that came back, people at a stand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, Said
from dashboard.actions.audit import By, recorded
from dashboard.actions.campaigns import NotAccepted, refuse_demo
from dashboard.queries.placements import BY_HAND

_MOST = 10_000_000
_MOST_DAYS = 366


@dataclass(frozen=True)
class Counted:
    """How many times, from the first up to and including the last day."""

    first: date
    last: date
    visits: int


def problems_of(counted: Counted, today: date) -> list[Said]:
    """Return everything that is wrong with a count."""
    found = []
    if counted.last < counted.first:
        found.append(Said(N_("The last day lies before the first.")))
    if counted.last > today:
        found.append(Said(N_("The last day is still to come: count when it is over.")))
    if (counted.last - counted.first).days >= _MOST_DAYS:
        found.append(Said(N_("The days are more than a year: count in parts.")))
    if not 0 <= counted.visits <= _MOST:
        found.append(Said(N_("The number lies between 0 and ten million.")))
    return found


def count(by: By, campaign_id: str, placement_id: str, counted: Counted, *, zone: str) -> None:
    """Store a count of a placement, spread evenly over its days; counted again, the last word stands.

    Raises NotAccepted with everything that is wrong, and DemoIsFixed in the demo organisation.
    """
    problems = problems_of(counted, by.today)
    if problems:
        raise NotAccepted(problems)
    with writing(by.engine) as connection:
        refuse_demo(connection, by.organisation_id)
        tags = _tags(connection, by, campaign_id, placement_id)
        if tags is None:
            raise NotAccepted([Said(N_("This placement is not there any more."))])
        key = {"organisation_id": by.organisation_id, "landing_page": f"{BY_HAND}{placement_id}", **tags}
        rows = [{**key, **each, "day_zone": zone, "observed_at": by.at} for each in _days(counted)]
        store.upsert(connection, schema.visit_daily, rows, run_id=0)
        detail = {"placement": placement_id, **counted.__dict__}
        recorded(connection, by, "placement.count", campaign_id, detail)


def _days(counted: Counted) -> list[dict[str, Any]]:
    """Return one row a day; what does not part evenly goes to the first days."""
    days = (counted.last - counted.first).days + 1
    each, rest = divmod(counted.visits, days)
    quality = "reported" if days == 1 else "spread"
    shared = {"visitors": None, "apply_starts": None, "apply_completes": None, "ingest": "manual", "quality": quality}
    return [
        {"day": counted.first + timedelta(days=place), "sessions": each + (place < rest), "is_final": True, **shared}
        for place in range(days)
    ]


def _tags(connection: Connection, by: By, campaign_id: str, placement_id: str) -> dict[str, str] | None:
    row = schema.campaign_placement.c
    query = select(row.utm_source, row.utm_medium, row.utm_campaign, row.utm_content).where(
        row.organisation_id == by.organisation_id,
        row.campaign_id == campaign_id,
        row.placement_id == placement_id,
    )
    found = connection.execute(query).mappings().first()
    return {name: value or "" for name, value in found.items()} if found else None
