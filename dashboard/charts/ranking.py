"""What works: each group as a dot with its interval, best first; a group without a figure says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.analysis.shares import Interval
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.i18n import MISSING, _, number

_ROW = 46
_FRAME = 74
_TWO_FIGURES = 10


@dataclass(frozen=True)
class Row:
    """One group: its name as shown, its figure and interval, or why there is none."""

    name: str
    value: float | None = None
    interval: Interval | None = None
    why: str = ""


def figures_text(value: float | None, interval: Interval | None) -> str:
    """Return a result with its interval: “187,259 (142,910 to 245,371)”; a dash where there is none."""
    if value is None or interval is None:
        return MISSING
    return _("{value} ({interval})").format(value=figure_text(value), interval=interval_text(interval, value))


def figure_text(value: float | None) -> str:
    """Return a result per hour or per post: whole from ten on, else with one decimal."""
    return MISSING if value is None else number(value, _decimals(value))


def interval_text(interval: Interval | None, value: float | None) -> str:
    """Return the ends of an interval as exactly as its middle; a dash without one."""
    if interval is None or value is None:
        return MISSING
    low, high = (number(end, _decimals(value)) for end in (interval.low, interval.high))
    return _("{low} to {high}").format(low=low, high=high)


def _decimals(value: float) -> int:
    return 0 if value >= _TWO_FIGURES else 1


def ranking(rows: Sequence[Row], title: str, unit: str, thing: str) -> Chart:
    """Return a dot with its 90 % interval per group, first one on top, its figures under its name.

    ``unit`` names the axis; ``thing`` is the code whose colour the dots have.
    """
    known = [(place, row) for place, row in enumerate(rows) if row.value is not None and row.interval is not None]
    figure = theme.figure(
        [_dots(known, thing)],
        height=_FRAME + _ROW * max(1, len(rows)),
        hovermode="closest",
        showlegend=False,
        margin={"t": 8, "r": 24},
        xaxis={"title": {"text": unit}, "rangemode": "tozero", "tickformat": ",~r", "nticks": 5, "showgrid": True},
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [_under_each_other(row) for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "ticksuffix": "  ",
        },
    )
    return Chart(figure, _alt(rows), title)


def _dots(known: Sequence[tuple[int, Row]], thing: str) -> dict[str, object]:
    intervals = [row.interval for _place, row in known if row.interval is not None]
    values = [row.value or 0.0 for _place, row in known]
    colour = theme.colour(thing)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [place for place, _row in known],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [each.high - value for each, value in zip(intervals, values, strict=True)],
            "arrayminus": [value - each.low for each, value in zip(intervals, values, strict=True)],
            "color": colour,
            "thickness": 2,
            "width": 5,
        },
        "customdata": [[escape(row.name, quote=False), _figures(row)] for _place, row in known],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"symbol": theme.symbol(thing), "size": 10, "color": colour},
    }


def _figures(row: Row) -> str:
    return row.why if row.value is None else figures_text(row.value, row.interval)


def _under_each_other(row: Row) -> str:
    return f"<b>{escape(row.name, quote=False)}</b><br>{_figures(row)}"


def _alt(rows: Sequence[Row]) -> str:
    return "; ".join(f"{row.name}: {_figures(row)}" for row in rows) + "."
