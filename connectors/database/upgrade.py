"""Brings a database to the newest revision, and looks whether one is whole."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, and_, func, inspect, select

from connectors.database.engine import reading, writing
from connectors.database.schema import (
    channel,
    channel_daily,
    content,
    content_daily,
    content_snapshot,
    dim_day,
    metadata,
)
from connectors.errors import N_, DatabaseError, Said

_MIGRATIONS = Path(__file__).parent / "migrations"
_FACTS = (
    (content_daily, content, "content_id"),
    (content_snapshot, content, "content_id"),
    (channel_daily, channel, "channel_id"),
)


def _alembic(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """Return the newest revision."""
    revision = ScriptDirectory.from_config(_alembic()).get_current_head()
    assert revision is not None
    return revision


def revisions() -> list[str]:
    """Return every revision, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()][::-1]


def current(engine: Engine) -> str | None:
    """Return the revision of a database, None when it is empty."""
    with reading(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> str:
    """Bring a database to a revision, by default the newest; what is there stays. Returns the revision.

    A database that a newer version of the program made is left alone, with a DatabaseError.
    """
    require_known(current(engine))
    with writing(engine) as connection:
        command.upgrade(_alembic(connection), revision)
    return current(engine) or ""


def require_known(revision: str | None) -> None:
    """Raise a DatabaseError when a database has a revision that this program does not know."""
    if revision is not None and revision not in revisions():
        raise DatabaseError(
            N_("The database was made by a newer version of Instroom (revision {revision})."),
            code="database.newer",
            hint=N_("Install the newer version; this one leaves the database as it is."),
            revision=revision,
        )


def require_current(engine: Engine) -> None:
    """Raise a DatabaseError that names the command when a database is not at the newest revision."""
    revision = current(engine)
    require_known(revision)
    if revision != head():
        raise DatabaseError(
            N_("The database is of an older version."),
            code="database.old",
            hint=N_("Run “instroom db upgrade”."),
        )


def check(engine: Engine) -> list[Said]:
    """Return what is wrong with a database, an empty list when it is whole: file, tables, orphans, sums."""
    require_current(engine)
    with reading(engine) as connection:
        return [*_damage(connection), *_missing_tables(connection), *_orphans(connection), *_sums(connection)]


def _damage(connection: Connection) -> list[Said]:
    if connection.dialect.name != "sqlite":
        return []
    found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    return [Said(N_("The file is damaged: {problem}"), {"problem": line}) for line in found if line != "ok"]


def _missing_tables(connection: Connection) -> list[Said]:
    there = set(inspect(connection).get_table_names())
    return [Said(N_("Table {table} is missing."), {"table": name}) for name in sorted(set(metadata.tables) - there)]


def _orphans(connection: Connection) -> list[Said]:
    problems = []
    for fact, thing, key in _FACTS:
        on = and_(fact.c.organisation_id == thing.c.organisation_id, fact.c[key] == thing.c[key])
        query = select(func.count()).select_from(fact.outerjoin(thing, on)).where(thing.c[key].is_(None))
        count = connection.execute(query).scalar_one()
        if count:
            values = {"table": fact.name, "count": count, "thing": thing.name}
            problems.append(Said(N_("{count} rows of {table} belong to no {thing}."), values))
    return problems


def _sums(connection: Connection) -> list[Said]:
    problems = []
    for fact in metadata.sorted_tables:
        for start, target in fact.info.get("rollups", {}).items():
            days = connection.execute(
                select(func.count()).select_from(fact.join(dim_day, dim_day.c.day == fact.c.day))
            ).scalar_one()
            summed = connection.execute(select(func.coalesce(func.sum(target.c.days), 0))).scalar_one()
            if days != summed:
                values = {"table": target.name, "start": start, "days": days, "summed": int(summed)}
                problems.append(Said(N_("{table} sums {summed} days, there are {days}."), values))
    return problems
