"""The figure as the browser gets it: look of its page, few pieces behind it, and room for its axes.

A browser takes about a millisecond for each band or line that stands behind a chart, whatever its size: a year of holidays
takes longer than the figures before them. All that look the same are one piece with many edges. It draws a chart a second
time when the numbers along the axes turn out to need more room than there is: they have it from the start. And Streamlit
hands every chart over twice: without a template, and with a mark that its figures are still the same, the second time is
nearly free. A chart with other figures is another element of the page, which begins anew.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.look import looked

_Shape = Mapping[str, Any]
_PLACE = ("x0", "x1", "y0", "y1", "type", "name")
_SIGN, _NUMBERS, _TITLE_BESIDE = 7, 12, 64
"""Pixels left of a chart: for each sign of its longest number, beside those, and with the title of the axis."""
_LEAST = 50
_ONE_LINE, _TITLE_BELOW = 33, 63
"""Pixels below a chart: for a line of days or numbers, and for one with the title of the axis."""
_LONGEST_NUMBER = len("10.000")
_ABOVE = 1.1  # an axis goes on above what it shows
_WITH_DECIMALS = 3  # numbers up to here stand at steps of a half or less
_STILL_THE_SAME = 1
_FOR_US = ("template", "meta")


def for_browser(drawn: go.Figure, *, dark: bool) -> go.Figure:
    """Return a figure for a light or a dark page; the one that was given stays as it is."""
    figure = theme.for_background(drawn, dark=dark).to_dict()
    for name in _FOR_US:
        figure["layout"].pop(name, None)
    layout = looked(figure["layout"], dark=dark)
    if layout.get("shapes"):
        layout["shapes"] = list(_gathered(layout["shapes"]))
    layout["margin"] = {**layout["margin"], **_room(figure)}
    finished = go.Figure(
        {**figure, "layout": {**layout, "datarevision": _STILL_THE_SAME, "template": theme.NO_TEMPLATE}},
        _validate=False,
    )
    finished.layout.template = None
    return finished


def _room(figure: Mapping[str, Any]) -> dict[str, int]:
    """Return the margins that the axes of a chart are going to need, as far as they do not hang on the length of names."""
    layout = figure["layout"]
    x, y = layout.get("xaxis", {}), layout.get("yaxis", {})
    room = {}
    if x.get("visible", True) and x.get("side") != "top" and not _has_names(x):
        room["b"] = _TITLE_BELOW if _is_titled(x) else _ONE_LINE
    if y.get("visible", True) and not _has_names(y) and not any(_is_of_names(trace) for trace in figure["data"]):
        room["l"] = _beside(figure)
    margin = layout.get("margin", {})
    return {side: max(pixels, margin.get(side, 0)) for side, pixels in room.items()}


def _beside(figure: Mapping[str, Any]) -> int:
    """Return the pixels left of a chart that the numbers along its first axis need."""
    axis = figure["layout"].get("yaxis", {})
    beside = (_TITLE_BESIDE if _is_titled(axis) else _NUMBERS) + _SIGN * _signs(figure["data"], axis)
    return max(beside, _LEAST)


def _signs(traces: Sequence[Mapping[str, Any]], axis: Mapping[str, Any]) -> int:
    """Return how many signs the longest number along an axis is going to have."""
    texts = axis.get("ticktext")
    if texts is not None:
        return max((len(str(text)) for text in texts), default=0)
    known = [value for trace in traces for value in _numbers(trace.get("y"))]
    high = _ABOVE * max(map(abs, known), default=0)
    whole = len(f"{round(high):,}")
    return whole + (2 if high <= _WITH_DECIMALS else 0) + any(value < 0 for value in known)


def _numbers(values: object) -> list[float]:
    return [each for each in values if isinstance(each, int | float)] if isinstance(values, list | tuple) else []


def _has_names(axis: Mapping[str, Any]) -> bool:
    return axis.get("type") == "category" or any(len(text) > _LONGEST_NUMBER for text in axis.get("ticktext", ()))


def _is_titled(axis: Mapping[str, Any]) -> bool:
    title = axis.get("title")
    return bool(title.get("text") if isinstance(title, Mapping) else title)


def _is_of_names(trace: Mapping[str, Any]) -> bool:
    """Tell whether a trace stands at names along the left, such as bars that lie."""
    values = trace.get("y")
    return isinstance(values, list | tuple) and any(isinstance(value, str) for value in values)


def _gathered(shapes: Sequence[_Shape]) -> Iterator[_Shape]:
    """Return the shapes, those that look the same as one at the place of the first of them; what overlaps stays darker."""
    alike: dict[str, list[_Shape]] = {}
    for number, shape in enumerate(shapes):
        alike.setdefault(_look(shape) if _can_be_joined(shape) else str(number), []).append(shape)
    for some in alike.values():
        for layer in _apart(some) if len(some) > 1 else [some]:
            yield layer[0] if len(layer) == 1 else _joined(layer)


def _apart(some: Sequence[_Shape]) -> list[list[_Shape]]:
    """Return shapes in lists in which none overlaps another."""
    layers: list[list[_Shape]] = []
    for shape in sorted(some, key=lambda one: (one["x0"], one["x1"])):
        room = next((layer for layer in layers if layer[-1]["x1"] <= shape["x0"]), None)
        if room is None:
            layers.append(room := [])
        room.append(shape)
    return layers


def _can_be_joined(shape: _Shape) -> bool:
    """Tell whether a shape stands at days and over the height of the chart: those are written the same way in an outline."""
    return shape.get("type") in {"rect", "line"} and isinstance(shape.get("x0"), str) and shape.get("yref") == "paper"


def _look(shape: _Shape) -> str:
    """Return what shapes that look the same have in common; bands and lines are never one."""
    look = {name: value for name, value in shape.items() if name not in _PLACE}
    return json.dumps([shape["type"], look], sort_keys=True)


def _joined(some: Sequence[_Shape]) -> _Shape:
    look = {name: value for name, value in some[0].items() if name not in _PLACE}
    return {**look, "type": "path", "path": "".join(dict.fromkeys(map(_outline, some)))}


def _outline(shape: _Shape) -> str:
    x0, x1 = (str(shape[name]).replace(" ", "_") for name in ("x0", "x1"))
    if shape["type"] == "line":
        return f"M{x0},{shape['y0']}L{x1},{shape['y1']}"
    return f"M{x0},{shape['y0']}L{x1},{shape['y0']}L{x1},{shape['y1']}L{x0},{shape['y1']}Z"
