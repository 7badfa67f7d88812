"""Alembic runs the migrations on the connection that it is given; there is no ini file and no other way in."""

from typing import Any, Literal

from alembic import context
from alembic.operations.ops import CreateTableOp, MigrationScript

from connectors.database.schema import metadata
from connectors.database.types import Moment


def _render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    return "Moment()" if kind == "type" and isinstance(item, Moment) else False


def _without_info(_context: Any, _revision: Any, scripts: list[MigrationScript]) -> None:
    """Leave the store's merge rules out of a new migration: they are no part of the tables."""
    for script in scripts:
        assert script.upgrade_ops is not None
        for operation in script.upgrade_ops.ops:
            if isinstance(operation, CreateTableOp):
                operation.info.clear()
                operation.kw.pop("info", None)


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    render_item=_render,
    process_revision_directives=_without_info,
)
with context.begin_transaction():
    context.run_migrations()
