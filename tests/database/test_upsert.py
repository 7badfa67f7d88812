from datetime import timedelta

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.database.schema import content_daily
from connectors.database.store import Written
from tests.database.days import MONDAY, MONTHS, OTHER, OWN, REVISIONS, SEEN, WEEKS, add_channel, day, stored


def _upsert(engine, rows, *, run_id=1, table=content_daily):
    with writing(engine) as connection:
        return store.upsert(connection, table, rows, run_id=run_id)


def _read(engine, table, *columns):
    with reading(engine) as connection:
        return stored(connection, table, *columns)


def test_no_rows_do_nothing(engine):
    assert _upsert(engine, []) == Written()


def test_new_rows_are_inserted(engine):
    assert _upsert(engine, [day(views=3), day(content_id=2, views=0), day(content_id=3)]) == Written(inserted=3)
    assert _read(engine, content_daily, "content_id", "day", "views") == [
        (1, MONDAY, 3),
        (2, MONDAY, 0),
        (3, MONDAY, None),
    ]


def test_every_type_comes_back_as_it_went_in(engine):
    row = day(views=2**40, watch_minutes=0.1, is_final=False, auth_kind=None)
    _upsert(engine, [row, day(content_id=2**62, views=-4, reach=7)])
    first, second = _read(engine, content_daily)
    assert first == tuple(row[column.name] for column in content_daily.c)
    assert second[1:6] == (2**62, MONDAY, None, 7, -4)


def test_a_restated_day_is_replaced_and_what_it_said_is_kept_with_the_run(engine):
    _upsert(engine, [day(views=3, reactions=1), day(content_id=2, views=8)], run_id=10)
    assert _upsert(engine, [day(views=5, reactions=1), day(content_id=2, views=8)], run_id=11) == Written(
        changed=1, unchanged=1
    )
    assert _read(engine, content_daily, "views", "reactions") == [(5, 1), (8, None)]
    assert _read(engine, REVISIONS, "content_id", "day", "superseded_by_run", "views", "reactions") == [
        (1, MONDAY, 11, 3, 1)
    ]


def test_a_day_restated_by_two_runs_keeps_both_earlier_values(engine):
    for run_id, views in ((10, 3), (11, 5), (12, 9)):
        _upsert(engine, [day(views=views)], run_id=run_id)
    assert _read(engine, REVISIONS, "superseded_by_run", "views") == [(11, 3), (12, 5)]


def test_a_run_that_restates_a_day_twice_keeps_what_was_there_before_the_run(engine):
    _upsert(engine, [day(views=3), day(content_id=2, views=3)], run_id=10)
    with writing(engine) as connection:
        store.upsert(connection, content_daily, [day(views=5)], run_id=11)
        store.upsert(connection, content_daily, [day(views=9), day(content_id=2, views=9)], run_id=11)
    assert _read(engine, content_daily, "views") == [(9,), (9,)]
    assert _read(engine, REVISIONS, "content_id", "superseded_by_run", "views") == [(1, 11, 3), (2, 11, 3)]


def test_a_figure_that_becomes_known_or_unknown_is_a_change(engine):
    _upsert(engine, [day(views=None), day(content_id=2, views=0)], run_id=10)
    assert _upsert(engine, [day(views=0), day(content_id=2, views=None)], run_id=11) == Written(changed=2)
    assert _read(engine, content_daily, "views") == [(0,), (None,)]
    assert _read(engine, REVISIONS, "views") == [(None,), (0,)]


def test_the_last_of_two_rows_with_one_key_wins(engine):
    rows = [day(views=3), day(content_id=2, views=1), day(views=4)]
    assert _upsert(engine, rows) == Written(inserted=2)
    assert _read(engine, content_daily, "content_id", "views") == [(1, 4), (2, 1)]


def test_columns_that_did_not_come_stay_as_they_are(engine):
    _upsert(engine, [day(views=3, reactions=2)])
    partial = {name: value for name, value in day(views=5).items() if name != "reactions"}
    assert _upsert(engine, [partial], run_id=2) == Written(changed=1)
    assert _read(engine, content_daily, "views", "reactions") == [(5, 2)]
    assert _read(engine, WEEKS, "views", "reactions") == [(5, 2)]


def test_the_order_of_the_columns_in_a_row_does_not_matter(engine):
    turned = dict(reversed(day(views=3).items()))
    assert _upsert(engine, [turned, day(content_id=2, views=4)]) == Written(inserted=2)
    assert _read(engine, content_daily, "content_id", "views") == [(1, 3), (2, 4)]


def test_a_row_without_a_column_of_the_first_is_refused(engine):
    short = {name: value for name, value in day(content_id=2).items() if name != "views"}
    with pytest.raises(ValueError, match="same columns"):
        _upsert(engine, [day(), short])
    assert _read(engine, content_daily) == []


def test_a_row_with_a_column_more_than_the_first_is_refused(engine):
    short = {name: value for name, value in day().items() if name != "views"}
    with pytest.raises(ValueError, match="same columns"):
        _upsert(engine, [short, day(content_id=2)])
    assert _read(engine, content_daily) == []


def test_a_column_that_the_table_does_not_have_is_refused(engine):
    with pytest.raises(KeyError, match="likes"):
        _upsert(engine, [day(likes=3)])


