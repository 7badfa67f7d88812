"""Draws a picture with plain lines, bars and texts, for the PDF and for the SVG."""

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color, HexColor

from dashboard.exports import font
from dashboard.exports.field import Field, drawn_series, hatch, legend_sign
from dashboard.exports.picture import Axis, Band, Cell, Pane, Picture

TEXT, SOFT, RULE = HexColor("#22262E"), HexColor("#5B616B"), HexColor("#D5D8DD")
_HATCHING = HexColor("#B4B8BE")
SIZE = 7.5
_LINE = 11
_BELOW = 16
"""Room for the ticks under a field, in points."""
_APART = 14
_WIDEST_NAMES = 0.42
"""Share of the width that the names on an axis of values may take."""
_DASHES = {"dash": [5, 3], "dot": [1.5, 2], "dashdot": [5, 2, 1.5, 2], "longdash": [8, 4]}


def drawing_of(picture: Picture, width: float, height: float) -> Drawing:
    """Return a picture as a drawing in points: legend, fields with axes and ticks, and what stands behind them."""
    font.register()
    drawn = Drawing(width, height)
    group = Group()
    drawn.add(group)
    top = height - _legend(group, picture, width, height)
    rows = {band.row for band in picture.bands if band.label and band.row >= 0}
    top -= _LINE * max(max(rows, default=-1) + 1, int(any(pane.y.title for pane in picture.panes[:1])))
    left, right = _margin(picture, width), width - _right(picture)
    bottom = _BELOW + (_LINE if picture.x.title else 0)
    if picture.x.is_hidden:
        bottom = 4
    if picture.cells:
        _table(group, picture, left, bottom, right, top - _LINE)
        return drawn
    each = (top - bottom - _APART * (len(picture.panes) - 1)) / max(1, len(picture.panes))
    for number, pane in enumerate(picture.panes):
        upper = top - number * (each + _APART)
        field = Field(left, upper - each, right, upper, picture.x, pane.y)
        is_last = number == len(picture.panes) - 1
        _pane(group, field, pane, picture, is_first=number == 0, is_last=is_last)
    return drawn


def _legend(group: Group, picture: Picture, width: float, height: float) -> float:
    """Write what the series are called, in as many lines as it takes; return how high that is."""
    x, lines = 0.0, 1
    some = [each for each in picture.series if each.listed]
    if len(some) < 2 and not any(each.kind == "area" for each in some):  # noqa: PLR2004  one series is told by the title
        return 4
    for each in some:
        name = font.writable(each.name)
        room = 16 + font.width(name, SIZE) + 12
        if x and x + room > width:
            x, lines = 0.0, lines + 1
        y = height - lines * _LINE
        for shape in legend_sign(each, x, y + 2.5):
            group.add(shape)
        group.add(String(x + 16, y, name, fontName=font.PLAIN, fontSize=SIZE, fillColor=TEXT))
        x += room
    return lines * _LINE + 4


def _margin(picture: Picture, width: float) -> float:
    """Return how much room the ticks on the left take, and the title of the axis above them."""
    texts = [
        line
        for pane in picture.panes
        if not pane.y.is_hidden
        for _at, text in pane.y.ticks
        for line in text.split("\n")
    ]
    if picture.cells:
        texts = [text for pane in picture.panes for _at, text in pane.y.ticks]
    widest = max((font.width(text, SIZE) for text in texts), default=0.0)
    return min(widest, _WIDEST_NAMES * width) + 6


def _right(picture: Picture) -> float:
    """Return how much room texts beside the last value take."""
    lying = [each for each in picture.series if each.texts and (each.lying or each.kind == "text")]
    return max((font.width(text, SIZE) for each in lying for text in each.texts), default=0.0) + 6


def _pane(group: Group, field: Field, pane: Pane, picture: Picture, *, is_first: bool, is_last: bool) -> None:
    for band in picture.bands:
        if band.along == "x" or is_last:
            _band(group, field, band, labelled=is_first)
    _ticks_up(group, field)
    if is_last:
        _ticks_across(group, field)
    for shape in drawn_series(field, pane.series, picture.barmode):
        group.add(shape)
    if pane.y.title:
        _write(group, 0, field.top + 3, pane.y.title, anchor="start", colour=SOFT)
    if is_last:
        for note in picture.notes:
            aside = {"start": 6, "middle": 0, "end": -6}[note.anchor]
            up = 3 if note.anchor == "middle" else -2.5
            x, y = field.across(note.x) + aside, field.up(note.y) + up
            _write(group, x, y, note.text, anchor=note.anchor, colour=HexColor(note.colour))
    if is_last and picture.x.title:
        _write(
            group,
            (field.left + field.right) / 2,
            field.bottom - _BELOW - _LINE + 4,
            picture.x.title,
            anchor="middle",
            colour=SOFT,
        )


