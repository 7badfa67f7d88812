"""A look-alike of LinkedIn with a small page, and a way to pull from it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pytest

from connectors import linkedin
from connectors.base import Context, Window
from connectors.config import Organisation, Secrets, SourceSettings
from connectors.manifest import manifests
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from tests.connectors.pulled import Pulled
from tests.fakes.linkedin import look_alike
from tests.fakes.linkedin_world import NOW, NUMBER, TOKEN, World, example
from tests.fakes.routed import Routed

SINCE = date(2026, 9, 1)
"""So that most tests need one question per kind of day."""


class Told(Pulled):
    """What a run yielded, as these tests ask for it."""

    def days(self, stream: str) -> dict[str, dict[str, Any]]:
        return {row["day"].isoformat(): row for row in self.rows("channel_daily", stream)}

    def problems(self) -> dict[str, str]:
        return {batch.stream: batch.problem.code for batch in self.batches if batch.problem}

    def notes(self) -> list[str]:
        return [str(note) for batch in self.batches for note in batch.notes]


class Place:
    """A configured source that points to the look-alike."""

    def __init__(self, server: Routed, organisation: Organisation) -> None:
        self.server = server
        self.organisation = organisation
        self.ledger = QuotaLedger()
        self.slept: list[float] = []

    @property
    def settings(self) -> dict[str, object]:
        return settings_of(self.server)

    def context(
        self,
        *,
        secrets: Mapping[str, str] | None = None,
        now: datetime = NOW,
        window: Window | None = None,
        cursors: Mapping[str, Mapping[str, object]] | None = None,
        raw: Raw | None = None,
        **settings: object,
    ) -> Context:
        defaults = {name: setting.default for name, setting in manifests()["linkedin"].settings.items()}
        given = {**defaults, **self.settings, "since": SINCE, **settings}
        return Context(
            organisation=self.organisation,
            settings=SourceSettings(
                "linkedin", enabled=True, values=given, secrets=Secrets(secrets or {"access_token": TOKEN})
            ),
            now=now,
            window=window or Window(),
            cursors=cursors or {},
            raw=raw or Raw(),
            quota=self.ledger,
        )

    def pull(self, stop_after: int | None = None, **context: Any) -> Told:
        """Pull to the end, to the first error, or to a number of batches (a run that is killed)."""
        pulled = Told()
        pulled.follow(
            linkedin.pull(self.context(**context), sleep=self.slept.append), context.get("cursors"), stop_after
        )
        return pulled

    def asked(self, resource: str) -> list[str]:
        """Give the queries that a resource was asked."""
        return [asked.query or asked.body.decode() for asked in self.server.asked if resource in asked.path]

    def paths(self) -> list[str]:
        return [asked.path.removeprefix("/rest/").split("/")[0] for asked in self.server.asked]


def settings_of(server: Routed) -> dict[str, object]:
    """Give the settings of a source that reads the look-alike."""
    return {
        "organization": NUMBER,
        "endpoint": server.address,
        "token_endpoint": f"{server.address}/oauth/v2/accessToken",
        "refresh_wait_seconds": 0,
    }


@pytest.fixture
def world() -> World:
    return example()


@pytest.fixture
def server(world: World) -> Iterator[Routed]:
    with look_alike(world) as running:
        yield running


@pytest.fixture
def place(server: Routed, organisation: Organisation) -> Place:
    return Place(server, organisation)
