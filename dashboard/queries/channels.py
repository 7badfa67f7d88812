"""What every channel did in two periods, side by side, and its main figure per week."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.channels import ADVERTS, CHANNELS
from dashboard.analysis.periods import Period
from dashboard.analysis.reach import Definition, Known, Reading, Weekly
from dashboard.queries import channel_facts as facts
from dashboard.queries import events
from dashboard.queries.channel_facts import Fact, Read
from dashboard.queries.metric_words import definition

_ORDER = (
    "impressions",
    "reach",
    "views",
    "engaged_views",
    "watch_minutes",
    "sessions",
    "clicks",
    "landing_page_clicks",
    "apply_clicks",
    "page_views",
    "page_visitors",
    "careers_page_views",
    "jobs_page_views",
    "followers",
    "followers_gained",
    "cost",
)
_MAIN = ("impressions", "views", "sessions", "page_views")
_MAIN_OF = {"youtube": ("views", "impressions")}
"""The figure that is drawn of a channel: the first of these that it has."""


@dataclass(frozen=True)
class SideBySide:
    """All figures of all channels in two periods, and the main one of each per whole week of the first."""

    readings: tuple[Reading, ...]
    weekly: tuple[Weekly, ...]


def side_by_side(connection: Connection, organisation_id: str, period: Period, against: Period) -> SideBySide:
    """Return every figure that a channel has in one of two periods, by channel and in a fixed order."""
    found: dict[facts.Key, Reading] = {}
    for fact in facts.FACTS:
        for reading in _of_fact(connection, organisation_id, fact, (period, against), found.keys()):
            found[reading.group, reading.column, reading.currency] = reading
    readings = sorted(found.values(), key=lambda each: (_place(each.group), _ORDER.index(each.column), each.currency))
    return SideBySide(tuple(readings), _weekly(connection, organisation_id, readings, period))


def _place(group: str) -> tuple[int, str]:
    """Return where a channel stands: in the order of channels, its adverts behind it."""
    platform = group.removesuffix(ADVERTS)
    codes = list(CHANNELS)
    return (codes.index(platform) if platform in codes else len(codes), group)


def _of_fact(
    connection: Connection,
    organisation_id: str,
    fact: Fact,
    periods: tuple[Period, Period],
    taken: Collection[facts.Key],
) -> list[Reading]:
    """Return the figures of one daily fact that no fact before it has told; days are only looked at for what is left."""
    asked = (connection, organisation_id, fact)
    period, against = periods
    now, before = (facts.values(*asked, each) for each in periods)
    keys = (now.keys() | before.keys()) - set(taken)
    platforms = {group for group, _column, _currency in keys}
    if not platforms:
        return []
    ends = facts.ends(*asked, period, min(period.first, against.first), platforms)
    read = facts.how_read(*asked, against, platforms) | facts.how_read(*asked, period, platforms)
    changed = _breaks(connection, organisation_id)
    return [
        Reading(
            group=group,
            column=column,
            how=fact.how(column),
            definition=_definition(fact, group, column, read.get(group, Read()), changed),
            value=now.get((group, column, currency)),
            before=before.get((group, column, currency)),
            known=_known(ends.get((group, column), (None, None)), read.get(group, Read())),
            currency=currency,
        )
        for group, column, currency in keys
    ]


_Breaks = Mapping[tuple[str, str], list[tuple[date, str]]]


def _breaks(connection: Connection, organisation_id: str) -> _Breaks:
    """Return (platform, column) to the changes in counting that a person wrote on the time line; an empty column is all."""
    rows = events.events(connection, organisation_id, date.min, date.max)
    found: dict[tuple[str, str], list[tuple[date, str]]] = {}
    for row in rows[rows["kind"] == "definition_break"].itertuples():
        if isinstance(row.platform, str):
            found.setdefault((row.platform, row.metric or ""), []).append((row.day, row.title))
    return found


def _definition(fact: Fact, group: str, column: str, read: Read, changed: _Breaks) -> Definition:
    """Return what a figure is, with the changes in counting that its source and the time line know, each day once."""
    platform = group.removesuffix(ADVERTS)
    told = definition(platform, fact.table.name, column, read.ingests)
    known = {day for day, _text in told.breaks}
    own = [*changed.get((platform, column), []), *changed.get((platform, ""), [])]
    return replace(told, breaks=(*told.breaks, *(each for each in own if each[0] not in known)))


def _known(ends: tuple[date | None, date | None], read: Read) -> Known:
    return Known(*ends, final=read.final, zones=read.zones, ingests=read.ingests)


def _weekly(
    connection: Connection, organisation_id: str, found: Sequence[Reading], period: Period
) -> tuple[Weekly, ...]:
    """Return the main figure of each channel per ISO week that lies in a period and of which all days are known."""
    by_group: dict[str, dict[str, Reading]] = {}
    for each in found:
        if each.value is not None:
            by_group.setdefault(each.group, {})[each.column] = each
    drawn = []
    for group, columns in by_group.items():
        column = next((name for name in _MAIN_OF.get(group, _MAIN) if name in columns and columns[name].value), "")
        if column:
            rows = _weeks(connection, organisation_id, columns[column], period)
            drawn.append(Weekly(group, column, rows))
    return tuple(each for each in drawn if len(each.rows))


def _weeks(connection: Connection, organisation_id: str, reading: Reading, period: Period) -> pd.DataFrame:
    last = min(reading.known.last or period.last, period.last) - timedelta(days=6)
    if last < period.first:
        return pd.DataFrame({"week_start": [], "value": []})
    inside = Period(period.first, last)
    tables = [fact for fact in facts.FACTS if reading.column in fact.sums]
    for fact in tables:
        rows = facts.weeks(connection, organisation_id, fact, reading.group, reading.column, inside)
        if rows["value"].notna().any():
            return rows
    return pd.DataFrame({"week_start": [], "value": []})