def test_a_table_of_keys_alone_is_idempotent(engine):
    campaign = {"organisation_id": OWN, "campaign_id": "soap", "name": "Soap", "kind": "series", "starts_on": MONDAY}
    _upsert(engine, [{**campaign, "status": "active"}], table=schema.campaign)
    link = {"organisation_id": OWN, "campaign_id": "soap", "kind": "series", "target": "PL0"}
    assert _upsert(engine, [link, link], table=schema.campaign_link) == Written(inserted=1)
    assert _upsert(engine, [link], table=schema.campaign_link) == Written(unchanged=1)


def test_when_something_was_seen_follows_a_change_but_makes_none(engine):
    later = SEEN + timedelta(hours=2)
    _upsert(engine, [day(views=3), day(content_id=2, views=3)])
    second = [day(views=3, observed_at=later), day(content_id=2, views=4, observed_at=later)]
    assert _upsert(engine, second, run_id=2) == Written(changed=1, unchanged=1)
    assert _read(engine, content_daily, "observed_at") == [(SEEN,), (later,)]


def test_a_day_that_becomes_final_is_a_change_without_another_sum(engine):
    _upsert(engine, [day(views=3, is_final=False)])
    assert _upsert(engine, [day(views=3)], run_id=2) == Written(changed=1)
    assert _read(engine, WEEKS, "views", "days") == [(3, 1)]


def _forbid_writes(connection, table):
    """Let the database itself refuse to touch a row of a table."""
    if connection.dialect.name == "sqlite":
        for number, verb in enumerate(("INSERT", "UPDATE", "DELETE")):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_{number} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'touched'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'touched'; END $$ LANGUAGE plpgsql"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
    )


def test_the_same_rows_again_touch_nothing_at_all(engine):
    rows = [day(MONDAY + timedelta(days=number % 40), number // 40, views=number) for number in range(200)]
    assert _upsert(engine, rows) == Written(inserted=200)
    with writing(engine) as connection:
        for table in (content_daily, REVISIONS, WEEKS, MONTHS):
            _forbid_writes(connection, table.name)
    seen_later = [{**row, "observed_at": SEEN + timedelta(days=1)} for row in rows]
    assert _upsert(engine, seen_later, run_id=2) == Written(unchanged=200)


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_an_unchanged_row_keeps_its_version_beside_a_changed_one(engine):
    def versions():
        with reading(engine) as connection:
            return list(connection.exec_driver_sql("SELECT xmin FROM content_daily ORDER BY content_id").scalars())

    _upsert(engine, [day(views=1), day(content_id=2, views=2)])
    before = versions()
    assert _upsert(engine, [day(views=1), day(content_id=2, views=3)], run_id=2) == Written(changed=1, unchanged=1)
    after = versions()
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_nothing_temporary_is_left_behind(engine):
    with writing(engine) as connection:
        store.upsert(connection, content_daily, [day(views=1)], run_id=1)
        where = "sqlite_temp_master" if engine.dialect.name == "sqlite" else "pg_tables"
        column = "name" if engine.dialect.name == "sqlite" else "tablename"
        assert (
            connection.exec_driver_sql(
                f"SELECT {column} FROM {where} WHERE {column} LIKE 'stage%%' OR {column} LIKE 'keys%%'"
            ).all()
            == []
        )


def test_an_upsert_goes_on_after_one_that_failed_in_the_same_process(engine):
    with pytest.raises(Exception, match=r"refused|DatabaseError"):
        _upsert(engine, [day(views=1, ingest="guessed")])
    assert _upsert(engine, [day(views=1)]) == Written(inserted=1)


def test_two_organisations_never_touch_each_other(engine):
    theirs = {"organisation_id": OTHER}
    _upsert(engine, [day(views=3), {**day(views=70), **theirs}], run_id=1)
    assert _upsert(engine, [{**day(views=71), **theirs}], run_id=2) == Written(changed=1)
    assert _read(engine, content_daily, "organisation_id", "views") == [(OTHER, 71), (OWN, 3)]
    assert _read(engine, WEEKS, "organisation_id", "views") == [(OTHER, 71), (OWN, 3)]
    assert _read(engine, REVISIONS, "organisation_id", "views") == [(OTHER, 70)]
    with writing(engine) as connection:
        add_channel(connection)
        add_channel(connection, OTHER)
        store.remove(connection, content_daily, content_daily.c.organisation_id == OTHER)
        store.replace(connection, schema.channel, {"organisation_id": OTHER}, [], run_id=3)
    assert _read(engine, content_daily, "organisation_id", "views") == [(OWN, 3)]
    assert _read(engine, MONTHS, "organisation_id", "views") == [(OWN, 3)]
    assert _read(engine, schema.channel, "organisation_id") == [(OWN,)]


def test_more_rows_than_a_statement_takes_parameters(engine):
    rows = [day(MONDAY + timedelta(days=number % 100), number // 100, views=number) for number in range(40_000)]
    assert _upsert(engine, rows) == Written(inserted=40_000)
    with writing(engine) as connection:
        written = store.replace(connection, content_daily, {"organisation_id": OWN}, rows[:39_000], run_id=2)
    assert written == Written(unchanged=39_000, removed=1_000)
