"""A sync that stops at a chosen moment; loaded by the one process from which killed ones are forked."""

import os
import signal
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Engine, event

from connectors import config
from connectors.base import SyncResult, Window
from connectors.config import Config
from connectors.database.engine import open_engine
from connectors.manifest import manifests
from connectors.sync import Order, run

manifests()  # read once, by the process from which the others are forked


class StoppedError(BaseException):
    """As hard a stop as there is inside a process: nothing of ours catches it."""


class Countdown:
    """Acts at the moment with a number, the first being 1; ``told`` is how many there have been."""

    def __init__(self, moment: int, act: Callable[[], None]) -> None:
        self.moment, self.act, self.told = moment, act, 0

    def __call__(self, *_: object) -> None:
        self.told += 1
        if self.told == self.moment:
            self.act()


def kill() -> None:
    """Kill this process as the system does."""
    os.kill(os.getpid(), signal.SIGKILL)


def stop() -> None:
    """Stop what goes on in this process."""
    raise StoppedError


def sync(engine: Engine, chosen: Config, now: datetime, countdown: Countdown, *, full: bool) -> SyncResult:
    """Sync the only source; a moment lies before each statement and each commit, for in between the database stays as it is."""
    event.listen(engine, "before_cursor_execute", countdown)
    event.listen(engine, "commit", countdown)
    try:
        (result,) = run(engine, chosen, Order(window=Window(full=full)), now)
    finally:
        event.remove(engine, "before_cursor_execute", countdown)
        event.remove(engine, "commit", countdown)
        engine.dispose()
    return result


def sync_until_killed(environment: Mapping[str, str], now: datetime, moment: int, *, full: bool) -> None:
    """Sync the only source in this process, which is killed at a moment."""
    chosen = config.load(environment)
    sync(open_engine(chosen.database_url), chosen, now, Countdown(moment, kill), full=full)
