"""How long it takes, over all and in each function group; hires are told as far as the counts of applicants allow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.suppression import Count
from dashboard.analysis.waiting import DAYS, Wait, by_group, days_open, time_to_fill, time_to_hire

UNKNOWN_GROUP = ""
_OF_VACANCIES: tuple[Literal["days_open"], Literal["time_to_fill"]] = ("days_open", "time_to_fill")
_PROTECTS = Said(N_("Left out, so that a small number cannot be computed."))


@dataclass(frozen=True)
class GroupWaits:
    """How long it takes in one function group; that of vacancies and hires without a group is the empty one."""

    group: str
    to_hire: Wait
    days_open: Wait
    to_fill: Wait


@dataclass(frozen=True)
class Facts:
    """The frames of some months.

    Attributes:
        hires: One row each: ``applied_on``, ``hired_at``, ``function_group``.
        vacancies: Those opened in the period: ``function_group``, ``opened_at``, ``closed_at``, ``hires``,
            ``first_hired_at``.
        hired: All hires as they may be told.
        hired_by_group: Group to its hires as they may be told.
        today: Until when everybody was followed.
    """

    hires: pd.DataFrame
    vacancies: pd.DataFrame
    hired: Count
    hired_by_group: Mapping[str, Count]
    today: date


@dataclass(frozen=True)
class Waits:
    """How long it takes over all function groups, and in each."""

    together: GroupWaits
    each: tuple[GroupWaits, ...]


def group_waits(facts: Facts) -> Waits:
    """Return how long it takes over all function groups and in each of them."""
    together = GroupWaits(
        UNKNOWN_GROUP,
        _to_hire(facts.hires, facts.hired, facts.today),
        days_open(facts.vacancies, facts.today),
        time_to_fill(facts.vacancies, facts.today),
    )
    return Waits(together, tuple(_each(facts)))


def _each(facts: Facts) -> Iterator[GroupWaits]:
    rows = facts.hires.assign(function_group=facts.hires["function_group"].fillna(UNKNOWN_GROUP))
    opened, filled = (by_group(facts.vacancies, "function_group", facts.today, key) for key in _OF_VACANCIES)
    nothing = facts.vacancies.iloc[:0]
    hired = {group: count for group, count in facts.hired_by_group.items() if count.value != 0}
    for group in sorted({*hired, *opened}):
        yield GroupWaits(
            group,
            _to_hire(rows[rows["function_group"] == group], hired.get(group, Count(0)), facts.today),
            opened.get(group) or days_open(nothing, facts.today),
            filled.get(group) or time_to_fill(nothing, facts.today),
        )


def _to_hire(rows: pd.DataFrame, number: Count, today: date) -> Wait:
    """Return time to hire; where the number of hires may not be told, the days are not told either."""
    if number.hidden:
        return Wait(number, number, None, dict.fromkeys(DAYS), 0, _PROTECTS)
    found = time_to_hire(rows, today, counted=number.value or 0)
    return replace(found, number=number)
