"""Where applications came from and what happened to them, read two ways from the same log."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, and_, case, func, or_, select

from connectors.database.schema import (
    application,
    application_daily,
    application_event,
    dim_day,
    source,
    vacancy,
    vacancy_total,
)
from dashboard.queries.frames import days_between, frame, whole_sum

REACHED = ("applied", "screened", "interviewed", "offered", "hired", "rejected", "withdrawn")
_STAGE_OF = {"screened": "screened", "interviewed": "interview", "offered": "offer"}


def measured_and_said(connection: Connection, organisation_id: str, first: date, last: date) -> pd.DataFrame:
    """Return applications by the kind of their measured source and of the answer: ``measured``, ``said``, ``applied``.

    The empty kind is unknown.
    """
    row, link, answer = application_daily.c, source.alias("link"), source.alias("answer")
    measured = func.coalesce(link.c.strategy, "").label("measured")
    said = func.coalesce(answer.c.strategy, "").label("said")
    query = (
        select(measured, said, whole_sum(row.applied, "applied"))
        .select_from(
            application_daily.outerjoin(
                link, and_(link.c.organisation_id == row.organisation_id, link.c.source_id == row.source_id)
            ).outerjoin(
                answer,
                and_(answer.c.organisation_id == row.organisation_id, answer.c.source_id == row.self_reported_id),
            )
        )
        .where(row.organisation_id == organisation_id, days_between(row.day, first, last))
        .group_by(measured, said)
    )
    return frame(connection, query)


def cohort_by_month(connection: Connection, organisation_id: str, first: date, last: date) -> pd.DataFrame:
    """Return, per month in which applications came in, how far they have come until now: ``month`` and REACHED."""
    row = application_daily.c
    query = (
        select(dim_day.c.month_start.label("month"), *(whole_sum(row[name], name) for name in REACHED))
        .select_from(application_daily.join(dim_day, dim_day.c.day == row.day))
        .where(row.organisation_id == organisation_id, days_between(row.day, first, last))
        .group_by(dim_day.c.month_start)
        .order_by(dim_day.c.month_start)
    )
    return frame(connection, query)


def activity_by_month(connection: Connection, organisation_id: str, first: date, last: date) -> pd.DataFrame:
    """Return what happened in each month, whenever the applications came in: ``month`` and REACHED.

    An application that reaches a stage twice counts once, in the month of the first time; a hire that was undone still
    happened. What no system told on which day is not in it; nor is another word for a stage that was reached before.
    """
    event = application_event.c
    forward = or_(event.origin != "diff", event.from_stage.is_distinct_from(event.to_stage))
    what = case(
        (event.event == "created", "applied"),
        *((and_(event.event == "stage", event.to_stage == stage, forward), name) for name, stage in _STAGE_OF.items()),
        (event.event.in_(("hired", "rejected", "withdrawn")), event.event),
    )
    firsts = (
        select(event.provider, event.application_key, what.label("what"), func.min(event.day).label("day"))
        .where(event.organisation_id == organisation_id, what.is_not(None))
        .group_by(event.provider, event.application_key, what)
        .subquery()
    )
    query = (
        select(dim_day.c.month_start.label("month"), firsts.c.what, func.count().label("number"))
        .select_from(firsts.join(dim_day, dim_day.c.day == firsts.c.day))
        .where(days_between(firsts.c.day, first, last))
        .group_by(dim_day.c.month_start, firsts.c.what)
    )
    found = frame(connection, query)
    wide = found.pivot_table(index="month", columns="what", values="number", aggfunc="sum", fill_value=0)
    return wide.reindex(columns=REACHED, fill_value=0).astype("int64").rename_axis(columns=None).reset_index()


def without_day(connection: Connection, organisation_id: str) -> int:
    """Return how many applications are stored of which no system told the day; they are in no count by day."""
    row = application.c
    query = select(func.count()).where(row.organisation_id == organisation_id, row.applied_on.is_(None))
    return int(connection.execute(query).scalar_one())


def totals_without_persons(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the sums that systems give without persons, the latest span first.

    Columns: ``provider``, ``first_day`` (missing: since the beginning) and ``last_day``, ``title`` of the vacancy, ``source`` name, ``views``, ``apply_clicks``, ``applied``,
    ``hired``, ``rejected``; missing is not zero.
    """
    total = vacancy_total.c
    of_vacancy = and_(vacancy.c.organisation_id == total.organisation_id, vacancy.c.vacancy_id == total.vacancy_id)
    of_source = and_(source.c.organisation_id == total.organisation_id, source.c.source_id == total.source_id)
    query = (
        select(
            total.provider,
            total.first_day,
            total.last_day,
            vacancy.c.title,
            source.c.name.label("source"),
            total.views,
            total.apply_clicks,
            total.applied,
            total.hired,
            total.rejected,
        )
        .select_from(vacancy_total.outerjoin(vacancy, of_vacancy).outerjoin(source, of_source))
        .where(total.organisation_id == organisation_id)
        .order_by(total.last_day.desc(), total.provider, vacancy.c.title, source.c.name)
    )
    return frame(connection, query)
