"""What was said about the organisation, in counts per day."""

import pandas as pd
from sqlalchemy import BigInteger, Connection, and_, case, cast, func, select

from connectors.database.schema import mention_daily
from dashboard.analysis.mentions import KINDS, TONES
from dashboard.queries.frames import frame, whole_sum


def by_day(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return mentions per day, all places and themes together: ``day``, ``mentions``, kinds and tones.

    Tones are summed over the rows that tell all three.
    """
    row = mention_daily.c
    all_tones = and_(*(row[name].is_not(None) for name in TONES))
    sums = [whole_sum(row[name], name) for name in ("mentions", *KINDS)]
    tones = [cast(func.sum(case((all_tones, row[name]))), BigInteger).label(name) for name in TONES]
    query = select(row.day, *sums, *tones).where(row.organisation_id == organisation_id)
    return frame(connection, query.group_by(row.day).order_by(row.day))
