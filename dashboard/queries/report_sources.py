"""How the sources stand that a report rests on, with when its figures were known."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection

from connectors.clock import day_in
from connectors.manifest import manifests
from dashboard.analysis.report_sources import Standing, applications, is_of_report, works
from dashboard.queries.freshness import SourceHealth, source_health
from dashboard.queries.periods import last_complete_day


def standings(
    connection: Connection,
    organisation_id: str,
    now: datetime,
    zone: str,
    platforms: Collection[str],
    enabled: Collection[str] | None,
    *,
    tone: bool,
) -> list[Standing]:
    """Return the applications first, then every source of a report; ``tone``: what people say is among it."""
    today = day_in(now, zone)
    until = last_complete_day(connection, organisation_id, today, zone)
    known = manifests()
    health = source_health(connection, organisation_id, now, known, enabled)
    tables = {each.source: known[each.source].tables if each.source in known else () for each in health}
    some = [
        each for each in health if is_of_report(each.source, each.status, tables[each.source], platforms, tone=tone)
    ]
    return [applications(until, today), *map(_standing, some)]


def _standing(health: SourceHealth) -> Standing:
    return Standing(
        health.source, health.title, health.until, health.age_days, health.stale, works=works(health.status)
    )


def known_on(some: Collection[Standing], today: date) -> date:
    """Return the last day of which the applications were there, else today."""
    return next((each.until for each in some if each.source == "applications" and each.until), today)
