"""Recruitee as the contract test meets it: a look-alike with sixty applications."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.fakes.applicants import NOW
from tests.fakes.recruitee import serving
from tests.fakes.recruitee_world import COMPANY, TOKEN, WEBHOOK_SECRET, example


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give the fictional organisation's account, read from December on."""
    with serving(example()) as server:
        settings = {"company": COMPANY, "endpoint": server.address, "history_months": 3, "requests_per_second": 20}
        yield AtWork(settings, {"api_token": TOKEN, "webhook_secret": WEBHOOK_SECRET}, NOW)
