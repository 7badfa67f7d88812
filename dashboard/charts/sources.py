"""Applications by measured source."""

from collections.abc import Sequence

from dashboard.analysis.came_in import SourceCount
from dashboard.charts import theme
from dashboard.charts.applications import bars, listed
from dashboard.charts.chart import Chart
from dashboard.i18n import _


def source_name(source: SourceCount) -> str:
    """Return a source's name; the one without an id is the unknown one."""
    return _(source.name) if source.source_id else _("Unknown")


def by_source(sources: Sequence[SourceCount], title: str) -> Chart:
    """Return applications by measured source, biggest first, the unknown one last; coloured by strategy."""
    labels = [source_name(source) for source in sources]
    counts = [source.count for source in sources]
    things = [source.strategy if source.source_id else "unknown" for source in sources]
    return Chart(bars(labels, counts, [theme.colour(thing) for thing in things]), listed(labels, counts), title)
