"""What was said about the organisation, in counts per day."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from connectors.database.schema import mention_daily
from dashboard.analysis.mentions import KINDS, TONES
from dashboard.queries.frames import frame, whole_sum


def by_day(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return mentions per day, all places and themes together: ``day``, ``mentions``, kinds and tones.

    A tone of a day is known only where every row of the day tells it.
    """
    row = mention_daily.c
    sums = [whole_sum(row[name], name) for name in ("mentions", *KINDS, *TONES)]
    told = [func.count(row[name]).label(f"{name}_told") for name in TONES]
    query = (
        select(row.day, *sums, *told, func.count().label("rows"))
        .where(row.organisation_id == organisation_id)
        .group_by(row.day)
        .order_by(row.day)
    )
    found = frame(connection, query)
    for name in TONES:
        found.loc[found[f"{name}_told"] < found["rows"], name] = pd.NA
    return found.drop(columns=[*(f"{name}_told" for name in TONES), "rows"])


def by_place(connection: Connection, organisation_id: str, first: date, last: date) -> pd.DataFrame:
    """Return mentions in a range per ``platform``: ``mentions``, ``complaints``, ``compliments``, the most first."""
    row = mention_daily.c
    query = (
        select(row.platform, *(whole_sum(row[name], name) for name in ("mentions", "complaints", "compliments")))
        .where(row.organisation_id == organisation_id, row.day >= first, row.day <= last)
        .group_by(row.platform)
        .order_by(row.platform)
    )
    return frame(connection, query).sort_values("mentions", ascending=False, ignore_index=True)
