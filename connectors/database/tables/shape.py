"""How a table is written down: key, required and nullable columns, and what may stand in them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

INGEST = ("api", "export", "manual", "snapshot")
QUALITY = ("reported", "spread", "correction")
SIDE_ENTRANT = ("side_entrant", "returner", "within_care", "other", "unknown")
STATUS = ("new", "in_process", "offer", "hired", "rejected", "withdrawn", "deleted")
STAGES = ("applied", "screened", "interview", "offer", "hired")


def key(name: str, kind: Any, comment: str) -> Column[Any]:
    """Return a column of the primary key."""
    return Column(name, kind, primary_key=True, autoincrement=False, comment=comment)


def required(name: str, kind: Any, comment: str, **more: Any) -> Column[Any]:
    """Return a column that always has a value."""
    return Column(name, kind, nullable=False, comment=comment, **more)


def value(name: str, kind: Any, comment: str) -> Column[Any]:
    """Return a column in which NULL means not available or not known."""
    return Column(name, kind, nullable=True, comment=comment)


def table(name: str, comment: str, *parts: Any, info: dict[str, Any] | None = None) -> Table:
    """Return a table of one organisation's rows; on SQLite it is clustered by its key."""
    organisation = key("organisation_id", Text, "Whose row it is; leads every key.")
    return Table(name, metadata, organisation, *parts, comment=comment, info=info or {}, sqlite_with_rowid=False)


def within(parent: str, *columns: str) -> ForeignKeyConstraint:
    """Return a foreign key inside one organisation; facts have none (they load in bulk, ``db check`` looks for orphans)."""
    names = ["organisation_id", *columns]
    return ForeignKeyConstraint(names, [f"{parent}.{name}" for name in names])


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """Return a check that a column holds one of some words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
