import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import BigInteger, Boolean, Connection, Date, DateTime, Float, Integer, MetaData, inspect, select, text

from connectors.database.engine import reading, writing
from connectors.database.schema import metadata
from connectors.database.types import Moment
from connectors.database.upgrade import check, current, head, require_current, revisions, upgrade
from connectors.errors import DatabaseError
from tests.database.days import MONDAY, SEEN

_ALLOWED = {
    "ingest": "api",
    "quality": "reported",
    "side_entrant": "unknown",
    "status": "new",
    "kind": "other",
    "stage": "final",
    "verdict": "cannot_tell",
    "basis": "alone",
    "subject": "source",
    "match": "exact",
    "news": "changed",
    "about": "overview",
}
_MOVED = {"source_rule": "inflow_rule"}
_BY_TYPE = (
    (Boolean, True),
    (Moment, SEEN),
    (DateTime, SEEN),
    (Date, MONDAY),
    (BigInteger, 1),
    (Integer, 1),
    (Float, 1.5),
)


def _a_row(table):
    """Return one row for a table as it stands; equal values everywhere, so that every foreign key finds its parent."""
    return {column.name: _ALLOWED.get(column.name, _value(column.type)) for column in table.columns}


def _value(kind):
    return next((value for known, value in _BY_TYPE if isinstance(kind, known)), "a")


def _fill(connection: Connection):
    there = MetaData()
    there.reflect(connection)
    filled = [table for table in there.sorted_tables if table.name not in {"dim_day", "alembic_version"}]
    for table in filled:
        connection.execute(table.insert().values(_a_row(table)))
    return [table.name for table in filled]


def _differences(connection: Connection):
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return compare_metadata(context, metadata)


def _checks(connection: Connection):
    found = inspect(connection)
    return {(name, check["name"]) for name in metadata.tables for check in found.get_check_constraints(name)}


def _declared_checks():
    return {
        (table.name, str(constraint.name))
        for table in metadata.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }


def test_an_empty_database_becomes_the_schema(empty_engine):
    assert current(empty_engine) is None
    assert upgrade(empty_engine) == head()
    with reading(empty_engine) as connection:
        assert _differences(connection) == []
        assert _checks(connection) == _declared_checks()
    assert check(empty_engine) == []


@pytest.mark.parametrize("revision", revisions())
def test_every_earlier_revision_with_rows_in_place_becomes_the_schema(empty_engine, revision):
    assert upgrade(empty_engine, revision) == revision
    with writing(empty_engine) as connection:
        filled = _fill(connection)

    assert upgrade(empty_engine) == head()

    with reading(empty_engine) as connection:
        assert _differences(connection) == []
        assert _checks(connection) == _declared_checks()
        there = [_MOVED.get(name, name) for name in filled]
        counts = {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in there}
    assert counts == dict.fromkeys(there, 1)


def test_upgrading_twice_changes_nothing(engine):
    assert upgrade(engine) == head()
    require_current(engine)


def test_a_database_of_a_newer_program_is_left_alone(engine):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError) as raised:
        upgrade(engine)
    assert raised.value.code == "database.newer"
    assert str(raised.value) == "The database was made by a newer version of Instroom (revision 9999)."
    assert current(engine) == "9999"


def test_an_empty_database_names_the_command_that_helps(empty_engine):
    with pytest.raises(DatabaseError) as raised:
        require_current(empty_engine)
    assert raised.value.code == "database.old"
    assert str(raised.value.hint) == "Run “instroom db upgrade”."


def test_a_failing_migration_leaves_the_database_as_it_was(empty_engine):
    with writing(empty_engine) as connection:
        connection.execute(text("CREATE TABLE visit_daily (organisation_id text)"))
    with pytest.raises(DatabaseError):
        upgrade(empty_engine)
    assert current(empty_engine) is None
    with reading(empty_engine) as connection:
        assert inspect(connection).get_table_names() == ["visit_daily"]


def test_check_finds_orphans_and_sums_that_are_off(engine):
    with writing(engine) as connection:
        connection.execute(metadata.tables["content_daily"].insert().values(_a_row(metadata.tables["content_daily"])))
    assert [str(problem) for problem in check(engine)] == [
        "1 rows of content_daily belong to no content.",
        "content_week sums 0 days, there are 1.",
        "content_month sums 0 days, there are 1.",
    ]


def test_check_finds_a_table_that_is_gone(engine):
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE audit"))
    assert "Table audit is missing." in [str(problem) for problem in check(engine)]


@pytest.mark.story("X4")
def test_moments_come_back_aware_and_in_utc(engine):
    run = metadata.tables["sync_run"]
    with writing(engine) as connection:
        connection.execute(run.insert().values(_a_row(run)))
    with reading(engine) as connection:
        assert connection.execute(select(run.c.started_at)).scalar_one() == SEEN
