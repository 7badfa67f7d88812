"""One chart as an SVG picture: what it says above it, its source below it, nothing from outside in it."""

import re
from html import escape

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Group, String
from reportlab.lib.colors import HexColor

from dashboard.charts.chart import Chart
from dashboard.charts.told import letters_words
from dashboard.exports import font
from dashboard.exports.drawing import SOFT, TEXT, drawing_of, is_named
from dashboard.exports.picture import Picture
from dashboard.exports.reading import picture_of

_WIDE, _EDGE = 560.0, 14.0
_TITLE, _SOURCE = 11.0, 7.5
_LEAST, _ROW = 250.0, 22.0
_FAMILY = "'Bitstream Vera Sans', 'DejaVu Sans', Verdana, sans-serif"


def svg_of(chart: Chart, source_line: str) -> bytes:
    """Return a chart as an SVG document with its title, its source line and its alt text, in the language of the page."""
    return _finished(renderSVG.drawToString(sheet_of(chart, source_line)), chart).encode("utf-8")


def sheet_of(chart: Chart, source_line: str) -> Drawing:
    """Return a chart as a drawing with its title above it, and its source line below it with what the letters in it mean."""
    picture = picture_of(chart)
    room = _WIDE - 2 * _EDGE
    titles = font.wrapped(font.writable(chart.title), _TITLE, room, font.BOLD)
    below_it = " ".join(part for part in (source_line, letters_words(chart.figure)) if part)
    sources = font.wrapped(font.writable(below_it), _SOURCE, room)
    high = height_of(picture)
    above, below = 15 * len(titles) + 8, 10 * len(sources) + 8
    whole = Drawing(_WIDE, high + above + below + 2 * _EDGE)
    drawn = drawing_of(picture, room, high).contents[0]
    drawn.transform = (1, 0, 0, 1, _EDGE, _EDGE + below)
    whole.add(drawn)
    whole.add(_written(titles, whole.height - _EDGE - 9, 15, font.BOLD, _TITLE, TEXT))
    whole.add(_written(sources, _EDGE + below - 12, 10, font.PLAIN, _SOURCE, SOFT))
    return whole


def height_of(picture: Picture) -> float:
    """Return how high a picture should be, in points: bars that lie need room for each name."""
    rows = max((len(pane.y.ticks) for pane in picture.panes if is_named(pane.y)), default=0)
    if picture.cells:
        rows = max(cell.row for cell in picture.cells) + 2
    if rows:
        return max(90.0, 40 + _ROW * rows)
    return _LEAST + 90 * (len(picture.panes) - 1)


def _written(lines: list[str], top: float, step: float, name: str, size: float, colour: HexColor) -> Group:
    group = Group()
    for number, line in enumerate(lines):
        look = {"fontName": name, "fontSize": size, "fillColor": colour}
        group.add(String(_EDGE, top - number * step, line, **look))
    return group


def _finished(document: str, chart: Chart) -> str:
    """Return the document with a family of typefaces that readers have, and with the words for who cannot see it."""
    told = re.sub(r"font-family: *Vera-Bold", f"font-weight: bold; font-family: {_FAMILY}", document)
    told = re.sub(r"font-family: *Vera\b", f"font-family: {_FAMILY}", told)
    told = re.sub(r"<!DOCTYPE[^>]*>\s*", "", told)
    title, alt = escape(chart.title), escape(chart.alt)
    return re.sub(
        r"<title>.*?</title>\s*<desc>.*?</desc>", f"<title>{title}</title><desc>{alt}</desc>", told, flags=re.DOTALL
    )
