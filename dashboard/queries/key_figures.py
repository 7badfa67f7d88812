"""The key figures of a period with what they are compared with, and the weeks around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.beside import weeks_beside_months
from dashboard.analysis.blocks import Block
from dashboard.analysis.comparison import Measured, measured, trend_weeks
from dashboard.analysis.kpis import Frames, Watched
from dashboard.analysis.passports import KPIS
from dashboard.analysis.periods import Period
from dashboard.queries import applications, attention, campaigns, workplaces
from dashboard.queries.periods import applications_reach, attention_reach
from dashboard.queries.stories import campaign_costs

PLATFORM = "youtube"


@dataclass(frozen=True)
class KeyFigures:
    """The figures in their order, and applications in blocks of whole weeks inside the period."""

    figures: tuple[Measured, ...]
    weeks: tuple[Block, ...]


def key_figures(connection: Connection, organisation_id: str, first: date, last: date, today: date) -> KeyFigures:
    """Return the key figures from ``first`` up to and including ``last``."""
    asked, period = (connection, organisation_id), Period(first, last)
    frames = _frames(*asked, period)
    came_in, watched = applications_reach(*asked).first, attention_reach(*asked).first
    figures = tuple(
        measured(
            key,
            frames,
            period,
            first_day=watched if key in {"views", "watch_hours"} else came_in,
            today=today,
        )
        for key in KPIS
    )
    return KeyFigures(figures, _weeks(frames, period, came_in))


def _weeks(frames: Frames, period: Period, came_in: date | None) -> tuple[Block, ...]:
    """Return the blocks from the first week that begins with figures, safe beside counts per month."""
    if came_in is None or came_in > period.last:
        return ()
    rows = frames.applications.groupby("day")["applied"].sum()
    counts = {day: int(number) for day, number in rows.items()}
    return tuple(weeks_beside_months(counts, max(period.first, came_in), period.last))


def _frames(connection: Connection, organisation_id: str, period: Period) -> Frames:
    asked = (connection, organisation_id)
    first = min(period.year_earlier().first, trend_weeks(period)[0].first, period.previous().first).replace(day=1)
    rows, costs = campaigns.campaigns(*asked), campaign_costs(*asked)
    full = [cost.full if (cost := costs.get(code)) else None for code in rows["campaign_id"]]
    return Frames(
        applications.by_day(*asked, first, period.last, by=("side_entrant",)),
        _watched(*asked, period),
        workplaces.vacancies(*asked),
        rows[["starts_on", "ends_on"]].assign(full_cost=pd.Series(full, index=rows.index, dtype="float64")),
    )


def _watched(connection: Connection, organisation_id: str, period: Period) -> Mapping[Period, Watched]:
    """Return what was watched in the periods that are compared and in the weeks of the trend."""
    asked = (connection, organisation_id, PLATFORM)
    some = trend_weeks(period)
    found = {
        each: _known(attention.platform_totals(*asked, each.first, each.last).iloc[0])
        for each in (period, period.previous(), period.year_earlier())
    }
    rows = attention.platform_weeks(*asked, some[0].first, some[-1].first)
    by_week = {row["week_start"]: _known(row) for _index, row in rows.iterrows()}
    return found | {week: by_week[week.first] for week in some if week.first in by_week}


def _known(row: pd.Series) -> Watched:
    views, minutes = row["views"], row["watch_minutes"]
    return Watched(None if pd.isna(views) else float(views), None if pd.isna(minutes) else float(minutes))
