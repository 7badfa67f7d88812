"""Counts of applicants under filters, as they may be told: the only way from the daily counts to a filtered figure."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import application_daily, dim_day
from dashboard.analysis import calendar_years
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import last_complete_month, month_end, month_of
from dashboard.queries.applications import sources
from dashboard.queries.frames import days_between, frame, whole_sum
from dashboard.queries.periods import applications_reach, last_complete_day

COLUMNS = {
    "site": "site_id",
    "function_group": "function_group",
    "source": "source_id",
    "self_reported": "self_reported_id",
}


def people(connection: Connection, organisation_id: str, today: date, zone: str) -> People:
    """Return the counts of applicants of all complete months."""
    asked = (connection, organisation_id)
    first_day, last_day = applications_reach(*asked).first, last_complete_day(*asked, today, zone)
    if first_day is None or last_day is None:
        return calendar_years.people({}, {}, None, None)
    first, last = month_of(first_day), last_complete_month(last_day)
    frames = {kind: _by_month(*asked, column, first, month_end(last)) for kind, column in COLUMNS.items()}
    known = sources(*asked)
    return calendar_years.people(frames, dict(zip(known["source_id"], known["strategy"], strict=True)), first, last)


def _by_month(connection: Connection, organisation_id: str, column: str, first: date, last: date) -> pd.DataFrame:
    """Return counts by ``month``, ``code`` of one column and ``audience``: months times codes times five rows at most."""
    row = application_daily.c
    keys = (dim_day.c.month_start.label("month"), row[column].label("code"), row.side_entrant.label("audience"))
    query = (
        select(*keys, *(whole_sum(row[name], name) for name in calendar_years.COUNTED))
        .select_from(application_daily.join(dim_day, dim_day.c.day == row.day))
        .where(row.organisation_id == organisation_id, days_between(row.day, first, last))
        .group_by(*keys)
    )
    return frame(connection, query)
