"""Days until a vacancy is closed or filled and until an applicant is hired, with those that are still waiting counted in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number
from dashboard.analysis.shares import Interval
from dashboard.analysis.suppression import NOT_KNOWN, Count, breakdown, count, threshold
from dashboard.analysis.survival import Curve, Median, happened_by, happened_by_among_done

DAYS = (30, 60, 90)
ENOUGH_DATES = 0.95
LONG_ENOUGH = 120
"""Days after which hardly any hire is still to come: a cohort that was followed for less shows its quick ones."""

ByDay = Mapping[int, tuple[float, Interval] | None]


@dataclass(frozen=True)
class Wait:
    """How long it takes.

    Attributes:
        number: How many began: vacancies opened, or hires.
        done: Of how many the end is known.
        median: Day by which it had happened to half, with its interval; None when it has not, or may not be shown.
        by_day: Share by day 30, 60 and 90; None when that is not known or may not be shown.
        left_out: How many could not be counted for want of a day.
        reason: Why there is no median, None when there is one.
        curve: The whole curve; None where its steps are people.
        within: Days in which it had to happen to be seen, where the cohort is too young to see the slow ones.
    """

    number: Count
    done: Count
    median: Median | None
    by_day: ByDay
    left_out: int
    reason: Said | None
    curve: Curve | None = None
    within: int | None = None

    @property
    def sentence(self) -> Said:
        """The median with its interval, or why there is none."""
        if self.median is None:
            return self.reason or Said(N_("Not known."))
        values: dict[str, object] = {"days": Number(self.median.days)}
        if self.median.low is None or self.median.high is None:
            return Said(N_("Half took {days} days or less; there are too few to say how sure that is."), values)
        values |= {"low": Number(self.median.low), "high": Number(self.median.high), "within": self.within}
        if self.within is not None:
            text = N_("Of those within {within} days half took {days} days or less (likely between {low} and {high}).")
            return Said(text, values)
        return Said(N_("Half took {days} days or less (likely between {low} and {high})."), values)


_NONE = Said(N_("Nothing of this kind in the period."))
_NOT_HALF = Said(N_("Fewer than half are that far."))
_TOO_FEW = Said(N_("Too few to show."))
_NO_DATES = Said(N_("Of too many hires the day is not known any more, so that the rest would give a wrong picture."))


def days_open(vacancies: pd.DataFrame, today: date) -> Wait:
    """Return how many days vacancies stand open, for whatever reason they close (Kaplan-Meier).

    A vacancy that is still open is censored today. ``vacancies`` has ``opened_at`` and ``closed_at``, opened in one period:
    those that were open already when figures began would count the slow ones double. A vacancy opened and closed on
    one day took 0 days.
    """
    known = vacancies[vacancies["opened_at"].notna()]
    closed = _numbers(known["closed_at"])
    ended = ~np.isnan(closed) & (closed <= today.toordinal())
    days = np.where(ended, closed, today.toordinal()) - _numbers(known["opened_at"])
    return _of_vacancies(days, ended, len(vacancies) - len(known), count(int(ended.sum()), 1), keep_curve=True)


def time_to_fill(vacancies: pd.DataFrame, today: date) -> Wait:
    """Return the days from opening a vacancy until its first hire is accepted; share filled of all that were opened.

    The day is that of the hire, else (when only the hire is known) the last day open. An open vacancy is censored today.
    A vacancy that closed without a known hire will not be filled: to censor it at its closing would say that it would
    have been filled like the others. It stays in the base, unfilled, until today (closing without a hire is a
    competing event; with the end of follow-up known for all, the product-limit estimate then gives the share filled,
    Fine and Gray 1999). So the median exists only where half of all vacancies are filled.

    ``vacancies`` has ``opened_at``, ``closed_at``, ``hires`` and ``first_hired_at``.
    """
    opened, closed = _numbers(vacancies["opened_at"]), _numbers(vacancies["closed_at"])
    hired = _numbers(vacancies["first_hired_at"])
    has_hire = vacancies["hires"].fillna(0).to_numpy(dtype=int) > 0
    filled_on = np.where(np.isnan(hired), closed, hired)
    usable = ~np.isnan(opened) & ~(has_hire & np.isnan(filled_on))
    filled = (has_hire & (filled_on <= today.toordinal()))[usable]
    until = np.where(filled, filled_on[usable], today.toordinal())
    done = count(int(filled.sum()))
    return _of_vacancies(np.maximum(0, until - opened[usable]), filled, int((~usable).sum()), done, keep_curve=False)


def _of_vacancies(
    days: NDArray[np.float64], ended: NDArray[np.bool_], left_out: int, done: Count, *, keep_curve: bool
) -> Wait:
    number = count(len(days), 1)
    if not len(days):
        return Wait(number, done, None, dict.fromkeys(DAYS), left_out, _NONE)
    if done.hidden or (not keep_curve and _few(len(days) - int(ended.sum()))):
        return Wait(number, done, None, dict.fromkeys(DAYS), left_out, _TOO_FEW)
    curve = happened_by(days, ended)
    middle = curve.median()
    by_day = {day: curve.by(day) for day in DAYS} if keep_curve else _safe(curve, days, ended)
    return Wait(number, done, middle, by_day, left_out, None if middle else _NOT_HALF, curve if keep_curve else None)


def _few(value: int) -> bool:
    return 0 < value < threshold()


def time_to_hire(hires: pd.DataFrame, today: date, *, counted: int) -> Wait:
    """Return the days from application to hire among those who are hired.

    Rejection and withdrawal are competing events: who is rejected will not be hired later, so that censoring them would
    estimate a world in which nobody is rejected. They are left out: the figure is about hires. Open applications may
    still become hires, and slow ones first of all; a recent cohort therefore shows its quick hires first. The
    estimate corrects for that (see ``happened_by_among_done``).

    Args:
        hires: ``applied_on`` and ``hired_at`` of those who were hired, as far as their rows are here.
        today: Until when they were followed.
        counted: Hires in the same cohort by the daily counts, which outlive the rows: when the rows (or their days)
            are under 95 % of them, the rest would be mostly recent and quick ones, and there is no answer.
    """
    known = hires[hires["hired_at"].notna()]
    left_out = max(counted, len(hires)) - len(known)
    shown, nothing = count(max(counted, len(hires))), dict.fromkeys(DAYS)
    if not max(counted, len(hires)):
        return Wait(shown, shown, None, nothing, 0, _NONE)
    if len(known) < ENOUGH_DATES * max(counted, len(hires)):
        return Wait(shown, NOT_KNOWN, None, nothing, left_out, _NO_DATES)
    if shown.hidden or len(known) < threshold():
        return Wait(shown, count(len(known)), None, nothing, left_out, _TOO_FEW)
    applied = _numbers(known["applied_on"])
    days = np.maximum(0, _numbers(known["hired_at"]) - applied)
    followed = np.maximum(days, today.toordinal() - applied)
    curve, done = happened_by_among_done(days, followed), shown if not left_out else NOT_KNOWN
    if followed.max() < LONG_ENOUGH:  # its own longest time stands for all: shares by day would always end at 100 %
        return Wait(shown, done, curve.median(), nothing, left_out, None, within=int(followed.max()))
    return Wait(shown, done, curve.median(), _safe(curve, days, np.ones(len(days), dtype=bool)), left_out, None)


def _safe(curve: Curve, days: NDArray[np.float64], ended: NDArray[np.bool_]) -> ByDay:
    """Return the shares by day whose counts of people may be told, one beside the other."""
    limits = [-1, *DAYS, np.inf]
    done = [int((ended & (days > low) & (days <= high)).sum()) for low, high in pairwise(limits)]
    cells = breakdown(done)
    return {day: curve.by(day) if _is_told(cells, place) else None for place, day in enumerate(DAYS, start=1)}


def _is_told(cells: list[Count], place: int) -> bool:
    return not any(cell.hidden for cell in cells[:place]) or not any(cell.hidden for cell in cells[place:])


def by_group(
    frame: pd.DataFrame, column: str, today: date, figure: Literal["days_open", "time_to_fill"]
) -> dict[str, Wait]:
    """Return days open or time to fill of the vacancies of each group, such as function group; unknown is empty."""
    reckon = {"days_open": days_open, "time_to_fill": time_to_fill}[figure]
    return {
        str(name): reckon(some, today)
        for name, some in frame.assign(**{column: frame[column].fillna("")}).groupby(column)
    }


def _numbers(days: Iterable[object]) -> NDArray[np.float64]:
    """Return days as numbers, missing ones as not a number."""
    return np.array([day.toordinal() if isinstance(day, date) else np.nan for day in days], dtype=float)
