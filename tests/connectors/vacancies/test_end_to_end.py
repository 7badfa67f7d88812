"""Runs over several days into a database: what opens, is seen again, closes and comes together."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from connectors import config
from connectors.database import schema
from connectors.database.engine import reading
from connectors.sync import Order, run
from tests.fakes import careers
from tests.fakes.applicants import NOW, VACANCIES
from tests.fakes.careers import Site
from tests.fakes.json_server import Reply

SPOED, _NACHT, TRACK, POETS = VACANCIES
BOTH = [
    ("careers_site", "NL-101", None),
    ("careers_site", "NL-103", None),
    ("careers_site", "NL-104", None),
    ("feed:127.0.0.1", "NL-101", None),
    ("feed:127.0.0.1", "NL-103", None),
    ("feed:127.0.0.1", "NL-104", None),
]


@pytest.fixture
def site():
    return Site({**careers.pages(), "/feed.xml": careers.indeed()})


@pytest.fixture
def configured(server, home, environment):
    settings = {
        "pages": [f"{server.address}/vacatures"],
        "feeds": [f"{server.address}/feed.xml"],
        "requests_per_minute": 6000,
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    head = '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ntimezone = "Europe/Brussels"\n'
    (home / config.FILE_NAME).write_text(f"{head}[sources.vacancies]\nenabled = true\n{lines}", encoding="utf-8")
    return config.load(environment)


def stored(engine, *names):
    column = schema.vacancy.c
    with reading(engine) as connection:
        query = select(*(column[name] for name in names)).order_by(column.provider, column.external_id)
        return [tuple(row) for row in connection.execute(query)]


def one_run(engine, configured, days):
    (result,) = run(engine, configured, Order(("vacancies",)), NOW + timedelta(days=days))
    return result


def test_days_follow_each_other(engine, configured, site, server):
    first = one_run(engine, configured, 0)
    assert (first.status, first.rows_written, first.requests) == ("ok", 6, 5)
    assert stored(engine, "provider", "external_id", "closed_at") == BOTH
    second = one_run(engine, configured, 1)
    assert (second.rows_written, second.requests) == (0, 5)
    assert set(stored(engine, "first_seen_on", "last_seen_on")) == {(date(2026, 3, 4), date(2026, 3, 5))}
    site.shown["/feed.xml"] = careers.indeed([SPOED, TRACK])
    one_run(engine, configured, 2)
    assert stored(engine, "provider", "external_id", "closed_at") == BOTH
    one_run(engine, configured, 3)
    closed = [
        (provider, number, date(2026, 3, 6) if (provider, number) == ("feed:127.0.0.1", "NL-104") else None)
        for provider, number, _none in BOTH
    ]
    assert stored(engine, "provider", "external_id", "closed_at") == closed


def test_what_site_and_feed_both_name_is_one(sqlite_engine, configured):
    one_run(sqlite_engine, configured, 0)
    column = schema.vacancy_identity.c
    with reading(sqlite_engine) as connection:
        found = connection.execute(select(column.identity_id, column.basis)).all()
    assert len({identity for identity, _basis in found}) == 3
    assert {basis for _identity, basis in found} == {"external_id"}


def test_a_feed_that_fails_leaves_the_run_partly_done_and_its_vacancies_as_they_are(sqlite_engine, configured, server):
    one_run(sqlite_engine, configured, 0)
    server.fail(Reply(403, "{}"), path="feed.xml")
    failed = one_run(sqlite_engine, configured, 1)
    assert (failed.status, failed.error.code) == ("partial", "auth.refused")
    assert stored(sqlite_engine, "provider", "external_id", "closed_at") == BOTH
