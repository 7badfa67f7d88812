"""Loading files into a real database: in one transaction, once, and beside what an API brought."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from connectors.config import Organisation
from connectors.database import schema, store
from connectors.database.engine import reading as open_reading
from connectors.database.engine import writing
from connectors.errors import DatabaseError, DemoDataError, FileError
from connectors.files import FileContext, load, read
from connectors.keys import channel_key, content_key
from connectors.landing import settle
from tests.fakes.workbooks import csv_file, workbook, zipped

REVISIONS = schema.metadata.tables["channel_daily_rev"]
CHANNEL = "UCnergensland0000000000a"
VIDEO = "aaaaOpenDag"
TOTALS = [["Date", "Views"], *([date(2026, 11, 1) + timedelta(days=n), 40 + n] for n in range(20))]
TABLE = [["Content", "Video title", "Video publish time", "Views"], [VIDEO, "Open dag", "Nov 2, 2026", 90]]
EXPORT = zipped({"Totals.csv": csv_file(TOTALS), "Table data.csv": csv_file(TABLE)})


def rows(engine: Engine, table, *columns):
    with open_reading(engine) as connection:
        found = [table.c[name] for name in columns]
        return [tuple(row) for row in connection.execute(select(*found).order_by(*found))]


def count(engine: Engine, table) -> int:
    with open_reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def studio(context: FileContext, content: bytes = EXPORT, **more: str):
    return read("export.zip", content, context, mapping={"channel": CHANNEL, **more})


def test_a_file_is_loaded_with_its_run_and_its_fingerprint(engine, organisation, context, moment):
    loaded = load(engine, organisation, studio(context), moment)
    assert loaded.table_rows == {"channel": 1, "content": 1, "content_snapshot": 1, "channel_daily": 20}
    assert (loaded.unchanged, loaded.first_day, loaded.last_day) == (0, date(2026, 11, 1), date(2026, 11, 20))
    assert rows(engine, schema.sync_run, "run_id", "source", "status", "rows_written", "until") == [
        (loaded.run_id, "import", "ok", 23, date(2026, 11, 20))
    ]
    assert rows(engine, schema.import_file, "kind", "name", "imported_at", "rows_written", "rows_refused") == [
        ("youtube_studio", "export.zip", moment, 23, 0)
    ]
    assert sum(views for (views,) in rows(engine, schema.channel_daily, "views")) == 990


def test_days_that_were_exported_too_soon_are_not_final(engine, organisation, context, moment):
    load(engine, organisation, studio(context), moment)
    final = [day for day, is_final in rows(engine, schema.channel_daily, "day", "is_final") if is_final]
    assert max(final) == date(2026, 11, 18)


@pytest.mark.parametrize("what", ["content", "visitors", "followers"])
def test_the_same_page_export_twice_changes_nothing(engine, organisation, context, moment, page_workbook, what):
    reading = read(*page_workbook(what, "en"), context)
    first = load(engine, organisation, reading, moment)
    again = load(engine, organisation, read(*page_workbook(what, "en"), context), moment + timedelta(days=9))
    assert sum(first.table_rows.values()) == sum(len(some) for some in reading.rows.values())
    assert set(again.table_rows.values()) == {0}
    assert again.unchanged == sum(first.table_rows.values())
    assert count(engine, REVISIONS) == 0


def test_the_same_export_in_another_language_changes_nothing(engine, organisation, context, moment, page_workbook):
    load(engine, organisation, read(*page_workbook("content", "en"), context), moment)
    again = load(engine, organisation, read(*page_workbook("content", "nl"), context), moment)
    assert set(again.table_rows.values()) == {0}


def test_the_same_file_later_and_under_another_name_changes_nothing(engine, organisation, context, moment):
    rows_without_moment = [["Date", "Views"], *([moment.date() - timedelta(days=n), 5] for n in range(30, -1, -1))]
    content = zipped({"Totals.csv": csv_file(rows_without_moment), "Table data.csv": csv_file(TABLE)})
    load(engine, organisation, studio(context, content), moment)
    later = moment + timedelta(days=40)
    reading = read(
        "kopie.zip",
        content,
        FileContext(organisation, context.side_entrant, (), None, later),
        mapping={"channel": CHANNEL},
    )
    again = load(engine, organisation, reading, later)
    assert set(again.table_rows.values()) == {0}
    assert rows(engine, schema.content_snapshot, "observed_at", "views") == [(moment, 90)]
    assert rows(engine, schema.import_file, "name", "imported_at") == [("export.zip", moment)]


def test_an_overlapping_newer_export_adds_days_and_replaces_restated_ones(engine, organisation, context, moment):
    load(engine, organisation, studio(context), moment)
    restated = [TOTALS[0], [date(2026, 11, 20), 70], [date(2026, 11, 21), 3]]
    loaded = load(engine, organisation, studio(context, csv_file(restated)), moment)
    assert loaded.table_rows["channel_daily"] == 2
    assert rows(engine, schema.channel_daily, "day", "views")[-2:] == [
        (date(2026, 11, 20), 70),
        (date(2026, 11, 21), 3),
    ]
    assert rows(engine, REVISIONS, "day", "views") == [(date(2026, 11, 20), 59)]


def test_a_page_export_fills_its_own_columns_and_leaves_the_others(
    engine, organisation, context, moment, page_workbook
):
    for what in ("visitors", "followers", "content"):
        load(engine, organisation, read(*page_workbook(what, "nl"), context), moment)
    first = rows(engine, schema.channel_daily, "day", "page_views", "followers_gained", "impressions")[0]
    assert first == (date(2026, 10, 1), 35, 10, 371)
    assert count(engine, schema.channel_daily) == 31


def test_sheets_with_other_columns_in_one_workbook_do_not_empty_each_other(
    engine, organisation, context, moment, page_workbook
):
    load(engine, organisation, read(*page_workbook("content", "en"), context), moment)
    followers = [["Date", "Sponsored followers", "Organic followers", "Total followers"], ["10/01/2026", 1, 2, 3]]
    wide = [["Date", *(f"c{n}" for n in range(24))], ["10/02/2026", *[0] * 24]]
    name = "zorggroep-voorbeeld_followers_1793620800000.xlsx"
    load(engine, organisation, read(name, workbook({"a": followers, "b": wide}), context), moment)
    assert rows(engine, schema.channel_daily, "day", "followers_gained", "page_views", "impressions")[:2] == [
        (date(2026, 10, 1), 3, None, 371),
        (date(2026, 10, 2), None, 0, 114),
    ]


def test_what_the_api_said_of_channel_and_video_stays(engine, organisation, context, moment):
    channel_id = channel_key(organisation.id, "youtube", CHANNEL)
    own = {"organisation_id": organisation.id, "channel_id": channel_id, "auth_kind": "owner"}
    channel = {**own, "platform": "youtube", "external_id": CHANNEL, "title": "Nergensland"}
    published = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
    content_id = content_key(organisation.id, channel_id, VIDEO)
    video = {**own, "content_id": content_id, "external_id": VIDEO, "kind": "short", "published_at": published}
    with writing(engine) as connection:
        settle(connection, organisation, ())
        store.upsert(connection, schema.channel, [channel], run_id=1)
        store.upsert(connection, schema.content, [video], run_id=1)
    loaded = load(engine, organisation, studio(context), moment)
    assert loaded.unchanged == 2
    assert rows(engine, schema.content, "content_id", "kind", "published_at") == [(content_id, "short", published)]
    assert rows(engine, schema.channel, "channel_id", "title") == [(channel_id, "Nergensland")]
    assert count(engine, schema.channel_daily) == 20


def test_refused_lines_make_the_run_partly_done(engine, organisation, context, moment):
    content = csv_file([*TOTALS, ["2026-11-21", "veel"], ["gisteren", 3]])
    loaded = load(engine, organisation, studio(context, content), moment)
    assert len(loaded.refused) == 2
    assert rows(engine, schema.sync_run, "status") == [("partial",)]
    assert rows(engine, schema.import_file, "rows_refused") == [(2,)]


def test_a_refused_file_writes_nothing(engine, organisation, context, moment):
    with pytest.raises(FileError):
        load(engine, organisation, read("x.zip", EXPORT[:80], context), moment)
    assert count(engine, schema.sync_run) == count(engine, schema.channel) == 0


def test_a_fault_half_way_leaves_nothing(engine, organisation, context, moment):
    reading = studio(context)
    unheard_of = {"content_id": 1, "day": date(2026, 11, 1), "views": 5, "day_zone": "UTC", "ingest": "paper"}
    broken = replace(reading, rows={**reading.rows, "content_daily": [unheard_of]})
    with pytest.raises(DatabaseError):
        load(engine, organisation, broken, moment)
    assert count(engine, schema.sync_run) == count(engine, schema.channel) == count(engine, schema.import_file) == 0


def test_a_demo_database_takes_no_file(engine, organisation: Organisation, context, moment):
    demo = {
        "organisation_id": "demo",
        "name": "Nergensland",
        "country": "BE",
        "timezone": "Europe/Brussels",
        "language": "nl",
        "is_demo": True,
    }
    with writing(engine) as connection:
        store.upsert(connection, schema.organisation, [demo], run_id=0)
    with pytest.raises(DemoDataError):
        load(engine, organisation, studio(context), moment)
    assert count(engine, schema.sync_run) == 0
