"""Reads a Plotly figure as this house makes them into a picture: lines, dots, bars, areas, cells, bands and notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import unescape
from typing import Any

from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import is_hatching
from dashboard.exports.axes import Places, axis_of, place_of, places_of, stack_ends
from dashboard.exports.heat import shade
from dashboard.exports.picture import Band, Cell, Note, Pane, Picture, Series

_TAGS = re.compile(r"<[^>]+>")
_RGBA = re.compile(r"rgba?\((\d+), *(\d+), *(\d+)(?:, *([\d.]+))?\)")
_DAY_MS = 24 * 3600 * 1000
_ANCHORS = {"left": "start", "right": "end"}


def picture_of(chart: Chart) -> Picture:
    """Return a chart as plain values; a kind of trace that is not known here is left to the table."""
    drawn = chart.figure.to_plotly_json()
    return _Reader(drawn["data"], drawn.get("layout", {})).picture(chart)


def flat(text: object) -> str:
    """Return a text of Plotly without its tags; line breaks become spaces."""
    told = str(text).replace("<br>", " ")
    return " ".join(unescape(_TAGS.sub("", told)).split())


class _Reader:
    """Holds what a figure consists of."""

    def __init__(self, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> None:
        seen = [trace for trace in traces if trace.get("visible", True) is True]
        self.hatchings = [trace for trace in seen if is_hatching(trace)]
        self.traces = [trace for trace in seen if trace not in self.hatchings]
        self.layout = layout
        self.cells = [trace for trace in self.traces if trace.get("type") == "heatmap"]
        self.known = [trace for trace in self.traces if trace.get("type", "scatter") in {"scatter", "scattergl", "bar"}]
        self.x_places = places_of(self.known or self.cells, layout.get("xaxis", {}), "x")

    def picture(self, chart: Chart) -> Picture:
        series = {name: list(self._series(name)) for name in self._axes()}
        panes = [
            Pane(
                axis_of(self.layout.get(_key(name), {}), "y", some, self._y_places(name), self._over("y", some)),
                tuple(some),
            )
            for name, some in series.items()
        ]
        every = [each for some in series.values() for each in some]
        bands = tuple(self._bands())
        return Picture(
            title=chart.title,
            alt=chart.alt,
            x=axis_of(self.layout.get("xaxis", {}), "x", every, self.x_places, self._over("x", every)),
            panes=tuple(panes),
            bands=bands,
            cells=tuple(self._cells()),
            notes=tuple(self._notes()),
            barmode=str(self.layout.get("barmode", "group")),
        )

    def _over(self, letter: str, some: Sequence[Series]) -> list[float]:
        """Return what must be seen beside the values: lines behind them, and bars that stand on each other."""
        ends = [end for band in self._bands() if band.along == letter == "y" for end in (band.first, band.last)]
        stacked = self.layout.get("barmode") in {"stack", "relative"}
        return [*ends, *(stack_ends(letter, some) if stacked else ())]

    def _axes(self) -> list[str]:
        """Return the axes of values from top to bottom, by where they stand."""
        used = dict.fromkeys(str(trace.get("yaxis", "y")) for trace in self.known) or {"y": None}
        tops = {name: self.layout.get(_key(name), {}).get("domain", (0, 1))[1] for name in used}
        return sorted(used, key=lambda name: -tops[name])

    def _y_places(self, name: str) -> Places | None:
        return places_of(
            [each for each in self.known or self.cells if str(each.get("yaxis", "y")) == name],
            self.layout.get(_key(name), {}),
            "y",
        )

    def _series(self, axis: str) -> Iterator[Series]:
        before: Mapping[str, Any] | None = None
        for number, trace in enumerate(self.known):
            if str(trace.get("yaxis", "y")) != axis:
                continue
            base = before if trace.get("fill") == "tonexty" else None
            yield from self._read(trace, base, number)
            before = trace

    def _read(self, trace: Mapping[str, Any], base: Mapping[str, Any] | None, number: int) -> Iterator[Series]:
        places = self._y_places(str(trace.get("yaxis", "y")))
        x = tuple(place_of(value, self.x_places) for value in _list(trace.get("x")))
        y = tuple(place_of(value, places) for value in _list(trace.get("y")))
        if not x and y:
            x = tuple(float(place) for place in range(len(y)))
        shared = {
            "name": flat(trace.get("name", "")),
            "x": x,
            "y": y,
            "texts": tuple(flat(text) for text in _list(trace.get("text"))),
            "listed": bool(trace.get("showlegend", True)) and bool(trace.get("name")),
        }
        if trace.get("type") == "bar":
            yield self._bar(trace, shared, number)
            return
        if trace.get("fill") in {"tonexty", "tozeroy"}:
            below = tuple(place_of(value, places) for value in _list(base.get("y"))) if base else None
            colour, opacity = _colour(trace.get("fillcolor"), number)
            yield Series(kind="area", colour=colour, opacity=opacity, base=below, **shared)
        yield from self._scatter(trace, shared, number)

    def _scatter(self, trace: Mapping[str, Any], shared: dict[str, Any], number: int) -> Iterator[Series]:
        mode = str(trace.get("mode", "lines"))
        line, marker = trace.get("line", {}), trace.get("marker", {})
        width = line.get("width", 2)
        lying = bool(trace.get("error_x"))
        low, high = _margins(trace.get("error_x") or trace.get("error_y"), shared["x"] if lying else shared["y"])
        look = {"low": low, "high": high, "lying": lying, "symbol": str(_one(marker.get("symbol"), "circle"))}
        if "lines" in mode and width:
            colour, _opacity = _colour(line.get("color", _one(marker.get("color"), None)), number)
            marked = "markers" in mode
            yield Series(
                kind="line", colour=colour, dash=str(line.get("dash", "solid")), marked=marked, **shared, **look
            )
        elif "markers" in mode:
            colour, opacity = _colour(_one(marker.get("color"), None), number)
            colours = tuple(_colour(each, number)[0] for each in _list(marker.get("color")))
            size = float(_one(marker.get("size"), 6))
            opacity = float(_one(marker.get("opacity"), opacity))
            texts = shared["texts"] if "text" in mode else ()
            told = {**shared, "texts": texts}
            yield Series(kind="dots", colour=colour, colours=colours, size=size, opacity=opacity, **told, **look)
        elif mode == "text":
            colour, _opacity = _colour(trace.get("textfont", {}).get("color", "#333333"), number)
            yield Series(kind="text", colour=colour, **{**shared, "listed": False})

    def _bar(self, trace: Mapping[str, Any], shared: dict[str, Any], number: int) -> Series:
        marker = trace.get("marker", {})
        colour, opacity = _colour(_one(marker.get("color"), None), number)
        lying = trace.get("orientation") == "h"
        low, high = _margins(trace.get("error_x" if lying else "error_y"), shared["x"] if lying else shared["y"])
        shape = marker.get("pattern", {}).get("shape")
        scale = _DAY_MS if self._is_dated() and not lying else 1
        widths = _list(trace.get("width"))
        if widths and len(widths) == 1:
            widths = widths * len(shared["x"])
        base = _list(trace.get("base"))
        texts = shared["texts"] if trace.get("textposition") != "none" else ()
        return Series(
            kind="bars",
            colour=colour,
            colours=tuple(_colour(each, number)[0] for each in _list(marker.get("color"))),
            opacity=float(_one(marker.get("opacity"), trace.get("opacity", opacity))),
            hatched=bool(_one(shape, "")),
            widths=tuple(float(width) / scale for width in widths),
            after=trace.get("offset") == 0,
            lying=lying,
            low=low,
            high=high,
            base=tuple(None if value is None else float(value) for value in base) or None,
            **{**shared, "texts": texts},
        )

    def _is_dated(self) -> bool:
        return self.layout.get("xaxis", {}).get("type") == "date" or any(
            is_day(value) for trace in self.known for value in _list(trace.get("x"))[:1]
        )

    def _bands(self) -> Iterator[Band]:
        for shape in self.layout.get("shapes") or ():
            yield from _band(shape, self.x_places)
        for trace in self.hatchings[:1]:  # all panels over the same days
            first, last = (place_of(trace["x"][end], self.x_places) for end in (0, -1))
            yield Band(first or 0.0, last or 0.0, theme.GREY, opacity=0, hatched=True)
        for note in self._labels():
            colour, _opacity = _colour(note.get("font", {}).get("color"), 0)
            at = place_of(note["x"], self.x_places)
            if at is not None:
                row = -1 if note.get("yanchor") == "top" else round(note.get("yshift", 0) / 14)
                anchor = _ANCHORS.get(note.get("xanchor", "left"), "start")
                yield Band(at, at, colour, opacity=0, label=flat(note.get("text", "")), row=row, anchor=anchor)

    def _labels(self) -> list[Mapping[str, Any]]:
        """Return the texts that stand at the upper edge."""
        some = self.layout.get("annotations") or ()
        return [
            note for note in some if note.get("yref") == "paper" and note.get("xref", "x") != "paper" and "x" in note
        ]

    def _notes(self) -> Iterator[Note]:
        for note in self.layout.get("annotations") or ():
            if note.get("yref", "y") != "y" or note.get("xref", "x") != "x":
                continue
            at, height = place_of(note.get("x"), self.x_places), place_of(note.get("y"), self._y_places("y"))
            if at is not None and height is not None:
                colour = _colour(note.get("font", {}).get("color", "#333333"), 0)[0]
                anchor = _ANCHORS.get(note.get("xanchor", "center"), "middle")
                yield Note(at, height, flat(note.get("text", "")), colour, anchor)

    def _cells(self) -> Iterator[Cell]:
        for trace in self.cells:
            texts = _list(trace.get("text"))
            for row, line in enumerate(_list(trace.get("z"))):
                for column, value in enumerate(_list(line)):
                    text = flat(texts[row][column]) if texts else ""
                    yield Cell(column, row, shade(trace, value), text)


def _key(name: str) -> str:
    return "yaxis" + name.removeprefix("y")


def _band(shape: Mapping[str, Any], places: Places | None) -> Iterator[Band]:
    line = shape.get("line", {})
    is_line = shape.get("type") == "line"
    colour, opacity = _colour(line.get("color") if is_line else shape.get("fillcolor"), 0)
    solid = opacity * float(shape.get("opacity", 1))
    look = {"colour": colour, "opacity": solid, "dash": str(line.get("dash", "solid"))}
    whole_x, whole_y = (str(shape.get(f"{each}ref", each)).endswith(("paper", "domain")) for each in "xy")
    letter = "y" if whole_x and not whole_y else "x"
    ends = [place_of(shape.get(f"{letter}{end}"), places if letter == "x" else None) for end in (0, 1)]
    if ends[0] is not None and ends[1] is not None:
        yield Band(min(ends), max(ends), along=letter, **look)


def _margins(
    error: Mapping[str, Any] | None, values: Sequence[float | None]
) -> tuple[tuple[float | None, ...] | None, tuple[float | None, ...] | None]:
    if not error or not _list(error.get("array")):
        return None, None
    above = _list(error["array"])
    below = _list(error.get("arrayminus")) or above
    low = tuple(_moved(value, margin, -1) for value, margin in zip(values, below, strict=True))
    return low, tuple(_moved(value, margin, 1) for value, margin in zip(values, above, strict=True))


def _moved(value: float | None, margin: float | None, sign: int) -> float | None:
    return None if value is None or margin is None else value + sign * float(margin)


def _list(values: Any) -> list[Any]:
    """Return the values of a list, a tuple or an array; a single one is no list."""
    if values is None or isinstance(values, str | bytes | Mapping):
        return []
    try:
        return list(values)
    except TypeError:
        return []


def _one(value: Any, default: Any) -> Any:
    """Return a single look, or the first one of a list of looks."""
    some = _list(value)
    return some[0] if some else default if value is None or isinstance(value, list | tuple) else value


def _colour(text: object, number: int) -> tuple[str, float]:
    """Return a colour as ``#RRGGBB`` with how solid it is; what has none gets one of the house by its place."""
    if not isinstance(text, str):
        return theme.LIGHT[number % len(theme.LIGHT)], 1.0
    if found := _RGBA.fullmatch(text.strip()):
        return "#{:02X}{:02X}{:02X}".format(*(int(part) for part in found.groups()[:3])), float(found[4] or 1)
    return (text, 1.0) if text.startswith("#") else (theme.GREY, 1.0)


def is_day(value: object) -> bool:
    """Tell whether a value is a day, or a text that begins with one."""
    return isinstance(value, date | datetime) or (
        isinstance(value, str) and bool(re.match(r"\d{4}-\d{2}-\d{2}", value))
    )
