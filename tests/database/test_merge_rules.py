from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.database.store import Written
from tests.database.days import OWN, SEEN, add_channel, stored

APPLICATION = {
    "organisation_id": OWN,
    "provider": "file",
    "application_key": "a" * 64,
    "applied_on": date(2026, 3, 2),
    "side_entrant": "unknown",
    "side_entrant_basis": "none",
    "side_entrant_cbs": "unknown",
    "side_entrant_declared": "unknown",
    "stage": "applied",
    "status": "new",
    "observed_at": SEEN,
}


def _upsert(engine, table, **row):
    with writing(engine) as connection:
        return store.upsert(connection, table, [row], run_id=1)


def _one(engine, table, column):
    with reading(engine) as connection:
        [(value,)] = stored(connection, table, column)
    return value


def _apply(engine, **more):
    return _upsert(engine, schema.application, **{**APPLICATION, **more})


def test_first_keeps_what_a_person_chose(engine):
    row = {"organisation_id": OWN, "source_id": "vdab", "strategy": "job_board", "name": "VDAB", "status": "known"}
    _upsert(engine, schema.source, **row)
    assert _upsert(engine, schema.source, **{**row, "strategy": "other", "name": "vdab.be"}) == Written(unchanged=1)
    assert _one(engine, schema.source, "name") == "VDAB"


def test_known_never_goes_back_to_unknown(engine):
    _apply(engine, source_raw="vdab.be")
    assert _apply(engine, source_raw=None) == Written(unchanged=1)
    assert _one(engine, schema.application, "source_raw") == "vdab.be"


def test_known_takes_another_known_value(engine):
    _apply(engine, source_raw="vdab.be")
    assert _apply(engine, source_raw="YouTube") == Written(changed=1)
    assert _one(engine, schema.application, "source_raw") == "YouTube"


@pytest.mark.parametrize(
    ("stored_day", "new_day", "kept"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 2)),
    ],
)
def test_earliest_keeps_the_first_day_of_application(engine, stored_day, new_day, kept):
    _apply(engine, applied_on=stored_day)
    _apply(engine, applied_on=new_day)
    assert _one(engine, schema.application, "applied_on") == kept


@pytest.mark.parametrize("known_first", [True, False])
def test_earliest_takes_the_only_moment_that_is_known(engine, known_first):
    moment = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    for value in (moment, None) if known_first else (None, moment):
        _apply(engine, applied_at=value)
    assert _one(engine, schema.application, "applied_at") == moment


def test_a_row_without_a_rule_takes_what_came_last(engine):
    _apply(engine, stage="interview", status="in_process")
    assert _apply(engine, stage="offer", status="offer") == Written(changed=1)
    assert _one(engine, schema.application, "stage") == "offer"


def test_an_erased_application_is_never_written_again(engine):
    _apply(engine, source_raw="vdab.be", erased_at=SEEN)
    again = {key: value for key, value in APPLICATION.items() if key != "observed_at"} | {"observed_at": SEEN}
    with writing(engine) as connection:
        row = {**again, "source_raw": "YouTube", "stage": "hired", "status": "hired"}
        assert store.upsert(connection, schema.application, [row], run_id=2) == Written(unchanged=1)
    assert _one(engine, schema.application, "stage") == "applied"
    assert _one(engine, schema.application, "source_raw") == "vdab.be"


def test_rules_hold_when_a_column_has_one_value_in_all_rows_and_when_it_has_not(engine):
    other = {**APPLICATION, "application_key": "b" * 64}
    with writing(engine) as connection:
        rows = [{**APPLICATION, "source_raw": "vdab.be"}, {**other, "source_raw": "YouTube"}]
        store.upsert(connection, schema.application, rows, run_id=1)
        rows = [{**APPLICATION, "source_raw": None}, {**other, "source_raw": None}]
        assert store.upsert(connection, schema.application, rows, run_id=2) == Written(unchanged=2)
        rows = [{**APPLICATION, "source_raw": None}, {**other, "source_raw": "Radio"}]
        assert store.upsert(connection, schema.application, rows, run_id=3) == Written(changed=1, unchanged=1)
        assert stored(connection, schema.application, "source_raw") == [("vdab.be",), ("Radio",)]


def test_a_video_that_turns_private_keeps_its_moment_of_publication(engine):
    with writing(engine) as connection:
        add_channel(connection)
    row = {"organisation_id": OWN, "content_id": 5, "channel_id": 1, "external_id": "v1", "kind": "video"}
    _upsert(engine, schema.content, **row, published_at=SEEN, visibility="public")
    assert _upsert(engine, schema.content, **row, published_at=None, visibility="private") == Written(changed=1)
    assert _one(engine, schema.content, "published_at") == SEEN
    assert _one(engine, schema.content, "visibility") == "private"


def test_an_export_fills_what_the_api_left_open_and_changes_nothing_else(engine):
    day = {"organisation_id": "nergens", "channel_id": 1, "day": date(2026, 3, 1), "day_zone": "UTC", "is_final": True}
    seen = datetime(2026, 3, 4, 12, tzinfo=UTC)
    api = {**day, "views": 12, "page_views": None, "ingest": "api", "observed_at": seen}
    export = {**day, "views": 10, "page_views": 7, "ingest": "export", "observed_at": seen}
    with writing(engine) as connection:
        store.upsert(connection, schema.channel_daily, [api], run_id=1)
        first = store.upsert(connection, schema.channel_daily, [export], run_id=2)
        again = store.upsert(connection, schema.channel_daily, [export], run_id=3)
        column = schema.channel_daily.c
        stored = connection.execute(select(column.views, column.page_views, column.ingest)).one()
    assert (first.changed, again.unchanged, tuple(stored)) == (1, 1, (12, 7, "api"))


def test_the_api_restates_what_an_export_said(engine):
    day = {"organisation_id": "nergens", "channel_id": 1, "day": date(2026, 3, 1), "day_zone": "UTC", "is_final": True}
    seen = datetime(2026, 3, 4, 12, tzinfo=UTC)
    with writing(engine) as connection:
        for run, (views, ingest) in enumerate(((10, "export"), (12, "api")), start=1):
            row = {**day, "views": views, "ingest": ingest, "observed_at": seen}
            store.upsert(connection, schema.channel_daily, [row], run_id=run)
        column = schema.channel_daily.c
        assert tuple(connection.execute(select(column.views, column.ingest)).one()) == (12, "api")
