"""The runner: a page lands whole with its cursor, one failing source stops no other, the next run goes on."""

import importlib
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import select, text

import connectors
from connectors import config
from connectors.database import schema
from connectors.database.engine import open_engine, reading, writing
from connectors.database.upgrade import upgrade
from connectors.errors import ConfigurationError
from connectors.landing import land, settle
from connectors.manifest import manifests
from connectors.sync import Order, run
from dashboard.doors.syncing import exit_code
from dashboard.queries.freshness import source_health

MANIFEST = """
name = "{name}"
title = "{name}"
summary = "A source of the tests"
day_zone = "UTC"
stale_after_days = 2
streams = ["days"]
tables = ["channel", "channel_daily"]
hosts = []
needs_one_of = []

[settings.pages]
type = "integer"
default = 3
help = "How many pages there are"
[settings.fault_on]
type = "integer"
help = "The page that goes wrong"
[settings.fault]
type = "text"
help = "How it goes wrong"
"""

NAMES = ("alpha", "beta", "delta", "eta", "kappa", "omega")

SOURCE = """
from datetime import UTC, date, datetime, timedelta
import os, signal
from connectors.base import Batch
from connectors.errors import AuthError, N_, QuotaError, Said, SourceError
from connectors.keys import channel_key

KINDS = {"auth": AuthError, "quota": QuotaError, "failed": SourceError}

def pull(context):
    name = context.settings.name
    channel = channel_key(context.organisation.id, name, "page")
    first = context.cursors.get("days", {}).get("page", 0)
    for page in range(first + 1, context.settings.number("pages") + 1):
        answer = context.raw.fetch("days", {"page": page}, lambda: call(context, page))
        day = date(2026, 3, 1) + timedelta(days=page)
        rows = {"channel_daily": [{"channel_id": channel, "day": day, "views": answer["views"], "day_zone": "UTC",
                "ingest": "api", "quality": "reported", "is_final": True, "observed_at": context.now}],
                "channel": [{"channel_id": channel, "platform": name, "external_id": "page"}]}
        yield Batch("days", rows, cursor={"page": page}, until=day)

meeting = None

def call(context, page):
    if meeting is not None:
        meeting(context.settings.name, page)
    context.quota.spend("default", date(2026, 3, 1))
    fault = context.settings.text("fault")
    if page == (context.settings.values.get("fault_on") or 0):
        if fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if fault == "bug":
            raise RuntimeError("-".join(["secret", "value"]))
        raise KINDS[fault](N_("{source} said no"), source=context.settings.name)
    return {"views": page * 10}
"""

PLAIN = '[organisation]\nid = "nergens"\nname = "Nergens"\n'


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """More source folders beside the real ones."""
    folder = tmp_path / "more"
    for name in NAMES:
        (folder / name).mkdir(parents=True)
        (folder / name / "manifest.toml").write_text(MANIFEST.format(name=name))
        (folder / name / "__init__.py").write_text(SOURCE)
    monkeypatch.setattr(connectors, "__path__", [*connectors.__path__, str(folder)])
    manifests.cache_clear()
    yield folder
    manifests.cache_clear()
    for name in NAMES:
        sys.modules.pop(f"connectors.{name}", None)


def configured(home: Path, **tables: str):
    home.mkdir(exist_ok=True)
    text = PLAIN + "".join(f"[sources.{name}]\nenabled = true\n{body}\n" for name, body in tables.items())
    (home / "instroom.toml").write_text(text)
    return config.load({"INSTROOM_HOME": str(home)})


def days(engine, source="alpha"):
    with reading(engine) as connection:
        daily, channel = schema.channel_daily.c, schema.channel.c
        query = select(daily.day, daily.views).where(daily.channel_id == channel.channel_id, channel.platform == source)
        return [tuple(row) for row in connection.execute(query.order_by(daily.day))]


def last_run(engine, source="alpha"):
    with reading(engine) as connection:
        column = schema.sync_run.c
        query = select(schema.sync_run).where(column.source == source).order_by(column.run_id.desc())
        return connection.execute(query).mappings().first()


