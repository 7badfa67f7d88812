"""What stands behind every time chart: campaign bands, episode marks, breaks in a definition, holidays, days that are not complete."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape

import plotly.graph_objects as go

from dashboard.analysis.time_line import EVENT_KINDS
from dashboard.charts import theme
from dashboard.charts.span_names import Name, legend_rows, letters_of, named, side_of, with_room
from dashboard.charts.spans import Backdrop, Mark, Span
from dashboard.i18n import day_range

__all__ = ["BEHIND", "Backdrop", "Mark", "Span", "figure", "is_hatching"]


_NIGHT = timedelta(hours=12)
"""A bar of a day stands around its midnight: a span begins half a day before its first day."""
_LINE = 14
"""Height of a line of labels, in pixels."""
_LEGEND_LINE = 19
"""Height of a row of the legend, in pixels; the shared margin holds one."""
_HOLIDAY, _SCHOOL, _STRONG, _WEAK, _OPEN = 0.10, 0.06, 0.12, 0.06, 0.14
_CLEAR = "rgba(0, 0, 0, 0)"
BEHIND = "behind"
"""What ``meta`` of a trace says when it belongs to the backdrop and is no series of the chart."""
_HATCH_AXIS, _HATCH_HIGH = 11, 100
"""Number of the first axis that only carries hatching, above those that a chart has itself, and where it ends."""


def figure(traces: Sequence[Mapping[str, object]], backdrop: Backdrop, **more: object) -> go.Figure:
    """Return a figure over a backdrop; its x axis is a date. ``more`` is layout that is added to the shared one.

    The axis runs from the first to the last figure: labels do not stretch it.
    """
    behind, points = _behind(traces, backdrop)
    return theme.figure([*traces, *points], **_joined(more, behind))


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
    fitted = _fit(traces, end)
    drawn = _Drawn(backdrop.foot)
    for holiday in backdrop.holidays:
        opacity = _SCHOOL if holiday.kind == "school" else _HOLIDAY
        drawn.span(holiday, end, colour=theme.colour("holiday"), opacity=opacity)
    for span in (*backdrop.campaigns, *backdrop.events):
        drawn.span(span, end, colour=theme.colour(_thing(span)), opacity=_STRONG if span.strong else _WEAK)
    drawn.lines((span.start for span in backdrop.events), theme.colour("happening"), "longdash")
    ends = _ends_of(fitted, backdrop)
    names = named(backdrop, ends)
    for name in names:
        drawn.name(name)
    layout: dict[str, object] = {}
    if backdrop.incomplete_from and end and backdrop.incomplete_from <= end:
        span = Span(backdrop.incomplete_title, backdrop.incomplete_from, end)
        drawn.span(span, end, colour=theme.GREY, opacity=_OPEN)
        drawn.inside(span, theme.GREY, ends)
        layout |= drawn.hatch(span, traces)
    drawn.starts(backdrop.campaigns, backdrop.events, ends)
    drawn.marks(
        with_room(backdrop.episodes, ends, backdrop.width),
        colour=theme.colour("episode"),
        dash="dot",
        symbol="triangle-down",
    )
    drawn.marks(
        with_room(backdrop.breaks, ends, backdrop.width),
        colour=theme.colour("break"),
        dash="dash",
        symbol="line-ns-open",
    )
    layout |= {"shapes": drawn.shapes, "annotations": drawn.annotations, **fitted}
    layout["meta"] = {"behind": _told(backdrop, letters_of(names))}
    return layout | _room_above(traces, names), drawn.traces


def _room_above(traces: Sequence[Mapping[str, object]], names: Sequence[Name]) -> dict[str, object]:
    """Return the margin that the rows of names need, and those of the legend above them."""
    rows = max((name.row + 1 for name in names if name.row >= 0), default=0)
    listed = [str(trace["name"]) for trace in traces if trace.get("name") and trace.get("showlegend", True)]
    more = max(0, legend_rows(listed) - 1) * _LEGEND_LINE
    return {"margin": {"t": theme.TOP + rows * _LINE + more}} if rows or more else {}


def _thing(span: Span) -> str:
    """Return the code of the colour of a span: a campaign has that of the bands."""
    return "vacancy_wave" if span.kind == "vacancy_wave" else "happening" if span.kind in EVENT_KINDS else "band"


def _ends_of(fitted: Mapping[str, object], backdrop: Backdrop) -> tuple[date, date]:
    """Return the first and last day that are drawn: of the axis, else of what stands behind."""
    axis = fitted.get("xaxis")
    if isinstance(axis, Mapping):
        first, last = (date.fromisoformat(str(day)[:10]) for day in axis["range"])
        return first + timedelta(days=1), last
    spans, marks = (*backdrop.campaigns, *backdrop.events), (*backdrop.episodes, *backdrop.breaks)
    days = [*(span.start for span in spans), *(mark.day for mark in marks)]
    last = backdrop.last_day or max([*days, *(span.until for span in spans if span.until)], default=date.max)
    return min(days, default=last), last


def _told(backdrop: Backdrop, letters: Mapping[Span, str]) -> list[list[str]]:
    """Return what is drawn, for the list beside the chart: label, kind, title, first and last day."""
    spans = [
        [letters.get(span, ""), span.kind or "campaign", span.title, str(span.start), str(span.until or "")]
        for span in (*backdrop.campaigns, *backdrop.throughout, *backdrop.events)
        if span.title
    ]
    closed = [
        ["", span.kind or "public", span.title, str(span.start), str(span.until or "")] for span in backdrop.holidays
    ]
    marks = [
        [mark.label, kind, mark.title, str(mark.day), str(mark.day)]
        for kind, some in (("episode", backdrop.episodes), ("definition_break", backdrop.breaks))
        for mark in some
    ]
    return [*spans, *marks, *closed]


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

    foot: float = 0.0
    shapes: list[dict[str, object]] = field(default_factory=list)
    annotations: list[dict[str, object]] = field(default_factory=list)
    traces: list[dict[str, object]] = field(default_factory=list)

    def span(self, span: Span, end: date | None, *, colour: str, opacity: float) -> None:
        """Draw a band over the days of a span."""
        last = span.until or end or span.start
        ends = {"x0": _before(span.start), "x1": _before(last + timedelta(days=1)), "name": span.title}
        look = {"fillcolor": colour, "opacity": opacity, "line": {"width": 0}}
        self.shapes.append({"type": "rect", "y0": 0, "y1": 1, "yref": "paper", "layer": "below", **ends, **look})

    def lines(self, days: Iterable[date], colour: str, dash: str) -> None:
        """Draw a line over the height of the chart at each of some days."""
        line = {"color": colour, "dash": dash, "width": 1}
        for day in days:
            ends = {"x0": str(day), "x1": str(day), "y0": 0, "y1": 1}
            self.shapes.append({"type": "line", "yref": "paper", "layer": "below", "line": line, **ends})

    def name(self, name: Name) -> None:
        """Write the name of a span, or its letter, above the chart in its row; one without room is only listed."""
        if name.row >= 0:
            place = {"yanchor": "bottom", "yshift": name.row * _LINE, "xanchor": name.anchor}
            self._write(_before(name.day), name.text, theme.colour(_thing(name.span)), **place)

    def inside(self, span: Span, colour: str, ends: tuple[date, date]) -> None:
        """Write the name of a span inside the chart, below its upper edge."""
        if span.title:
            day, anchor = side_of(span, ends)
            self._write(_before(day), span.title, colour, yanchor="top", yshift=-_LINE, xanchor=anchor)

    def hatch(self, span: Span, traces: Sequence[Mapping[str, object]]) -> dict[str, object]:
        """Hatch a span over the whole height of each panel; returns the axes on which the hatching lies."""
        start, stop = _before(span.start), _before((span.until or span.start) + timedelta(days=1))
        panels = sorted({str(trace.get("yaxis", "y")) for trace in traces}) or ["y"]
        axes: dict[str, object] = {}
        for number, panel in enumerate(panels, start=_HATCH_AXIS):
            look = {"overlaying": panel, "range": [0, _HATCH_HIGH], "visible": False, "fixedrange": True}
            axes[f"yaxis{number}"] = look
            self.traces.append(_hatching(start, stop, f"y{number}"))
        return axes

    def starts(self, campaigns: Sequence[Span], events: Sequence[Span], ends: tuple[date, date]) -> None:
        """Put a point at the first day of each span that is drawn: it tells name and days on hover."""
        for thing in dict.fromkeys(_thing(span) for span in (*campaigns, *events)):
            some = [span for span in (*campaigns, *events) if _thing(span) == thing and span.title]
            marks = [
                Mark("", f"{span.title}: {day_range(span.start, span.until)}", max(span.start, ends[0]))
                for span in some
            ]
            if marks:
                look = {"symbol": theme.symbol(thing), "color": theme.colour(thing), "size": 8}
                self.traces.append(_points(marks, look, self.foot))

    def marks(self, marks: Iterable[Mark], *, colour: str, dash: str, symbol: str) -> None:
        """Draw lines with a label each, and one trace outside the legend whose points tell the titles on hover."""
        some = list(marks)
        if not some:
            return
        self.lines((mark.day for mark in some), colour, dash)
        for mark in some:
            if mark.label:
                self._write(str(mark.day), mark.label, colour, yanchor="top", xshift=2)
        self.traces.append(_points(some, {"symbol": symbol, "color": colour, "size": 9}, self.foot))

    def _write(self, x: str, text: str, colour: str, **place: object) -> None:
        look = {"showarrow": False, "xanchor": "left", "font": {"size": 12, "color": colour}}
        self.annotations.append({"x": x, "y": 1, "yref": "paper", "text": escape(text, quote=False), **look, **place})


def is_hatching(trace: Mapping[str, object]) -> bool:
    """Tell whether a trace only hatches the days that are not complete."""
    return trace.get("meta") == BEHIND and trace.get("fill") == "toself"


def _hatching(start: str, stop: str, axis: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start, start, stop, stop],
        "y": [0, _HATCH_HIGH, _HATCH_HIGH, 0],
        "yaxis": axis,
        "fill": "toself",
        "fillcolor": _CLEAR,
        "fillpattern": {"shape": "/", "fgcolor": theme.GREY, "size": 8, "solidity": 0.15},
        "line": {"width": 0, "color": theme.GREY},
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": BEHIND,
    }


def _points(marks: Sequence[Mark], marker: dict[str, object], foot: float) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [str(mark.day) for mark in marks],
        "y": [foot] * len(marks),
        "marker": marker,
        "hovertext": [escape(mark.title, quote=False) for mark in marks],
        "hoverinfo": "text",
        "showlegend": False,
        "cliponaxis": False,
        "meta": BEHIND,
    }
