"""What the canon's figures are reckoned from, and what each of them comes out as."""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.kpis import Figure
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import LEVEL, Interval, Share
from dashboard.analysis.suppression import Count


@dataclass(frozen=True)
class Persons:
    """How many people applied: applications that are here, those whose person is known, different persons among these."""

    rows: int
    known: int
    persons: int


@dataclass(frozen=True)
class Visits:
    """Visits of landing pages; None is not known. Starts have their own base: the visits of pages that know starts."""

    sessions: int | None
    starts: int | None
    starts_with_completes: int | None
    completes: int | None
    linkedin_social: int | None


@dataclass(frozen=True)
class Facts:
    """Everything of one period.

    Attributes:
        applications: ``day``, ``side_entrant`` and a cohort's columns; of the period and of the year earlier.
        first_day: First day with applications; None without any.
        persons: Of the period.
        vacancies: All vacancies: ``opened_at``, ``closed_at``, ``hires``, ``first_hired_at``.
        hires: ``applied_on``, ``hired_at`` of the period's hires whose rows are here.
        campaigns: ``starts_on``, ``ends_on``, ``cash``, ``full_cost``, and the plan: the names in PLAN (see ``telling_estimates``).
        content: One row an item: ``platform``, ``published_on``, ``in_campaign``, ``duration_s``, and the period's
            ``views``, ``watch_minutes``, ``impressions``, ``reactions``, ``comments``, ``shares``, ``clicks``.
        visits: Of the period.
    """

    period: Period
    today: date
    applications: pd.DataFrame
    first_day: date | None
    persons: Persons
    vacancies: pd.DataFrame
    hires: pd.DataFrame
    campaigns: pd.DataFrame
    content: pd.DataFrame
    visits: Visits


@dataclass(frozen=True)
class Estimate:
    """A figure as it may be shown.

    Attributes:
        value: None when it is hidden or does not exist.
        interval: For what is more than a count: how sure it is. None where there is no value, for plain counts and for
            quotients of what was counted in full (cost, days open), which have no chance in them.
        part: What was counted above the line, where that are applicants.
        base: What was counted below it.
        hidden: It exists and may not be shown.
        reason: Why there is no value.
    """

    value: float | None
    interval: Interval | None = None
    part: Count | None = None
    base: Count | None = None
    hidden: bool = False
    reason: Said | None = None


NOTHING = Said(N_("Nothing of this kind in the period."))
TOO_FEW = Said(N_("Too few to show."))


def of_figure(figure: Figure) -> Estimate:
    """Return a key figure of the first page as an estimate without an interval."""
    reason = TOO_FEW if figure.hidden else NOTHING if figure.value is None else None
    return Estimate(figure.value, hidden=figure.hidden, reason=reason)


def of_count(number: Count) -> Estimate:
    """Return a count of applicants."""
    if number.value is None:
        return Estimate(None, part=number, hidden=number.hidden, reason=TOO_FEW if number.hidden else NOTHING)
    return Estimate(float(number.value), part=number)


def of_share(found: Share) -> Estimate:
    """Return a share with its interval."""
    if found.value is not None:
        return Estimate(found.value, found.interval, found.part, found.base)
    hidden = found.part.hidden or found.base.hidden or bool(found.base.value)
    return Estimate(None, None, found.part, found.base, hidden=hidden, reason=TOO_FEW if hidden else NOTHING)


def known_sum(values: pd.Series) -> float | None:
    """Return the sum of what is known; nothing known sums to nothing."""
    known = values.dropna()
    return float(known.sum()) if len(known) else None


def ratio_of_sums(parts: pd.Series, bases: pd.Series) -> Estimate:
    """Return the sum of parts ÷ the sum of bases over items that know both, with the interval of a ratio estimate.

    The items, not the single views, are what would fall out differently another time (linearised variance between items,
    Cochran 1977, section 6.4, without a finite population); no interval under two items.
    """
    known = parts.notna() & bases.notna() & (bases > 0)
    x, y = bases[known].to_numpy(dtype=float), parts[known].to_numpy(dtype=float)
    if not len(x):
        return Estimate(None, reason=NOTHING)
    value = float(y.sum() / x.sum())
    if len(x) == 1:
        return Estimate(value)
    spread = float(np.sum((y - value * x) ** 2)) * len(x) / (len(x) - 1)
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * sqrt(spread) / float(x.sum())
    return Estimate(value, Interval(max(0.0, value - half), value + half))
