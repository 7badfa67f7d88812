"""The first key figures: each with its passport, and each one function over frames and a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from connectors.errors import N_
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import share
from dashboard.analysis.suppression import MINIMUM, is_few


@dataclass(frozen=True)
class Passport:
    """What a key figure is, so that everybody reads the same thing.

    Attributes:
        key: Its code.
        label: Its name, a message id.
        definition: One sentence, a message id.
        formula: How it is reckoned, a message id.
        unit: count, share, hours, money or ratio.
        date_basis: Which day counts, a message id.
        direction: Which way is good: up, down or none.
        minimum: Counts of applicants from 1 up to this are hidden; 0 when it does not count people.
    """

    key: str
    label: str
    definition: str
    formula: str
    unit: Literal["count", "share", "hours", "money", "ratio"]
    date_basis: str
    direction: Literal["up", "down", "none"]
    minimum: int = MINIMUM


_APPLIED = N_("The day on which the application came in, in the organisation's time zone.")
_COHORT = N_("The day of the application (cohort), not the day of the hire.")
_SOURCE_DAY = N_("The day as the platform cuts it; YouTube's days are those of the Pacific coast.")

_ALL = (
    Passport(
        "applications",
        N_("Applications"),
        N_("Applications that came in; one person at two vacancies counts twice."),
        N_("Number of applications in the period."),
        "count",
        _APPLIED,
        "up",
    ),
    Passport(
        "side_entrant_share",
        N_("Side-entrants"),
        N_("Share of side-entrants (CBS: older than 25 and never employed in care and welfare before)."),
        N_("Side-entrants ÷ applications with a known origin."),
        "share",
        _APPLIED,
        "up",
    ),
    Passport(
        "unknown_origin_share",
        N_("Origin unknown"),
        N_("Applications of which nobody knows whether they come from a side-entrant."),
        N_("Applications with unknown origin ÷ all applications."),
        "share",
        _APPLIED,
        "down",
    ),
    Passport(
        "hires",
        N_("Hires so far"),
        N_("Applications of this period that have led to a hire until now; recent ones are still open."),
        N_("Number of hires among the applications of the period."),
        "count",
        _COHORT,
        "up",
    ),
    Passport(
        "applications_per_vacancy",
        N_("Applications per open vacancy"),
        N_("How many applications came in for each vacancy that was open."),
        N_("Applications ÷ (days that vacancies were open ÷ days in the period)."),
        "ratio",
        _APPLIED,
        "up",
    ),
    Passport(
        "views",
        N_("YouTube views"),
        N_("Views as YouTube counts them; other platforms count otherwise and are not added."),
        N_("Sum of the views per day."),
        "count",
        _SOURCE_DAY,
        "up",
        0,
    ),
    Passport(
        "watch_hours",
        N_("YouTube watch time"),
        N_("Hours that were watched on YouTube."),
        N_("Sum of the minutes watched ÷ 60."),
        "hours",
        _SOURCE_DAY,
        "up",
        0,
    ),
    Passport(
        "cost_per_application",
        N_("Campaign cost per application"),
        N_("Full cost of campaigns, cash and own hours, for each application that came in, from any source."),
        N_("Cost of campaigns, spread evenly over their days ÷ applications."),
        "money",
        _APPLIED,
        "down",
    ),
)
KPIS: Mapping[str, Passport] = {passport.key: passport for passport in _ALL}


@dataclass(frozen=True)
class Figure:
    """A key figure's value; ``hidden`` when it exists and may not be shown, None when it does not exist."""

    value: float | None
    hidden: bool = False


MISSING = Figure(None)
HIDDEN = Figure(None, hidden=True)


@dataclass(frozen=True)
class Watched:
    """Views and minutes watched in a period; None is not known."""

    views: float | None
    watch_minutes: float | None


@dataclass(frozen=True)
class Frames:
    """What the key figures are reckoned from.

    Attributes:
        applications: ``day``, ``side_entrant``, ``applied``, ``hired``.
        attention: What was watched in each period that is asked for; a period that is not there is not known.
        vacancies: ``opened_at``, ``closed_at``.
        campaigns: ``starts_on``, ``ends_on``, ``full_cost``.
    """

    applications: pd.DataFrame
    attention: Mapping[Period, Watched]
    vacancies: pd.DataFrame
    campaigns: pd.DataFrame


