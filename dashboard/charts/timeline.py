"""What stands behind every time chart: campaign bands, episode marks, breaks in a definition, holidays, days that are not complete."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape

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


def figure(traces: Sequence[Mapping[str, object]], backdrop: Backdrop, **more: object) -> go.Figure:
    """Return a figure over a backdrop; its x axis is a date. ``more`` is layout that is added to the shared one.

    The axis runs from the first to the last figure: labels do not stretch it.
    """
    behind, points = _behind(traces, backdrop)
    return theme.figure([*traces, *points], **_joined(more, behind))


def draw(figure: go.Figure, backdrop: Backdrop) -> go.Figure:
    """Draw a backdrop into a finished figure whose x axis is a date; returns the same figure."""
    behind, points = _behind([trace.to_plotly_json() for trace in figure.data], backdrop)
    standing = {name: list(getattr(figure.layout, name)) for name in ("shapes", "annotations")}
    figure.update_layout(_joined(standing, behind))
    figure.add_traces(points)
    return figure


def _joined(more: Mapping[str, object], behind: Mapping[str, object]) -> dict[str, object]:
    """Return layout with what is drawn behind it: lists go together, tables are filled in, ours first."""
    result = dict(more)
    for key, value in behind.items():
        known = result.get(key)
        if isinstance(value, list):
            result[key] = [*known, *value] if isinstance(known, list) else value
        else:
            result[key] = {**value, **known} if isinstance(known, Mapping) else value  # type: ignore[dict-item]
    return result


def _behind(
    traces: Sequence[Mapping[str, object]], backdrop: Backdrop
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the layout of what stands behind traces, and the points that tell the titles of marks."""
    end = backdrop.last_day
    drawn = _Drawn()
    for holiday in backdrop.holidays:
        drawn.span(holiday, end, colour=theme.colour("holiday"), opacity=0.10)
    for place, campaign in enumerate(backdrop.campaigns):
        drawn.span(campaign, end, colour=theme.colour("band"), opacity=0.12)
        drawn.label(campaign, theme.colour("band"), row=place % 2)
    if backdrop.incomplete_from and end and backdrop.incomplete_from <= end:
        span = Span(backdrop.incomplete_title, backdrop.incomplete_from, end)
        drawn.span(span, end, colour=theme.GREY, opacity=0.22)
        drawn.label(span, theme.GREY, row=-1)
    drawn.marks(backdrop.episodes, colour=theme.colour("episode"), dash="dot", symbol="triangle-down")
    drawn.marks(backdrop.breaks, colour=theme.colour("break"), dash="dash", symbol="line-ns-open")
    layout: dict[str, object] = {"shapes": drawn.shapes, "annotations": drawn.annotations, **_fit(traces, end)}
    if backdrop.campaigns:
        layout["margin"] = {"t": theme.TOP + min(len(backdrop.campaigns), 2) * _LINE}
    return layout, drawn.traces


def _fit(traces: Sequence[Mapping[str, object]], end: date | None) -> dict[str, object]:
    """Let the axis run from the first figure to the last one, or to the end of the chart if that is later."""
    starts, ends = [], []
    for trace in traces:
        days = [str(value) for value in trace.get("x") or ()]  # type: ignore[attr-defined]
        if days:
            starts.append(date.fromisoformat(min(days)[:10]))
            ends.append(date.fromisoformat(max(days)[:10]) + _width(trace))
    if not starts:
        return {}
    last = max([*ends, end + timedelta(days=1)] if end else ends)
    return {"xaxis": {"range": [_before(min(starts)), _before(last)]}}


def _width(trace: Mapping[str, object]) -> timedelta:
    """Return how far the last mark of a trace reaches: the width of a bar that begins at its day, else one day."""
    widths = trace.get("width") if trace.get("offset") is not None else None
    if not widths:
        return timedelta(days=1)
    return timedelta(milliseconds=float(max(widths))) + timedelta(days=1)  # type: ignore[call-overload]


def _before(day: date) -> str:
    """Return the moment half a day before a day begins to be drawn around its midnight."""
    return f"{day - timedelta(days=1)} {_NIGHT}"


@dataclass
class _Drawn:
    """What is drawn, gathered first: Plotly looks at all shapes again for each that is added."""

    shapes: list[dict[str, object]] = field(default_factory=list)
    annotations: list[dict[str, object]] = field(default_factory=list)
    traces: list[dict[str, object]] = field(default_factory=list)

    def span(self, span: Span, end: date | None, *, colour: str, opacity: float) -> None:
        """Draw a band over the days of a span."""
        last = span.until or end or span.start
        ends = {"x0": _before(span.start), "x1": _before(last + timedelta(days=1)), "name": span.title}
        look = {"fillcolor": colour, "opacity": opacity, "line": {"width": 0}}
        self.shapes.append({"type": "rect", "y0": 0, "y1": 1, "yref": "paper", "layer": "below", **ends, **look})

    def label(self, span: Span, colour: str, *, row: int) -> None:
        """Write the name of a span above the chart, in one of two rows; row -1 stands inside it."""
        if span.title:
            anchor, shift = ("bottom", row * _LINE) if row >= 0 else ("top", 0)
            self._write(_before(span.start), span.title, colour, yanchor=anchor, yshift=shift)

    def marks(self, marks: Iterable[Mark], *, colour: str, dash: str, symbol: str) -> None:
        """Draw lines with a label each, and one trace outside the legend whose points tell the titles on hover."""
        some = list(marks)
        if not some:
            return
        line = {"color": colour, "dash": dash, "width": 1}
        for mark in some:
            day = str(mark.day)
            ends = {"x0": day, "x1": day, "y0": 0, "y1": 1}
            self.shapes.append({"type": "line", "yref": "paper", "layer": "below", "line": line, **ends})
            if mark.label:
                self._write(day, mark.label, colour, yanchor="top", xshift=2)
        self.traces.append(_points(some, {"symbol": symbol, "color": colour, "size": 9}))

    def _write(self, x: str, text: str, colour: str, **place: object) -> None:
        look = {"showarrow": False, "xanchor": "left", "font": {"size": 12, "color": colour}}
        self.annotations.append({"x": x, "y": 1, "yref": "paper", "text": escape(text, quote=False), **look, **place})


def _points(marks: Sequence[Mark], marker: dict[str, object]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [str(mark.day) for mark in marks],
        "y": [0] * len(marks),
        "marker": marker,
        "hovertext": [escape(mark.title, quote=False) for mark in marks],
        "hoverinfo": "text",
        "showlegend": False,
        "cliponaxis": False,
    }
