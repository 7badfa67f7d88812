"""What is asked: a campaign, an outcome, and everything else that is known of the same days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from connectors.errors import Said
from dashboard.analysis.calendar import Override, Place
from dashboard.analysis.periods import Period

WASH_OUT_DAYS = 14
FINAL_AFTER_WEEKS = 8


@dataclass(frozen=True)
class Other:
    """Another campaign, or an event: ``kind`` is campaign, vacancy_wave, broadcast, award, definition_break or other.

    ``parts`` names the columns of the outcome that it touches; empty means all.
    """

    key: str
    kind: str
    title: str | Said
    period: Period
    parts: tuple[str, ...] = ()

    def touches(self, names: Iterable[object]) -> bool:
        """Tell whether it touches any of these columns."""
        return not self.parts or any(str(name) in self.parts for name in names)


@dataclass(frozen=True)
class Spent:
    """What the campaign cost: cash, and cash with own hours, in a currency; None is not written down."""

    cash: float | None
    full: float | None
    currency: str = "EUR"


@dataclass(frozen=True)
class Promise:
    """What was fixed before the start: the window, the smallest effect that matters, and what could have been seen.

    ``minimum_effect`` and ``minimum_detectable_effect`` are extra applications; ``recorded_on`` is the day on which it
    was written down.
    """

    window: Period | None
    minimum_effect: float | None
    minimum_detectable_effect: float | None
    recorded_on: date | None


@dataclass(frozen=True)
class Case:
    """One question.

    Attributes:
        outcome: Counts, one row a day (or week, or month: ``grain``), one column a part (site or function group) that
            the campaign featured. The index holds the first day of each row, without gaps; NaN is not known, never zero.
        window: First and last day of the campaign as it was fixed before the start.
        controls: Series that the campaign cannot move, same index; no column when there is none.
        places: Where each part's holidays are looked up; a part that is not there has none.
        overrides: The organisation's own corrections of public holidays.
        vacancies: Open vacancies of each part, same index and columns; None when not known.
        others: Other campaigns and events, definition breaks among them.
        spent: What it cost.
        promise: What was fixed before the start, None when nothing was.
        grain: How the outcome is given: day, week or month.
        by_day: Regress days instead of weeks (only when the outcome is given by day).
        wash_out_days: Days after the campaign that say nothing about a level without it.
        unit: What is counted.
    """

    outcome: pd.DataFrame
    window: Period
    controls: pd.DataFrame
    places: Mapping[str, Place] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    vacancies: pd.DataFrame | None = None
    others: tuple[Other, ...] = ()
    spent: Spent | None = None
    promise: Promise | None = None
    grain: str = "day"
    by_day: bool = False
    wash_out_days: int = WASH_OUT_DAYS
    unit: str = "applications"

    @property
    def last_day(self) -> date:
        """The last day that the rows cover."""
        last = pd.Timestamp(self.outcome.index[-1])
        days = {"day": 1, "week": 7}.get(self.grain) or last.days_in_month
        return last.date() + timedelta(days=days - 1)
