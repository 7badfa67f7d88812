"""The first key figures, each one function over frames and a period; their passports stand beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.analysis.periods import Period
from dashboard.analysis.shares import share
from dashboard.analysis.suppression import is_few


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

    @cached_property
    def by_class(self) -> Mapping[str, "Summed"]:
        """Applications by day for each class of origin."""
        return {str(name): Summed(rows) for name, rows in self.applications.groupby("side_entrant")}

    @cached_property
    def open_days(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last day of each vacancy as day numbers; one that is still open ends with the calendar."""
        dated = self.vacancies[self.vacancies["opened_at"].notna()]
        closed = [day if isinstance(day, date) else date.max for day in dated["closed_at"]]
        return _numbers(dated["opened_at"]), _numbers(closed)

    def count(self, column: str, period: Period, side_entrant: str | None = None) -> int:
        """Return applications (``applied`` or ``hired``) of a class, or of all; a day without a row has none."""
        some = self.by_class.values() if side_entrant is None else [self.by_class.get(side_entrant, Summed())]
        return sum(rows.total(column, period) for rows in some)


class Summed:
    """Counts by day, added up beforehand so that any period is one subtraction."""

    def __init__(self, rows: pd.DataFrame | None = None) -> None:
        ordered = pd.DataFrame(columns=["day", "applied", "hired"]) if rows is None else rows.sort_values("day")
        self._days = _numbers(ordered["day"])
        self._sums = {
            name: np.concatenate(([0], np.cumsum(ordered[name].to_numpy(dtype="int64"))))
            for name in ("applied", "hired")
        }

    def total(self, column: str, period: Period) -> int:
        """Return the sum over a period, both ends included."""
        first, last = np.searchsorted(self._days, [period.first.toordinal(), period.last.toordinal() + 1])
        return int(self._sums[column][last] - self._sums[column][first])


def _numbers(days: Iterable[date]) -> np.ndarray:
    return np.array([day.toordinal() for day in days], dtype="int64")


def figure(key: str, frames: Frames, period: Period, today: date) -> Figure:
    """Return a key figure over a period, hidden where its count is small."""
    functions = {
        "applications": lambda: _shown(frames.count("applied", period)),
        "hires": lambda: _shown(frames.count("hired", period)),
        "side_entrant_share": lambda: _side_entrant_share(frames, period),
        "unknown_origin_share": lambda: _unknown_share(frames, period),
        "applications_per_vacancy": lambda: _per_vacancy(frames, period, today),
        "views": lambda: Figure(_watched(frames, period).views),
        "watch_hours": lambda: _hours(_watched(frames, period).watch_minutes),
        "cost_per_application": lambda: _cost_per_application(frames, period, today),
    }
    return functions[key]()


def _watched(frames: Frames, period: Period) -> Watched:
    return frames.attention.get(period, Watched(None, None))


def _shown(value: int) -> Figure:
    return HIDDEN if is_few(value) else Figure(value)


def _share(part: int, base: int) -> Figure:
    if base == 0:
        return MISSING
    found = share(part, base)
    return HIDDEN if found.value is None else Figure(found.value)


def origin_counts(frames: Frames, period: Period) -> tuple[int, int, int]:
    """Return how many applications come from side-entrants, how many from others, and of how many it is unknown."""
    side_entrants, unknown = (frames.count("applied", period, name) for name in ("side_entrant", "unknown"))
    return side_entrants, frames.count("applied", period) - side_entrants - unknown, unknown


def _side_entrant_share(frames: Frames, period: Period) -> Figure:
    side_entrants, others, unknown = origin_counts(frames, period)
    if is_few(unknown):  # from the total and this share a reader could compute how many are unknown
        return HIDDEN
    return _share(side_entrants, side_entrants + others)


def _unknown_share(frames: Frames, period: Period) -> Figure:
    return _share(frames.count("applied", period, "unknown"), frames.count("applied", period))


def _hours(minutes: float | None) -> Figure:
    return MISSING if minutes is None else Figure(minutes / 60)


def open_vacancies(frames: Frames, period: Period, today: date) -> float | None:
    """Return how many vacancies were open on an average day; those without a first day are not counted.

    None when no vacancy has a first day: then it is not known.
    """
    opened, closed = frames.open_days
    if not len(opened):
        return None
    first, last = period.first.toordinal(), min(period.last, today).toordinal()
    days = np.minimum(closed, last) - np.maximum(opened, first) + 1
    return float(np.clip(days, 0, None).sum()) / period.days


def _per_vacancy(frames: Frames, period: Period, today: date) -> Figure:
    applied = _shown(frames.count("applied", period))
    vacancies = open_vacancies(frames, period, today)
    if applied.value is None or not vacancies:
        return Figure(None, applied.hidden)
    return Figure(applied.value / vacancies)


def cost_in(campaigns: pd.DataFrame, period: Period, today: date) -> float | None:
    """Return the full cost of campaigns that falls in a period, each spread evenly over its days.

    None when no campaign with a known cost ran in the period: missing is not zero.
    """
    known = campaigns[campaigns["full_cost"].notna()]
    parts = []
    for starts, ends, cost in zip(known["starts_on"], known["ends_on"], known["full_cost"], strict=True):
        days = Period(starts, ends if isinstance(ends, date) else max(today, starts))
        if days.overlap(period):
            parts.append(cost * days.overlap(period) / days.days)
    return sum(parts) if parts else None


def _cost_per_application(frames: Frames, period: Period, today: date) -> Figure:
    applied = _shown(frames.count("applied", period))
    cost = cost_in(frames.campaigns, period, today)
    if applied.value is None or cost is None or applied.value == 0:
        return Figure(None, applied.hidden)
    return Figure(cost / applied.value)
