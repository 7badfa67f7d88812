"""Applications by origin and over time, small counts as signs and never as bars."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.analysis.blocks import Block
from dashboard.analysis.side_entrants import CLASSES, LABELS
from dashboard.analysis.suppression import Count
from dashboard.charts import theme
from dashboard.charts.attention import small_signs, week_bars
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop, draw
from dashboard.charts.words import count_text
from dashboard.i18n import _, day_range

_ROW = 44
_FRAME = 60


def bars(labels: Sequence[str], counts: Sequence[Count], colours: Sequence[str], patterns: Sequence[str]) -> go.Figure:
    """Return lying bars with their count written at the end, first one on top; a hidden count has its sign and no bar."""
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
        "marker": {"color": list(colours), "pattern": {"shape": list(patterns)}},
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
    colours, patterns = map(theme.colour, CLASSES), map(theme.pattern, CLASSES)
    return Chart(bars(labels, counts, list(colours), list(patterns)), listed(labels, counts), title)


def listed(labels: Sequence[str], counts: Sequence[Count]) -> str:
    """Return what bars show, in words."""
    return "; ".join(f"{label}: {count_text(count)}" for label, count in zip(labels, counts, strict=True)) + "."


def per_week(weeks: Sequence[Block], backdrop: Backdrop, title: str) -> Chart:
    """Return applications per week over a period."""
    figure = theme.figure(
        week_bars(weeks), hovermode="x", xaxis={"type": "date"}, yaxis={"title": {"text": _("Applications")}}
    )
    draw(figure, backdrop)
    small_signs(figure, weeks)
    known = [block for block in weeks if block.count.value is not None and block.complete]
    if not known:
        return Chart(figure, _("There are too few applications to show."), title)
    best = max(known, key=lambda block: block.count.value or 0)
    words = _("Applications were highest in {days}: {count}.")
    alt = words.format(days=day_range(best.period.first, best.period.last), count=count_text(best.count))
    return Chart(figure, alt, title)
