"""Long ranges through the sums per week and month, against the same question to the daily facts; the same numbers."""

from datetime import date
from functools import partial

from sqlalchemy import Connection, select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.database.schema import content, content_daily, dim_day
from dashboard.queries import attention
from dashboard.queries.frames import days_between, float_sum, frame, whole_sum
from tests.benchmarks import rows
from tests.benchmarks.places import Places, interleaved, settled, statements
from tests.benchmarks.upsert import fill

TARGETS = {"sqlite": 0.15, "postgresql": 0.45}
_OWN = "nergens"
_FIRST, _LAST = date(2021, 5, 17), date(2023, 10, 15)  # half a month before and after the whole ones, the average
_MONDAY = date(2021, 5, 3)
_ITEMS = [rows.item(number) for number in range(rows.ITEMS)]


def run(places: Places, *, rounds: int = 9) -> dict[str, object]:
    """Return milliseconds and ratios of two questions per engine."""
    return {kind: _on(places, kind, rounds) for kind in TARGETS}


def _on(places: Places, kind: str, rounds: int) -> dict[str, object]:
    with places.engine(kind, "long_ranges") as engine:
        _add_content(engine)
        fill(engine)
        settled(engine)
        with reading(engine) as connection:
            assert _total(connection).equals(_total_of_days(connection))
            assert _weeks(connection).equals(_weeks_of_days(connection))
            questions = {
                "total": partial(_total, connection),
                "total_of_days": partial(_total_of_days, connection),
                "weeks": partial(_weeks, connection),
                "weeks_of_days": partial(_weeks_of_days, connection),
            }
            bare = {name: statements(connection, question) for name, question in questions.items()}
            taken = interleaved({name: lambda _, run=run: run() for name, run in bare.items()}, rounds=rounds)
            with_frames = interleaved(
                {name: lambda _, run=run: run() for name, run in questions.items()}, rounds=rounds
            )
    return {
        "milliseconds": taken,
        "ratios": _ratios(taken),
        "target": TARGETS[kind],
        "milliseconds_with_frames": with_frames,
        "ratios_with_frames": _ratios(with_frames),
    }


def _ratios(taken: dict[str, float]) -> dict[str, float]:
    return {name: round(taken[name] / taken[f"{name}_of_days"], 3) for name in ("total", "weeks")}


def _add_content(engine) -> None:
    channel = {"organisation_id": _OWN, "channel_id": 1, "platform": "youtube", "external_id": "UC0"}
    items = [
        {"organisation_id": _OWN, "content_id": key, "channel_id": 1, "external_id": str(key), "kind": "video"}
        for key in _ITEMS
    ]
    with writing(engine) as connection:
        store.upsert(connection, schema.channel, [channel], run_id=1)
        store.upsert(connection, content, items, run_id=1)


def _total(connection: Connection):
    return attention.platform_totals(connection, _OWN, "youtube", _FIRST, _LAST)


def _total_of_days(connection: Connection):
    row = content_daily.c
    sums = (
        whole_sum(row.views, "views"),
        float_sum(row.watch_minutes, "watch_minutes"),
        whole_sum(row.impressions, "impressions"),
    )
    found = frame(connection, select(*sums).where(_mine(), days_between(row.day, _FIRST, _LAST)))
    return found.astype({"views": "int64", "impressions": "int64"})


def _weeks(connection: Connection):
    return attention.platform_weeks(connection, _OWN, "youtube", _MONDAY, _LAST)


def _weeks_of_days(connection: Connection):
    row, week = content_daily.c, dim_day.c.week_start
    query = (
        select(week, whole_sum(row.views, "views"), float_sum(row.watch_minutes, "watch_minutes"))
        .join(dim_day, dim_day.c.day == row.day)
        .where(_mine(), days_between(week, _MONDAY, _LAST))
        .group_by(week)
        .order_by(week)
    )
    return frame(connection, query)


def _mine():
    channels = select(schema.channel.c.channel_id).where(schema.channel.c.platform == "youtube")
    items = select(content.c.content_id).where(content.c.organisation_id == _OWN, content.c.channel_id.in_(channels))
    return (content_daily.c.organisation_id == _OWN) & content_daily.c.content_id.in_(items)
