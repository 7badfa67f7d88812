"""Which groups of functions are hard to fill, by one stated rule; reckoned from vacancies, which are no persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import Share
from dashboard.analysis.suppression import NOT_KNOWN, Count
from dashboard.analysis.waiting import Wait, days_open

HALF = 0.5


@dataclass(frozen=True)
class Rule:
    """When a group of functions is hard to fill.

    Attributes:
        days: Fewer than half of its vacancies are closed within this many days.
        few: Or: a vacancy draws less than this part of what one draws in the whole organisation.
        vacancies: A group in which fewer were opened in the period is not judged.
    """

    days: int = 60
    few: float = 0.5
    vacancies: int = 5


RULE = Rule()


@dataclass(frozen=True)
class Facts:
    """What is known of the groups in one period.

    Attributes:
        vacancies: All vacancies: ``function_group`` (empty when unknown), ``opened_at``, ``closed_at``.
        period: The period over which applications are counted and in which vacancies were opened.
        today: Until when vacancies were followed.
        applications: Group to applications in the period, as they may be shown.
        everybody: All applications in the period.
        qualified: Group to the share that passed screening.
    """

    vacancies: pd.DataFrame
    period: Period
    today: date
    applications: Mapping[str, Count]
    everybody: Count
    qualified: Mapping[str, Share] = field(default_factory=dict)


@dataclass(frozen=True)
class GroupNeed:
    """One group of functions; the empty one is that of vacancies without a group.

    Attributes:
        open_now: Vacancies that are open.
        opened: Vacancies opened in the period.
        applications: Applications in the period.
        per_vacancy: Applications for each vacancy that was open, over the period; None when not known or hidden.
        waits: Days open of the vacancies opened in the period.
        qualified: Passed screening, of those who were screened.
        reasons: Why it is hard to fill; none when it is not, or is not judged.
    """

    group: str
    open_now: int
    opened: int
    applications: Count
    per_vacancy: float | None
    waits: Wait
    qualified: Share
    reasons: tuple[Said, ...]

    @property
    def is_hard(self) -> bool:
        """True when the group is hard to fill by the rule."""
        return bool(self.reasons)


_NO_SHARE = Share(NOT_KNOWN, NOT_KNOWN, None, None)


def needs(facts: Facts, rule: Rule = RULE) -> tuple[GroupNeed, ...]:
    """Return every group of which a vacancy was open in the period, hard ones first, then those with most open now."""
    rows = facts.vacancies[facts.vacancies["opened_at"].notna()]
    rows = rows.assign(function_group=rows["function_group"].fillna(""))
    usual = per_vacancy(facts.everybody, rows, facts.period)
    found = [_need(str(group), some, facts, usual, rule) for group, some in rows.groupby("function_group")]
    known = [each for each in found if each.open_now or each.opened or each.applications.value]
    return tuple(sorted(known, key=lambda each: (not each.is_hard, not each.group, -each.open_now, each.group)))


def _need(group: str, rows: pd.DataFrame, facts: Facts, usual: float | None, rule: Rule) -> GroupNeed:
    opened = rows[(rows["opened_at"] >= facts.period.first) & (rows["opened_at"] <= facts.period.last)]
    applications = facts.applications.get(group, Count(0) if facts.applications else NOT_KNOWN)
    each, waits = per_vacancy(applications, rows, facts.period), days_open(opened, facts.today)
    judged = len(opened) >= rule.vacancies
    return GroupNeed(
        group,
        int((rows["closed_at"].isna() | (rows["closed_at"] > facts.today)).sum()),
        len(opened),
        applications,
        each,
        waits,
        facts.qualified.get(group, _NO_SHARE),
        tuple(_reasons(each, waits, usual, rule)) if judged else (),
    )


def _reasons(each: float | None, waits: Wait, usual: float | None, rule: Rule) -> Sequence[Said]:
    found = []
    closed = waits.curve.by(rule.days) if waits.curve else None
    if closed is not None and closed[0] < HALF:
        values = {"share": Percentage(closed[0]), "days": Number(rule.days)}
        found.append(Said(N_("only {share} of its vacancies close within {days} days"), values))
    if each is not None and usual is not None and each < rule.few * usual:
        numbers = {"own": Number(each, 1), "usual": Number(usual, 1)}
        found.append(Said(N_("{own} applications per vacancy, where {usual} are usual"), numbers))
    return found


def per_vacancy(applications: Count, vacancies: pd.DataFrame, period: Period) -> float | None:
    """Return applications for each vacancy that was open on an average day; None when hidden or when none was open."""
    last = date.max
    days = sum(
        Period(first, max(first, end if isinstance(end, date) else last)).overlap(period)
        for first, end in zip(vacancies["opened_at"], vacancies["closed_at"], strict=True)
    )
    if applications.value is None or not days:
        return None
    return applications.value / (days / period.days)


def sentence(groups: Sequence[GroupNeed], names: Mapping[str, str]) -> Said:
    """Return which groups are hard to fill; ``names`` gives each group its name in the language of the page."""
    hard = [names.get(each.group, each.group) for each in groups if each.is_hard]
    if not groups:
        return Said(N_("There are no vacancies in this period."))
    if not hard:
        return Said(N_("By the rule no group of functions is hard to fill."))
    return Said(N_("Hard to fill: {groups}."), {"groups": tuple(hard)})
