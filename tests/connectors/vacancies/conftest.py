"""A careers site, and runs over it as the runner makes them: rows, cursors, what was asked."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from connectors import vacancies
from connectors.base import Batch, Context, Window
from connectors.config import Organisation, Secrets, SourceSettings
from connectors.config import Site as Workplace
from connectors.errors import InstroomError
from connectors.manifest import manifests
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from tests.fakes.applicants import NOW
from tests.fakes.careers import Site, careers
from tests.fakes.routed import Routed

SITES = (Workplace(id="gent", name="Gent"), Workplace(id="aalst", name="Aalst"))


class Pulled:
    """What one run yielded."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.error: Any = None

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [row for batch in self.batches for row in batch.rows.get("vacancy", ())]

    @property
    def told(self) -> dict[str, dict[str, Any]]:
        """Rows by number, later ones over earlier ones."""
        merged: dict[str, dict[str, Any]] = {}
        for row in self.rows:
            merged.setdefault(row["external_id"], {}).update(row)
        return merged

    @property
    def problems(self) -> list[str]:
        return [str(batch.problem) for batch in self.batches if batch.problem]

    @property
    def notes(self) -> list[str]:
        return [str(note) for batch in self.batches for note in batch.notes]


class Place:
    """A configured source; each run goes on from the cursors of the one before, ``days`` later."""

    def __init__(self, site: Site, server: Routed, organisation: Organisation) -> None:
        self.site, self.server, self.organisation = site, server, organisation
        self.cursors: dict[str, Mapping[str, object]] = {}
        self.slept: list[float] = []
        self.ledger = QuotaLedger()

    def context(self, now: datetime, **more: Any) -> Context:
        settings = {key: self._whole(value) for key, value in more.pop("settings").items()}
        manifest = manifests()["vacancies"]
        defaults = {name: setting.default for name, setting in manifest.settings.items()}
        values = {**defaults, "requests_per_minute": 6000, **settings}
        secrets = Secrets(more.pop("secrets", {}))
        return Context(
            organisation=self.organisation,
            settings=SourceSettings("vacancies", enabled=True, values=values, secrets=secrets),
            now=now,
            window=more.get("window", Window()),
            cursors=self.cursors,
            raw=more.get("raw", Raw()),
            quota=self.ledger,
            sites=SITES,
        )

    def _whole(self, value: object) -> object:
        """Put the look-alike's address before paths."""
        if isinstance(value, list):
            return [each.replace("~", self.server.address) for each in value]
        return value.replace("~", self.server.address) if isinstance(value, str) else value

    def pull(self, days: int = 0, *, secrets: Mapping[str, str] | None = None, **settings: object) -> Pulled:
        return self.run(self.context(NOW + timedelta(days=days), settings=settings, secrets=secrets or {}))

    def run(self, context: Context) -> Pulled:
        pulled = Pulled()
        self.server.asked.clear()
        try:
            for batch in vacancies.pull(context, sleep=self.slept.append):
                pulled.batches.append(batch)
                if batch.cursor is not None:
                    self.cursors[batch.stream] = batch.cursor
        except InstroomError as error:
            pulled.error = error
        return pulled

    @property
    def asked(self) -> list[str]:
        return [each.path for each in self.server.asked]


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[Routed]:
    with careers(site) as running:
        yield running


@pytest.fixture
def place(site: Site, server: Routed, organisation: Organisation) -> Place:
    return Place(site, server, organisation)
