"""How side-entrants fare in one period, reckoned together, so that no table gives away what another one hides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.funnel import Funnel
from dashboard.analysis.quality import SourceQuality, quality_by_source
from dashboard.analysis.shares import Share
from dashboard.analysis.side_by_side import SideBySide, side_entrants_beside_others
from dashboard.analysis.side_entrant_answers import Answers, answers
from dashboard.analysis.side_entrants import CLASSES, origins
from dashboard.analysis.suppression import Count, Mark, breakdown, is_few
from dashboard.analysis.waiting import DAYS, Wait, by_group, days_open, time_to_fill, time_to_hire

Rule = Literal["cbs", "declared"]
UNKNOWN_GROUP = ""
_FIRST, _LAST = CLASSES.index("side_entrant"), CLASSES.index("unknown")
_OF_VACANCIES: tuple[Literal["days_open"], Literal["time_to_fill"]] = ("days_open", "time_to_fill")
_TOO_FEW = Said(N_("There are too few applications to tell side-entrants from others."))
_PROTECTS = Said(N_("Left out, so that a small number cannot be computed."))


@dataclass(frozen=True)
class GroupWaits:
    """How long it takes in one function group; that of vacancies and hires without a group is the empty one."""

    group: str
    to_hire: Wait
    days_open: Wait
    to_fill: Wait


@dataclass(frozen=True)
class Faring:
    """Everything about the applications of one period.

    Attributes:
        beside: Side-entrants, others and those of unknown origin; its counts are shown only when ``is_shown``.
        is_shown: True when none of these three groups is small or hidden.
        unknown: Applications of unknown origin among all, the same figure as on the first page.
        answers: Rule beside own answer; None when the table would give away, or is given away by, the three groups.
        all_waits: How long it takes over all function groups.
        waits: How long it takes in each function group.
        sources: What the applications of each source led to.
    """

    beside: SideBySide
    is_shown: bool
    unknown: Share
    answers: Answers | None
    all_waits: GroupWaits
    waits: tuple[GroupWaits, ...]
    sources: tuple[SourceQuality, ...]

    @property
    def sentence(self) -> Said:
        """How side-entrants fare against others."""
        return self.beside.sentence if self.is_shown else _TOO_FEW


@dataclass(frozen=True)
class Facts:
    """The frames of one period.

    Attributes:
        applications: Counts per ``side_entrant``, ``source_id`` and ``function_group`` with the columns of a cohort.
        answered: Counts per ``by_rule`` and ``declared``: ``applied``.
        hires: One row each: ``applied_on``, ``hired_at``, ``function_group``.
        vacancies: Those opened in the period: ``function_group``, ``opened_at``, ``closed_at``, ``hires``,
            ``first_hired_at``.
        rule: Which class is in force; with ``declared`` only the rows that are still here are in ``answered``.
        today: Until when everybody was followed.
    """

    applications: pd.DataFrame
    answered: pd.DataFrame
    hires: pd.DataFrame
    vacancies: pd.DataFrame
    rule: Rule
    today: date


def faring(facts: Facts) -> Faring:
    """Return how side-entrants fare beside others, how long it takes and what each source led to."""
    beside = side_entrants_beside_others(facts.applications)
    known = not any(group.applied.hidden for group in _groups(beside))
    counts = facts.applications.groupby("side_entrant")["applied"].sum()
    found = answers(facts.answered, complete=facts.rule == "cbs")
    return Faring(
        beside,
        known,
        origins({str(name): int(number) for name, number in counts.items()}).unknown,
        found if known and _is_safe(found, beside, facts.rule) else None,
        _all_waits(facts),
        tuple(_waits(facts)),
        quality_by_source(facts.applications),
    )


def _groups(beside: SideBySide) -> tuple[Funnel, ...]:
    return tuple(group for group in (beside.first, beside.second, beside.rest) if group is not None)


def _is_safe(found: Answers, beside: SideBySide, rule: Rule) -> bool:
    """Tell whether the table may stand beside the three groups, whose sizes a reader knows.

    A class that is a group by itself must not be hidden in the table. Where the table counts only the rows that are still
    here, the difference with a group is how many were removed: it must not be small.
    """
    totals = found.table.row_totals if rule == "cbs" else found.table.column_totals
    first, last, whole = totals[_FIRST].value, totals[_LAST].value, found.table.total.value
    if first is None or last is None or whole is None:
        return False
    sizes = [group.applied.value or 0 for group in _groups(beside)]
    removed = [size - here for size, here in zip(sizes, (first, whole - first - last, last), strict=True)]
    return not any(is_few(number) for number in (*removed, sum(removed)))


def _all_waits(facts: Facts) -> GroupWaits:
    return GroupWaits(
        UNKNOWN_GROUP,
        time_to_hire(facts.hires, facts.today, counted=int(facts.applications["hired"].sum())),
        days_open(facts.vacancies, facts.today),
        time_to_fill(facts.vacancies, facts.today),
    )


def _waits(facts: Facts) -> Iterator[GroupWaits]:
    hired = _hire_waits(facts)
    opened, filled = (by_group(facts.vacancies, "function_group", facts.today, key) for key in _OF_VACANCIES)
    nothing = facts.vacancies.iloc[:0]
    for group in sorted({*hired, *opened}):
        yield GroupWaits(
            group,
            hired.get(group) or time_to_hire(facts.hires.iloc[:0], facts.today, counted=0),
            opened.get(group) or days_open(nothing, facts.today),
            filled.get(group) or time_to_fill(nothing, facts.today),
        )


def _hire_waits(facts: Facts) -> dict[str, Wait]:
    """Return time to hire per function group; all hires together are known, so that one small group takes another along."""
    rows = facts.hires.assign(function_group=facts.hires["function_group"].fillna(UNKNOWN_GROUP))
    counted = {
        str(name): int(some) for name, some in facts.applications.groupby("function_group")["hired"].sum().items()
    }
    waits = {
        group: time_to_hire(rows[rows["function_group"] == group], facts.today, counted=counted.get(group, 0))
        for group in sorted({*counted, *rows["function_group"]})
    }
    numbers = [max(counted.get(group, 0), int((rows["function_group"] == group).sum())) for group in waits]
    shown = breakdown(numbers)
    return {group: _told(wait, number) for (group, wait), number in zip(waits.items(), shown, strict=True)}


def _told(wait: Wait, number: Count) -> Wait:
    """Return a wait whose number of people may be told only as far as the other groups allow."""
    if not number.hidden:
        return wait
    known = replace(wait, number=number, done=number, by_day=dict.fromkeys(DAYS))
    return replace(known, median=None, reason=wait.reason or _PROTECTS) if number.mark is not Mark.MORE else known
