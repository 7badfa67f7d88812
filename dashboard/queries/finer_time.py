"""All applications by week or by day, cut so that nothing can be computed that the counts per month do not tell."""

from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Connection

from dashboard.analysis.beside import month_cuts, safe_cuts, weeks_beside_months
from dashboard.analysis.blocks import Block
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import last_complete_month, month_end, month_of
from dashboard.analysis.suppression import Count
from dashboard.queries.applications import by_day
from dashboard.queries.periods import applications_reach, last_complete_day

_DAY = timedelta(days=1)


def finer(connection: Connection, organisation_id: str, today: date, zone: str, step: str) -> tuple[Block, ...]:
    """Return all applications of the complete months in blocks of whole weeks, or of days (``step``: ``week`` or ``day``).

    The cuts are those of all months with figures, whatever a reader looks at: two periods show the same blocks.
    """
    asked = (connection, organisation_id)
    first_day, last_day = applications_reach(*asked).first, last_complete_day(*asked, today, zone)
    if first_day is None or last_day is None:
        return ()
    first, last = month_of(first_day), month_end(last_complete_month(last_day))
    if last < first:
        return ()
    rows = by_day(*asked, first, last)
    counts = {day: int(number) for day, number in zip(rows["day"], rows["applied"], strict=True)}
    weeks = weeks_beside_months(counts, first, last)
    if step == "week":
        return tuple(weeks)

    def counted(period: Period) -> int:
        return sum(counts.get(day, 0) for day in period.each_day())

    fixed = {*month_cuts(first, last), *(block.period.first for block in weeks)}
    found = safe_cuts(counted, fixed, Period(first, last).each_day())
    ends = (*found, last + _DAY)
    periods = [Period(start, end - _DAY) for start, end in pairwise(ends)]
    return tuple(Block(period, Count(counted(period)), complete=True) for period in periods)
