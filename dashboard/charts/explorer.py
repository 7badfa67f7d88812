"""Applications told apart one way: lying bars, with what is only counted together as the last one."""

from collections.abc import Sequence

from dashboard.analysis.suppression import Count
from dashboard.charts import theme
from dashboard.charts.applications import bars, listed
from dashboard.charts.chart import Chart

MOST = 15
"""Bars in a picture; the table has them all."""


def by_way(labels: Sequence[str], counts: Sequence[Count], codes: Sequence[str], title: str) -> Chart:
    """Return a bar for each category; a code with a colour of its own keeps it, the others share one."""
    colours = [_colour(code) for code in codes[:MOST]]
    return Chart(bars(labels[:MOST], counts[:MOST], colours), listed(labels, counts), title)


def _colour(code: str) -> str:
    if not code:
        return theme.colour("unknown")
    return theme.COLOURS.get(code, theme.colour("applications"))
