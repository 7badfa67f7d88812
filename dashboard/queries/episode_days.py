"""Episodes with what their videos did on each of their first days."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.episodes import FIRST_DAYS, Day, Episode
from dashboard.queries import attention


def with_days(connection: Connection, organisation_id: str, rows: pd.DataFrame, zone: str) -> list[Episode]:
    """Return episodes (``number``, ``title``, ``content_id``, ``released_at``) with the days of their videos."""
    ids = [int(content) for content in rows["content_id"].dropna()]
    released = [None if pd.isna(at) else at.tz_convert(zone).date() for at in rows["released_at"]]
    days = _days(connection, organisation_id, ids, [day for day in released if day])
    return [
        Episode(
            int(number),
            title if isinstance(title, str) else "",
            day,
            {} if pd.isna(content) else days.get(int(content), {}),
        )
        for number, title, content, day in zip(rows["number"], rows["title"], rows["content_id"], released, strict=True)
    ]


def _days(
    connection: Connection, organisation_id: str, ids: Sequence[int], released: Sequence[date]
) -> dict[int, dict[date, Day]]:
    if not ids or not released:
        return {}
    last = max(released) + timedelta(days=FIRST_DAYS)
    rows = attention.by_item(connection, organisation_id, ids, min(released), last)
    found: dict[int, dict[date, Day]] = {}
    columns = ("content_id", "day", "views", "watch_minutes", "average_view_share", "impressions", "clicks")
    for content, day, views, minutes, share, shown, clicks in zip(*(rows[name] for name in columns), strict=True):
        figures = Day(_whole(views), _known(minutes), _known(share), _whole(shown), _whole(clicks))
        found.setdefault(int(content), {})[day] = figures
    return found


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
