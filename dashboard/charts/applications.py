"""Applications by origin and over time, small counts as signs and never as bars."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.analysis.blocks import WEEK, Block, is_month, shortest
from dashboard.analysis.side_entrants import CLASSES, LABELS
from dashboard.analysis.suppression import Count
from dashboard.charts import theme, timeline
from dashboard.charts.attention import WHOLE, most_applications, small_signs, week_bars
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop
from dashboard.charts.words import count_text
from dashboard.i18n import _

_ROW = 34
_FRAME = 60


def bars(labels: Sequence[str], counts: Sequence[Count], colours: Sequence[str]) -> go.Figure:
    """Return lying bars with their name and count written beside them, first one on top; a hidden count has no bar."""
    texts = [count_text(count) for count in counts]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(labels),
        "x": [count.value if count.value is not None else 0 for count in counts],
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "marker": {"color": list(colours)},
    }
    return theme.figure(
        [trace],
        height=_FRAME + _ROW * max(1, len(labels)),
        hovermode="closest",
        margin={"r": 48, "t": 8},
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "zeroline": False, "ticksuffix": "  "},
    )


def by_origin(classes: Mapping[str, Count], title: str) -> Chart:
    """Return applications by class of origin, the unknown ones last and grey."""
    labels = [_(LABELS[name]) for name in CLASSES]
    counts = [classes[name] for name in CLASSES]
    colours = [theme.colour(name) for name in CLASSES]
    return Chart(bars(labels, counts, colours), listed(labels, counts), title)


def listed(labels: Sequence[str], counts: Sequence[Count]) -> str:
    """Return what bars show, in words."""
    return "; ".join(f"{label}: {count_text(count)}" for label, count in zip(labels, counts, strict=True)) + "."


def per_week(weeks: Sequence[Block], backdrop: Backdrop, title: str) -> Chart:
    """Return applications per week over a period."""
    figure = timeline.figure(
        week_bars(weeks),
        backdrop,
        hovermode="x",
        annotations=small_signs(weeks),
        xaxis={"type": "date"},
        yaxis={
            "title": {"text": _axis(weeks)},
            "tickformat": WHOLE,
            "showticklabels": any(week.count.value for week in weeks),
        },
    )
    return Chart(figure, most_applications(weeks) or _("There are too few applications to show."), title)


def _axis(weeks: Sequence[Block]) -> str:
    if weeks and all(is_month(block.period) for block in weeks):
        return _("Applications per month")
    return _("Applications per week") if weeks and shortest(weeks) == WEEK else _("Applications")
