"""Makes days out of cumulative counters: the one place where snapshots are differenced.

A counter is read now and then. Between two readings it is taken to grow evenly, so its value at each local midnight in
between is interpolated and rounded; a day is the difference of two such values. Rounding the running total, not the day,
makes the days of an item add up exactly to what its counter grew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, select

from connectors.config import Organisation
from connectors.database import store
from connectors.database.schema import content, content_daily, content_snapshot
from connectors.database.store import Row, Written

LONGEST_GAP = timedelta(hours=36)
METRICS = (
    "views",
    "reactions",
    "comments",
    "impressions",
    "clicks",
    "shares",
    "watch_minutes",
    "followers_gained",
)
_PART = 50
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Snapshot:
    """The counters of an item at a moment; a metric that is missing or None was not told."""

    at: datetime
    counters: Mapping[str, float | None]
    auth_kind: str | None = None


@dataclass
class _Day:
    figures: dict[str, float] = field(default_factory=dict)
    quality: str = "reported"
    auth_kinds: set[str | None] = field(default_factory=set)

    def add(self, metric: str, amount: float, quality: str) -> None:
        """Add a metric's part of the day; the worst quality of the parts is the day's."""
        total = self.figures.get(metric, 0) + amount
        self.figures[metric] = round(total, 6) if isinstance(total, float) else total
        order = ("reported", "spread", "correction")
        self.quality = max(self.quality, quality, key=order.index)


def difference(
    connection: Connection, organisation: Organisation, content_ids: Iterable[int], run_id: int, now: datetime
) -> Written:
    """Write the days that follow from the stored counters of some items, as ``content_daily`` with ingest ``snapshot``.

    Days are those of the organisation's zone. The last one is not final until a reading after its end. A day that
    another source has told (ingest api, export or manual) is left alone, and so is a final day of which only a part can
    be computed any more because older counters were forgotten.
    """
    wanted = sorted(set(content_ids))
    written = Written()
    for first in range(0, len(wanted), _PART):
        some = wanted[first : first + _PART]
        published = _published(connection, organisation.id, some)
        told = _told(connection, organisation.id, some)
        computed = [
            row
            for content_id, snapshots in _snapshots(connection, organisation.id, some, now)
            for row in _rows(
                organisation, content_id, days(snapshots, published.get(content_id), organisation.timezone), now
            )
            if not _keep(told.get((content_id, row["day"])), row)
        ]
        for row in computed:
            del row["is_whole"]
        written += store.upsert(connection, content_daily, computed, run_id=run_id)
    return written


def days(snapshots: Sequence[Snapshot], published_at: datetime | None, zone: str) -> list[Row]:
    """Return the days between readings, in order; pure.

    Args:
        snapshots: Readings of one item, oldest first.
        published_at: When it came out; within 36 hours before the first reading its counters began at zero then.
        zone: Whose midnights part the days.

    Each row has ``day``, the metrics (None where not told), ``quality``, ``auth_kind``, ``is_final`` (a reading at or
    after its end) and ``is_whole`` (counters from its very beginning).
    """
    local = ZoneInfo(zone)
    found: dict[date, _Day] = {}
    begins: list[datetime] = []
    for metric in METRICS:
        for before, after in _intervals(snapshots, published_at, metric):
            begins.append(before.at)
            _share_out(found, metric, before, after, local)
    if not found:
        return []
    begin, end = min(begins), snapshots[-1].at
    return [
        {
            "day": day,
            **{metric: part.figures.get(metric) for metric in METRICS},
            "quality": part.quality,
            "auth_kind": _auth_kind(part.auth_kinds),
            "is_final": _midnight(day + timedelta(days=1), local) <= end,
            "is_whole": begin <= _midnight(day, local),
        }
        for day, part in sorted(found.items())
    ]


def _intervals(
    snapshots: Sequence[Snapshot], published_at: datetime | None, metric: str
) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Yield each two readings after another that both tell a metric; nothing is bridged over one that does not."""
    first = next((snapshot for snapshot in snapshots if snapshot.counters.get(metric) is not None), None)
    if first is not None and published_at is not None and timedelta() < first.at - published_at <= LONGEST_GAP:
        yield Snapshot(published_at, {metric: 0}, first.auth_kind), first
    for before, after in pairwise(snapshots):
        if before.counters.get(metric) is not None and after.counters.get(metric) is not None:
            yield before, after