def test_a_clean_run_writes_rows_cursor_and_run_row(engine, sources, tmp_path, now):
    results = run(engine, configured(tmp_path / "home", alpha=""), Order(), now)
    assert [(r.source, r.status, r.rows_written, r.requests, str(r.until)) for r in results] == [
        ("alpha", "ok", 4, 3, "2026-03-04")
    ]
    assert [views for _day, views in days(engine)] == [10, 20, 30]
    row = last_run(engine)
    assert (row["status"], row["rows_written"], row["requests"], row["error_code"]) == ("ok", 4, 3, None)
    assert row["finished_at"] >= row["started_at"]


def test_one_failing_source_stops_no_other(engine, sources, tmp_path, now):
    chosen = configured(tmp_path / "home", alpha='fault_on = 2\nfault = "auth"', beta="")
    alpha, beta = run(engine, chosen, Order(), now)
    assert (alpha.status, alpha.error.code, alpha.rows_written) == ("auth", "auth", 2)
    assert (beta.status, beta.error) == ("ok", None)
    assert [views for _day, views in days(engine)] == [10]
    assert len(days(engine, "beta")) == 3
    assert json.loads(last_run(engine)["error_values"])["source"] == "alpha"


def test_looking_at_messages_says_nothing_of_how_the_source_stands(engine, sources, tmp_path, now):
    run(engine, configured(tmp_path, alpha='fault_on = 2\nfault = "failed"'), Order(("alpha",)), now)
    (looked,) = run(engine, configured(tmp_path, alpha="pages = 3"), Order(("alpha",), only_looks=True), now)
    assert looked.status == "ok"
    assert last_run(engine)["status"] == "failed"
    assert last_run(engine, "alpha:messages")["status"] == "ok"


def test_the_next_run_goes_on_after_a_quota_stop(engine, sources, tmp_path, now):
    home = tmp_path / "home"
    (first,) = run(engine, configured(home, alpha='fault_on = 3\nfault = "quota"'), Order(), now)
    assert (first.status, first.requests) == ("quota", 3)
    (second,) = run(engine, configured(home, alpha=""), Order(), now)
    assert (second.status, second.requests) == ("ok", 1)
    assert [views for _day, views in days(engine)] == [10, 20, 30]
    with reading(engine) as connection:
        assert connection.execute(select(schema.quota_use.c.units)).scalar_one() == 4


def test_a_fault_of_the_program_is_told_without_its_text(engine, sources, tmp_path, now, caplog):
    (result,) = run(engine, configured(tmp_path / "home", alpha='fault_on = 1\nfault = "bug"'), Order(), now)
    assert (result.status, result.error.code) == ("failed", "source.fault")
    assert "RuntimeError" in caplog.text
    assert "secret-value" not in caplog.text + str(result.error) + str(dict(last_run(engine)))


