"""The demo organisation with a long past: ten million rows of daily facts and a hundred thousand daily counts, on PostgreSQL."""

import os

from sqlalchemy import Connection, Engine, text

from connectors import clock, demo
from connectors.database.engine import writing
from connectors.database.schema import application_daily, content_daily
from dashboard.actions import findings, plans

ITEMS, DAYS = 6_667, 1_500
COUNTS = 100_000
_LAST = "DATE '2026-06-27'"
_FIRST_KEY = 1_000_000
_WRITTEN_DOWN = "'America/Los_Angeles', 'api', 'reported', TRUE, TIMESTAMPTZ '2026-06-28 04:00Z'"


def fill(engine: Engine) -> int:
    """Fill an empty PostgreSQL database and return how many rows of daily facts of content it holds."""
    demo.fill(engine)
    find(engine)
    with writing(engine) as connection:
        _run(connection, _items())
        _run(connection, _facts())
        for start in content_daily.info["rollups"]:
            _run(connection, _sums(start))
        _run(connection, _counts())
        return int(connection.execute(text("SELECT count(*) FROM content_daily")).scalar_one())


def find(engine: Engine) -> None:
    """Reckon the findings of a filled demo, as it does itself when somebody first opens it."""
    plans.foretell(engine, demo.ORGANISATION)
    findings.refresh(engine, demo.ORGANISATION, clock.now(os.environ))


def _run(connection: Connection, statement: str) -> None:
    organisation = "(SELECT organisation_id FROM organisation WHERE is_demo)"
    connection.execute(text(statement.replace("$mine", organisation)))


def _items() -> str:
    """Return what adds videos that are as old as their figures, on the channel that the demo has."""
    return f"""
    INSERT INTO content (organisation_id, content_id, channel_id, external_id, kind, title, published_at, theme)
    SELECT $mine, {_FIRST_KEY} + n, (SELECT min(channel_id) FROM channel WHERE platform = 'youtube'),
           'old-' || n, CASE n % 3 WHEN 0 THEN 'short' ELSE 'video' END, 'An older story, number ' || n,
           TIMESTAMPTZ '2026-06-27 12:00Z' - (30 + n % {DAYS}) * INTERVAL '1 day', NULL
    FROM generate_series(1, {ITEMS}) AS n
    """


def _facts() -> str:
    names = "impressions, views, engaged_views, watch_minutes, reactions, comments, shares, followers_gained"
    return f"""
    INSERT INTO content_daily (organisation_id, content_id, day, {names},
                               day_zone, ingest, quality, is_final, observed_at)
    SELECT $mine, {_FIRST_KEY} + n, {_LAST} - ({DAYS - 1} - d), 20 + (n * d) % 50, 1 + (n + d) % 9, (n + d) % 5, 2.5, d % 2, d % 3, 0, 0,
           {_WRITTEN_DOWN}
    FROM generate_series(1, {ITEMS}) AS n, generate_series(0, {DAYS - 1}) AS d
    """


def _sums(start: str) -> str:
    target = content_daily.info["rollups"][start]
    names = [name for name in content_daily.info["additive"] if name in target.c]
    summed = ", ".join(f"sum({name})" for name in names)
    return f"""
    INSERT INTO {target.name} (organisation_id, content_id, {start}, {", ".join(names)}, days)
    SELECT facts.organisation_id, content_id, {start}, {summed}, count(*)
    FROM content_daily AS facts JOIN dim_day ON dim_day.day = facts.day
    WHERE content_id > {_FIRST_KEY} AND content_id <= {_FIRST_KEY + ITEMS}
    GROUP BY facts.organisation_id, content_id, {start}
    """


def _counts() -> str:
    """Return what adds daily counts of applications from before the demo begins, with the sources that it knows."""
    counted = ", ".join(application_daily.info["counts"])
    return f"""
    INSERT INTO application_daily (organisation_id, day, vacancy_id, source_id, self_reported_id, utm_campaign, side_entrant,
                                   side_entrant_declared, function_group, site_id, basis, {counted})
    SELECT $mine, DATE '2024-06-30' - (n % 2000)::integer, n, 'linkedin', '', '',
           (ARRAY['side_entrant', 'returner', 'within_care', 'other', 'unknown'])[1 + n % 5], 'unknown',
           (ARRAY['nurse', 'logistics', 'administration'])[1 + n % 3], (ARRAY['BE', 'NL', 'WZC'])[1 + n % 3], 'kept',
           1, 0, 0, 0, 0, 0, 0
    FROM generate_series(1, {COUNTS}) AS n
    """
