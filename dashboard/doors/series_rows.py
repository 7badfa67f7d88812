"""The rows of a series, a day, a week or a month apart, and the window of a campaign in them."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from connectors.errors import N_, ConfigurationError, Said
from dashboard.analysis.periods import Period
from dashboard.doors.series_days import DAY, FREQUENCIES, WEEK, Days


@dataclass(frozen=True)
class Rows:
    """Every row that a file should have from its first day to its last figure; ``index`` holds the first day of each."""

    file: str
    grain: str
    index: pd.DatetimeIndex

    @classmethod
    def of(cls, file: str, days: Days, last: date | None = None) -> "Rows":
        """Return the rows from the first day of a file to ``last``, else to its last day."""
        return cls(
            file, days.grain, pd.date_range(min(days.days), last or max(days.days), freq=FREQUENCIES[days.grain])
        )

    @property
    def first(self) -> date:
        """First day of the first row."""
        return self.index[0].date()

    @property
    def last(self) -> date:
        """Last day of the last row."""
        return self.end_of(self.index[-1])

    def end_of(self, row: pd.Timestamp) -> date:
        """Return the last day of a row."""
        days = {DAY: 1, WEEK: 7}.get(self.grain) or row.days_in_month
        return (row + timedelta(days=days - 1)).date()

    def window(self, start: date, end: date | None) -> tuple[Period, tuple[Said, ...]]:
        """Return the window of a campaign in whole rows, and what has to be said of it; without an end, to the last day.

        Raises:
            ConfigurationError: The start is not among the days of the file, or the end lies before it.
        """
        if not self.first <= start <= self.last:
            raise ConfigurationError(
                N_("--start ({start}) does not lie in {file}: expected is a day from {first} to {last}."),
                code="usage.start",
                start=start,
                file=self.file,
                first=self.first,
                last=self.last,
            )
        last = self.last if end is None else end
        if last < start:
            raise ConfigurationError(
                N_("--end ({end}) lies before --start ({start})."), code="usage.window", start=start, end=last
            )
        return self._widened(Period(start, last))

    def _widened(self, asked: Period) -> tuple[Period, tuple[Said, ...]]:
        held = [row for row in self.index if row.date() <= asked.last and self.end_of(row) >= asked.first]
        whole = Period(min(asked.first, held[0].date()), max(asked.last, self.end_of(held[-1])))
        warnings = []
        if whole != asked:
            text = N_("Each row is a week or a month: the window was made wider to whole rows, {first} to {last}.")
            warnings.append(Said(text, {"first": whole.first, "last": whole.last}))
        if whole.last > self.last:
            warnings.append(Said(N_("The figures end on {day}, before the end of the window."), {"day": self.last}))
        return whole, tuple(warnings)