def test_a_run_killed_in_the_middle_is_marked_and_the_next_one_goes_on(sources, tmp_path, now):
    home = tmp_path / "home"
    chosen = configured(home, alpha='fault_on = 3\nfault = "kill"')
    engine = open_engine(chosen.database_url)
    upgrade(engine)
    program = (
        "import sys, connectors; connectors.__path__.append(sys.argv[1])\n"
        "from datetime import datetime, UTC; from connectors import config; from connectors.sync import Order, run\n"
        "from connectors.database.engine import open_engine\n"
        "c = config.load({'INSTROOM_HOME': sys.argv[2]}); run(open_engine(c.database_url), c, Order(), datetime.now(UTC))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(sources), str(home)], check=False)
    assert done.returncode == -9
    assert [views for _day, views in days(engine)] == [10, 20]
    assert last_run(engine)["status"] == "running"
    killed = last_run(engine)["run_id"]
    (result,) = run(engine, configured(home, alpha=""), Order(), now)
    assert (result.status, result.requests) == ("ok", 1)
    assert [views for _day, views in days(engine)] == [10, 20, 30]
    with reading(engine) as connection:
        status = connection.execute(select(schema.sync_run.c.status).where(schema.sync_run.c.run_id == killed))
        assert status.scalar_one() == "interrupted"
    engine.dispose()


def test_saved_answers_play_back_to_the_same_rows_without_a_call(engine, sources, tmp_path, now):
    home, saved = tmp_path / "home", tmp_path / "saved"
    chosen = configured(home, alpha="")
    run(engine, chosen, Order(save_raw=saved), now)
    expected = days(engine)
    with writing(engine) as connection:
        for table in ("channel_daily", "sync_cursor"):
            connection.execute(schema.metadata.tables[table].delete())
    broken = configured(home, alpha='fault_on = 1\nfault = "failed"')
    (result,) = run(engine, broken, Order(from_dir=saved), now)
    assert (result.status, result.requests) == ("ok", 0)
    assert days(engine) == expected


def test_a_folder_without_the_saved_answer_says_which_is_missing(engine, sources, tmp_path, now):
    saved = tmp_path / "saved"
    run(engine, configured(tmp_path / "home", alpha="pages = 1"), Order(save_raw=saved), now)
    (result,) = run(engine, configured(tmp_path / "home", alpha="pages = 2"), Order(from_dir=saved), now)
    assert (result.status, result.error.code) == ("failed", "configuration.replay")
    assert '{"page": 2}' in str(result.error)


def test_a_folder_for_answers_that_cannot_be_made_is_told_as_that(engine, sources, tmp_path, now):
    (tmp_path / "file").write_text("")
    order = Order(save_raw=tmp_path / "file" / "saved")
    (result,) = run(engine, configured(tmp_path / "home", alpha=""), order, now)
    assert (result.status, result.error.code) == ("failed", "source.file")
    assert "a part of its path is no folder" in str(result.error)
    assert last_run(engine).status == "failed"


def test_unknown_and_idle_sources_are_refused_by_name(engine, sources, tmp_path, now):
    chosen = configured(tmp_path / "home", alpha="")
    with pytest.raises(ConfigurationError, match="no source “gamma”"):
        run(engine, chosen, Order(("gamma",)), now)
    with pytest.raises(ConfigurationError, match="“beta” is not enabled"):
        run(engine, chosen, Order(("beta",)), now)


def test_two_runs_of_one_source_do_not_meet(engine, sources, tmp_path, now):
    chosen = configured(tmp_path / "home", alpha="")
    (tmp_path / "home" / ".instroom").mkdir()
    with FileLock(tmp_path / "home" / ".instroom" / "sync-alpha.lock"):
        (result,) = run(engine, chosen, Order(), now)
    assert (result.status, result.error.code) == ("failed", "source.running")


def test_a_second_run_of_the_same_pages_changes_nothing(engine, sources, tmp_path, now):
    chosen = configured(tmp_path / "home", alpha="")
    run(engine, chosen, Order(), now)
    with writing(engine) as connection:
        connection.execute(schema.sync_cursor.delete())
    (result,) = run(engine, chosen, Order(), now)
    assert (result.rows_written, result.rows_unchanged) == (0, 6)


# --- Side by side ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(sources):
    """Give what makes the calls of sources meet: a function of source and page that every call waits in."""

    def arrange(meet, *names):
        for name in names:
            importlib.import_module(f"connectors.{name}").meeting = meet

    return arrange


def test_two_slow_sources_are_under_way_at_the_same_moment(engine, meeting, tmp_path, now):
    both = threading.Barrier(2, timeout=30)
    meeting(lambda _name, _page: both.wait(), "alpha", "beta")  # neither goes on until the other asks as well
    results = run(engine, configured(tmp_path / "home", alpha="", beta=""), Order(), now)
    assert [(each.source, each.status, each.rows_written) for each in results] == [
        ("alpha", "ok", 4),
        ("beta", "ok", 4),
    ]
    assert [len(days(engine, name)) for name in ("alpha", "beta")] == [3, 3]


def test_the_results_come_in_the_order_of_the_sources_whoever_is_done_first(sqlite_engine, meeting, tmp_path, now):
    others = threading.Semaphore(0)
    order = []

    def meet(name, _page):
        if name == "alpha":
            assert others.acquire(timeout=30)

    def told(source, _stream, written):
        order.append(source)
        if source == "beta":
            others.release()

    meeting(meet, "alpha")
    results = run(sqlite_engine, configured(tmp_path / "home", alpha="", beta=""), Order(), now, told)
    assert [each.source for each in results] == ["alpha", "beta"]
    assert order[0] == "beta"
    asked = Order(("beta", "alpha"))
    assert [
        each.source for each in run(sqlite_engine, configured(tmp_path / "home", alpha="", beta=""), asked, now)
    ] == [
        "beta",
        "alpha",
    ]


def test_of_six_sources_two_fail_four_complete_and_the_status_says_why(engine, sources, tmp_path, now):
    bodies = dict.fromkeys(NAMES, "")
    bodies |= {"beta": 'fault_on = 1\nfault = "auth"', "kappa": 'fault_on = 2\nfault = "bug"'}
    chosen = configured(tmp_path / "home", **bodies)
    results = run(engine, chosen, Order(), now)
    assert {each.source: each.status for each in results} == {
        **dict.fromkeys(NAMES, "ok"),
        "beta": "auth",
        "kappa": "failed",
    }
    assert exit_code(results) == 3
    assert {name: len(days(engine, name)) for name in NAMES} == {**dict.fromkeys(NAMES, 3), "beta": 0, "kappa": 1}
    known = {name: manifests()[name] for name in NAMES}
    with reading(engine) as connection:
        health = {each.source: each for each in source_health(connection, "nergens", now, known, NAMES)}
    assert {name: health[name].status for name in NAMES} == {each.source: each.status for each in results}
    assert (health["beta"].error.code, str(health["beta"].error.text)) == ("auth", "beta said no")
    assert health["kappa"].error.code == "source.fault"
    assert "secret-value" not in str(health)
    assert [name for name in NAMES if health[name].error is None] == ["alpha", "delta", "eta", "omega"]


def test_each_source_tells_of_its_pages_in_the_language_of_who_asked(sqlite_engine, sources, tmp_path, now):
    language = ContextVar("language", default="en")
    language.set("nl")
    spoken = []
    run(
        sqlite_engine,
        configured(tmp_path / "home", alpha="pages = 1", beta="pages = 1"),
        Order(),
        now,
        lambda source, _stream, _written: spoken.append((source, language.get())),
    )
    assert sorted(spoken) == [("alpha", "nl"), ("beta", "nl")]


def test_a_source_that_is_running_elsewhere_holds_up_no_other(sqlite_engine, sources, tmp_path, now):
    chosen = configured(tmp_path / "home", alpha="", beta="")
    (tmp_path / "home" / ".instroom").mkdir()
    with FileLock(tmp_path / "home" / ".instroom" / "sync-alpha.lock"):
        results = run(sqlite_engine, chosen, Order(), now)
    assert [(each.source, each.status, each.error and each.error.code) for each in results] == [
        ("alpha", "failed", "source.running"),
        ("beta", "ok", None),
    ]


def test_two_that_land_at_the_same_time_are_both_counted(engine, organisation, now):
    """What one brings waits until the other is done, else each would count the day without what the other brought."""
    first_is_there = threading.Event()

    def bring(provider):
        row = {"provider": provider, "application_key": "1" * 64, "applied_on": date(2026, 3, 2), "observed_at": now}
        with writing(engine) as connection:
            land(connection, organisation, {"application": [row]}, run_id=1, now=now)
            first_is_there.set()
            if provider == "first" and engine.dialect.name == "postgresql":
                until_somebody_waits(engine)

    with writing(engine) as connection:
        settle(connection, organisation, ())
    with ThreadPoolExecutor(2) as workers:
        one = workers.submit(bring, "first")
        assert first_is_there.wait(30)
        two = workers.submit(bring, "second")
        assert (one.result(60), two.result(60)) == (None, None)
    with reading(engine) as connection:
        assert connection.execute(select(schema.application_daily.c.applied)).scalars().all() == [2]


def until_somebody_waits(engine):
    """Return once a transaction of PostgreSQL waits for another; the other is ours, and ends after this."""
    waiting = text(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND database IN (0, (SELECT oid FROM pg_database "
        "WHERE datname = current_database())) OR (NOT granted AND database IS NULL)"
    )
    for _ in range(20_000):
        with reading(engine) as connection:
            if connection.execute(waiting).scalar_one():
                return
    pytest.fail("nobody waits")
