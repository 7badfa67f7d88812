"""From a file of figures and what a person says of it to a question: ``--series`` of ``impact`` and ``plan``."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from connectors.errors import N_, ConfigurationError, FileError, Said
from dashboard.analysis.impact.case import Case
from dashboard.analysis.periods import Period
from dashboard.doors.asked import Asked
from dashboard.doors.series_days import DAY, WEEK, Days, days_from, days_of
from dashboard.doors.series_figures import amounts, counts, read_as
from dashboard.doors.series_rows import Rows
from dashboard.doors.series_surroundings import event_of, place_of, refuse_the_same
from dashboard.doors.series_table import Table, read_table


@dataclass(frozen=True)
class Series:
    """A file that was understood: its rows without gaps, and what a reader must know of it."""

    asked: Asked
    table: Table
    days: Days
    rows: Rows
    warnings: tuple[Said, ...]

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
        controls = controls.loc[:, controls.sum() > 0]
        place = place_of(asked.country, asked.region)
        return Case(
            outcome=outcome,
            window=window,
            controls=controls,
            places=dict.fromkeys(outcome.columns, place) if place else {},
            vacancies=self._vacancies(outcome),
            others=tuple(event_of(text, number) for number, text in enumerate(asked.events)),
            spent=asked.spent,
            promise=asked.promise,
            grain=self.days.grain,
            by_day=asked.grain == DAY,
            wash_out_days=asked.wash_out,
            unit=asked.counted,
        )

    def exposure(self) -> "pd.Series[float] | None":
        """Return the exposure column by row, None when none was named."""
        return self._frame((self.asked.exposure,), counted=False).iloc[:, 0] if self.asked.exposure else None

    def _vacancies(self, outcome: pd.DataFrame) -> pd.DataFrame | None:
        if self.asked.vacancies is None:
            return None
        vacancies = self._frame((self.asked.vacancies,), counted=False).iloc[:, 0]
        return pd.DataFrame(dict.fromkeys(outcome.columns, vacancies), index=self.rows.index)

    def _frame(self, names: Sequence[str], *, counted: bool) -> pd.DataFrame:
        read = counts if counted else amounts
        columns = {self.table.header[self.table.place(name)]: read(self.table, name) for name in names}
        frame = pd.DataFrame(columns, index=pd.DatetimeIndex(self.days.days), columns=list(columns), dtype=float)
        return frame.reindex(self.rows.index)


def read_series(asked: Asked) -> Series:
    """Return a file as a series.

    Raises:
        ConfigurationError: A column, condition or grain does not fit the file.
        FileError: The file cannot be read, or its days do not make a series.
    """
    table = read_table(asked.file).where(asked.where)
    require_outcome(table, asked)
    days = days_from(table, asked.first_row) if asked.first_row else days_of(table, asked.day_column)
    _refuse_twice(table, days)
    if asked.grain is not None and days.grain != DAY:
        raise ConfigurationError(
            N_("--grain takes a file with a row a day; the rows of {file} are longer."),
            code="usage.grain",
            file=table.file,
        )
    rows = Rows.of(table.file, days, _last_known(table, days, asked))
    return Series(asked, table, days, rows, tuple(_warnings(table, days, rows, asked)))


def _last_known(table: Table, days: Days, asked: Asked) -> date:
    """Return the last day with a figure of the outcome: empty rows after it are a form that is not filled in yet."""
    figures = zip(*(counts(table, name) for name in asked.outcome), strict=True)
    known = [day for day, row in zip(days.days, figures, strict=True) if not all(map(math.isnan, row))]
    return max(known or days.days)


def require_outcome(table: Table, asked: Asked) -> None:
    """Raise a ConfigurationError that names the columns when it was not said what is counted."""
    if not asked.outcome:
        raise ConfigurationError(
            N_("--outcome takes the column of {file} that is counted."),
            code="usage.outcome",
            hint=N_("Columns: {known}."),
            file=table.file,
            known=", ".join(filter(None, table.header)),
        )


def start_is_needed() -> ConfigurationError:
    """Return the error for a question about a file that does not say when the campaign began."""
    return ConfigurationError(N_("--start is needed: the first day of the campaign."), code="usage.start")


def _refuse_twice(table: Table, days: Days) -> None:
    seen: dict[object, int] = {}
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


def _warnings(table: Table, days: Days, rows: Rows, asked: Asked) -> Iterator[Said]:
    missing = len(rows.index) - sum(day <= rows.last for day in days.days)
    if missing:
        text = N_("{missing} of {rows} rows ({first} to {last}) are not in the file: not known, which is not zero.")
        yield Said(text, {"missing": missing, "rows": len(rows.index), "first": rows.first, "last": rows.last})
    if days.grain == WEEK and rows.first.weekday() != 0:
        text = N_("Each row is read as the week that begins on its day: {first} is the first.")
        yield Said(text, {"first": rows.first})
    for name in (*asked.outcome, *asked.controls):
        yield from read_as(table, name)
    for name in asked.controls:
        if not any(amount > 0 for amount in amounts(table, name)):
            yield Said(N_("Control “{column}” was left out: nothing was counted in it."), {"column": name})
