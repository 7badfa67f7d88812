"""How far the figures reach, and how a long range falls apart into whole months or weeks and the days at its edges."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, select

from connectors.clock import day_in
from connectors.database.schema import application, application_daily, content, content_daily
from dashboard.analysis.periods import next_month


@dataclass(frozen=True)
class Reach:
    """First and last day with figures; None where there are none."""

    first: date | None
    last: date | None


def applications_reach(connection: Connection, organisation_id: str) -> Reach:
    """Return the first and last day on which an application came in."""
    row = application_daily.c
    query = select(func.min(row.day), func.max(row.day)).where(row.organisation_id == organisation_id)
    return Reach(*connection.execute(query).one())


def attention_reach(connection: Connection, organisation_id: str) -> Reach:
    """Return the first and last day with figures of content."""
    ends = func.min(end_of_item("first")), func.max(end_of_item("last"))
    return Reach(*connection.execute(select(*ends).where(content.c.organisation_id == organisation_id)).one())


def end_of_item(end: Literal["first", "last"], *conditions: ColumnElement[bool]) -> ScalarSelect[date]:
    """Return the first or last day with figures, under conditions, of each item of a query over ``content``.

    The days of an item stand together and in order, so that this is one step into them; the first or last day over all
    items would read every day of years.
    """
    row = content_daily.c
    mine = (row.organisation_id == content.c.organisation_id) & (row.content_id == content.c.content_id)
    order = row.day if end == "first" else row.day.desc()
    return select(row.day).where(mine, *conditions).order_by(order).limit(1).correlate(content).scalar_subquery()


def last_complete_day(connection: Connection, organisation_id: str, today: date, zone: str) -> date | None:
    """Return the last day of which all applications are there: the day before they were last read, at most yesterday.

    Never later than the last application: a file may be older than its import, and the days after it are not zero. None
    when there are no applications.
    """
    last = applications_reach(connection, organisation_id).last
    if last is None:
        return None
    query = select(func.max(application.c.observed_at)).where(application.c.organisation_id == organisation_id)
    read = connection.execute(query).scalar()
    return min(last, (min(day_in(read, zone), today) if read else today) - timedelta(days=1))


@dataclass(frozen=True)
class Split:
    """A range as whole months (first days of the first and of the last) and the ranges of days around them."""

    months: tuple[date, date] | None
    edges: tuple[tuple[date, date], ...]


def split(first: date, last: date) -> Split:
    """Split a range of days, both included, so that its middle can be read from the sums per month."""
    start = first if first.day == 1 else next_month(first)
    stop = next_month(last) if next_month(last) - timedelta(days=1) == last else last.replace(day=1)
    if start >= stop:
        return Split(None, ((first, last),))
    edges = [(first, start - timedelta(days=1)), (stop, last)]
    last_month = (stop - timedelta(days=1)).replace(day=1)
    return Split((start, last_month), tuple(edge for edge in edges if edge[0] <= edge[1]))
