"""What campaigns cost, line by line."""

import pandas as pd
from sqlalchemy import Connection, select

from connectors.database.schema import campaign_cost
from dashboard.queries.frames import frame


def lines(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the lines: ``campaign_id``, ``line``, ``label``, ``cash``, ``hours``, ``hour_rate``, ``currency``, ``platform``.

    ``platform`` is None for the campaign as a whole.
    """
    row = campaign_cost.c
    query = select(
        row.campaign_id, row.line, row.label, row.cash, row.hours, row.hour_rate, row.currency, row.platform
    ).where(row.organisation_id == organisation_id)
    return frame(connection, query.order_by(row.campaign_id, row.line))
