"""An environment of AFAS and a house that is configured to read it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from connectors import afas, config
from connectors.base import Batch, Context, SyncResult, Window
from connectors.config import Config
from connectors.database import schema
from connectors.database.engine import reading
from connectors.errors import InstroomError
from connectors.inflow.rules import Rulebook
from connectors.personal import pseudonym_key
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from connectors.sync import Order, run
from tests.connectors.afas.at_work import SETTINGS
from tests.fakes.afas import XML, Afas, endpoint, serving_afas
from tests.fakes.applicants import NOW
from tests.fakes.routed import Routed

HEAD = '[organisation]\nid = "nergens"\nname = "Nergens"\ncountry = "BE"\ntimezone = "Europe/Brussels"\n'
PSEUDONYM_KEY = "invented-key-for-pseudonyms-of-the-tests"
Counts = Mapping[tuple[object, ...], Sequence[int]]


@dataclass
class House:
    """A home folder whose configuration points to the look-alike."""

    home: Path
    afas: Afas
    server: Routed
    slept: list[float] = field(default_factory=list)

    def config(self, token: str = XML, **settings: object) -> Config:
        """Return a configuration; a setting that is None is left out."""
        given = {**SETTINGS, "endpoint": endpoint(self.server), **settings}
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in given.items() if value is not None)
        (self.home / config.FILE_NAME).write_text(f"{HEAD}[sources.afas]\nenabled = true\n{lines}", encoding="utf-8")
        variables = {"INSTROOM_AFAS_TOKEN": token, "INSTROOM_PSEUDONYM_KEY": PSEUDONYM_KEY}
        return config.load({"INSTROOM_HOME": str(self.home), **variables})

    def sync(self, engine: Engine, now: datetime = NOW, order: Order | None = None, **settings: object) -> SyncResult:
        """Run the source once."""
        (result,) = run(engine, self.config(**settings), order or Order(("afas",)), now)
        return result

    def pull(
        self,
        *,
        cursors: Mapping[str, Any] | None = None,
        now: datetime = NOW,
        window: Window | None = None,
        token: str = XML,
        raw: Raw | None = None,
        rules: Rulebook | None = None,
        **settings: object,
    ) -> tuple[list[Batch], InstroomError | None]:
        """Pull without a database; return the batches and the error that ended it."""
        configured = self.config(token, **settings)
        context = Context(
            organisation=configured.organisation,
            settings=configured.sources["afas"],
            now=now,
            window=window or Window(),
            cursors=cursors or {},
            raw=raw or Raw(),
            quota=QuotaLedger(),
            rules=rules or Rulebook(),
            pseudonym_key=pseudonym_key(PSEUDONYM_KEY),
        )
        batches: list[Batch] = []
        try:
            batches.extend(afas.pull(context, sleep=self.slept.append))
        except InstroomError as error:
            return batches, error
        return batches, None

    @property
    def pages(self) -> list[dict[str, str]]:
        """The questions for rows."""
        return [asked.parameters for asked in self.server.asked if "/connectors/" in asked.path]


def counted(engine: Engine, *dimensions: str) -> Counts:
    """Return the numbers of applied, hired, rejected and withdrawn by some dimensions of the counts per day."""
    with reading(engine) as connection:
        rows = connection.execute(select(schema.application_daily)).mappings().all()
    sums: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        total = sums.setdefault(tuple(row[name] for name in dimensions), [0, 0, 0, 0])
        for place, name in enumerate(("applied", "hired", "rejected", "withdrawn")):
            total[place] += row[name]
    return sums


def stored(engine: Engine, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table, sorted."""
    found = schema.metadata.tables[table].c
    with reading(engine) as connection:
        return sorted((tuple(row) for row in connection.execute(select(*(found[name] for name in columns)))), key=repr)


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    home = tmp_path / "afas-home"
    home.mkdir()
    with serving_afas() as (world, server):
        yield House(home, world, server)
