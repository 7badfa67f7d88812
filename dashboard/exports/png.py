"""One chart as a PNG picture: the same drawing as the SVG, at twice its size, with nothing but what is installed anyway."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from math import hypot
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo
from reportlab.graphics.shapes import Circle, Group, Line, Polygon, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color

from dashboard.charts.chart import Chart
from dashboard.exports import font
from dashboard.exports.svg import sheet_of

_LARGER = 2
"""Pixels to a point of the picture."""
_FINER = 2
"""It is drawn larger still and then made smaller, which makes its edges smooth."""
_FONTS = Path(reportlab.__file__).parent / "fonts"

_Point = tuple[float, float]


def png_of(chart: Chart, source_line: str) -> bytes:
    """Return a chart as a PNG picture with its title, its source line and, in the file, its alt text."""
    sheet = sheet_of(chart, source_line)
    scale = _LARGER * _FINER
    image = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), "white")
    painter = _Painter(ImageDraw.Draw(image, "RGBA"), sheet.height, scale)
    for node in sheet.contents:
        painter.paint(node, (0.0, 0.0))
    image = image.reduce(_FINER)
    told = PngInfo()
    told.add_itxt("Title", chart.title)
    told.add_itxt("Description", chart.alt)
    told.add_itxt("Source", source_line)
    out = BytesIO()
    image.save(out, "PNG", pnginfo=told, dpi=(72 * _LARGER, 72 * _LARGER), optimize=True)
    return out.getvalue()


class _Painter:
    """Paints shapes; points are counted from the lower left corner, pixels from the upper left one."""

    def __init__(self, canvas: ImageDraw.ImageDraw, height: float, scale: int) -> None:
        self.canvas = canvas
        self.height = height
        self.scale = scale

    def paint(self, node: Shape, moved: _Point) -> None:
        """Paint a shape, or all shapes of a group, moved by some points."""
        if isinstance(node, Group):
            across, up = node.transform[4:]
            for each in node.contents:
                self.paint(each, (moved[0] + across, moved[1] + up))
        elif isinstance(node, String):
            self._text(node, moved)
        elif isinstance(node, Rect):
            x, y = node.x, node.y
            corners = (x, y, x + node.width, y, x + node.width, y + node.height, x, y + node.height)
            self._area(corners, node, moved)
        elif isinstance(node, Polygon):
            self._area(node.points, node, moved)
        elif isinstance(node, Circle):
            left, top = self._at(node.cx - node.r, node.cy + node.r, moved)
            right, bottom = self._at(node.cx + node.r, node.cy - node.r, moved)
            self.canvas.ellipse((left, top, right, bottom), fill=_rgba(node.fillColor))
        elif isinstance(node, PolyLine):
            self._line(node.points, node, moved)
        elif isinstance(node, Line):
            self._line((node.x1, node.y1, node.x2, node.y2), node, moved)

    def _at(self, x: float, y: float, moved: _Point) -> _Point:
        return (x + moved[0]) * self.scale, (self.height - y - moved[1]) * self.scale

    def _points(self, flat: Sequence[float], moved: _Point) -> list[_Point]:
        return [self._at(x, y, moved) for x, y in zip(flat[::2], flat[1::2], strict=True)]

    def _area(self, flat: Sequence[float], node: Shape, moved: _Point) -> None:
        points = self._points(flat, moved)
        if node.fillColor is not None:
            self.canvas.polygon(points, fill=_rgba(node.fillColor))
        if node.strokeColor is not None:
            self._stroke([*points, points[0]], node)

    def _line(self, flat: Sequence[float], node: Shape, moved: _Point) -> None:
        self._stroke(self._points(flat, moved), node)

    def _stroke(self, points: list[_Point], node: Shape) -> None:
        dashes = [length * self.scale for length in node.strokeDashArray or ()]
        width = max(1, round(node.strokeWidth * self.scale))
        for part in _dashed(points, dashes) if dashes else (points,):
            self.canvas.line(part, fill=_rgba(node.strokeColor), width=width, joint="curve")

    def _text(self, node: String, moved: _Point) -> None:
        face = ImageFont.truetype(str(_FONTS / font.FILES[node.fontName]), node.fontSize * self.scale)
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[node.textAnchor]
        self.canvas.text(
            self._at(node.x, node.y, moved), node.text, fill=_rgba(node.fillColor), font=face, anchor=anchor
        )


def _rgba(colour: Color | None) -> tuple[int, ...] | None:
    """Return a colour in parts of 255, the last how solid it is: what lies behind shines through."""
    return None if colour is None else tuple(round(255 * part) for part in (*colour.rgb(), colour.alpha))


def _dashed(points: Sequence[_Point], dashes: Sequence[float]) -> Iterator[list[_Point]]:
    """Yield the drawn parts of a line whose dashes and gaps have these lengths, on and on around its corners."""
    place, left = 0, dashes[0]
    for (x0, y0), (x1, y1) in pairwise(points):
        length, done = hypot(x1 - x0, y1 - y0), 0.0
        while done < length:
            step = min(left, length - done)
            if place % 2 == 0:
                ends = (done / length, (done + step) / length)
                yield [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in ends]
            done, left = done + step, left - step
            if left <= 0:
                place += 1
                left = dashes[place % len(dashes)]
