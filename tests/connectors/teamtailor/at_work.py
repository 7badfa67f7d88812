"""Teamtailor as the contract test meets it: a look-alike that answers, and what a configuration needs to reach it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.fakes.applicants import NOW
from tests.fakes.teamtailor import KEY, look_alike


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give sixty applications to four vacancies."""
    with look_alike() as (_, server):
        yield AtWork({"endpoint": f"{server.address}/v1/"}, {"api_key": KEY, "webhook_secret": "test-secret"}, NOW)
