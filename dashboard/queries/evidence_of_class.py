"""What it rests on that an application counts as one of a side-entrant: a word for each kind of evidence."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from connectors.database.schema import application
from dashboard.queries.frames import days_between, frame


def evidence_of_class(
    connection: Connection, organisation_id: str, first: date, last: date, audience: str = "side_entrant"
) -> pd.DataFrame:
    """Return the applications of a class that are still kept one by one: ``evidence``, ``basis``, ``applied``."""
    row = application.c
    kinds = (row.side_entrant_evidence.label("evidence"), row.side_entrant_basis.label("basis"))
    query = (
        select(*kinds, func.count().label("applied"))
        .where(
            row.organisation_id == organisation_id,
            row.side_entrant == audience,
            days_between(row.applied_on, first, last),
        )
        .group_by(*kinds)
        .order_by(*kinds)
    )
    return frame(connection, query)
