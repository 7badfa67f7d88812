"""From a file of figures and what a person says of it to a question: ``--series`` of ``impact`` and ``plan``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from connectors.errors import N_, ConfigurationError, FileError, Said
from dashboard.analysis.impact.case import WASH_OUT_DAYS, Case, Promise, Spent
from dashboard.analysis.periods import Period
from dashboard.doors.series_days import DAY, MONTH, Days, days_of
from dashboard.doors.series_figures import amounts, counts, unsure
from dashboard.doors.series_surroundings import event_of, place_of, refuse_the_same
from dashboard.doors.series_table import Table, read_table

APPLICATIONS = "applications"
_FREQUENCIES = {"day": "D", "week": "7D", "month": "MS"}


@dataclass(frozen=True)
class Asked:
    """What a person said of a file: which columns, which days, and what else is known of them."""

    file: Path
    outcome: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    date: str | None = None
    where: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    exposure: str | None = None
    vacancies: str | None = None
    country: str | None = None
    region: str | None = None
    events: tuple[str, ...] = ()
    cash: float | None = None
    cost: float | None = None
    currency: str = "EUR"
    minimum_effect: float | None = None
    wash_out: int = WASH_OUT_DAYS
    grain: str | None = None


@dataclass(frozen=True)
class Series:
    """A file that was understood: its rows by day, week or month without gaps, and what a reader must know of it."""

    asked: Asked
    table: Table
    days: Days
    index: pd.DatetimeIndex
    warnings: tuple[Said, ...]

    @property
    def first(self) -> date:
        """First day of the first row."""
        return self.index[0].date()

    @property
    def last(self) -> date:
        """Last day of the last row."""
        return self.row_end(self.index[-1])

    def row_end(self, row: pd.Timestamp) -> date:
        """Return the last day of a row."""
        days = {"day": 1, "week": 7}.get(self.days.grain) or row.days_in_month
        return (row + timedelta(days=days - 1)).date()

    def whole_rows(self, period: Period) -> Period:
        """Return a period made wider to whole rows; days of it that have no row stay as they are."""
        held = [row for row in self.index if row.date() <= period.last and self.row_end(row) >= period.first]
        if not held:
            return period
        return Period(min(period.first, held[0].date()), max(period.last, self.row_end(held[-1])))

    def case(self, window: Period) -> Case:
        """Return the question about a window of whole rows.

        Raises:
            FileError: A figure is not what its column takes.
            ConfigurationError: A column is not there, or a control is the outcome itself.
        """
        asked = self.asked
        outcome = self._frame(asked.outcome, counted=True)
        controls = self._frame(asked.controls, counted=False)
        refuse_the_same(outcome, controls)
        vacancies = None
        if asked.vacancies is not None:
            open_ = self._frame((asked.vacancies,), counted=False).iloc[:, 0]
            vacancies = pd.DataFrame(dict.fromkeys(outcome.columns, open_), index=self.index)
        place = place_of(asked.country, asked.region)
        spent = Spent(asked.cash, asked.cost, asked.currency) if (asked.cash, asked.cost) != (None, None) else None
        promise = Promise(None, asked.minimum_effect, None, None) if asked.minimum_effect is not None else None
        return Case(
            outcome=outcome,
            window=window,
            controls=controls,
            places=dict.fromkeys(outcome.columns, place) if place else {},
            vacancies=vacancies,
            others=tuple(event_of(text, number) for number, text in enumerate(asked.events)),
            spent=spent,
            promise=promise,
            grain=self.days.grain,
            by_day=asked.grain == DAY,
            wash_out_days=asked.wash_out,
            unit=unit_of(asked.outcome),
        )

    def views(self) -> "pd.Series[float] | None":
        """Return the exposure column by row, None when none was named."""
        return self._frame((self.asked.exposure,), counted=False).iloc[:, 0] if self.asked.exposure else None

    def _frame(self, names: Sequence[str], *, counted: bool) -> pd.DataFrame:
        read = counts if counted else amounts
        columns = {self.table.header[self.table.place(name)]: read(self.table, name) for name in names}
        days = pd.DatetimeIndex(list(self.days.days))
        return pd.DataFrame(columns, index=days, columns=list(columns), dtype=float).sort_index().reindex(self.index)


def read_series(asked: Asked) -> Series:
    """Return a file as a series; every column that was named is looked up.

    Raises:
        ConfigurationError: A column, condition or grain does not fit the file.
        FileError: The file cannot be read, or its days do not make a series.
    """
    table = read_table(asked.file).where(asked.where)
    if not asked.outcome:
        raise ConfigurationError(
            N_("--outcome takes the column of {file} that is counted."),
            code="usage.outcome",
            hint=N_("Columns: {known}."),
            file=table.file,
            known=", ".join(filter(None, table.header)),
        )
    days = days_of(table, asked.date)
    _refuse_twice(table, days)
    if asked.grain is not None and days.grain != DAY:
        raise ConfigurationError(
            N_("--grain takes a file with a row a day; {file} has a row a {grain}."),
            code="usage.grain",
            file=table.file,
            grain=days.grain,
        )
    ordered = sorted(days.days)
    index = pd.date_range(ordered[0], ordered[-1], freq=_FREQUENCIES[days.grain], unit="s")
    return Series(asked, table, days, index, tuple(_warnings(table, days, index, asked)))


def window_of(series: Series, start: date, end: date | None) -> tuple[Period, tuple[Said, ...]]:
    """Return the window, whole rows of it, and what has to be said of it.

    Raises:
        ConfigurationError: The start is not among the days of the file, or the end lies before it.
    """
    if not series.first <= start <= series.last:
        raise ConfigurationError(
            N_("--start ({start}) does not lie in {file}: expected is a day from {first} to {last}."),
            code="usage.start",
            start=start,
            file=series.table.file,
            first=series.first,
            last=series.last,
        )
    last = series.last if end is None else end
    if last < start:
        raise ConfigurationError(
            N_("--end ({end}) lies before --start ({start})."), code="usage.window", start=start, end=last
        )
    asked, warnings = Period(start, last), []
    whole = series.whole_rows(asked)
    if whole != asked:
        text = N_("The rows are weeks or months: the window was made wider to whole rows, {first} to {last}.")
        warnings.append(Said(text, {"first": whole.first, "last": whole.last}))
    if whole.last > series.last:
        warnings.append(Said(N_("The figures end on {day}, before the end of the window."), {"day": series.last}))
    return whole, tuple(warnings)


def unit_of(columns: Sequence[str]) -> str:
    """Return what is counted: the name of the column, or applications where a column is called so."""
    names = [name.strip() for name in columns]
    return APPLICATIONS if any(name.casefold() == APPLICATIONS for name in names) else " + ".join(names)


def _refuse_twice(table: Table, days: Days) -> None:
    seen: dict[date, int] = {}
    for row, day in enumerate(days.days):
        if day in seen:
            raise FileError(
                N_("{file}: {day} is there twice, in row {first} and row {row}."),
                file=table.file,
                row=table.numbers[row],
                code="file.series_twice",
                hint=N_("For a file with several series: --where COLUMN=VALUE takes one, --unit COLUMN compares them."),
                day=day,
                first=table.numbers[seen[day]],
            )
        seen[day] = row


def _warnings(table: Table, days: Days, index: pd.DatetimeIndex, asked: Asked) -> Sequence[Said]:
    found = []
    missing = len(index) - len(days.days)
    if missing:
        text = N_("{missing} of {rows} rows ({first} to {last}) are not in the file: not known, which is not zero.")
        ends = {"first": index[0].date(), "last": index[-1].date()}
        found.append(Said(text, {"missing": missing, "rows": len(index), **ends}))
    if days.grain == "week" and index[0].weekday() != 0:
        text = N_("Each row is read as the week that begins on its day: {first} is the first.")
        found.append(Said(text, {"first": index[0].date()}))
    if days.grain == MONTH and index[0].date() not in days.days:
        found.append(Said(N_("Each row is read as the calendar month of its day.")))
    for name in (*asked.outcome, *asked.controls):
        written = unsure(table, name)
        if written is not None:
            mark = "," if table.continental else "."
            text = N_("Column “{column}”: “{written}” was read with “{mark}” as the decimal mark.")
            found.append(Said(text, {"column": name, "written": written, "mark": mark}))
    return found
