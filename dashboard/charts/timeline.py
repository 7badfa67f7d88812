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


_NIGHT = timedelta(hours=12)  # a bar of a day stands around its midnight: a span begins half a day before


def draw(figure: go.Figure, backdrop: Backdrop) -> go.Figure:
    """Draw a backdrop into a figure whose x axis is a date; returns the same figure."""
    end = backdrop.last_day
    for holiday in backdrop.holidays:
        _span(figure, holiday, end, colour=theme.colour("holiday"), opacity=0.10, label=False)
    for campaign in backdrop.campaigns:
        _span(figure, campaign, end, colour=theme.colour("band"), opacity=0.12, label=True)
    if backdrop.incomplete_from and end and backdrop.incomplete_from <= end:
        span = Span(backdrop.incomplete_title, backdrop.incomplete_from, end)
        _span(figure, span, end, colour=theme.GREY, opacity=0.22, label=bool(span.title))
    _marks(figure, backdrop.episodes, colour=theme.colour("episode"), dash="dot", symbol="triangle-down", height=0.02)
    _marks(figure, backdrop.breaks, colour=theme.colour("break"), dash="dash", symbol="line-ns-open", height=0.98)
    return figure


def _span(figure: go.Figure, span: Span, end: date | None, *, colour: str, opacity: float, label: bool) -> None:
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
    if label:
        figure.add_annotation(
            x=_before(span.start),
            y=1,
            yref="paper",
            text=span.title,
            showarrow=False,
            xanchor="left",
            yanchor="top",
            xshift=4,
        )


def _before(day: date) -> str:
    """Return the moment half a day before a day begins to be drawn around its midnight."""
    return f"{day - timedelta(days=1)} {_NIGHT}"


def _marks(figure: go.Figure, marks: Iterable[Mark], *, colour: str, dash: str, symbol: str, height: float) -> None:
    """Draw lines with a label each, and one invisible-legend trace of points that tells the titles on hover."""
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
            y=height,
            yref="paper",
            text=mark.label,
            showarrow=False,
            xanchor="left",
            xshift=2,
            font={"size": 11},
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
