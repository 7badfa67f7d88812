"""One field of a drawing: from places to points, and the lines, areas, bars and dots in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from reportlab.graphics.shapes import Line, Polygon, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor

from dashboard.exports import font
from dashboard.exports.marks import marker
from dashboard.exports.picture import Axis, Series

_SCALE = 0.6
"""Sizes of dots are in pixels of a page; a drawing is read from nearer by."""
_TEXT = HexColor("#22262E")
_DASHES = {"dash": [5, 3], "dot": [1.5, 2], "dashdot": [5, 2, 1.5, 2], "longdash": [8, 3], "longdashdot": [8, 3, 2, 3]}
_SIZE = 7.5
_BAR = 0.8
"""Share of the room of a name that its bars take."""


@dataclass(frozen=True)
class Field:
    """A rectangle with its two axes; turns places into points."""

    left: float
    bottom: float
    right: float
    top: float
    x: Axis
    y: Axis

    def across(self, place: float) -> float:
        """Return how far from the left edge of the drawing a place of the x axis stands."""
        return self.left + _share(self.x, place) * (self.right - self.left)

    def up(self, place: float) -> float:
        """Return how far from the lower edge of the drawing a place of the y axis stands."""
        return self.bottom + _share(self.y, place) * (self.top - self.bottom)


def _share(axis: Axis, place: float) -> float:
    low, high, at = axis.low, axis.high, place
    if axis.is_log:
        low, high, at = log10(low), log10(high), log10(max(place, low))
    share = (at - low) / (high - low)
    return 1 - share if axis.is_reversed else share


def drawn_series(field: Field, some: Sequence[Series], barmode: str) -> Iterator[Shape]:
    """Yield what a field shows, in the order in which it lies on each other."""
    bars = [each for each in some if each.kind == "bars"]
    stacks: dict[tuple[float, bool], float] = {}
    for each in some:
        if each.kind == "area":
            yield from _area(field, each)
        elif each.kind == "bars":
            yield from _bars(field, each, bars, barmode, stacks)
    for each in some:
        if each.kind == "line":
            yield from _line(field, each)
        if each.kind in {"line", "dots"}:
            yield from _dots(field, each)
        if each.kind == "text" or (each.kind == "dots" and each.texts):
            yield from _texts(field, each)


def legend_sign(each: Series, x: float, y: float) -> Iterator[Shape]:
    """Yield the small sign of a series before its name."""
    paint = HexColor(each.colours[0] if each.colours else each.colour)
    if each.kind in {"area", "bars"}:
        yield Rect(x, y - 3, 11, 6, fillColor=_pale(each.colour, each.opacity), strokeColor=None)
        if each.hatched:
            yield from hatch(x, y - 3, 11, 6, colour=HexColor("#FFFFFF"))
        return
    if each.kind == "line":
        yield Line(x, y, x + 12, y, strokeColor=paint, strokeWidth=1.5, strokeDashArray=_DASHES.get(each.dash))
    if each.kind == "dots" or each.marked:
        yield marker(each.symbol, x + 6, y, 6, paint)


def _pale(code: str, opacity: float) -> Color:
    """Return a colour that what lies behind shines through."""
    found = HexColor(code)
    return Color(found.red, found.green, found.blue, alpha=opacity)


def _runs(each: Series) -> Iterator[list[tuple[float, float, float | None]]]:
    """Yield the stretches of a line without a gap: place, value, and where it begins."""
    base = each.base or (None,) * len(each.x)
    run: list[tuple[float, float, float | None]] = []
    for x, y, below in zip(each.x, each.y, base, strict=True):
        if x is None or y is None:
            if run:
                yield run
            run = []
        else:
            run.append((x, y, below))
    if run:
        yield run


def _area(field: Field, each: Series) -> Iterator[Shape]:
    for run in _runs(each):
        upper = [end for x, y, _below in run for end in (field.across(x), field.up(y))]
        lower = [end for x, _y, below in reversed(run) for end in (field.across(x), field.up(below or 0.0))]
        yield Polygon([*upper, *lower], fillColor=_pale(each.colour, each.opacity), strokeColor=None)


def _line(field: Field, each: Series) -> Iterator[Shape]:
    look = {"strokeColor": HexColor(each.colour), "strokeWidth": 1.3, "strokeDashArray": _DASHES.get(each.dash)}
    for run in _runs(each):
        points = [end for x, y, _below in run for end in (field.across(x), field.up(y))]
        if len(run) > 1:
            yield PolyLine(points, **look)


def _dots(field: Field, each: Series) -> Iterator[Shape]:
    low, high = each.low or (), each.high or ()
    for place, (x, y) in enumerate(zip(each.x, each.y, strict=True)):
        if x is None or y is None:
            continue
        paint = HexColor(each.colours[place] if len(each.colours) > place else each.colour)
        at = (field.across(x), field.up(y))
        if low and high and low[place] is not None and high[place] is not None:
            yield from _interval(field, each, at, (low[place], high[place]), paint)
        if each.kind == "dots" or each.marked:
            size = each.size * _SCALE if each.kind == "dots" else 3.6
            yield marker(each.symbol, *at, size, paint)


def _interval(
    field: Field, each: Series, at: tuple[float, float], ends: tuple[float, float], paint: Color
) -> Iterator[Shape]:
    look = {"strokeColor": paint, "strokeWidth": 1}
    if each.lying:
        first, last = (min(field.right, max(field.left, field.across(end))) for end in ends)
        yield Line(first, at[1], last, at[1], **look)
        for end in (first, last):
            yield Line(end, at[1] - 2, end, at[1] + 2, **look)
        return
    first, last = (min(field.top, max(field.bottom, field.up(end))) for end in ends)
    yield Line(at[0], first, at[0], last, **look)
    for end in (first, last):
        yield Line(at[0] - 2, end, at[0] + 2, end, **look)


def _texts(field: Field, each: Series) -> Iterator[Shape]:
    for x, y, text in zip(each.x, each.y, each.texts, strict=False):
        if x is not None and y is not None:
            look = {"fontName": font.PLAIN, "fontSize": _SIZE, "fillColor": _TEXT}
            yield String(field.across(x) + 5, field.up(y) - 2.5, font.writable(text), **look)


def _bars(
    field: Field, each: Series, bars: Sequence[Series], barmode: str, stacks: dict[tuple[float, bool], float]
) -> Iterator[Shape]:
    beside = 1 if barmode in {"stack", "overlay", "relative"} or each.widths else len(bars)
    number = bars.index(each) if beside > 1 else 0
    spots, values = (each.y, each.x) if each.lying else (each.x, each.y)
    room = _room(spots, bars)
    for place, (spot, value) in enumerate(zip(spots, values, strict=True)):
        if spot is None or value is None:
            continue
        wide = each.widths[place] if each.widths else room * _BAR / beside
        first = spot if each.after else spot - wide / 2
        if beside > 1:
            first = spot - room * _BAR / 2 + number * wide
        begin = each.base[place] or 0.0 if each.base else 0.0
        if barmode in {"stack", "relative"}:
            begin = stacks.get((spot, value < 0), 0.0)
            stacks[spot, value < 0] = begin + value
        yield from _bar(field, each, place, (first, first + wide), (begin, begin + value))


def _room(spots: Sequence[float | None], bars: Sequence[Series]) -> float:
    """Return how far names or days stand apart."""
    every = {spot for each in bars for spot in (each.y if each.lying else each.x) if spot is not None}
    some = sorted(every or {spot for spot in spots if spot is not None})
    return min((after - before for before, after in pairwise(some)), default=1.0)


def _bar(
    field: Field, each: Series, place: int, across: tuple[float, float], along: tuple[float, float]
) -> Iterator[Shape]:
    paint = _pale(each.colours[place] if len(each.colours) > place else each.colour, each.opacity)
    if each.lying:
        ends = (field.across(along[0]), field.up(across[0]), field.across(along[1]), field.up(across[1]))
    else:
        ends = (field.across(across[0]), field.up(along[0]), field.across(across[1]), field.up(along[1]))
    x, y = min(ends[0], ends[2]), min(ends[1], ends[3])
    wide, high = abs(ends[2] - ends[0]), abs(ends[3] - ends[1])
    yield Rect(x, y, wide, high, fillColor=paint, strokeColor=None)
    if each.hatched:
        yield from hatch(x, y, wide, high, colour=HexColor("#FFFFFF"))
    if len(each.texts) > place:
        look = {"fontName": font.PLAIN, "fontSize": _SIZE, "fillColor": _TEXT}
        text = font.writable(each.texts[place])
        spot = (x + wide + 3, y + high / 2 - 2.5) if each.lying else (x + wide / 2, y + high + 2)
        yield String(*spot, text, textAnchor="start" if each.lying else "middle", **look)


def hatch(x: float, y: float, wide: float, high: float, *, colour: Color) -> Iterator[Shape]:
    """Yield slanting lines over a rectangle, so that what is not complete is seen without colour too."""
    step, at = 3.0, -high
    while at < wide:
        first, last = max(0.0, at), min(wide, at + high)
        if last > first:
            yield Line(x + first, y + first - at, x + last, y + last - at, strokeColor=colour, strokeWidth=0.7)
        at += step
