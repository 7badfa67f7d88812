"""The days whose applications are counted for each campaign, so that beside counts per month nothing small is left over."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from dashboard.analysis.beside import counted_periods, month_cuts
from dashboard.analysis.disclosure import Sum
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import last_complete_month, month_end, months_of
from dashboard.analysis.suppression import is_few
from dashboard.queries import applications

Windows = Mapping[str, tuple[Period, tuple[str, ...]]]
"""Campaign to its window and the codes of its sites; none means all."""


def counted_days(
    connection: Connection, organisation_id: str, windows: Windows, first_day: date, last_day: date
) -> dict[str, Period | None]:
    """Return the days that are counted for each campaign, None where nothing can be told yet.

    Windows over the same sites are seen beside each other; the campaign that began first keeps its days.
    """
    found: dict[str, Period | None] = {}
    for sites in sorted({sites for _window, sites in windows.values()}):
        some = sorted((window, name) for name, (window, own) in windows.items() if own == sites)
        counts = _by_day(connection, organisation_id, sites, first_day, last_day)

        def counted(period: Period, counts: Mapping[date, int] = counts) -> int:
            inside = period.overlap(Period(first_day, last_day))
            return sum(counts.get(day, 0) for day in period.each_day()) if inside else 0

        days = counted_periods([window for window, _name in some], counted, month_cuts(first_day, last_day))
        found |= {name: each for (_window, name), each in zip(some, days, strict=True)}
    return found


def month_sums(counts: Mapping[date, int], first: date, last_day: date) -> list[Sum]:
    """Return the counts of whole months as other pages show them; one with few is not shown there."""
    if last_complete_month(last_day) < first:
        return []
    months = months_of(Period(first.replace(day=1), month_end(last_complete_month(last_day))))
    periods = [Period(month, month_end(month)) for month in months]
    sums = [Sum(period, sum(counts.get(day, 0) for day in period.each_day())) for period in periods]
    return [each for each in sums if not is_few(each.value)]


def _by_day(
    connection: Connection, organisation_id: str, sites: Sequence[str], first: date, last: date
) -> dict[date, int]:
    rows = applications.by_day(connection, organisation_id, first, last, sites=sites)
    return {day: int(applied) for day, applied in zip(rows["day"], rows["applied"], strict=True)}
