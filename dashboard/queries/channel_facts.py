"""Daily facts of channels, read per platform: sums, average days, levels, how far they go and how they were read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Float, Select, Table, and_, case, cast, func, literal, select

from connectors.database.schema import ad_daily, channel, channel_daily, content, content_daily, visit_daily
from dashboard.analysis.channels import ADVERTS
from dashboard.analysis.periods import Period
from dashboard.analysis.reach import How
from dashboard.queries.frames import days_between, float_sum, frame
from dashboard.queries.offline import is_by_hand
from dashboard.queries.periods import split

MONEY = "cost"


@dataclass(frozen=True)
class Fact:
    """A daily fact: its columns that are summed, those of which an average day is told, and the one that is a level."""

    table: Table
    sums: Sequence[str]
    averages: Sequence[str] = ()
    level: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.sums, *self.averages, *((self.level,) if self.level else ()))

    def how(self, column: str) -> How:
        """Return how a column is told over a period."""
        if column == self.level:
            return "level"
        return "average" if column in self.averages else "sum"


_OF_CONTENT = ("impressions", "views", "engaged_views", "watch_minutes", "clicks")
_OF_PAGE = ("page_views", "careers_page_views", "jobs_page_views", "followers_gained")
CHANNEL = Fact(channel_daily, (*_OF_CONTENT, *_OF_PAGE), ("reach", "page_visitors"), "followers")
CONTENT = Fact(content_daily, _OF_CONTENT)
ADS = Fact(ad_daily, ("impressions", "clicks", "landing_page_clicks", "apply_clicks", MONEY))
VISITS = Fact(visit_daily, ("sessions",))
FACTS = (CHANNEL, CONTENT, ADS, VISITS)
"""What a channel says of itself goes before the sum of what its items say."""

Key = tuple[str, str, str]
"""Platform, column, currency."""


def per_platform(organisation_id: str, table: Table, *columns: ColumnElement) -> Select:
    """Return the statement of some columns per ``platform``; the caller adds conditions and what else it groups by."""
    base = table.name.rsplit("_", 1)[0]
    row = table.c
    if base == "visit":
        query = select(literal("website").label("platform"), *columns)
        return query.where(row.organisation_id == organisation_id, ~is_by_hand(row))
    name = (channel.c.platform + ADVERTS if base == "ad" else channel.c.platform).label("platform")
    joined = table
    if base == "content":
        same = and_(content.c.organisation_id == row.organisation_id, content.c.content_id == row.content_id)
        joined = table.join(content, same)
    owner = content.c.channel_id if base == "content" else row.channel_id
    here = and_(channel.c.organisation_id == row.organisation_id, channel.c.channel_id == owner)
    query = select(name, *columns).select_from(joined.join(channel, here))
    return query.where(row.organisation_id == organisation_id).group_by(name)


def values(connection: Connection, organisation_id: str, fact: Fact, period: Period) -> dict[Key, float]:
    """Return what is known of each column in a period; what nobody knows is not there."""
    asked = (connection, organisation_id, fact)
    found: dict[Key, float] = {}
    for key, value in (*_sums(*asked, period), *_money(*asked, period), *_averages(*asked, period)):
        found[key] = found.get(key, 0.0) + value
    return found | dict(_level(*asked, period))


def _sums(connection: Connection, organisation_id: str, fact: Fact, period: Period) -> Iterator[tuple[Key, float]]:
    """Yield the sums of whole months, and of the days at the edges."""
    ranges = split(period.first, period.last)
    month: Table = fact.table.info["rollups"]["month_start"]
    spans = [(fact.table, fact.table.c.day, edge) for edge in ranges.edges]
    if ranges.months:
        spans.append((month, month.c.month_start, ranges.months))
    names = [name for name in fact.sums if name != MONEY]
    for table, day, span in spans:
        sums = [float_sum(table.c[name], name) for name in names]
        query = per_platform(organisation_id, table, *sums).where(days_between(day, *span))
        yield from _told(frame(connection, query), names)


def _told(rows: pd.DataFrame, names: Sequence[str]) -> Iterator[tuple[Key, float]]:
    for name in names:
        for platform, value in zip(rows["platform"], rows[name], strict=True):
            if not pd.isna(value):
                yield (platform, name, ""), float(value)


def _money(connection: Connection, organisation_id: str, fact: Fact, period: Period) -> Iterator[tuple[Key, float]]:
    """Yield the cost per currency, from the days: the sums per month do not know in which currency they are."""
    if MONEY not in fact.sums:
        return
    row = fact.table.c
    query = per_platform(organisation_id, fact.table, row.currency, float_sum(row[MONEY], "amount"))
    query = query.where(days_between(row.day, period.first, period.last), row[MONEY].is_not(None))
    for found in frame(connection, query.group_by(row.currency)).itertuples():
        yield (found.platform, MONEY, found.currency or ""), float(found.amount)


def _averages(connection: Connection, organisation_id: str, fact: Fact, period: Period) -> Iterator[tuple[Key, float]]:
    if not fact.averages:
        return
    row = fact.table.c
    means = [cast(func.avg(row[name]), Float).label(name) for name in fact.averages]
    query = per_platform(organisation_id, fact.table, *means)
    yield from _told(frame(connection, query.where(days_between(row.day, period.first, period.last))), fact.averages)


def _level(connection: Connection, organisation_id: str, fact: Fact, period: Period) -> Iterator[tuple[Key, float]]:
    """Yield the level on the last day of which it is known."""
    if not fact.level:
        return
    row = fact.table.c
    query = per_platform(organisation_id, fact.table, row.day, float_sum(row[fact.level], "value"))
    query = query.where(days_between(row.day, period.first, period.last), row[fact.level].is_not(None))
    for found in frame(connection, query.group_by(row.day).order_by(row.day)).itertuples():
        yield (found.platform, fact.level, ""), float(found.value)


Ends = Mapping[tuple[str, str], tuple[date | None, date | None]]


def ends(
    connection: Connection, organisation_id: str, fact: Fact, period: Period, since: date, platforms: Collection[str]
) -> Ends:
    """Return (platform, column) to the first day with a figure and to the last one in a period.

    Before ``since`` a first day is as exact as its month, from the sums per month.
    """
    row = fact.table.c
    inside = days_between(row.day, period.first, period.last)
    known = {name: row[name].is_not(None) for name in fact.columns}
    firsts = [func.min(case((there, row.day))).label(f"first_{name}") for name, there in known.items()]
    lasts = [func.max(case((and_(there, inside), row.day))).label(f"last_{name}") for name, there in known.items()]
    query = per_platform(organisation_id, fact.table, *firsts, *lasts)
    if not fact.averages:  # what has no sums per month has few rows
        query = query.where(days_between(row.day, since, period.last))
    rows = _of(frame(connection, query), platforms)
    before = _months_before(connection, organisation_id, fact, since)
    return {
        (row["platform"], name): (
            before.get((row["platform"], name), row[f"first_{name}"]),
            row[f"last_{name}"],
        )
        for row in rows.to_dict("records")
        for name in fact.columns
    }


def _of(rows: pd.DataFrame, platforms: Collection[str]) -> pd.DataFrame:
    return rows[rows["platform"].isin(list(platforms))]


def _months_before(
    connection: Connection, organisation_id: str, fact: Fact, since: date
) -> dict[tuple[str, str], date]:
    month: Table = fact.table.info["rollups"]["month_start"]
    row = month.c
    firsts = [func.min(case((row[name].is_not(None), row.month_start))).label(name) for name in fact.sums]
    rows = frame(connection, per_platform(organisation_id, month, *firsts).where(row.month_start < since))
    return {
        (found["platform"], name): found[name]
        for found in rows.to_dict("records")
        for name in fact.sums
        if found[name] is not None
    }


@dataclass(frozen=True)
class Read:
    """How rows were read: time zones of their days, ways in, and whether all of them are final."""

    zones: tuple[str, ...] = ()
    ingests: tuple[str, ...] = ()
    final: bool = True


def how_read(
    connection: Connection, organisation_id: str, fact: Fact, period: Period, platforms: Collection[str]
) -> dict[str, Read]:
    """Return platform to how its rows in a period were read."""
    row = fact.table.c
    final = func.min(case((row.is_final, 1), else_=0)).label("final")
    query = per_platform(organisation_id, fact.table, row.day_zone, row.ingest, final)
    query = query.where(days_between(row.day, period.first, period.last)).group_by(row.day_zone, row.ingest)
    rows = _of(frame(connection, query), platforms)
    return {
        str(name): Read(
            *(tuple(sorted(set(some[column]))) for column in ("day_zone", "ingest")), bool(some["final"].min())
        )
        for name, some in rows.groupby("platform")
    }


def weeks(
    connection: Connection, organisation_id: str, fact: Fact, platform: str, column: str, period: Period
) -> pd.DataFrame:
    """Return a column of a platform per whole ISO week inside a period: ``week_start``, ``value``."""
    week: Table = fact.table.info["rollups"]["week_start"]
    row = week.c
    query = per_platform(organisation_id, week, row.week_start, float_sum(row[column], "value"))
    inside = days_between(row.week_start, period.first, period.last)
    rows = frame(connection, query.where(inside).group_by(row.week_start).order_by(row.week_start))
    return rows.loc[rows["platform"] == platform, ["week_start", "value"]].reset_index(drop=True)
