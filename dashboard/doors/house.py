"""What every command starts with: the clock, the configuration, the database, and whose figures are shown."""

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, make_url

from connectors import clock
from connectors import config as configuration
from connectors.config import Config
from connectors.database.engine import open_engine
from connectors.database.upgrade import current, require_current, upgrade


def now() -> datetime:
    """Return the current moment, or the one that INSTROOM_NOW fixes."""
    return clock.now(os.environ)


def configured() -> Config:
    """Return the configuration; without one this is an error that says what to do."""
    return configuration.load(os.environ)


def configured_or_demo() -> Config:
    """Return the configuration, or the demo's where there is none."""
    return configuration.load_or_demo(os.environ)


def database(config: Config) -> Engine:
    """Return the engine of a database at the newest revision: an empty one is set up, an older one is an error.

    Where there is no configuration and no demo either, nothing is made: the folder may be a slip of the pen.
    """
    if config.is_demo and not Path(make_url(config.database_url).database or "").is_file():
        configured()  # raises the error that says what to do
    engine = open_engine(config.database_url)
    if current(engine) is None:
        upgrade(engine)
    require_current(engine)
    return engine
