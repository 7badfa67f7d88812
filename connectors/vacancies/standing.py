"""What is remembered of a place between two readings, and which vacancies a reading closes; pure.

A vacancy is closed when two readings in a row, on different days, came in full without it: on the day on which it was first
missing. An empty reading counts only after another empty one, a failed one never.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Standing:
    """What a place told when it was last read.

    Attributes:
        provider: The provider of its vacancies.
        listed: Number of each vacancy to the day until which it can be answered; empty when it has none.
        missing: Vacancies that were gone from the last reading, to the first day without them.
        empty_on: The day of the first of several empty readings; empty when the last one held vacancies.
        validators: Headers that ask whether something changed since.
    """

    provider: str = ""
    listed: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    empty_on: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> "Standing":
        """Return what the cursor holds of a place."""
        return cls(**{name: value for name, value in (stored or {}).items() if name in cls.__dataclass_fields__})

    def as_json(self) -> dict[str, object]:
        """Return what the cursor keeps, without what is empty."""
        return {name: value for name in self.__dataclass_fields__ if (value := getattr(self, name))}

    @property
    def told(self) -> Mapping[str, str]:
        """What stood in the last answer: nothing, when that was empty."""
        return {} if self.empty_on else self.listed


def after_full(before: Standing, told: Mapping[str, str], today: date) -> tuple[Standing, dict[str, date]]:
    """Return the standing after a reading in full, and the vacancies that it closes with their day."""
    day = today.isoformat()
    if not told:
        return _after_empty(before, day)
    missing = {number: before.missing.get(number, day) for number in (*before.missing, *before.listed)}
    missing = {number: first for number, first in missing.items() if number not in told}
    closed = {number: date.fromisoformat(first) for number, first in missing.items() if first < day}
    left = {number: first for number, first in missing.items() if number not in closed}
    return replace(before, listed=dict(told), missing=left, empty_on=""), closed


def _after_empty(before: Standing, day: str) -> tuple[Standing, dict[str, date]]:
    if not before.listed and not before.missing:
        return before, {}
    if not before.empty_on or before.empty_on >= day:
        return replace(before, empty_on=before.empty_on or day), {}
    gone = {**dict.fromkeys(before.listed, before.empty_on), **before.missing}
    closed = {number: date.fromisoformat(first) for number, first in gone.items()}
    return replace(before, listed={}, missing={}, empty_on=""), closed


def after_part(before: Standing, told: Mapping[str, str]) -> Standing:
    """Return the standing after a reading that did not reach everything: what came is there, nothing else is missed."""
    left = {number: first for number, first in before.missing.items() if number not in told}
    return replace(before, listed={**before.listed, **told}, missing=left)
