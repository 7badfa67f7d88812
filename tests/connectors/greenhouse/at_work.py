"""Greenhouse as the contract test meets it: a look-alike that answers, and what a configuration needs to reach it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.fakes.applicants import NOW
from tests.fakes.greenhouse import SECRETS, look_alike
from tests.fakes.greenhouse_world import example


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give the fictional organisation with its sixty applications."""
    with look_alike(example()) as running:
        yield AtWork(running.settings, SECRETS, NOW)
