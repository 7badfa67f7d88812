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
from dashboard.charts.room import room

_Shape = Mapping[str, Any]
_PLACE = ("x0", "x1", "y0", "y1", "type", "name")
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
    layout["margin"] = {**layout["margin"], **room(figure)}
    finished = go.Figure(
        {**figure, "layout": {**layout, "datarevision": _STILL_THE_SAME, "template": theme.NO_TEMPLATE}},
        _validate=False,
    )
    finished.layout.template = None
    return finished


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
