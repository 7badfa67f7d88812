"""Attention beside inflow: all themes and groups of functions, each at the lag that stands out most."""

from collections.abc import Sequence
from html import escape

from dashboard.analysis.association import Association
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.lags import interval_text, rho_text
from dashboard.i18n import _, number

STRONG = 0.5
"""The correlation at which a cell has its full colour: daily counts seldom go together more."""
_ROW = 42
_FRAME = 96


def all_pairs(
    table: Sequence[Sequence[Association | None]], rows: Sequence[str], columns: Sequence[str], title: str
) -> Chart:
    """Return a cell per pair with its strongest correlation: rows are groups of functions, columns themes.

    Only a cell that stands out from chance has a colour and a star: a pattern of pale cells would be a pattern of chance.
    A refused pair is an empty cell.
    """
    trace = {
        "type": "heatmap",
        "x": list(range(len(columns))),
        "y": list(range(len(rows))),
        "z": [[_shade(cell) for cell in line] for line in table],
        "text": [[_cell(cell) for cell in line] for line in table],
        "customdata": [[_hover(cell) for cell in line] for line in table],
        "texttemplate": "%{text}",
        "textfont": {"size": 12},
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "zmin": -STRONG,
        "zmax": STRONG,
        "colorscale": [[0, theme.VERMILLION], [0.5, theme.LIGHT_PAGE], [1, theme.BLUE]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    figure = theme.figure(
        [trace],
        height=_FRAME + _ROW * len(rows),
        hovermode="closest",
        margin={"t": 8},
        xaxis={**theme.named(columns), "side": "top"},
        yaxis={**theme.named(rows), "autorange": "reversed", "rangemode": "normal"},
    )
    return Chart(figure, _alt_of_pairs(table), title)


def _shade(cell: Association | None) -> float | None:
    if cell is None or cell.best is None:
        return None
    return cell.best.rho if cell.stands_out else 0.0


def _cell(cell: Association | None) -> str:
    if cell is None or cell.best is None:
        return ""
    rho, days = rho_text(cell.best.rho), _("{days} d").format(days=number(cell.best.days))
    return f"<b>{rho}</b><br>★ {days}" if cell.stands_out else f"{rho}<br>{days}"


def _hover(cell: Association | None) -> str:
    if cell is None or cell.best is None:
        return ""
    words = _("{theme}, {group}: {rho} ({interval}), {lag} days later, adjusted p {p}")
    return words.format(
        theme=escape(cell.attention.theme, quote=False),
        group=escape(cell.inflow.function_group, quote=False),
        rho=rho_text(cell.best.rho),
        interval=interval_text(cell.joint),
        lag=number(cell.best.days),
        p=number(cell.adjusted_p, 3),
    )


def _alt_of_pairs(table: Sequence[Sequence[Association | None]]) -> str:
    told = [cell for line in table for cell in line if cell is not None and cell.best is not None]
    found = [cell.best.rho for cell in told if cell.best is not None]
    words = _("{pairs} pairs, correlations from {low} to {high}; {number} stand out from chance.")
    return words.format(
        pairs=number(len(told)),
        low=rho_text(min(found)),
        high=rho_text(max(found)),
        number=number(sum(cell.stands_out for cell in told)),
    )
