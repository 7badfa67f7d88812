"""LinkedIn as the contract test meets it: a look-alike that answers, and what a configuration needs to reach it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.connectors.linkedin.conftest import settings_of
from tests.fakes.linkedin import look_alike
from tests.fakes.linkedin_world import ACCOUNT, NOW, REFRESH, TRIO, example


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give a page with eight posts and one campaign, read with an access that is renewed at the start."""
    with look_alike(example()) as server:
        secrets = {"client_id": TRIO["client_id"], "client_secret": TRIO["client_secret"], "refresh_token": REFRESH}
        yield AtWork({**settings_of(server), "ad_accounts": [ACCOUNT]}, secrets, NOW)
