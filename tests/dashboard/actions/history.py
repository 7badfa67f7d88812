"""Two years of invented applications at two sites, of which a campaign can feature one."""

from datetime import UTC, date, datetime, timedelta

import numpy as np

from connectors.database import schema, store
from connectors.database.engine import writing

MINE = "nergens"
FIRST = date(2024, 1, 1)
DAYS = 560
START = FIRST + timedelta(days=448)
ENDS = START + timedelta(days=27)
COUNTS = ("screened", "interviewed", "offered", "hired", "rejected", "withdrawn")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def put(engine, table, *rows):
    with writing(engine) as connection:
        store.upsert(connection, table, [{"organisation_id": MINE, **row} for row in rows], run_id=1)


def counted(day, applied, site, origin):
    empty = dict.fromkeys(("source_id", "self_reported_id", "utm_campaign", "function_group"), "")
    row = {"day": day, "vacancy_id": 0, "side_entrant": origin, "side_entrant_declared": "unknown", "basis": "live"}
    return {**row, **empty, "site_id": site, "applied": int(applied), **dict.fromkeys(COUNTS, 0)}


def organisation_with_history(engine, *, extra=0.0, days=DAYS):
    """Fill in the organisation; from START on ``extra`` times as many more apply at the site BE."""
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
    put(engine, schema.organisation, own)
    for site in ("BE", "NL"):
        put(engine, schema.site, {"site_id": site, "name": site, "kind": "hospital", "country": "BE"})
    put(engine, schema.application_daily, *_applications(extra, days))
    read_until(engine, FIRST + timedelta(days=days))


def _applications(extra, days):
    stream = np.random.default_rng(8)
    rows = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        lift = 1 + (extra if START <= day <= ENDS else 0)
        for site, mean in (("BE", 3.0 * lift), ("NL", 4.0)):
            for origin, share in (("within_care", 0.8), ("side_entrant", 0.2)):
                applied = stream.poisson(mean * share)
                if applied and number < days:
                    rows.append(counted(day, applied, site, origin))
    return rows


def read_until(engine, day):
    """Note that applications were last read on the day after."""
    row = {"provider": "file", "application_key": "a", "applied_on": FIRST}
    put(engine, schema.application, {**row, "observed_at": noon(day + timedelta(days=1))})


def campaign(engine, code="soap", starts_on=START, ends_on=ENDS, sites=("BE",)):
    row = {"campaign_id": code, "name": code.title(), "kind": "series", "starts_on": starts_on, "ends_on": ends_on}
    put(engine, schema.campaign, {**row, "status": "active"})
    for site in sites:
        put(engine, schema.campaign_link, {"campaign_id": code, "kind": "site", "target": site})