def figure(key: str, frames: Frames, period: Period, today: date) -> Figure:
    """Return a key figure over a period, hidden where its count is small."""
    functions = {
        "applications": lambda: _shown(_sum(frames.applications, "applied", period)),
        "hires": lambda: _shown(_sum(frames.applications, "hired", period)),
        "side_entrant_share": lambda: _side_entrant_share(frames.applications, period),
        "unknown_origin_share": lambda: _unknown_share(frames.applications, period),
        "applications_per_vacancy": lambda: _per_vacancy(frames, period, today),
        "views": lambda: Figure(_watched(frames, period).views),
        "watch_hours": lambda: _hours(_watched(frames, period).watch_minutes),
        "cost_per_application": lambda: _cost_per_application(frames, period, today),
    }
    return functions[key]()


def _within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    return frame[(frame["day"] >= period.first) & (frame["day"] <= period.last)]


def _sum(frame: pd.DataFrame, column: str, period: Period) -> int:
    """Return a sum of counts; a day without a row is a day without applications."""
    return int(_within(frame, period)[column].sum())


def _watched(frames: Frames, period: Period) -> Watched:
    return frames.attention.get(period, Watched(None, None))


def _shown(value: int) -> Figure:
    return HIDDEN if is_few(value) else Figure(value)


def _of_class(frame: pd.DataFrame, period: Period, side_entrant: str) -> int:
    return _sum(frame[frame["side_entrant"] == side_entrant], "applied", period)


def _share(part: int, base: int) -> Figure:
    if base == 0:
        return MISSING
    found = share(part, base)
    return HIDDEN if found.value is None else Figure(found.value)


def _side_entrant_share(frame: pd.DataFrame, period: Period) -> Figure:
    known = _sum(frame, "applied", period) - _of_class(frame, period, "unknown")
    return _share(_of_class(frame, period, "side_entrant"), known)


def _unknown_share(frame: pd.DataFrame, period: Period) -> Figure:
    return _share(_of_class(frame, period, "unknown"), _sum(frame, "applied", period))


def _hours(minutes: float | None) -> Figure:
    return MISSING if minutes is None else Figure(minutes / 60)


def open_vacancies(vacancies: pd.DataFrame, period: Period, today: date) -> float | None:
    """Return how many vacancies were open on an average day; those without a first day are not counted.

    None when no vacancy has a first day: then it is not known.
    """
    dated = vacancies[vacancies["opened_at"].notna()]
    if dated.empty:
        return None
    open_days = 0
    for opened, closed in zip(dated["opened_at"], dated["closed_at"], strict=True):
        last = closed if isinstance(closed, date) else max(today, opened)
        if opened <= last:
            open_days += Period(opened, last).overlap(period)
    return open_days / period.days


def _per_vacancy(frames: Frames, period: Period, today: date) -> Figure:
    applied = _shown(_sum(frames.applications, "applied", period))
    vacancies = open_vacancies(frames.vacancies, period, today)
    if applied.value is None or not vacancies:
        return Figure(None, applied.hidden)
    return Figure(applied.value / vacancies)


def cost_in(campaigns: pd.DataFrame, period: Period, today: date) -> float | None:
    """Return the full cost of campaigns that falls in a period, each spread evenly over its days; None without a cost."""
    known = campaigns[campaigns["full_cost"].notna()]
    if known.empty:
        return None
    total = 0.0
    for starts, ends, cost in zip(known["starts_on"], known["ends_on"], known["full_cost"], strict=True):
        last = ends if isinstance(ends, date) else max(today, starts)
        days = Period(starts, last)
        total += cost * days.overlap(period) / days.days
    return total


def _cost_per_application(frames: Frames, period: Period, today: date) -> Figure:
    applied = _shown(_sum(frames.applications, "applied", period))
    cost = cost_in(frames.campaigns, period, today)
    if applied.value is None or cost is None or applied.value == 0:
        return Figure(None, applied.hidden)
    return Figure(cost / applied.value)
