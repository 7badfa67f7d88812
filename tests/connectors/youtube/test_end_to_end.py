"""From the look-alike to the tables: counters become days, a stopped run is completed, the 30-day rule is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from connectors import config
from connectors.database import schema
from connectors.database.engine import reading
from connectors.sync import Order, run
from tests.connectors.youtube.conftest import NOW
from tests.fakes.google_world import HANDLE, KEY, OAUTH, SERIES, Video, example

PLAIN = '[organisation]\nid = "nergens"\nname = "Nergens"\ncountry = "BE"\ntimezone = "Europe/Brussels"\n'


@pytest.fixture
def configured(server, tmp_path):
    """Give a configuration that points to the look-alike, with a key or with an account."""

    def configure(*, account=False, **settings):
        values = {"channel": f'"{HANDLE}"', **{name: f'"{url}"' for name, url in server.settings.items()}, **settings}
        lines = "".join(f"{name} = {value}\n" for name, value in values.items())
        (tmp_path / "instroom.toml").write_text(f"{PLAIN}[sources.youtube]\nenabled = true\n{lines}")
        secrets = OAUTH if account else {"api_key": KEY}
        named = {f"INSTROOM_YOUTUBE_{name.upper()}": value for name, value in secrets.items()}
        return config.load({"INSTROOM_HOME": str(tmp_path), **named})

    return configure


def count(engine, table):
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one()


def days(engine):
    fact = schema.content_daily.c
    with reading(engine) as connection:
        query = select(fact.day, func.sum(fact.views)).group_by(fact.day).order_by(fact.day)
        return [tuple(row) for row in connection.execute(query)]


def test_two_runs_with_a_key_give_days_that_add_up(engine, world, configured):
    world.add(Video("v1", published_at=NOW - timedelta(days=100), views=1000))
    chosen = configured()
    (first,) = run(engine, chosen, Order(("youtube",)), NOW)
    assert (first.status, first.error, first.requests, first.until) == ("ok", None, 3, date(2026, 11, 21))
    assert days(engine) == []
    world.videos["v1"].views = 1024
    (second,) = run(engine, chosen, Order(("youtube",)), NOW + timedelta(days=1))
    assert second.status == "ok"
    assert days(engine) == [(date(2026, 11, 21), 11), (date(2026, 11, 22), 13)]


def test_the_same_run_twice_changes_nothing(engine, world, configured):
    world.add(Video("v1", published_at=NOW - timedelta(hours=20), views=20))
    chosen = configured()
    run(engine, chosen, Order(), NOW)
    (again,) = run(engine, chosen, Order(), NOW)
    assert (again.status, again.rows_written) == ("ok", 0)


def test_the_example_channel_lands_whole(engine, server, configured):
    server.world = example(NOW)
    (result,) = run(engine, configured(series=f'["{SERIES}"]'), Order(), NOW)
    assert (result.status, result.error) == ("ok", None)
    assert (count(engine, "content"), count(engine, "episode"), count(engine, "event")) == (62, 14, 2)


def test_with_an_account_days_come_from_analytics(engine, server, configured):
    server.world = example(NOW, videos=12)
    (result,) = run(engine, configured(account=True, since="2026-11-01"), Order(), NOW)
    assert (result.status, result.until) == ("ok", date(2026, 11, 18))
    with reading(engine) as connection:
        fact = schema.content_daily.c
        kinds = connection.execute(select(fact.ingest, fact.auth_kind, fact.day_zone).distinct()).all()
    assert [tuple(row) for row in kinds] == [("api", "owner", "America/Los_Angeles")]
    assert max(days(engine))[0] == date(2026, 11, 18)


def test_when_the_units_end_in_the_middle_the_pages_stay_and_the_next_run_completes_them(
    engine, server, world, configured
):
    world.page_size = 2
    world.add(*(Video(f"v{n}", published_at=NOW - timedelta(days=9)) for n in range(6)))
    (first,) = run(engine, configured(daily_units=5), Order(), NOW)
    assert (first.status, first.error.code, count(engine, "content")) == ("quota", "quota.day", 4)
    (same_day,) = run(engine, configured(daily_units=5), Order(), NOW + timedelta(hours=1))
    assert (same_day.status, same_day.requests) == ("quota", 0)
    server.log.clear()
    (second,) = run(engine, configured(), Order(), NOW + timedelta(hours=2))
    assert (second.status, count(engine, "content")) == ("ok", 6)
    assert [request.query.get("pageToken") for request in server.asked("playlistItems")] == ["page-4"]


def test_a_series_that_is_gone_makes_the_run_partly_done(engine, server, world, configured):
    world.add(Video("v1"), playlist="PLsoap")
    server.fault = "playlist_gone"
    (result,) = run(engine, configured(series='["PLsoap"]'), Order(), NOW)
    assert (result.status, result.error.code, count(engine, "content")) == ("partial", "skipped.playlist_not_found", 1)


def test_key_read_figures_are_forgotten_after_their_days(engine, world, configured):
    world.add(Video("v1", published_at=NOW - timedelta(days=100), views=0))
    chosen = configured(key_data_days=3)
    for day in range(7):
        world.videos["v1"].views = 24 * day
        (result,) = run(engine, chosen, Order(), NOW + timedelta(days=day))
    assert result.status == "ok"
    assert [day for day, _views in days(engine)] == [date(2026, 11, day) for day in (24, 25, 26, 27)]
    assert [views for _day, views in days(engine)] == [24, 24, 24, 13]
    assert any("3 days" in str(note) for note in result.notes)


def test_the_rule_is_kept_when_the_run_fails_too(engine, server, world, configured):
    world.add(Video("v1", published_at=NOW - timedelta(hours=20), views=30))
    chosen = configured()
    run(engine, chosen, Order(), NOW)
    assert len(days(engine)) == 2
    server.fault = "bad_key"
    (result,) = run(engine, chosen, Order(), NOW + timedelta(days=40))
    assert (result.status, days(engine), count(engine, "content_snapshot")) == ("auth", [], 0)
    with reading(engine) as connection:
        title, url = connection.execute(select(schema.content.c.title, schema.content.c.url)).one()
    assert (title, url) == (None, "https://www.youtube.com/watch?v=v1")


def test_with_the_amendment_figures_stay_and_unread_titles_go(engine, server, world, configured):
    world.add(Video("v1", published_at=NOW - timedelta(hours=20), views=30))
    chosen = configured(amendment="true")
    run(engine, chosen, Order(), NOW)
    server.fault = "bad_key"
    run(engine, chosen, Order(), NOW + timedelta(days=40))
    assert len(days(engine)) == 2
    with reading(engine) as connection:
        assert connection.execute(select(schema.content.c.title)).scalar_one() is None


def test_figures_of_the_owner_stay(engine, server, configured):
    server.world = example(NOW, videos=6)
    chosen = configured(account=True)
    run(engine, chosen, Order(), NOW)
    kept = days(engine)
    server.fault = "revoked"
    (result,) = run(engine, chosen, Order(), NOW + timedelta(days=400))
    assert (result.status, days(engine) == kept, bool(kept)) == ("auth", True, True)


def test_saved_answers_bring_the_same_rows_into_an_empty_database(engine, sqlite_engine, server, tmp_path, configured):
    server.world = example(NOW, videos=10)
    chosen = configured(series=f'["{SERIES}"]')
    run(engine, chosen, Order(save_raw=tmp_path / "saved"), NOW)
    (played,) = run(sqlite_engine, chosen, Order(from_dir=tmp_path / "saved"), datetime(2027, 5, 1, tzinfo=UTC))
    assert (played.status, played.requests) == ("ok", 0)
    for table in ("content", "content_snapshot", "episode", "channel_daily"):
        assert count(sqlite_engine, table) == count(engine, table)
