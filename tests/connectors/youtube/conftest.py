"""A look-alike of Google with a small channel, and a way to pull from it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from connectors import youtube
from connectors.base import Context, Window
from connectors.config import Organisation, Secrets, SourceSettings
from connectors.manifest import manifests
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from tests.connectors.pulled import Pulled
from tests.fakes.google import LookAlike
from tests.fakes.google_world import HANDLE, KEY, OAUTH, World

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


class Told(Pulled):
    """What a run yielded, as these tests ask for it."""

    def content(self) -> dict[str, dict[str, Any]]:
        """Return the rows of content by external id, later ones over earlier ones."""
        merged: dict[str, dict[str, Any]] = {}
        for row in self.rows("content"):
            merged.setdefault(row["external_id"], {}).update(row)
        return merged

    def snapshots(self) -> dict[int, dict[str, Any]]:
        return {row["content_id"]: row for row in self.rows("content_snapshot")}


class Place:
    """A configured source that points to the look-alike."""

    def __init__(self, server: LookAlike, organisation: Organisation) -> None:
        self.server = server
        self.organisation = organisation
        self.ledger = QuotaLedger()
        self.slept: list[float] = []

    def context(
        self,
        *,
        account: bool = False,
        secrets: Mapping[str, str] | None = None,
        now: datetime = NOW,
        window: Window | None = None,
        cursors: Mapping[str, Mapping[str, object]] | None = None,
        raw: Raw | None = None,
        **settings: object,
    ) -> Context:
        manifest = manifests()["youtube"]
        defaults = {name: setting.default for name, setting in manifest.settings.items()}
        given = {**defaults, "channel": HANDLE, **self.server.settings, **settings}
        found = secrets or (OAUTH if account else {"api_key": KEY})
        return Context(
            organisation=self.organisation,
            settings=SourceSettings("youtube", enabled=True, values=given, secrets=Secrets(found)),
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
            youtube.pull(self.context(**context), sleep=self.slept.append), context.get("cursors"), stop_after
        )
        return pulled


@pytest.fixture
def world() -> World:
    return World(now=NOW)


@pytest.fixture
def server(world: World) -> Iterator[LookAlike]:
    with LookAlike(world) as running:
        yield running


@pytest.fixture
def place(server: LookAlike, organisation: Organisation) -> Place:
    return Place(server, organisation)


@pytest.fixture
def days() -> Callable[[int], date]:
    """Give a day by how many days ago it is."""
    return lambda ago: TODAY - timedelta(days=ago)
