"""What else happened: broadcasts, awards, vacancy waves, and changes in how a figure is counted."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from connectors.database.schema import event
from dashboard.queries.frames import frame


def events(connection: Connection, organisation_id: str, first: date, last: date) -> pd.DataFrame:
    """Return what touches a range of days, in order: ``event_id``, ``kind``, ``day``, ``until``, ``title``, and what it touches."""
    row = event.c
    query = select(row.event_id, row.kind, row.day, row.until, row.title, row.platform, row.metric, row.site_id).where(
        row.organisation_id == organisation_id,
        row.day <= last,
        func.coalesce(row.until, row.day) >= first,
    )
    return frame(connection, query.order_by(row.day, row.event_id))
