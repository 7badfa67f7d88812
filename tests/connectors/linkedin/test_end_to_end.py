"""LinkedIn through the runner: what is stored, what a second run changes, what is removed, and who never comes in."""

import json
import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from connectors import config
from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.sync import Order, run
from tests.connectors.linkedin.conftest import settings_of
from tests.fakes.applicants import CANARIES
from tests.fakes.linkedin import FORBIDDEN, THROTTLED
from tests.fakes.linkedin_world import ACCOUNT, NOW, PERSON, TOKEN, figures

FACTS = ("channel", "channel_daily", "content", "content_link", "content_snapshot", "content_daily", "ad_daily")


@pytest.fixture
def configured(server, home, environment):
    """Give a configuration that reads the look-alike; further lines overwrite."""

    def made(**more):
        settings = {**settings_of(server), "ad_accounts": [ACCOUNT], "since": "2026-10-15", **more}
        since = settings.pop("since")
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items()) + f"since = {since}\n"
        text = (
            '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ntimezone = "Europe/Brussels"\n'
            f"[sources.linkedin]\nenabled = true\n{lines}"
        )
        (home / config.FILE_NAME).write_text(text, encoding="utf-8")
        return config.load({**environment, "INSTROOM_LINKEDIN_ACCESS_TOKEN": TOKEN})

    return made


def sync(engine, configured, now=NOW, **order):
    (result,) = run(engine, configured, Order(("linkedin",), **order), now)
    return result


def table(engine, name):
    """Give the rows of a table without what only says when it was read."""
    with reading(engine) as connection:
        found = connection.execute(select(schema.metadata.tables[name])).mappings()
        return sorted(str({key: value for key, value in row.items() if key != "observed_at"}) for row in found)


def count(engine, name, *conditions):
    with reading(engine) as connection:
        return connection.execute(
            select(func.count()).select_from(schema.metadata.tables[name]).where(*conditions)
        ).scalar_one()


def test_counters_of_two_days_become_days_of_the_posts(sqlite_engine, configured, world):
    chosen = configured()
    assert sync(sqlite_engine, chosen).status == "ok"
    world.now = NOW + timedelta(days=1)
    sync(sqlite_engine, chosen, world.now)
    fact = schema.content_daily.c
    with reading(sqlite_engine) as connection:
        found = connection.execute(
            select(fact.content_id, func.sum(fact.impressions), func.sum(fact.clicks)).group_by(fact.content_id)
        ).all()
        kinds = set(connection.execute(select(fact.ingest, fact.auth_kind, fact.day_zone)))
    assert {(impressions, clicks) for _, impressions, clicks in found} == {(10, 1)}
    assert len(found) == 8
    assert {tuple(kind) for kind in kinds} == {("snapshot", "owner", "Europe/Brussels")}


def test_a_restated_day_is_written_again_and_its_earlier_figures_are_kept(sqlite_engine, configured, world):
    chosen, day = configured(), date(2026, 11, 18)
    sync(sqlite_engine, chosen)
    world.restated[day] = 99
    assert sync(sqlite_engine, chosen).rows_written == 1
    fact, before = schema.channel_daily, schema.metadata.tables["channel_daily_rev"]
    with reading(sqlite_engine) as connection:
        told = connection.execute(select(fact.c.jobs_page_views, fact.c.page_views).where(fact.c.day == day)).one()
        kept = connection.execute(select(before.c.jobs_page_views, before.c.page_views)).one()
    assert tuple(told) == (99, figures(day)["views"])
    assert tuple(kept) == (figures(day)["jobs"], figures(day)["views"])


def test_a_run_that_met_the_limit_ends_next_day_in_the_same_rows(sqlite_engine, configured, server, tmp_path):
    chosen = configured()
    server.fail(THROTTLED, path="adAnalytics")
    stopped = sync(sqlite_engine, chosen)
    assert (stopped.status, stopped.error.code, stopped.until) == ("quota", "quota.day", date(2026, 11, 19))
    assert sync(sqlite_engine, chosen).status == "ok"
    resumed = {name: table(sqlite_engine, name) for name in FACTS}
    assert sync(sqlite_engine, chosen).rows_written == 0
    assert {name: table(sqlite_engine, name) for name in FACTS} == resumed
    assert len(resumed["ad_daily"]) == 20


