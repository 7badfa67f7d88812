"""The first page on one sheet of A4: for a director who takes it along. Never two sheets; the words say what the colours would."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from reportlab.graphics.shapes import Drawing, PolyLine
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from dashboard.analysis.overview import OverviewPage, Tile
from dashboard.analysis.surroundings import Happening
from dashboard.charts.overview_words import (
    axis_line,
    before_text,
    difference_text,
    direction_text,
    hours_text,
    interval_text,
    period_text,
    sentences,
    spent_table,
    target_text,
    written,
)
from dashboard.charts.words import KINDS, tell
from dashboard.exports import font
from dashboard.exports.drawing import RULE, SOFT, TEXT
from dashboard.i18n import _, day, day_range, moment, ngettext, number
from dashboard.told.overview import market_card, market_lines

_EDGE, _FOOT = 13 * mm, 11 * mm
_ROOM = A4[0] - 2 * _EDGE
_COLUMNS = 4
_MOST_HAPPENED = 6
_QUARTERS = 5
_BLUE, _SHADE = HexColor("#005A96"), HexColor("#EEF4F9")
_LINE = (_ROOM / _COLUMNS - 14, 16)
"""Size of a small line of months, in points."""


@dataclass(frozen=True)
class Sheet:
    """What the sheet says of itself."""

    organisation: str
    language: str
    zone: str
    made_at: datetime
    is_demo: bool


def one_page(page: OverviewPage, sheet: Sheet) -> bytes:
    """Return the sheet as a PDF of one page, in the language that is spoken now; what would not fit is drawn smaller."""
    font.register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang=sheet.language)
    canvas.setTitle(font.writable(f"{_('Overview')} – {sheet.organisation}"))
    canvas.setCreator("Instroom")
    high = A4[1] - _EDGE - _FOOT - 8
    story: list[Flowable] = [KeepInFrame(_ROOM, high, _story(page, sheet), mode="shrink")]
    Frame(_EDGE, _FOOT + 8, _ROOM, high, 0, 0, 0, 0).addFromList(story, canvas)
    _footer(canvas, page, sheet)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


_INSIDE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]
_ARROWS = re.compile(r"[↑↓→↕?] (?=\w)")
"""The typeface has no arrows; the word behind each says the same."""
_POINTS = re.compile(r" [↑↓→↕?] ")


def _style(name: str, size: float, colour: HexColor = TEXT, face: str = font.PLAIN, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * 1.3, textColor=colour, **more)


_TITLE = _style("title", 15, face=font.BOLD, spaceAfter=1)
_SMALL = _style("small", 7, SOFT, spaceAfter=3)
_BODY = _style("body", 7.8, spaceAfter=2.5)
_HEADING = _style("heading", 9.5, _BLUE, font.BOLD, spaceBefore=5, spaceAfter=2)
_LABEL, _VALUE = _style("label", 7.4, face=font.BOLD), _style("value", 14, face=font.BOLD, spaceAfter=1)
_FACT, _CELL = _style("fact", 6.4, SOFT), _style("cell", 7)
_HEAD = _style("head", 7, face=font.BOLD)
_BANNER = _style("banner", 7.5, _BLUE, font.BOLD, backColor=_SHADE, borderPadding=3, spaceAfter=6)


def _text(said: str, style: ParagraphStyle = _BODY, *, bold: str = "") -> Paragraph:
    """Return a text, with a bold word before it."""
    start = f"<b>{_signs(bold)}</b> " if bold else ""
    return Paragraph(start + _signs(said), style)


def _signs(said: str) -> str:
    return escape(font.writable(_ARROWS.sub("", said)))


def _story(page: OverviewPage, sheet: Sheet) -> list[Flowable]:
    found: list[Flowable] = []
    if sheet.is_demo:
        demo = _("Demo: a fictional organisation. All figures, names and vacancies are invented.")
        found.append(_text(demo, _BANNER))
    found += [_text(f"{_('Overview')} – {sheet.organisation}", _TITLE), _text(period_text(page.selection), _SMALL)]
    titles = (_("What changed"), _("What is known of why"), _("What is not known"))
    found += [_text(said, bold=f"{title}.") for title, said in zip(titles, sentences(page), strict=True)]
    found += [Spacer(1, 3), _tiles(page), _text(_("Attention, tone and result"), _HEADING)]
    found += [_axes(page), Spacer(1, 2)]
    found.append(_text(_("They are three things: they move apart, and are never put into one score."), _FACT))
    found += [_text(_("What it cost, cash and with own hours"), _HEADING), _grid(spent_table(page.spent))]
    found.append(_text(hours_text(page.spent), _FACT))
    return [*found, *_market(page), *_happened(page.happened)]


def _tiles(page: OverviewPage) -> Grid:
    cells = [_card(tile, page) for tile in page.tiles]
    rows = [cells[place : place + _COLUMNS] for place in range(0, len(cells), _COLUMNS)]
    rows[-1] += [[]] * (_COLUMNS - len(rows[-1]))
    style = [("BOX", (0, 0), (-1, -1), 0.6, RULE), ("INNERGRID", (0, 0), (-1, -1), 0.6, RULE), *_INSIDE]
    return Grid(rows, colWidths=[_ROOM / _COLUMNS] * _COLUMNS, style=style)


def _card(tile: Tile, page: OverviewPage) -> list[Flowable]:
    now = tile.now
    found: list[Flowable] = [
        _text(_(tile.passport.label), _LABEL),
        _text(written(tile.passport, now.figure), _VALUE),
    ]
    values = [number_ for _month, number_ in tile.trend if number_ is not None]
    if len(values) > 1:
        found += [_sparkline(values), Spacer(1, 2)]
    facts = [
        tell(now.reason) if now.figure.value is None and now.reason else "",
        interval_text(tile.passport, now.interval),
        tell(tile.note) if tile.note else "",
        before_text(tile, page.selection),
        target_text(tile.passport, tile.target),
    ]
    return [*found, *(_text(fact, _FACT) for fact in facts if fact)]


def _sparkline(values: Sequence[float]) -> Drawing:
    """Return the months as a small line from the lowest to the highest."""
    wide, high = _LINE
    low, top = min(values), max(values)
    room = (top - low) or 1.0
    points: list[float] = []
    for place, value in enumerate(values):
        points += [place * wide / (len(values) - 1), 1 + (value - low) / room * (high - 2)]
    drawn = Drawing(wide, high)
    drawn.add(PolyLine(points, strokeColor=_BLUE, strokeWidth=1))
    return drawn


def _axes(page: OverviewPage) -> Grid:
    """Return the three axes beside each other: which way each points, in a word, and its figures."""
    cells = [
        [
            _text(_POINTS.sub(": ", axis_line(axis), count=1), _LABEL),
            *(_text(_moved(tile), _FACT) for tile in (*axis.leading, *axis.others)),
        ]
        for axis in page.axes
    ]
    style = [("BOX", (0, 0), (-1, -1), 0.6, RULE), ("INNERGRID", (0, 0), (-1, -1), 0.6, RULE), *_INSIDE]
    return Grid([cells], colWidths=[_ROOM / len(cells)] * len(cells), style=style)


def _moved(tile: Tile) -> str:
    said = _("{label}: {value}").format(label=_(tile.passport.label), value=written(tile.passport, tile.now.figure))
    moved = ", ".join(part for part in (difference_text(tile), direction_text(tile)) if part)
    return f"{said} ({moved})" if moved else said


def _grid(table: pd.DataFrame) -> Grid:
    head = [_text(str(name), _HEAD) for name in table.columns]
    rows = [[_text(str(value), _CELL) for value in row] for row in table.itertuples(index=False, name=None)]
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
    ]
    return Grid([head, *rows], colWidths=[_ROOM / len(table.columns)] * len(table.columns), style=style)


def _market(page: OverviewPage) -> list[Flowable]:
    if page.market is None:
        return []
    found: list[Flowable] = [_text(_("The labour market around us"), _HEADING)]
    card = market_card(page.market)
    if card is not None:
        found += [_text(card.title), _grid(card.table.tail(_QUARTERS)), _text(card.source_line, _FACT)]
    return [*found, *(_text(line, _CELL) for line in market_lines(page.market))]


def _happened(some: Sequence[Happening]) -> list[Flowable]:
    """Return what happened in the months, the newest when there is much."""
    if not some:
        return []
    told = [
        f"{_(each.title)} ({_(KINDS.get(each.kind, each.kind)).lower()}, {day_range(each.period.first, each.period.last)})"
        for each in some[-_MOST_HAPPENED:]
    ]
    more = len(some) - len(told)
    if more:
        told.append(ngettext("and {count} more", "and {count} more", more).format(count=number(more)))
    return [_text(_("What happened"), _HEADING), _text("; ".join(told) + ".")]


def _footer(canvas: Canvas, page: OverviewPage, sheet: Sheet) -> None:
    canvas.setStrokeColor(RULE)
    canvas.line(_EDGE, _FOOT + 3, A4[0] - _EDGE, _FOOT + 3)
    canvas.setFillColor(SOFT)
    canvas.setFont(font.PLAIN, 6.4)
    until = [
        _("Applications: own system, until {until}.").format(until=day(page.until)),
        _("YouTube: until {until}.").format(until=day(page.views_until)),
        _("Mentions: until {until}.").format(until=day(page.said_until)),
    ]
    made = _("made on {day}").format(day=moment(sheet.made_at, sheet.zone))
    canvas.drawString(_EDGE, _FOOT - 6, font.writable(" ".join(until)))
    canvas.drawRightString(A4[0] - _EDGE, _FOOT - 6, font.writable(made))
