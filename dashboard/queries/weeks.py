"""Applications of the whole organisation in weeks that can stand beside months."""

from datetime import date

from sqlalchemy import Connection

from dashboard.analysis.beside import weeks_beside_months
from dashboard.analysis.blocks import Block
from dashboard.queries.applications import by_day
from dashboard.queries.periods import applications_reach


def weeks(connection: Connection, organisation_id: str, last: date) -> tuple[Block, ...]:
    """Return the blocks of all whole weeks up to a day, from the first week that begins with figures.

    Always all of them, so that time is cut at the same days whichever months are looked at.
    """
    first = applications_reach(connection, organisation_id).first
    if first is None or first > last:
        return ()
    rows = by_day(connection, organisation_id, first.replace(day=1), last)
    counts = {day: int(number) for day, number in zip(rows["day"], rows["applied"], strict=True)}
    return tuple(weeks_beside_months(counts, first, last))
