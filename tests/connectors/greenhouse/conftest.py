"""A look-alike of Greenhouse with the fictional applications, and ways to run and to pull from it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from connectors import config, greenhouse
from connectors.base import Batch, Context, Look, SyncResult, Window
from connectors.config import Config, Organisation, Secrets, SourceSettings
from connectors.database.engine import reading
from connectors.database.schema import application, application_daily, application_event, metadata
from connectors.keys import pseudonym
from connectors.manifest import manifests
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from connectors.sync import Order, run
from tests.fakes.applicants import NOW, ZONE
from tests.fakes.greenhouse import SECRETS, LookAlike, look_alike
from tests.fakes.greenhouse_world import World, example

KEY = "invented-key-for-pseudonyms-of-the-tests"
TOKEN_KEY = "invented-token-key"
PLAIN = (
    f'[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ncountry = "BE"\ntimezone = "{ZONE}"\n'
)


class Place:
    """A configured source that points to the look-alike."""

    def __init__(self, running: LookAlike, home: Path, organisation: Organisation) -> None:
        self.running, self.world, self.home, self.organisation = running, running.world, home, organisation
        self.slept: list[float] = []
        self.ledger = QuotaLedger()

    def configured(self, **settings: object) -> Config:
        given = {**self.running.settings, **settings}
        lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in given.items())
        (self.home / config.FILE_NAME).write_text(f"{PLAIN}[sources.greenhouse]\nenabled = true\n{lines}")
        named = {f"INSTROOM_GREENHOUSE_{name.upper()}": value for name, value in SECRETS.items()}
        keys = {"INSTROOM_PSEUDONYM_KEY": KEY, "INSTROOM_TOKEN_KEY": TOKEN_KEY}
        return config.load({"INSTROOM_HOME": str(self.home), **keys, **named})

    def run(
        self,
        engine: Engine,
        now: datetime = NOW,
        *,
        window: Window | None = None,
        only_looks: bool = False,
        **settings: object,
    ) -> SyncResult:
        """Run the source once as ``instroom sync`` does."""
        self.running.now = now
        self.running.server.asked.clear()
        order = Order(("greenhouse",), window=window or Window(), only_looks=only_looks)
        (result,) = run(engine, self.configured(**settings), order, now)
        return result

    def context(
        self,
        *,
        now: datetime = NOW,
        cursors: Mapping[str, Mapping[str, object]] | None = None,
        looks: tuple[Look, ...] = (),
        only_looks: bool = False,
        window: Window | None = None,
        raw: Raw | None = None,
        **settings: object,
    ) -> Context:
        defaults = {name: setting.default for name, setting in manifests()["greenhouse"].settings.items()}
        values = {**defaults, **self.running.settings, **settings}
        return Context(
            organisation=self.organisation,
            settings=SourceSettings("greenhouse", enabled=True, values=values, secrets=Secrets(SECRETS)),
            now=now,
            window=window or Window(),
            cursors=cursors or {},
            raw=raw or Raw(),
            quota=self.ledger,
            pseudonym_key=KEY.encode(),
            looks=looks,
            only_looks=only_looks,
        )

    def pull(self, **context: Any) -> list[Batch]:
        """Pull to the end without a database; pauses are noted, not waited."""
        return list(greenhouse.pull(self.context(**context), sleep=self.slept.append))


@pytest.fixture
def world() -> World:
    return example()


@pytest.fixture
def running(world: World) -> Iterator[LookAlike]:
    with look_alike(world) as found:
        yield found


@pytest.fixture
def place(running: LookAlike, home: Path, organisation: Organisation) -> Place:
    return Place(running, home, organisation)


def key_of(number: int) -> str:
    """Return the pseudonym of an application."""
    return pseudonym(KEY.encode(), "greenhouse", "nergens", "application", str(number))


def stored(engine: Engine, number: int) -> dict[str, Any]:
    """Return the stored application with a number."""
    with reading(engine) as connection:
        query = select(application).where(application.c.application_key == key_of(number))
        return dict(connection.execute(query).mappings().one())


def events(engine: Engine, number: int) -> list[tuple[str, date, str]]:
    """Return what happened to an application: event, day and how it is known, in order."""
    column = application_event.c
    query = (
        select(column.event, column.day, column.origin)
        .where(column.application_key == key_of(number))
        .order_by(column.day, column.event, column.dedupe_key)
    )
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query)]


def counted(engine: Engine, *dimensions: str) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Return the counts of applications by some dimensions: applied, hired, rejected, withdrawn."""
    table = application_daily
    by = [table.c[name] for name in dimensions]
    sums = [func.sum(table.c[name]) for name in ("applied", "hired", "rejected", "withdrawn")]
    with reading(engine) as connection:
        found = connection.execute(select(*by, *sums).group_by(*by)).all()
    return {tuple(row[: len(by)]): tuple(row[len(by) :]) for row in found}


def everything(engine: Engine) -> str:
    """Return all that is stored, as text."""
    with reading(engine) as connection:
        tables = [table for table in metadata.sorted_tables if table.name != "dim_day"]
        return str([connection.execute(select(table)).all() for table in tables])


def rows_of(engine: Engine, *left_out: str) -> dict[str, list[Any]]:
    """Return all rows of the tables that hold what came in."""
    names = ("vacancy", "application", "application_event", "application_daily", "source")
    with reading(engine) as connection:
        return {
            name: sorted(
                str([row[column.name] for column in metadata.tables[name].c if column.name not in left_out])
                for row in connection.execute(select(metadata.tables[name])).mappings()
            )
            for name in names
        }
