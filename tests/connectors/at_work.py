"""What each source's test folder gives to the contract test, as ``at_work.py`` with a context manager ``at_work``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AtWork:
    """A source that can be pulled now: settings for ``[sources.<name>]``, invented secrets by name, and the moment."""

    settings: Mapping[str, object]
    secrets: Mapping[str, str]
    now: datetime
