"""The key figures of a period with what they are compared with, and the weeks around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.comparison import Measured, Week, measured, trend_weeks, weeks
from dashboard.analysis.kpis import Frames, Watched
from dashboard.analysis.passports import KPIS
from dashboard.analysis.periods import Period
from dashboard.queries import applications, attention, campaigns, workplaces
from dashboard.queries.periods import applications_reach, attention_reach
from dashboard.queries.stories import campaign_costs

PLATFORM = "youtube"


@dataclass(frozen=True)
class KeyFigures:
    """The figures in their order, and applications per whole week inside the period."""

    figures: tuple[Measured, ...]
    weeks: tuple[Week, ...]


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
    found = weeks(frames, period, "applications", first_day=came_in, today=today)
    return KeyFigures(figures, tuple(week for week in found if week.period.first >= period.first))


def _frames(connection: Connection, organisation_id: str, period: Period) -> Frames:
    asked = (connection, organisation_id)
    first = min(period.year_earlier().first, trend_weeks(period)[0].first, period.previous().first)
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