def test_a_part_that_may_not_be_read_makes_the_run_partly_done(sqlite_engine, configured, server):
    server.fail(FORBIDDEN, path="organizationPageStatistics")
    result = sync(sqlite_engine, configured())
    assert (result.status, result.error.code, result.error.stream) == ("partial", "auth.no_access", "page_days")
    assert count(sqlite_engine, "content") == 8


@pytest.mark.parametrize("route", ["community", "dma"])
def test_no_person_comes_in_anywhere(sqlite_engine, configured, server, tmp_path, caplog, route):
    caplog.set_level(logging.DEBUG)
    saved = tmp_path / "answers"
    result = sync(sqlite_engine, configured(route=route), save_raw=saved)
    server.fail(FORBIDDEN, path="adAnalytics")
    refused = sync(sqlite_engine, configured(route=route))
    with reading(sqlite_engine) as connection:
        stored = [
            connection.execute(select(each)).all() for each in schema.metadata.sorted_tables if each.name != "dim_day"
        ]
    raw = "".join(path.read_text(encoding="utf-8") for path in saved.rglob("*.json"))
    everything = f"{stored} {raw} {caplog.text} {result!r} {refused.error} {refused.error.hint}"
    assert len(raw) > 1000
    assert [canary for canary in (*CANARIES, PERSON, "KANARIE", TOKEN, "naam=Wilhelmina") if canary in everything] == []


def test_figures_of_the_interface_go_after_the_time_that_is_set_and_exports_stay(sqlite_engine, configured, world):
    sync(sqlite_engine, configured())
    world.now = NOW + timedelta(days=1)
    sync(sqlite_engine, configured(), world.now)
    with writing(sqlite_engine) as connection:
        page = connection.execute(select(schema.channel.c.channel_id)).scalar_one()
        own = {"organisation_id": "nergens", "channel_id": page, "day": date(2026, 8, 1), "page_views": 7}
        told = {
            "day_zone": "UTC",
            "ingest": "export",
            "is_final": True,
            "observed_at": datetime(2026, 8, 5, tzinfo=UTC),
        }
        store.upsert(connection, schema.channel_daily, [{**own, **told, "quality": "reported"}], run_id=0)
    world.now = NOW + timedelta(days=2)
    result = sync(sqlite_engine, configured(retention_days=20), world.now)
    (note,) = [str(note) for note in result.notes if "retention_days" in str(note)]
    assert note.endswith(
        "rows that LinkedIn's interface gave more than 20 days ago were removed, as retention_days says."
    )
    day = schema.channel_daily.c.day
    assert count(sqlite_engine, "channel_daily", day < date(2026, 11, 3)) == 1
    assert count(sqlite_engine, "ad_daily", schema.ad_daily.c.day < date(2026, 11, 3)) == 0
    weeks = schema.metadata.tables["channel_week"]
    assert count(sqlite_engine, "channel_week", weeks.c.week_start < date(2026, 10, 26)) == 1
    assert count(sqlite_engine, "content") == 8


def test_without_a_limit_nothing_is_removed_and_a_long_gap_is_left_behind(sqlite_engine, configured, world):
    sync(sqlite_engine, configured(retention_days=0))
    before = count(sqlite_engine, "channel_daily")
    world.now = NOW + timedelta(days=400)
    result = sync(sqlite_engine, configured(retention_days=0), world.now)
    assert (before, count(sqlite_engine, "channel_daily")) == (37, 37 + 364 + 1)
    assert sync(sqlite_engine, configured(retention_days=0), world.now).requests < 10
    assert not any("retention_days" in str(note) for note in result.notes)