def _share_out(found: dict[date, _Day], metric: str, before: Snapshot, after: Snapshot, local: ZoneInfo) -> None:
    """Add to each day its part of what a counter grew between two readings.

    What a counter shrank stands whole on the day on which it was seen.
    """
    low, high = before.counters[metric], after.counters[metric]
    assert low is not None
    assert high is not None
    kinds = {before.auth_kind, after.auth_kind}
    if high < low:
        seen = found.setdefault((after.at - _TICK).astimezone(local).date(), _Day())
        seen.add(metric, high - low, "correction")
        seen.auth_kinds |= kinds
        return
    quality = "reported" if after.at - before.at <= LONGEST_GAP else "spread"
    for (start, reached), (_, next_reached) in pairwise(_at_midnights(before.at, after.at, low, high, local)):
        part = found.setdefault(start.astimezone(local).date(), _Day())
        part.add(metric, next_reached - reached, quality)
        part.auth_kinds |= kinds


def _at_midnights(
    start: datetime, stop: datetime, low: float, high: float, local: ZoneInfo
) -> Iterator[tuple[datetime, float]]:
    """Yield a counter at the start, at each local midnight in between, and at the stop."""
    yield start, low
    day = start.astimezone(local).date() + timedelta(days=1)
    while (midnight := _midnight(day, local)) < stop:
        yield midnight, _between(low, high, midnight - start, stop - start)
        day += timedelta(days=1)
    yield stop, high


def _between(low: float, high: float, elapsed: timedelta, whole: timedelta) -> float:
    """Return the value of an evenly growing counter, whole numbers rounded half up without the error of fractions."""
    if isinstance(low, int) and isinstance(high, int):
        part, all_ = elapsed // _TICK, whole // _TICK
        return low + (2 * (high - low) * part + all_) // (2 * all_)
    return low + (high - low) * (elapsed / whole)


def _midnight(day: date, local: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), local).astimezone(ZoneInfo("UTC"))


def _auth_kind(kinds: set[str | None]) -> str | None:
    """Return the strictest way in which the parts of a day were read."""
    return "key" if "key" in kinds else "owner" if "owner" in kinds else None


def _rows(
    organisation: Organisation, content_id: int, computed: Iterable[Row], now: datetime
) -> Iterator[dict[str, Any]]:
    for row in computed:
        yield {
            "organisation_id": organisation.id,
            "content_id": content_id,
            **row,
            "day_zone": organisation.timezone,
            "ingest": "snapshot",
            "observed_at": now,
        }


def _keep(stored: tuple[str, bool] | None, row: Row) -> bool:
    """Return whether a stored day stays as it is: another source told it, or we can no longer see all of it."""
    if stored is None:
        return False
    ingest, is_final = stored
    return ingest != "snapshot" or (is_final and not row["is_whole"])


def _published(connection: Connection, organisation_id: str, content_ids: Sequence[int]) -> dict[int, datetime]:
    query = select(content.c.content_id, content.c.published_at).where(
        content.c.organisation_id == organisation_id,
        content.c.content_id.in_(content_ids),
        content.c.published_at.is_not(None),
    )
    return {content_id: moment for content_id, moment in connection.execute(query)}  # noqa: C416  rows, not pairs


def _told(
    connection: Connection, organisation_id: str, content_ids: Sequence[int]
) -> dict[tuple[int, Any], tuple[str, bool]]:
    """Return how each stored day of the items came, and whether it is final."""
    fact = content_daily.c
    query = select(fact.content_id, fact.day, fact.ingest, fact.is_final).where(
        fact.organisation_id == organisation_id, fact.content_id.in_(content_ids)
    )
    return {(content_id, day): (ingest, is_final) for content_id, day, ingest, is_final in connection.execute(query)}


def _snapshots(
    connection: Connection, organisation_id: str, content_ids: Sequence[int], now: datetime
) -> Iterator[tuple[int, list[Snapshot]]]:
    """Yield each item with its counters as an API told them until now, oldest first.

    A file's counters lag by an unknown time, so a difference with them would say nothing of a day.
    """
    row = content_snapshot.c
    of_items = and_(row.organisation_id == organisation_id, row.content_id.in_(content_ids))
    query = (
        select(row.content_id, row.observed_at, row.auth_kind, *(row[metric] for metric in METRICS))
        .where(of_items, row.observed_at <= now, row.ingest == "api")
        .order_by(row.content_id, row.observed_at)
    )
    for content_id, listed in groupby(connection.execute(query), key=itemgetter(0)):
        yield content_id, [Snapshot(found[1], dict(zip(METRICS, found[3:], strict=True)), found[2]) for found in listed]
