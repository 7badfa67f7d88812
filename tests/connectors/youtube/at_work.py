"""YouTube as the contract test meets it: a look-alike that answers, and what a configuration needs to reach it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.connectors.youtube.conftest import NOW
from tests.fakes.google import LookAlike
from tests.fakes.google_world import HANDLE, KEY, SERIES, example


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give a channel of 62 videos and one series, read with an API key."""
    with LookAlike(example(NOW)) as server:
        yield AtWork({"channel": HANDLE, "series": [SERIES], **server.settings}, {"api_key": KEY}, NOW)
