import pytest
from sqlalchemy import Table, inspect

from connectors.database.engine import reading
from connectors.database.schema import comments, content_daily, metadata

TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)
FACTS = [table for table in TABLES if "rollups" in table.info]
BY_NAME = {"argvalues": TABLES, "ids": [table.name for table in TABLES]}


@pytest.mark.parametrize("table", **BY_NAME)
def test_every_table_and_column_says_what_it_is(table):
    assert table.comment
    assert table.comment.endswith(".")
    without = [name for name, comment in comments()[table.name].items() if not comment]
    assert without == []


@pytest.mark.parametrize("table", **BY_NAME)
def test_the_organisation_leads_every_key(table):
    first = next(iter(table.primary_key))
    assert first.name == ("day" if table.name == "dim_day" else "organisation_id")


@pytest.mark.parametrize("table", **BY_NAME)
def test_no_unique_index_or_foreign_key_crosses_organisations(table):
    if table.name == "dim_day":
        return
    for foreign in table.foreign_key_constraints:
        assert foreign.column_keys[0] == "organisation_id"
    for constraint in table.constraints:
        if type(constraint).__name__ == "UniqueConstraint":
            assert next(iter(constraint.columns)).name == "organisation_id"
    for index in table.indexes:
        assert next(iter(index.columns)).name == "organisation_id"


@pytest.mark.parametrize("table", **BY_NAME)
def test_what_the_store_reads_about_a_table_names_its_columns(table: Table):
    named = {
        *table.info.get("volatile", ()),
        *table.info.get("merge", ()),
        *table.info.get("additive", ()),
        *table.info.get("facts", ()),
        *filter(None, [table.info.get("frozen_when")]),
    }
    assert named <= set(table.c.keys())
    assert set(table.info.get("merge", {}).values()) <= {"first", "known", "earliest"}


@pytest.mark.parametrize("fact", FACTS, ids=lambda table: table.name)
def test_levels_and_shares_are_never_summed(fact):
    summed = set(fact.info["additive"])
    assert summed.isdisjoint({"reach", "average_view_share", "followers", "page_visitors", "visitors"})
    for target in fact.info["rollups"].values():
        assert summed <= set(target.c.keys())
        assert set(target.c.keys()).isdisjoint(
            {"reach", "average_view_share", "followers", "page_visitors", "visitors"}
        )


@pytest.mark.parametrize("fact", FACTS, ids=lambda table: table.name)
def test_every_figure_may_be_missing(fact):
    for table in (fact, fact.info["revisions"], *fact.info["rollups"].values()):
        assert all(table.c[name].nullable for name in fact.info["facts"] if name in table.c)


def test_the_stored_columns_are_the_declared_ones(engine):
    with reading(engine) as connection:
        found = inspect(connection)
        for table in TABLES:
            assert [column["name"] for column in found.get_columns(table.name)] == table.c.keys()


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_postgresql_shows_the_comments_to_whoever_looks(engine):
    with reading(engine) as connection:
        found = {column["name"]: column["comment"] for column in inspect(connection).get_columns("content_daily")}
    assert found == comments()["content_daily"]
    assert found["views"] == content_daily.c.views.comment


def test_sqlite_keeps_every_table_in_the_order_of_its_key(sqlite_engine):
    with reading(sqlite_engine) as connection:
        made = dict(tuple(row) for row in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master"))
    assert [name for name in metadata.tables if "WITHOUT ROWID" not in made[name]] == []


def test_the_calendar_is_filled_and_weeks_begin_on_monday(engine):
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT day, week_start, week_end, month_start, month_end, weekday FROM dim_day"
            " WHERE day BETWEEN '2024-12-30' AND '2025-01-01' ORDER BY day"
        )
        found = [tuple(map(str, row)) for row in rows]
        count = connection.exec_driver_sql("SELECT count(*) FROM dim_day").scalar_one()
    assert found == [
        ("2024-12-30", "2024-12-30", "2025-01-05", "2024-12-01", "2024-12-31", "1"),
        ("2024-12-31", "2024-12-30", "2025-01-05", "2024-12-01", "2024-12-31", "2"),
        ("2025-01-01", "2024-12-30", "2025-01-05", "2025-01-01", "2025-01-31", "3"),
    ]
    assert count == 13149  # 2005-01-01 to 2040-12-31, nine leap days