def _band(group: Group, field: Field, band: Band, *, labelled: bool) -> None:
    found = HexColor(band.colour)
    paint = Color(found.red, found.green, found.blue, alpha=band.opacity)
    axis = field.x if band.along == "x" else field.y
    if max(band.first, band.last) < axis.low or min(band.first, band.last) > axis.high:
        return
    first, last = max(band.first, axis.low), min(band.last, axis.high)
    if band.along == "x":
        start, end = field.across(first), field.across(last)
        box = (start, field.bottom, end, field.top)
    else:
        box = (field.left, field.up(first), field.right, field.up(last))
    if band.opacity and band.first == band.last:
        look = {"strokeColor": paint, "strokeWidth": 0.7, "strokeDashArray": _DASHES.get(band.dash)}
        group.add(Line(*box, **look))
    elif band.opacity:
        group.add(Rect(box[0], box[1], box[2] - box[0], box[3] - box[1], fillColor=paint, strokeColor=None))
    if band.hatched:
        for line in hatch(box[0], box[1], box[2] - box[0], box[3] - box[1], colour=_HATCHING):
            group.add(line)
    if band.label and labelled:
        height = field.top + 3 + _LINE * band.row if band.row >= 0 else field.top - _LINE + 3
        room = field.right - box[0] if band.anchor == "start" else box[0] - field.left
        text = font.shortened(band.label, SIZE, room)
        aside = 0 if band.row >= 0 else 2 if band.anchor == "start" else -2
        _write(group, box[0] + aside, height, text, anchor=band.anchor, colour=HexColor(band.colour))


def is_named(axis: Axis) -> bool:
    """Tell whether names stand along an axis, and not numbers."""
    return axis.scale == "category" or any(text[:1].isalpha() for _at, text in axis.ticks)


def _ticks_up(group: Group, field: Field) -> None:
    line = {"strokeColor": RULE, "strokeWidth": 0.5}
    for at, text in field.y.ticks:
        if not field.y.low <= at <= field.y.high:
            continue
        y = field.up(at)
        if not is_named(field.y):
            group.add(Line(field.left, y, field.right, y, **line))
        if not field.y.is_hidden:
            lines = [font.shortened(part, SIZE, field.left - 6) for part in text.split("\n")]
            for number, part in enumerate(lines):
                offset = ((len(lines) - 1) / 2 - number) * 9 - 2.5
                _write(
                    group, field.left - 4, y + offset, part, anchor="end", colour=TEXT if is_named(field.y) else SOFT
                )


def _ticks_across(group: Group, field: Field) -> None:
    line = {"strokeColor": RULE, "strokeWidth": 0.5}
    if field.y.low <= 0 <= field.y.high and not is_named(field.y) and not field.y.is_log:
        group.add(Line(field.left, field.up(0), field.right, field.up(0), strokeColor=SOFT, strokeWidth=0.6))
    if field.x.is_hidden:
        return
    is_lying = is_named(field.y)
    room = (field.right - field.left) / max(1, len(field.x.ticks)) if field.x.scale == "category" else 90
    reach = -1e9
    for at, text in field.x.ticks:
        if not field.x.low <= at <= field.x.high:
            continue
        x = field.across(at)
        if is_lying:
            group.add(Line(x, field.bottom, x, field.top, **line))
        group.add(Line(x, field.bottom - 2, x, field.bottom, **line))
        said = font.shortened(text.replace("\n", " "), SIZE, max(20, room - 4))
        half = font.width(said, SIZE) / 2
        if x - half < reach:
            continue
        reach = x + half + 4
        _write(group, min(x, field.right + 4 - half), field.bottom - 10, said, anchor="middle", colour=SOFT)


def _table(group: Group, picture: Picture, left: float, bottom: float, right: float, top: float) -> None:
    """Draw cells with what is written in each, names above and beside them."""
    columns = max(cell.column for cell in picture.cells) + 1
    rows = max(cell.row for cell in picture.cells) + 1
    wide, high = (right - left) / columns, (top - bottom) / rows
    for cell in picture.cells:
        _cell(group, cell, left + cell.column * wide, top - (cell.row + 1) * high, wide, high)
    for at, text in picture.x.ticks:
        said = font.shortened(text.replace("\n", " "), SIZE, wide - 2)
        _write(group, left + (at + 0.5) * wide, top + 3, said, anchor="middle", colour=TEXT)
    for at, text in picture.panes[0].y.ticks if picture.panes else ():
        said = font.shortened(text.replace("\n", " "), SIZE, left - 6)
        _write(group, left - 4, top - (at + 0.5) * high - 2.5, said, anchor="end", colour=TEXT)


def _cell(group: Group, cell: Cell, x: float, y: float, wide: float, high: float) -> None:
    group.add(
        Rect(x + 1, y + 1, wide - 2, high - 2, fillColor=HexColor(cell.colour), strokeColor=RULE, strokeWidth=0.4)
    )
    found = HexColor(cell.colour)
    is_dark = 0.3 * found.red + 0.6 * found.green + 0.1 * found.blue < 0.55  # noqa: PLR2004
    text = font.shortened(cell.text, SIZE, wide - 4)
    _write(
        group, x + wide / 2, y + high / 2 - 2.5, text, anchor="middle", colour=HexColor("#FFFFFF") if is_dark else TEXT
    )


def _write(group: Group, x: float, y: float, text: str, *, anchor: str, colour: Color) -> None:
    look = {"fontName": font.PLAIN, "fontSize": SIZE, "fillColor": colour, "textAnchor": anchor}
    group.add(String(x, y, font.writable(text), **look))
