"""From a file with a row a day and place to a panel: a row a day or week, a column a place."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from connectors.errors import N_, ConfigurationError, FileError, Said
from connectors.files.cells import text
from dashboard.analysis.impact.panels import FEWEST_BEFORE, WEEK, WINDOWS_BEFORE, in_weeks
from dashboard.analysis.periods import Period
from dashboard.doors.asked import Asked
from dashboard.doors.series import require_outcome, start_is_needed
from dashboard.doors.series_days import DAY, days_of
from dashboard.doors.series_days import WEEK as WEEK_ROWS
from dashboard.doors.series_figures import amounts
from dashboard.doors.series_rows import Rows
from dashboard.doors.series_table import Table, read_table

_NAMED = 20


@dataclass(frozen=True)
class Places:
    """Figures of places side by side.

    Attributes:
        figures: A row a day, week or month up to the end of the window, a column a place.
        window: The campaign, whole rows.
        grain: What a row of ``figures`` is.
        row: What a row of the file is.
        total: Sum over the treated places by row of the file, also after the window.
    """

    figures: pd.DataFrame
    window: Period
    grain: str
    row: str
    total: "pd.Series[float]"
    warnings: tuple[Said, ...]


def read_places(asked: Asked) -> Places:
    """Return the places of a file.

    Raises:
        ConfigurationError: A column or place is not there, or the window does not lie in the file.
        FileError: The file cannot be read, a figure is no number, or a day of a place is there twice.
    """
    table = read_table(asked.file).where(asked.where)
    require_outcome(table, asked)
    if asked.unit is None or not asked.treated or len(asked.outcome) > 1:
        raise ConfigurationError(
            N_("--unit COLUMN and --treated PLACE,... go together, with one column as --outcome."), code="usage.unit"
        )
    if asked.start is None:
        raise start_is_needed()
    days = days_of(table, asked.day_column)
    rows = Rows.of(table.file, days)
    window, warnings = rows.window(asked.start, asked.end)
    figures = _side_by_side(table, asked, days.days).reindex(rows.index)
    _require_known(asked, figures)
    total = figures[list(asked.treated)].sum(axis=1, min_count=len(asked.treated))
    kept = figures[figures.index <= pd.Timestamp(window.last)]
    whole, left_out = _whole_places(kept, asked.treated)
    window = Period(window.first, min(window.last, rows.last))
    by_row = Places(whole, window, days.grain, days.grain, total, (*warnings, *left_out))
    return _in_weeks(by_row) if days.grain == DAY and asked.grain != DAY else by_row


def _side_by_side(table: Table, asked: Asked, days: tuple[object, ...]) -> pd.DataFrame:
    assert asked.unit is not None
    place = table.place(asked.unit)
    units = [text(cell) for cell in table.cells(place)]
    frame = pd.DataFrame({"day": days, "unit": units, "figure": amounts(table, asked.outcome[0])})
    twice = frame.duplicated(["day", "unit"])
    if twice.any():
        row = int(twice.to_numpy().argmax())
        day, unit = frame["day"].iloc[row], frame["unit"].iloc[row]
        first = int(((frame["day"] == day) & (frame["unit"] == unit)).to_numpy().argmax())
        raise FileError(
            N_("{file}: {day} of {unit} is there twice, in row {first} and row {row}."),
            file=table.file,
            row=table.numbers[row],
            code="file.series_twice",
            day=day,
            unit=unit,
            first=table.numbers[first],
        )
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.pivot_table(index="day", columns="unit", values="figure", aggfunc="sum", dropna=False, sort=False)


def _require_known(asked: Asked, figures: pd.DataFrame) -> None:
    unknown = [name for name in asked.treated if name not in figures.columns]
    if unknown:
        names = sorted(map(str, figures.columns))
        raise ConfigurationError(
            N_("Column “{column}” has no “{unit}”."),
            code="usage.treated",
            hint=N_("It has {known}."),
            column=asked.unit,
            unit=unknown[0],
            known=", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else ""),
        )


def _whole_places(figures: pd.DataFrame, treated: tuple[str, ...]) -> tuple[pd.DataFrame, tuple[Said, ...]]:
    """Leave out places of comparison with a row missing: a place that began later tells nothing of the time before."""
    known = np.isfinite(figures[list(treated)].to_numpy()).all(axis=1)
    holes = [
        str(name)
        for name in figures.columns
        if name not in treated
        and figures[name].to_numpy()[known].size
        and not np.isfinite(figures[name].to_numpy()[known]).all()
    ]
    if not holes:
        return figures, ()
    text_ = N_("Left out of the comparison, since figures are missing: {places}.")
    return figures.drop(columns=holes), (Said(text_, {"places": ", ".join(holes[:_NAMED])}),)


def _in_weeks(daily: Places) -> Places:
    """Return weeks counted from the first day of the window, or the days where there are too few whole weeks."""
    days = pd.DatetimeIndex(daily.figures.index)
    weeks = daily.window.days // WEEK
    before = int((days < pd.Timestamp(daily.window.first)).sum()) // WEEK
    if weeks == 0 or before < max(FEWEST_BEFORE, WINDOWS_BEFORE * weeks):
        said = Said(N_("Too few whole weeks to compare by week: compared by day."))
        return replace(daily, warnings=(*daily.warnings, said))
    last = daily.window.first + timedelta(days=weeks * WEEK - 1)
    warnings = daily.warnings
    if last < daily.window.last:
        text_ = N_("Compared by whole weeks: the days after {day} are left out.")
        warnings = (*warnings, Said(text_, {"day": last}))
    kept = daily.figures[days <= pd.Timestamp(last)]
    figures = in_weeks(kept, daily.window.first)
    return replace(daily, figures=figures, window=Period(daily.window.first, last), grain=WEEK_ROWS, warnings=warnings)
