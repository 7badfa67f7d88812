"""The quota ledger: how many units of a source's daily allowance went out, per bucket and day of the source.

No API tells what is left, so we count our own calls. The runner loads the ledger from the database and stores it with
every page, so that a second run on the same day goes on counting.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass
class QuotaLedger:
    """Units used per (bucket, day); ``requests`` counts the calls of this run."""

    used: Counter[tuple[str, date]] = field(default_factory=Counter)
    requests: int = 0

    @classmethod
    def starting_from(cls, used: Mapping[tuple[str, date], int]) -> "QuotaLedger":
        """Return a ledger that goes on from stored units."""
        return cls(Counter(dict(used)))

    def spend(self, bucket: str, day: date, units: int = 1) -> None:
        """Count one call of so many units, whether it succeeds or not."""
        self.used[bucket, day] += units
        self.requests += 1

    def left(self, bucket: str, day: date, allowance: int) -> int:
        """Return the units left of a day's allowance, never below zero."""
        return max(0, allowance - self.used[bucket, day])
