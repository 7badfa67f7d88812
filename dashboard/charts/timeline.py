"""What stands behind every time chart: campaign bands, episode marks, breaks in a definition, holidays, days that are not complete."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import plotly.graph_objects as go

from dashboard.charts import theme


@dataclass(frozen=True)
class Span:
    """A period on a time chart, both days included; without ``until`` it runs to the end of the chart."""

    title: str
    start: date
    until: date | None = None


@dataclass(frozen=True)
class Mark:
    """A moment on a time chart: ``label`` is short enough to stand above the line (“1”), ``title`` is read on hover."""

    label: str
    title: str
    day: date


@dataclass(frozen=True)
class Backdrop:
    """Everything that is drawn behind a time chart. ``incomplete_from``: from this day the figures are not complete."""

    campaigns: Sequence[Span] = ()
    episodes: Sequence[Mark] = ()
    breaks: Sequence[Mark] = ()
    holidays: Sequence[Span] = ()
    incomplete_from: date | None = None
    last_day: date | None = None
    incomplete_title: str = field(default="")


_NIGHT = timedelta(hours=12)
"""A bar of a day stands around its midnight: a span begins half a day before its first day."""
_LINE = 14
"""Height of a line of labels, in pixels."""


def draw(figure: go.Figure, backdrop: Backdrop) -> go.Figure:
    """Draw a backdrop into a figure whose x axis is a date; returns the same figure.

    The axis then runs from the first to the last figure: labels do not stretch it.
    """
    end = backdrop.last_day
    _fit(figure, end)
    for holiday in backdrop.holidays:
        _span(figure, holiday, end, colour=theme.colour("holiday"), opacity=0.10)
    for place, campaign in enumerate(backdrop.campaigns):
        _span(figure, campaign, end, colour=theme.colour("band"), opacity=0.12)
        _label(figure, campaign, theme.colour("band"), row=place % 2)
    if backdrop.campaigns:
        rows = min(len(backdrop.campaigns), 2)
        figure.update_layout(margin={"t": theme.TOP + rows * _LINE})
    if backdrop.incomplete_from and end and backdrop.incomplete_from <= end:
        span = Span(backdrop.incomplete_title, backdrop.incomplete_from, end)
        _span(figure, span, end, colour=theme.GREY, opacity=0.22)
        _label(figure, span, theme.GREY, row=-1)
    _marks(figure, backdrop.episodes, colour=theme.colour("episode"), dash="dot", symbol="triangle-down")
    _marks(figure, backdrop.breaks, colour=theme.colour("break"), dash="dash", symbol="line-ns-open")
    return figure


def _fit(figure: go.Figure, end: date | None) -> None:
    """Let the axis run from the first figure to the last one, or to the end of the chart if that is later."""
    starts, ends = [], []
    for trace in figure.data:
        days = [str(value) for value in trace.x] if trace.x is not None else []
        if days:
            starts.append(date.fromisoformat(min(days)[:10]))
            ends.append(date.fromisoformat(max(days)[:10]) + _width(trace))
    if starts:
        last = max([*ends, end + timedelta(days=1)] if end else ends)
        figure.update_xaxes(range=[_before(min(starts)), _before(last)])


def _width(trace: go.Bar | go.Scatter) -> timedelta:
    """Return how far the last mark of a trace reaches: the width of a bar that begins at its day, else one day."""
    widths = getattr(trace, "width", None) if getattr(trace, "offset", None) is not None else None
    if widths is None:
        return timedelta(days=1)
    return timedelta(milliseconds=float(max(widths))) + timedelta(days=1)


def _span(figure: go.Figure, span: Span, end: date | None, *, colour: str, opacity: float) -> None:
    last = span.until or end or span.start
    figure.add_shape(
        type="rect",
        x0=_before(span.start),
        x1=_before(last + timedelta(days=1)),
        y0=0,
        y1=1,
        yref="paper",
        fillcolor=colour,
        opacity=opacity,
        line={"width": 0},
        layer="below",
        name=span.title,
    )


def _label(figure: go.Figure, span: Span, colour: str, *, row: int) -> None:
    """Write the name of a span above the chart, in one of two rows; row -1 stands inside it."""
    if not span.title:
        return
    figure.add_annotation(
        x=_before(span.start),
        y=1,
        yref="paper",
        text=span.title,
        showarrow=False,
        xanchor="left",
        yanchor="bottom" if row >= 0 else "top",
        yshift=max(row, 0) * _LINE,
        font={"size": 12, "color": colour},
    )


def _before(day: date) -> str:
    """Return the moment half a day before a day begins to be drawn around its midnight."""
    return f"{day - timedelta(days=1)} {_NIGHT}"


def _marks(figure: go.Figure, marks: Iterable[Mark], *, colour: str, dash: str, symbol: str) -> None:
    """Draw lines with a label each, and one trace outside the legend whose points tell the titles on hover."""
    some = list(marks)
    if not some:
        return
    for mark in some:
        figure.add_shape(
            type="line",
            x0=str(mark.day),
            x1=str(mark.day),
            y0=0,
            y1=1,
            yref="paper",
            line={"color": colour, "dash": dash, "width": 1},
            layer="below",
        )
        figure.add_annotation(
            x=str(mark.day),
            y=1,
            yref="paper",
            text=mark.label,
            showarrow=False,
            xanchor="left",
            yanchor="top",
            xshift=2,
            font={"size": 12, "color": colour},
        )
    figure.add_trace(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [str(mark.day) for mark in some],
            "y": [0] * len(some),
            "marker": {"symbol": symbol, "color": colour, "size": 9},
            "hovertext": [mark.title for mark in some],
            "hoverinfo": "text",
            "showlegend": False,
            "cliponaxis": False,
        }
    )
