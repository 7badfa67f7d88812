"""Every source folder at work on its look-alike, for tests that know no source by its name."""

import importlib
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from connectors import config
from connectors.config import Config
from connectors.database.engine import reading
from connectors.database.schema import metadata
from connectors.manifest import manifests
from tests.fakes.routed import RUNNING, Routed

NAMES = sorted(manifests())
ATS = [name for name in NAMES if "application" in manifests()[name].tables]
HEAD = (
    '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ncountry = "BE"\n'
    'timezone = "Europe/Brussels"\n'
)
KEYS = {
    "INSTROOM_PSEUDONYM_KEY": "invented-key-for-pseudonyms-of-the-tests",
    "INSTROOM_TOKEN_KEY": "invented-token-key",
}


@dataclass(frozen=True)
class Running:
    """A source on its look-alike. ``server`` is None for a look-alike that is not built on ``routed``."""

    name: str
    settings: Mapping[str, object]
    secrets: Mapping[str, str]
    now: datetime
    server: Routed | None

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that hold its secrets."""
        return {manifests()[self.name].variable(secret): value for secret, value in self.secrets.items()}


@contextmanager
def running(*names: str) -> Iterator[list[Running]]:
    """Serve the look-alikes of some sources."""
    with ExitStack() as stack:
        started = []
        for name in names:
            before = len(RUNNING)
            working = stack.enter_context(importlib.import_module(f"tests.connectors.{name}.at_work").at_work())
            server = RUNNING[-1] if len(RUNNING) > before else None
            started.append(Running(name, working.settings, working.secrets, working.now, server))
        yield started


def environment(home: Path, now: datetime, *sources: Running, lines: str = "") -> dict[str, str]:
    """Write the configuration of some sources; return the environment that finds them. ``lines`` go under each source."""
    texts = [
        f"[sources.{each.name}]\nenabled = true\n{lines}"
        + "".join(f"{key} = {json.dumps(value)}\n" for key, value in each.settings.items())
        for each in sources
    ]
    (home / config.FILE_NAME).write_text(HEAD + "".join(texts), encoding="utf-8")
    variables = {name: value for each in sources for name, value in each.variables.items()}
    return {"INSTROOM_HOME": str(home), "INSTROOM_NOW": now.isoformat(), **KEYS, **variables}


def configured(home: Path, source: Running) -> Config:
    """Return the configuration of one source."""
    return config.load(environment(home, source.now, source))


def rows_of(engine: Engine, *left_out: str) -> dict[str, list[str]]:
    """Return every row of every table, sorted; a table or ``table.column`` may be left out."""
    found: dict[str, list[str]] = {}
    with reading(engine) as connection:
        for table in metadata.sorted_tables:
            if table.name in {"dim_day", *left_out}:
                continue
            columns = [column for column in table.c if f"{table.name}.{column.name}" not in left_out]
            found[table.name] = sorted(_shown(row) for row in connection.execute(select(*columns)))
    return found


def _shown(row: Any) -> str:
    return str(dict(row._mapping))
