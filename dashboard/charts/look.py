"""How every chart is written and ruled in the browser: letters, lines and grounds, for a light or a dark page.

They stand in the figure itself, not in a template beside it: a browser that meets a template draws a chart twice.
"""

from collections.abc import Mapping
from typing import Any

from dashboard.charts import theme

_LETTERS = '"Source Sans", sans-serif'
_SMALL, _TITLE = 12, 14  # pixels
_PAD = 8
_LIGHT = {"words": "#5A6070", "strong": theme.LIGHT_INK, "rule": "#E6EAF1", "page": theme.LIGHT_PAGE, "edge": "#D5DCE4"}
_DARK = {"words": "#E6EAF1", "strong": theme.DARK_INK, "rule": "#31333F", "page": theme.DARK_PAGE, "edge": "#38424F"}
_Layout = dict[str, Any]


def looked(layout: Mapping[str, Any], *, dark: bool) -> _Layout:
    """Return a layout with the look of the page under its own; what it says itself stays."""
    tints = _DARK if dark else _LIGHT
    words = {"color": tints["words"], "size": _SMALL, "family": _LETTERS}
    under: _Layout = {
        "font": words,
        "paper_bgcolor": tints["page"],
        "plot_bgcolor": tints["page"],
        "margin": {"pad": _PAD},
        "legend": {"font": {"color": tints["strong"]}, "valign": "top", "borderwidth": 0},
        "hoverlabel": {"bgcolor": tints["page"], "bordercolor": tints["edge"], "font": words},
    }
    axes = {name: _axis(name, tints) for name in {"xaxis", "yaxis", *filter(_is_axis, layout)}}
    return _over({**under, **axes}, layout)


def _is_axis(name: str) -> bool:
    return name.startswith(("xaxis", "yaxis"))


def _axis(name: str, tints: Mapping[str, str]) -> _Layout:
    rule = tints["rule"]
    shared = {"zerolinecolor": rule, "gridcolor": rule, "ticks": "", "automargin": True}
    title = {"font": {"color": tints["words"], "size": _TITLE}}
    if name.startswith("x"):
        return {**shared, "showgrid": False, "zeroline": False, "title": {**title, "standoff": 20}}
    return {**shared, "title": {**title, "standoff": 24}}


def _over(under: Mapping[str, Any], own: Mapping[str, Any]) -> _Layout:
    """Return one mapping of two, at every depth; the second wins. A title that is a text alone keeps its look."""
    result = dict(under)
    for name, value in own.items():
        known = result.get(name)
        if isinstance(known, Mapping) and name == "title" and isinstance(value, str):
            result[name] = {**known, "text": value}
        elif isinstance(known, Mapping) and isinstance(value, Mapping):
            result[name] = _over(known, value)
        else:
            result[name] = value
    return result
