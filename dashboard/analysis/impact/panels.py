"""A panel that may be compared: units side by side, no day left out, long enough before the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from connectors.errors import N_, NotEnoughData
from dashboard.analysis.impact.synthetic import Array

WEEK = 7
FEWEST_OTHERS = 2
FEWEST_BEFORE = 26
WINDOWS_BEFORE = 2


@dataclass(frozen=True)
class Panel:
    """Figures of treated and untreated units, a row a day or week; the window is all from row ``before`` on."""

    days: pd.DatetimeIndex
    treated: tuple[str, ...]
    others: tuple[str, ...]
    own: Array
    rest: Array
    before: int

    @property
    def window(self) -> int:
        """Number of rows from the start on."""
        return len(self.days) - self.before


def panel_of(figures: pd.DataFrame, treated: Sequence[str], start: date, end: date | None = None) -> Panel:
    """Return a checked panel; ``figures`` has a row a day (or week, named by its first day) and a column a unit.

    Rows after ``end`` are left out. With a unit fixed effect fitted on all rows, an effect shows in the window by the
    rows before and in the rows before by the window, so the rows before must be at least twice the window.

    Raises:
        NotEnoughData: A unit is unknown, fewer than two are untreated, a day is missing, or there is too little before.
    """
    own, others = _units(figures, treated)
    kept = _complete(figures, end)
    days = pd.DatetimeIndex(kept.index)
    first = pd.Timestamp(start)
    if first not in days:
        raise NotEnoughData(N_("the figures have no row that begins on {day}"), code="not_enough_data.start", day=start)
    before = int((days < first).sum())
    _long_enough(before, len(days) - before, start)
    values = kept.to_numpy(dtype=np.float64)
    places = {name: number for number, name in enumerate(kept.columns)}
    return Panel(
        days,
        own,
        others,
        values[:, [places[name] for name in own]],
        values[:, [places[name] for name in others]],
        before,
    )


def in_weeks(figures: pd.DataFrame, start: date) -> pd.DataFrame:
    """Return sums of seven days counted from ``start``, named by their first day; half weeks at the edges are left out.

    A week in which a day is missing has no figure.
    """
    ordered = figures.set_axis(pd.DatetimeIndex(figures.index)).sort_index()
    begin = pd.Timestamp(start)
    weeks = (pd.DatetimeIndex(ordered.index) - begin).days // WEEK
    firsts = begin + pd.to_timedelta(weeks * WEEK, unit="D")
    whole = (firsts >= ordered.index[0]) & (firsts + pd.Timedelta(days=WEEK - 1) <= ordered.index[-1])
    return pd.DataFrame(ordered[whole].groupby(firsts[whole]).sum(min_count=WEEK))


def _units(figures: pd.DataFrame, treated: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = tuple(dict.fromkeys(treated))
    for unit in own:
        if unit not in figures.columns:
            raise NotEnoughData(N_("there are no figures of {unit}"), code="not_enough_data.unit", unit=unit)
    others = tuple(str(name) for name in figures.columns if name not in own)
    if not own:
        raise NotEnoughData(N_("it is not known where the campaign ran"), code="not_enough_data.unit")
    if len(others) < FEWEST_OTHERS:
        raise NotEnoughData(
            N_("a comparison needs at least {needed} places where the campaign did not run; there is {number}"),
            code="not_enough_data.others",
            hint=N_("leave some places out of the next campaign"),
            needed=FEWEST_OTHERS,
            number=len(others),
        )
    return own, others


def _complete(figures: pd.DataFrame, end: date | None) -> pd.DataFrame:
    ordered = figures.set_axis(pd.DatetimeIndex(figures.index)).sort_index()
    if end is not None:
        ordered = ordered[ordered.index <= pd.Timestamp(end)]
    days = pd.DatetimeIndex(ordered.index)
    if not days.is_unique:
        raise _hole(N_("{day} is in the figures twice"), days[days.duplicated()][0])
    if len(days) > 1:
        step = int(np.diff(days.to_numpy()).min() / np.timedelta64(1, "D"))
        left_out = pd.date_range(days[0], days[-1], freq=f"{step}D").difference(days)
        if len(left_out):
            raise _hole(N_("there is no figure on {day}"), left_out[0])
    known = np.isfinite(ordered.to_numpy(dtype=np.float64))
    if not known.all():
        row, column = np.argwhere(~known)[0]
        raise _hole(N_("there is no figure of {unit} on {day}"), days[row], unit=str(ordered.columns[column]))
    return ordered


def _hole(text: str, day: pd.Timestamp, **values: object) -> NotEnoughData:
    hint = N_("give every day a figure, 0 when nothing came in")
    return NotEnoughData(text, code="not_enough_data.day", hint=hint, day=day.date(), **values)


def _long_enough(before: int, window: int, start: date) -> None:
    needed = max(FEWEST_BEFORE, WINDOWS_BEFORE * window)
    if before < needed:
        raise NotEnoughData(
            N_("there are {number} days or weeks of figures before {day}; this comparison needs {needed}"),
            code="not_enough_data.history",
            number=before,
            day=start,
            needed=needed,
        )
