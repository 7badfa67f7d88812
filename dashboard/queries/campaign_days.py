"""The days whose applications are counted for each campaign, so that beside counts per month nothing small is left over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Connection, select

from connectors.database.schema import application_daily
from dashboard.analysis.beside import counted_periods, month_cuts
from dashboard.analysis.disclosure import Sum
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import is_few
from dashboard.queries import applications
from dashboard.queries.finer_time import finer

Windows = Mapping[str, tuple[Period, tuple[str, ...]]]
"""Campaign to its window and the codes of its sites; none means all."""


def counted_days(
    connection: Connection, organisation_id: str, windows: Windows, known: Period, today: date, zone: str
) -> dict[str, Period | None]:
    """Return the days that are counted for each campaign, None where nothing can be told yet.

    ``known`` are the days with complete figures. Windows over the same sites are seen beside each other; the campaign that
    began first keeps its days.
    """
    found: dict[str, Period | None] = {}
    first_day, last_day = known.first, known.last
    for sites in sorted({sites for _window, sites in windows.values()}):
        some = sorted((window, name) for name, (window, own) in windows.items() if own == sites)
        counts = _by_day(connection, organisation_id, sites, first_day, last_day)

        def counted(period: Period, counts: Mapping[date, int] = counts) -> int:
            inside = period.overlap(Period(first_day, last_day))
            return sum(counts.get(day, 0) for day in period.each_day()) if inside else 0

        cuts = shown_cuts(connection, organisation_id, sites, known, today, zone)
        days = counted_periods([window for window, _name in some], counted, cuts)
        found |= {name: each for (_window, name), each in zip(some, days, strict=True)}
    return found


def shown_cuts(
    connection: Connection, organisation_id: str, sites: Sequence[str], known: Period, today: date, zone: str
) -> set[date]:
    """Return the days at which other pages cut the applications of some sites: months, and where they are all, weeks and days."""
    months = set(month_cuts(known.first, known.last))
    row = application_daily.c
    occurring = select(row.site_id).where(row.organisation_id == organisation_id).distinct()
    if sites and set(connection.execute(occurring).scalars()) - set(sites):
        return months
    days = finer(connection, organisation_id, today, zone, "day")
    return months | {block.period.first for block in days}


def sums_between(cuts: Iterable[date], counts: Mapping[date, int]) -> list[Sum]:
    """Return the counts from cut to cut, as other pages show them; few are not shown there."""
    periods = [Period(start, end - timedelta(days=1)) for start, end in pairwise(sorted(cuts))]
    sums = [Sum(period, sum(counts.get(day, 0) for day in period.each_day())) for period in periods]
    return [each for each in sums if not is_few(each.value)]


def _by_day(
    connection: Connection, organisation_id: str, sites: Sequence[str], first: date, last: date
) -> dict[date, int]:
    rows = applications.by_day(connection, organisation_id, first, last, sites=sites)
    return {day: int(applied) for day, applied in zip(rows["day"], rows["applied"], strict=True)}
