"""A look-alike of Recruitee, an organisation that reads it into a real database, and ways to look at what came."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from connectors import recruitee, runs
from connectors.base import Batch, Context, Look, Window
from connectors.config import Organisation, Secrets, SideEntrantRule, SourceSettings
from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.errors import InstroomError, Said
from connectors.inflow.stored import rulebook
from connectors.landing import Landing, land, settle
from connectors.manifest import manifests
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from tests.fakes.applicants import NOW
from tests.fakes.recruitee import serving
from tests.fakes.recruitee_world import COMPANY, TOKEN, World, example
from tests.fakes.routed import Routed

_OFTEN = {"observed_at", "run_id"}
KEY = b"invented-key-for-pseudonyms-of-the-tests"


@dataclass
class Synced:
    """What one run did: rows that were new or changed, requests, problems, notes, and the error that ended it."""

    batches: list[Batch] = field(default_factory=list)
    written: int = 0
    requests: int = 0
    notes: list[Said] = field(default_factory=list)
    error: InstroomError | None = None

    @property
    def problems(self) -> list[str]:
        return [batch.problem.code for batch in self.batches if batch.problem]


class Place:
    """A configured source that points to the look-alike, and the database it is read into."""

    def __init__(self, server: Routed, organisation: Organisation, engine: Engine) -> None:
        self.server, self.organisation, self.engine = server, organisation, engine
        self.slept: list[float] = []
        self.side_entrant = SideEntrantRule(rule="declared")
        self._run_id = 0
        with writing(engine) as connection:
            settle(connection, organisation, ())

    def context(
        self,
        *,
        now: datetime = NOW,
        window: Window | None = None,
        looks: Sequence[Look] = (),
        only_looks: bool = False,
        token: str = TOKEN,
        **settings: object,
    ) -> Context:
        manifest = manifests()["recruitee"]
        defaults = {name: setting.default for name, setting in manifest.settings.items()}
        own = {"company": COMPANY, "endpoint": self.server.address, "history_months": 3, "requests_per_second": 20}
        with reading(self.engine) as connection:
            rules = rulebook(connection, self.organisation.id, self.side_entrant)
            cursors = runs.cursors(connection, self.organisation.id, "recruitee")
        return Context(
            organisation=self.organisation,
            settings=SourceSettings(
                "recruitee", enabled=True, values={**defaults, **own, **settings}, secrets=Secrets({"api_token": token})
            ),
            now=now,
            window=window or Window(),
            cursors=cursors,
            raw=Raw(),
            quota=QuotaLedger(),
            rules=rules,
            pseudonym_key=KEY,
            looks=tuple(looks),
            only_looks=only_looks,
        )

    def sync(self, *, stop_after: int | None = None, **more: Any) -> Synced:
        """Pull and land page by page, to the end, to the first error, or to a number of pages (a run that is killed)."""
        done, context = Synced(), self.context(**more)
        self._run_id += 1
        steps = recruitee.pull(context, sleep=self.slept.append)
        try:
            for batch in steps:
                self._land(batch, context, done)
                if stop_after is not None and len(done.batches) == stop_after:
                    break
        except InstroomError as error:
            done.error = error
        finally:
            steps.close()
        done.requests = context.quota.requests
        return done

    def _land(self, batch: Batch, context: Context, done: Synced) -> None:
        with writing(self.engine) as connection:
            landed = land(
                connection,
                self.organisation,
                batch.rows,
                run_id=self._run_id,
                now=context.now,
                more=Landing.of(batch, KEY),
            )
            runs.move_cursor(connection, self.organisation.id, "recruitee", batch, self._run_id)
        done.batches.append(batch)
        done.written += sum(part.written for part in landed.tables.values())
        done.notes += [*batch.notes, *landed.notes]

    # --- What is stored -----------------------------------------------------------------------------------------------------

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        return rows(self.engine, table, *columns)

    def one(self, number: int) -> Mapping[str, Any]:
        """Return the row of an application by its number at Recruitee."""
        desk = recruitee.Desk.of(self.context(), "recruitee")
        column = schema.application.c
        query = select(schema.application).where(column.application_key == desk.application_key(str(number)))
        with reading(self.engine) as connection:
            return dict(connection.execute(query).mappings().one())

    def events(self, number: int) -> list[tuple[str, str]]:
        desk = recruitee.Desk.of(self.context(), "recruitee")
        column = schema.application_event.c
        query = select(column.event, column.day).where(column.application_key == desk.application_key(str(number)))
        with reading(self.engine) as connection:
            return sorted((event, day.isoformat()) for event, day in connection.execute(query))

    def count(self) -> int:
        return len(self.rows("application", "application_key"))


def rows(engine: Engine, table: str, *columns: str) -> list[tuple[Any, ...]]:
    found = schema.metadata.tables[table]
    query = select(*(found.c[name] for name in columns or found.c.keys()))
    with reading(engine) as connection:
        return sorted((tuple(row) for row in connection.execute(query)), key=str)


def everything(engine: Engine, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of tables, without what changes with every reading."""
    return {
        name: rows(
            engine, name, *(column.name for column in schema.metadata.tables[name].c if column.name not in _OFTEN)
        )
        for name in tables
    }


def sums(engine: Engine, *by: str) -> Counter[tuple[Any, ...]]:
    """Return applications, hires, rejections and withdrawals by some dimensions of the counts per day."""
    found: Counter[tuple[Any, ...]] = Counter()
    counted = ("applied", "hired", "rejected", "withdrawn")
    for row in rows(engine, "application_daily", *by, *counted):
        for name, count in zip(counted, row[len(by) :], strict=True):
            found[*row[: len(by)], name] += count
    return +found


@pytest.fixture
def world() -> World:
    return example()


@pytest.fixture
def server(world: World) -> Iterator[Routed]:
    with serving(world) as running:
        yield running


@pytest.fixture
def place(server: Routed, organisation: Organisation, sqlite_engine: Engine) -> Place:
    return Place(server, organisation, sqlite_engine)
