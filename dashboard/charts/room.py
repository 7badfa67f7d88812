"""The room that the axes of a chart are going to need: a browser draws it again when it turns out to be too little."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_SIGN, _NUMBERS, _TITLE_BESIDE = 7, 12, 64
"""Pixels left of a chart: for each sign of its longest number, beside those, and with the title of the axis."""
_LEAST = 50
_ONE_LINE, _TITLE_BELOW = 33, 63
"""Pixels below a chart: for a line of days, numbers or names, and for one with the title of the axis."""
_LONGEST_NUMBER = len("10.000")
_ABOVE = 1.1  # an axis goes on above what it shows
_WITH_DECIMALS = 3  # numbers up to here stand at steps of a half or less
_BESIDE_NAMES = 28  # pixels
_NARROW, _WIDE = set("iljtfr.,:;’'|()! "), set("mwMW%")
_NARROW_PIXELS, _PIXELS, _CAPITAL_PIXELS, _WIDE_PIXELS = 3.3, 6.1, 7.2, 9.6
"""Widths of the letters that names are written in."""
_LINES, _TAG = re.compile(r"<br>|\n"), re.compile(r"<[^>]*>")


def room(figure: Mapping[str, Any]) -> dict[str, int]:
    """Return the margins of a figure, left and below, in pixels; never less than it has."""
    layout = figure["layout"]
    x, y = layout.get("xaxis", {}), layout.get("yaxis", {})
    wanted = {}
    if x.get("visible", True) and x.get("side") != "top":
        wanted["b"] = _TITLE_BELOW if _is_titled(x) else _ONE_LINE
    if y.get("visible", True):
        names = [*_names(figure["data"], y)]
        wanted["l"] = round(_BESIDE_NAMES + max(map(_width, names))) if names else _beside(figure)
    margin = layout.get("margin", {})
    return {side: max(pixels, margin.get(side, 0)) for side, pixels in wanted.items()}


def _names(traces: Sequence[Mapping[str, Any]], axis: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of the names along the left; nothing where numbers stand."""
    texts = [str(text) for text in axis.get("ticktext", ())]
    if not any(len(text) > _LONGEST_NUMBER for text in texts):
        texts = [each for trace in traces for each in _of_kind(trace.get("y"), str)]
    for text in texts:
        yield from (_TAG.sub("", line) for line in _LINES.split(text))


def _width(text: str) -> float:
    return sum(map(_width_of, text))


def _width_of(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_PIXELS
    if letter in _WIDE:
        return _WIDE_PIXELS
    return _CAPITAL_PIXELS if letter.isupper() else _PIXELS


def _beside(figure: Mapping[str, Any]) -> int:
    """Return the pixels that the numbers along the first axis need."""
    axis = figure["layout"].get("yaxis", {})
    beside = (_TITLE_BESIDE if _is_titled(axis) else _NUMBERS) + _SIGN * _signs(figure["data"], axis)
    return max(beside, _LEAST)


def _signs(traces: Sequence[Mapping[str, Any]], axis: Mapping[str, Any]) -> int:
    """Return how many signs the longest number along an axis is going to have."""
    texts = axis.get("ticktext")
    if texts is not None:
        return max((len(str(text)) for text in texts), default=0)
    known = [value for trace in traces for value in _of_kind(trace.get("y"), int | float)]
    high = _ABOVE * max(map(abs, known), default=0)
    whole = len(f"{round(high):,}")
    return whole + (2 if high <= _WITH_DECIMALS else 0) + any(value < 0 for value in known)


def _of_kind(values: object, kind: Any) -> list[Any]:
    return [each for each in values if isinstance(each, kind)] if isinstance(values, list | tuple) else []


def _is_titled(axis: Mapping[str, Any]) -> bool:
    title = axis.get("title")
    return bool(title.get("text") if isinstance(title, Mapping) else title)
