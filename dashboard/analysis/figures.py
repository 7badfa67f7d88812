"""Values inside a sentence that carry their unit, so that a page can write them in its own language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A plain number; ``decimals`` says how exactly it is written."""

    value: float
    decimals: int = 0


@dataclass(frozen=True)
class Percentage:
    """A share from 0 to 1, written as a percentage."""

    share: float
    decimals: int = 0


@dataclass(frozen=True)
class Money:
    """An amount in a currency."""

    amount: float
    currency: str
    decimals: int = 0
