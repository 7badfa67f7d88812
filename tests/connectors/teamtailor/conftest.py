"""A look-alike of Teamtailor, a way to pull from it, and an organisation that runs it into a database."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from connectors import config, teamtailor
from connectors.base import Context, Look, SyncResult, Window
from connectors.config import Organisation, Secrets, SideEntrantRule, SourceSettings
from connectors.database import schema
from connectors.database.engine import open_engine, reading
from connectors.inflow.rules import Rulebook
from connectors.manifest import manifests
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from connectors.sync import Order, run
from tests.connectors.pulled import Pulled
from tests.fakes.applicants import NOW
from tests.fakes.routed import Routed
from tests.fakes.teamtailor import KEY, Teamtailor, look_alike

PSEUDONYM_KEY = "invented-key-for-pseudonyms-of-the-tests"
RULES = Rulebook(side_entrant=SideEntrantRule(rule="declared"))


class Told(Pulled):
    """What a run yielded, as these tests ask for it."""

    @property
    def notes(self) -> list[str]:
        return list(dict.fromkeys(str(note) for batch in self.batches for note in batch.notes))


def settings_of(**given: object) -> SourceSettings:
    """Return the settings of the manifest, some of them changed."""
    defaults = {name: setting.default for name, setting in manifests()["teamtailor"].settings.items()}
    return SourceSettings("teamtailor", enabled=True, values={**defaults, **given}, secrets=Secrets({"api_key": KEY}))


class Place:
    """A configured source that points to the look-alike."""

    def __init__(self, told: Teamtailor, server: Routed, organisation: Organisation) -> None:
        self.told, self.server, self.organisation = told, server, organisation
        self.world = told.world
        self.ledger = QuotaLedger()
        self.slept: list[float] = []

    def context(self, now: datetime = NOW, rules: Rulebook = RULES, **given: Any) -> Context:
        known = {"window", "cursors", "raw", "looks", "only_looks"}
        more = {name: given.pop(name) for name in known & set(given)}
        return Context(
            organisation=self.organisation,
            settings=settings_of(endpoint=f"{self.server.address}/v1/", **given),
            now=now,
            window=more.pop("window", Window()),
            cursors=more.pop("cursors", {}),
            raw=more.pop("raw", Raw()),
            quota=self.ledger,
            rules=rules,
            pseudonym_key=PSEUDONYM_KEY.encode(),
            **more,
        )

    def pull(self, stop_after: int | None = None, **given: Any) -> Told:
        """Pull to the end, to the first error, or to a number of batches (a run that is killed)."""
        pulled = Told()
        pulled.follow(teamtailor.pull(self.context(**given), sleep=self.slept.append), given.get("cursors"), stop_after)
        return pulled

    @property
    def paths(self) -> list[str]:
        return [asked.path.removeprefix("/v1/") for asked in self.server.asked]


class House:
    """An organisation with a database that syncs from the look-alike."""

    def __init__(self, place: Place, home: Path, engine: Engine) -> None:
        self.place, self.home, self.engine = place, home, engine
        self.world = place.world

    def config(self, **settings: object) -> config.Config:
        values = {"endpoint": f"{self.place.server.address}/v1/", **settings}
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
        text = (
            '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ncountry = "BE"\n'
            'timezone = "Europe/Brussels"\n[side_entrant]\nrule = "declared"\n'
            f"[sources.teamtailor]\nenabled = true\n{lines}"
        )
        (self.home / config.FILE_NAME).write_text(text, encoding="utf-8")
        variables = {
            "INSTROOM_HOME": str(self.home),
            "INSTROOM_PSEUDONYM_KEY": PSEUDONYM_KEY,
            "INSTROOM_TOKEN_KEY": "invented-token-key",
            "INSTROOM_TEAMTAILOR_API_KEY": KEY,
        }
        return config.load(variables)

    def sync(self, now: datetime = NOW, order: Order | None = None, **settings: object) -> SyncResult:
        asked = replace(order or Order(), sources=("teamtailor",))
        (result,) = run(self.engine, self.config(**settings), asked, now)
        return result

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        return rows_of(self.engine, table, *columns)

    def of(self, number: str, *columns: str) -> tuple[Any, ...]:
        """Return columns of one application by its number in Teamtailor."""
        key = key_of(number)
        (found,) = [row[1:] for row in self.rows("application", "application_key", *columns) if row[0] == key]
        return found

    def events_of(self, number: str) -> list[tuple[str, str]]:
        key = key_of(number)
        rows = self.rows("application_event", "day", "event", "application_key")
        return [(str(day), event) for day, event, found in rows if found == key]


def rows_of(engine: Engine, table: str, *columns: str) -> list[tuple[Any, ...]]:
    found = schema.metadata.tables[table]
    query = select(*(found.c[name] for name in columns)).order_by(*(found.c[name] for name in columns))
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query)]


def key_of(number: str) -> str:
    from connectors.keys import pseudonym

    return pseudonym(PSEUDONYM_KEY.encode(), "teamtailor", "nergens", "application", number)


def look(name: str, news: Any = "changed", at: datetime = NOW) -> Look:
    return Look(hashlib.sha256(f"{name} {news} {at}".encode()).hexdigest(), news, name, at)


@pytest.fixture
def place(organisation: Organisation) -> Iterator[Place]:
    with look_alike() as (told, server):
        yield Place(told, server, organisation)


@pytest.fixture
def house(place: Place, home: Path, sqlite_engine: Engine) -> House:
    return House(place, home, sqlite_engine)


@pytest.fixture
def second_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "second.db"
    shutil.copyfile(sqlite_template, path)
    opened = open_engine(f"sqlite:///{path}")
    yield opened
    opened.dispose()
