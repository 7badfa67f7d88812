"""Who reads history again: the connection, whose rows, by which rules, and by which they were read before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, update

from connectors.database import store
from connectors.database.applications import count_applications
from connectors.database.schema import application
from connectors.inflow.applied import Row
from connectors.inflow.rules import Rulebook

KEY = ("provider", "application_key")

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Reads what is stored again; ``before`` are the rules by which it was read until now."""

    connection: Connection
    organisation_id: str
    before: Rulebook
    rules: Rulebook
    run_id: int

    def everything(self, *columns: str) -> list[Stored]:
        """Return some columns of every application that is not erased."""
        names = [*KEY, "applied_on", *columns]
        query = select(*(application.c[name] for name in names)).where(
            application.c.organisation_id == self.organisation_id, application.c.erased_at.is_(None)
        )
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Write changed columns of stored rows."""
        alike: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            alike.setdefault(tuple(row), []).append({"organisation_id": self.organisation_id, **row})
        for some in alike.values():
            store.upsert(self.connection, table, some, run_id=self.run_id)

    def change(self, before: Iterable[Stored], after: Callable[[Stored], Row]) -> int:
        """Write what is different now, count the days anew on which those applications came in; return how many they are."""
        rows: list[Row] = []
        days = []
        for row in before:
            new = after(row)
            if any(row[name] != value for name, value in new.items()):
                rows.append({**{name: row[name] for name in KEY}, **new})
                days.append(row["applied_on"])
        self.write(application, rows)
        self._empty(rows)
        count_applications(self.connection, self.organisation_id, filter(None, days))
        return len(rows)

    def _empty(self, rows: Sequence[Row]) -> None:
        """Take out values that are known no more: for a landing, not known means to leave what stands there."""
        rules: Mapping[str, str] = application.info["merge"]
        for name in sorted({name for row in rows for name in row if rules.get(name) == "known"}):
            here = [{f"its_{key}": row[key] for key in KEY} for row in rows if name in row and row[name] is None]
            key = (application.c[part] == bindparam(f"its_{part}") for part in KEY)
            if here:
                statement = update(application).where(application.c.organisation_id == self.organisation_id, *key)
                self.connection.execute(statement.values({name: None}), here)
