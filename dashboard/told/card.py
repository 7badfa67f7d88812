"""A chart or a table with everything that belongs to it."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts.chart import Chart


@dataclass(frozen=True)
class Card:
    """A chart with its table, or a table alone.

    Attributes:
        key: Short name, unique on a page and in a report.
        title: What it says, one sentence.
        table: Translated headings, values as they are written.
        source_line: Where the figures come from, and until when.
        passport: The definition in Markdown.
        chart: The picture, None for a table alone.
    """

    key: str
    title: str
    table: pd.DataFrame
    source_line: str = ""
    passport: str = ""
    chart: Chart | None = None


def charted(key: str, chart: Chart, table: pd.DataFrame, source_line: str, passport: str) -> Card:
    """Return a chart with its table, under the chart's own message."""
    return Card(key, chart.title, table, source_line, passport, chart)
