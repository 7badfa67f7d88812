"""The rules and sources of an organisation as they are stored."""

from sqlalchemy import Connection, select

from connectors.config import SideEntrantRule
from connectors.database.schema import inflow_rule, source
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.sources import Source


def rulebook(connection: Connection, organisation_id: str, side_entrant: SideEntrantRule) -> Rulebook:
    """Return the organisation's own rules, in order, before those of the house."""
    rule, place = inflow_rule.c, source.c
    rules = connection.execute(
        select(rule.subject, rule.field, rule.match, rule.value, rule.result, rule.name, rule.provider)
        .where(rule.organisation_id == organisation_id)
        .order_by(rule.subject, rule.position)
    )
    sources = connection.execute(
        select(place.source_id, place.strategy, place.name).where(
            place.organisation_id == organisation_id, place.status == "known"
        )
    )
    return Rulebook(
        own=tuple(InflowRule(**row) for row in map(dict, rules.mappings())),
        known_sources={row.source_id: Source(row.source_id, row.strategy, row.name) for row in sources},
        side_entrant=side_entrant,
    )
