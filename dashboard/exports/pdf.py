"""A report on A4 paper: key figures in cards, charts drawn as lines, tables, and on each page what it is and when known."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from dashboard.exports import font, wording
from dashboard.exports.drawing import RULE, SOFT, TEXT, drawing_of
from dashboard.exports.page_frame import NumberedPages, head_room
from dashboard.exports.report import Piece, Report, Section, Table, Tile
from dashboard.exports.svg import height_of
from dashboard.i18n import _

_EDGE, _FOOT = 15 * mm, 16 * mm
_ROOM = A4[0] - 2 * _EDGE
_COLUMNS, _BETWEEN, _SMALL_HEIGHT = 4, 12, 92
_SCALE = 0.62
"""A picture on paper is lower than one on a screen."""
_BLUE, _WARM, _SHADE = HexColor("#005A96"), HexColor("#A34700"), HexColor("#F4F6F8")


def pdf(report: Report) -> bytes:
    """Return the paper, in the language of the report."""
    font.register()
    out = BytesIO()
    top = _EDGE + head_room(report)
    paper = BaseDocTemplate(
        out,
        pagesize=A4,
        title=font.writable(report.title),
        author=font.writable(report.organisation),
        subject=font.writable(wording.about(report)),
        creator="Instroom",
        lang=report.language,
        invariant=1,
    )
    frame = Frame(_EDGE, _FOOT, _ROOM, A4[1] - top - _FOOT, 0, 0, 0, 0)
    paper.addPageTemplates([PageTemplate("page", [frame])])

    def pages(*arguments: Any, **keywords: Any) -> NumberedPages:
        return NumberedPages(*arguments, report=report, **keywords)

    paper.build(list(_story(report)), canvasmaker=pages)
    return out.getvalue()


def _style(name: str, size: float, colour: HexColor = TEXT, face: str = font.PLAIN, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * 1.32, textColor=colour, **more)


_TITLE = _style("title", 17, face=font.BOLD, spaceAfter=3)
_HEADING = _style("heading", 11.5, _BLUE, font.BOLD, spaceBefore=9, spaceAfter=3, keepWithNext=1)
_LEAD = _style("lead", 10.5, face=font.BOLD, spaceAfter=4)
_BODY = _style("body", 8.6, spaceAfter=3)
_POINT = _style("point", 8.6, leftIndent=9, bulletIndent=1, spaceAfter=1.5)
_SMALL = _style("small", 7.2, SOFT, spaceAfter=2)
_PIECE = _style("piece", 9, face=font.BOLD, spaceBefore=4, spaceAfter=2)
_WARNING = _style(
    "warning", 9, _WARM, font.BOLD, borderColor=_WARM, borderWidth=0.7, borderPadding=4, spaceAfter=8, spaceBefore=4
)
_PIECE_SMALL, _TINY = _style("half", 7.8, face=font.BOLD, spaceAfter=1), _style("tiny", 5.8, SOFT)
_CELL, _HEAD = _style("cell", 7.2), _style("head", 7.2, face=font.BOLD)
_LABEL = _style("label", 7.4, SOFT)
_VALUE, _LONG_VALUE = _style("value", 14, face=font.BOLD), _style("long", 9.5, face=font.BOLD)
_BESIDE = _style("beside", 6.6, SOFT)


def _text(said: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    return Paragraph(escape(font.writable(said)), style, bulletText=bullet)


def _story(report: Report) -> Iterator[Flowable]:
    yield _text(report.title, _TITLE)
    if report.subtitle:
        yield _text(report.subtitle, _BODY)
    yield _text(wording.about(report), _SMALL)
    for said in report.warnings:
        yield _text(said, _WARNING)
    for said in report.lead:
        yield _text(said, _LEAD)
    if report.tiles:
        yield _cards(report.tiles)
    for section in report.sections:
        yield from _section(section, beside=report.about == "overview")
    yield KeepTogether([_text(_("Sources"), _HEADING), *(_text(said, _SMALL) for said in report.sources)])


def _cards(tiles: Sequence[Tile]) -> Grid:
    """Return the key figures as cards, four beside each other."""
    cells = [_card(tile) for tile in tiles]
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    rows[-1] += [""] * (_COLUMNS - len(rows[-1]))
    look = [
        ("BOX", (0, 0), (-1, -1), 0.5, RULE),
        ("INNERGRID", (0, 0), (-1, -1), 0.5, RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return Grid(rows, colWidths=[_ROOM / _COLUMNS] * _COLUMNS, style=look, spaceBefore=4, spaceAfter=6)


def _card(tile: Tile) -> list[Flowable]:
    style = _VALUE if font.width(tile.value, _VALUE.fontSize, font.BOLD) < _ROOM / _COLUMNS - 14 else _LONG_VALUE
    return [_text(tile.label, _LABEL), _text(tile.value, style), *(_text(said, _BESIDE) for said in tile.beside)]


def _section(section: Section, *, beside: bool) -> Iterator[Flowable]:
    top: list[Flowable] = [_text(section.heading, _HEADING)]
    top += [_text(said, _BODY) for said in section.sentences]
    top += [_text(said, _POINT, "•") for said in section.points]
    pieces = list(_pairs(section.pieces) if beside else map(_piece, section.pieces))
    if pieces and len(top) == 1:  # a heading stays with what it stands above
        first, *pieces = pieces
        yield KeepTogether([*top, *_parts(first)])
    else:
        yield CondPageBreak(45 * mm)
        yield from top
    yield from pieces
    yield from (_text(said, _SMALL) for said in section.notes)


def _parts(piece: Flowable) -> list[Flowable]:
    """Return what is kept together, apart: one keeping inside another loses its heading."""
    return list(piece._content) if isinstance(piece, KeepTogether) else [piece]  # noqa: SLF001  the library has no other way


def _pairs(pieces: Sequence[Piece]) -> Iterator[Flowable]:
    """Yield two pictures beside each other where two follow each other: so the first page holds all of them."""
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.picture is None or not piece.picture.is_drawn:
            yield from map(_piece, waiting)
            waiting = []
            yield _piece(piece)
        elif waiting:
            yield _pair(waiting.pop(), piece)
        else:
            waiting.append(piece)
    yield from map(_piece, waiting)


def _pair(left: Piece, right: Piece) -> Grid:
    half = (_ROOM - _BETWEEN) / 2
    cells = [[_small(piece, half) for piece in (left, right)]]
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (0, 0), _BETWEEN),
    ]
    look += [
        ("RIGHTPADDING", (1, 0), (1, 0), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Grid(cells, colWidths=[half + _BETWEEN, half], style=look)


def _small(piece: Piece, wide: float) -> list[Flowable]:
    """Return a picture half as wide as the page, with its message and its source."""
    assert piece.picture is not None
    drawn = drawing_of(piece.picture, wide, _SMALL_HEIGHT + 10 * (len(piece.picture.panes) - 1))
    return [_text(piece.title, _PIECE_SMALL), drawn, _text(piece.source_line, _TINY)]


def _piece(piece: Piece) -> Flowable:
    parts: list[Flowable] = [_text(piece.title, _PIECE)]
    if piece.picture is not None and piece.picture.is_drawn:
        parts += [
            drawing_of(piece.picture, _ROOM, height_of(piece.picture) * _SCALE + 12),
            _text(piece.picture.alt, _SMALL),
        ]
    else:
        parts.append(_grid(piece.table))
    if piece.source_line:
        parts.append(_text(piece.source_line, _SMALL))
    return KeepTogether([*parts, Spacer(1, 3)])


def _grid(table: Table) -> Flowable:
    rows = [
        [_text(each, _HEAD) for each in table.headings],
        *([_text(each, _CELL) for each in row] for row in table.rows),
    ]
    look = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Grid(rows, colWidths=_widths(table), style=look, repeatRows=1, hAlign="LEFT")


def _widths(table: Table) -> list[float]:
    """Return widths that hold the longest word of each column, and share what is left by how much stands in them."""
    columns = [(heading, *(row[place] for row in table.rows)) for place, heading in enumerate(table.headings)]
    longest = [max(font.width(text, _CELL.fontSize) for text in some) + 8 for some in columns]
    least = [
        max(font.width(word, _CELL.fontSize, font.BOLD) for text in some for word in text.split(" ")) + 8
        for some in columns
    ]
    wanted = [max(least_, min(long, 190.0)) for least_, long in zip(least, longest, strict=True)]
    if sum(wanted) <= _ROOM:
        return wanted
    spare = max(0.0, _ROOM - sum(least))
    more = [want - width for want, width in zip(wanted, least, strict=True)]
    share = spare / sum(more) if sum(more) else 0.0
    widths = [width + extra * share for width, extra in zip(least, more, strict=True)]
    return [width * min(1.0, _ROOM / sum(widths)) for width in widths]
