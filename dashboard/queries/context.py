"""Figures from outside and what a person set as targets: rows as they stand."""

from sqlalchemy import Connection, select

from connectors.database.schema import context_figure, kpi_target
from dashboard.analysis.labour_market import Published
from dashboard.analysis.periods import Period


def context_figures(connection: Connection, organisation_id: str) -> tuple[Published, ...]:
    """Return the figures from outside that have a value, by series, region, sector and period."""
    row = context_figure.c
    columns = (row.series, row.region, row.sector, row.first_day, row.last_day, row.value)
    query = (
        select(*columns, row.unit, row.source, row.is_provisional)
        .where(row.organisation_id == organisation_id, row.value.is_not(None))
        .order_by(row.series, row.region, row.sector, row.first_day)
    )
    return tuple(
        Published(series, region, sector, Period(first, last), value, unit, source, is_provisional)
        for series, region, sector, first, last, value, unit, source, is_provisional in connection.execute(query)
    )


def targets(connection: Connection, organisation_id: str) -> dict[tuple[str, str], float]:
    """Return what key figures are to reach: (key figure, calendar year) to the number."""
    row = kpi_target.c
    query = select(row.kpi, row.period, row.target).where(row.organisation_id == organisation_id)
    return {(kpi, period): float(target) for kpi, period, target in connection.execute(query)}
