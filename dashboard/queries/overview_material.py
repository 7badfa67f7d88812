"""Everything that is said on the first page, read in one go: for a report, which has no page to ask for it piece by piece."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.blocks import Block
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.selection import Selection
from dashboard.analysis.time_line import Item
from dashboard.queries import backdrops
from dashboard.queries.attention import platform_weeks
from dashboard.queries.overview import PLATFORM, overview_page
from dashboard.queries.weeks import weeks

_BEFORE = timedelta(weeks=60)
"""How far before the months what stands behind a chart is asked for: farther than any chart of the page reaches."""


@dataclass(frozen=True)
class OverviewMaterial:
    """The page, its applications and views per week, and what stands behind its charts in the language of the report."""

    page: OverviewPage
    weeks: tuple[Block, ...]
    views: pd.DataFrame
    items: tuple[Item, ...]


def overview_material(
    connection: Connection, organisation_id: str, selection: Selection, today: date, zone: str, language: str
) -> OverviewMaterial:
    """Return what a report on the whole organisation is made of."""
    asked = (connection, organisation_id)
    page = overview_page(*asked, selection, today, zone)
    bars = () if selection.narrowing or page.until is None else weeks(*asked, page.until)
    last = selection.period.last
    off = backdrops.days_off(*asked, (), selection.period.first - _BEFORE, last, language)
    views = platform_weeks(*asked, PLATFORM, selection.period.first - _BEFORE, last)
    return OverviewMaterial(page, tuple(bars), views, (*backdrops.time_line(*asked, zone), *off))
