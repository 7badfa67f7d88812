"""The signs of dots: the second channel beside their colour."""

from collections.abc import Callable, Mapping

from reportlab.graphics.shapes import Circle, Line, Polygon, Rect, Shape
from reportlab.lib.colors import Color


def marker(symbol: str, x: float, y: float, size: float, colour: Color) -> Shape:
    """Return the sign of a dot around a point; one that is not known is a circle."""
    return _SIGNS.get(symbol.removesuffix("-open"), _circle)(x, y, size / 2, colour)


def _circle(x: float, y: float, half: float, colour: Color) -> Shape:
    return Circle(x, y, half, fillColor=colour, strokeColor=None)


def _square(x: float, y: float, half: float, colour: Color) -> Shape:
    return Rect(x - half, y - half, 2 * half, 2 * half, fillColor=colour, strokeColor=None)


def _diamond(x: float, y: float, half: float, colour: Color) -> Shape:
    return _polygon((x, y + half, x + half, y, x, y - half, x - half, y), colour)


def _up(x: float, y: float, half: float, colour: Color) -> Shape:
    return _polygon((x, y + half, x + half, y - half, x - half, y - half), colour)


def _down(x: float, y: float, half: float, colour: Color) -> Shape:
    return _polygon((x, y - half, x + half, y + half, x - half, y + half), colour)


def _lying(x: float, y: float, half: float, colour: Color) -> Shape:
    return Line(x - half, y, x + half, y, strokeColor=colour, strokeWidth=2)


def _standing(x: float, y: float, half: float, colour: Color) -> Shape:
    return Line(x, y - half, x, y + half, strokeColor=colour, strokeWidth=1)


def _cross(x: float, y: float, half: float, colour: Color) -> Shape:
    third = half / 3
    points = (
        (-1, 3),
        (1, 3),
        (1, 1),
        (3, 1),
        (3, -1),
        (1, -1),
        (1, -3),
        (-1, -3),
        (-1, -1),
        (-3, -1),
        (-3, 1),
        (-1, 1),
    )
    return _polygon(tuple(end for across, up in points for end in (x + across * third, y + up * third)), colour)


def _polygon(points: tuple[float, ...], colour: Color) -> Shape:
    return Polygon(points, fillColor=colour, strokeColor=None)


_SIGNS: Mapping[str, Callable[[float, float, float, Color], Shape]] = {
    "circle": _circle,
    "square": _square,
    "diamond": _diamond,
    "triangle-up": _up,
    "triangle-down": _down,
    "x": _cross,
    "cross": _cross,
    "line-ew": _lying,
    "line-ns": _standing,
}
