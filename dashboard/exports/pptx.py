"""A report as slides: key figures, what is said, and a native chart or a table per slide that can be edited."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from dashboard.exports import wording
from dashboard.exports.native import natives_of
from dashboard.exports.report import Piece, Report, Section, Table
from dashboard.exports.slide_chart import add_chart
from dashboard.exports.steady import steady
from dashboard.i18n import _

_TEXT, _SOFT, _BLUE, _WARM = (RGBColor.from_string(code) for code in ("22262E", "5B616B", "005A96", "A34700"))
_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_LEFT, _ROOM = Inches(0.6), Inches(12.13)
_CELL, _LETTER = Inches(0.22), Inches(0.09)  # what a cell leaves blank beside its text; a letter of 11 points
_MOST_ROWS, _MOST_COLUMNS, _TILES_PER_SLIDE = 10, 8, 10
_FEW_TILES = 8
_PER_SLIDE = 9
"""Sentences that fit on one slide."""


def pptx(report: Report) -> bytes:
    """Return the slides, in the language of the report."""
    show = Presentation()
    show.slide_width, show.slide_height = _WIDE, _HIGH
    properties = show.core_properties
    properties.title, properties.author, properties.language = report.title, "Instroom", report.language
    properties.created = properties.modified = report.made_at.replace(tzinfo=None)
    properties.subject = wording.about(report)
    _Slides(show, report).write()
    out = BytesIO()
    show.save(out)
    return steady(out.getvalue(), report.made_at)


class _Slides:
    """Holds the presentation; every slide has a heading, a footer and, in the demo, its banner."""

    def __init__(self, show: Any, report: Report) -> None:
        self.show = show
        self.report = report
        self.layout = show.slide_layouts[5]

    def write(self) -> None:
        self._first()
        for start in range(0, len(self.report.tiles), _TILES_PER_SLIDE):
            self._tiles(start)
        for section in self.report.sections:
            self._said(section)
            for piece in section.pieces:
                self._piece(piece)
        self._texts(_("Sources"), self.report.sources)

    def _slide(self, heading: str) -> Any:
        slide = self.show.slides.add_slide(self.layout)
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = _LEFT, Inches(0.45), _ROOM, Inches(0.95)
        title.text_frame.word_wrap = True
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        size = 26 if len(heading) < 75 else 20 if len(heading) < 150 else 16  # noqa: PLR2004
        _write(title.text_frame, heading, size, _TEXT, bold=True)
        title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        foot = slide.shapes.add_textbox(_LEFT, Inches(7.03), _ROOM, Inches(0.3))
        number = len(self.show.slides)
        _write(foot.text_frame, f"{wording.footer(self.report)} · {number}", 10, _SOFT)
        if self.report.is_demo:
            banner = slide.shapes.add_textbox(_LEFT, Inches(0.1), _ROOM, Inches(0.35))
            _write(banner.text_frame, wording.demo_said(), 12, _BLUE, bold=True)
        return slide

    def _box(self, slide: Any, texts: Sequence[tuple[str, float, RGBColor, bool]], top: float, high: float) -> None:
        box = slide.shapes.add_textbox(_LEFT, Inches(top), _ROOM, Inches(high))
        box.text_frame.word_wrap = True
        for number, (text, size, colour, bold) in enumerate(texts):
            paragraph = box.text_frame.paragraphs[0] if number == 0 else box.text_frame.add_paragraph()
            _run(paragraph, text, size, colour, bold=bold)
            paragraph.space_after = Pt(7)

    def _first(self) -> None:
        report = self.report
        slide = self._slide(report.title)
        texts = [
            *((said, 16, _WARM, True) for said in report.warnings),
            (report.subtitle, 18, _SOFT, False),
            (wording.about(report), 16, _SOFT, False),
            *((said, 22, _TEXT, True) for said in report.lead),
        ]
        self._box(slide, [each for each in texts if each[0]], 1.6, 5.2)

    def _tiles(self, start: int) -> None:
        some = self.report.tiles[start : start + _TILES_PER_SLIDE]
        slide = self._slide(_("Key figures"))
        notes, columns = [], 4 if len(some) <= _FEW_TILES else 5
        step = int(_ROOM) // columns
        for number, tile in enumerate(some):
            row, column = divmod(number, columns)
            box = slide.shapes.add_textbox(
                Emu(int(_LEFT) + column * step), Inches(1.6 + 2.65 * row), Emu(step - 90000), Inches(2.5)
            )
            box.text_frame.word_wrap = True
            _run(box.text_frame.paragraphs[0], tile.label, 14, _SOFT)
            _run(box.text_frame.add_paragraph(), tile.value, 26 if len(tile.value) < 14 else 16, _TEXT, bold=True)  # noqa: PLR2004
            for said in tile.beside:
                _run(box.text_frame.add_paragraph(), said, 11, _SOFT)
            notes.append(f"{tile.label}: {' '.join(tile.definition.split())}")
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)

    def _said(self, section: Section) -> None:
        said = [*section.sentences, *(f"• {point}" for point in section.points), *section.notes]
        self._texts(section.heading, said)

    def _texts(self, heading: str, said: Sequence[str]) -> None:
        for start in range(0, len(said), _PER_SLIDE):
            slide = self._slide(heading)
            self._box(slide, [(each, 15, _TEXT, False) for each in said[start : start + _PER_SLIDE]], 1.6, 5.3)

    def _piece(self, piece: Piece) -> None:
        natives = natives_of(piece.picture) if piece.picture else []
        if not natives:
            self._table(piece)
            return
        slide = self._slide(piece.title)
        high = 5.2 / len(natives)
        for number, native in enumerate(natives):
            place = (_LEFT, Inches(1.45 + number * high), _ROOM, Inches(high))
            alt = piece.picture.alt if piece.picture else ""
            add_chart(slide, native, place, alt or piece.title, piece.key)
        self._box(slide, [(piece.source_line, 11, _SOFT, False)], 6.65, 0.35)
        alt = piece.picture.alt if piece.picture else ""
        slide.notes_slide.notes_text_frame.text = "\n\n".join(part for part in (alt, piece.passport) if part)

    def _table(self, piece: Piece) -> None:
        table = piece.table
        for start in range(0, max(1, len(table.rows)), _MOST_ROWS):
            slide = self._slide(piece.title)
            some = Table(table.headings[:_MOST_COLUMNS], table.rows[start : start + _MOST_ROWS])
            _fill(slide, some, piece)
            left = table.headings[_MOST_COLUMNS:]
            more = _("Left out for lack of room: {columns}.").format(columns=", ".join(left)) if left else ""
            self._box(
                slide, [(" ".join(part for part in (piece.source_line, more) if part), 11, _SOFT, False)], 6.55, 0.4
            )
            slide.notes_slide.notes_text_frame.text = piece.passport


def _fill(slide: Any, table: Table, piece: Piece) -> None:
    high = Inches(0.4 * (len(table.rows) + 1))
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.headings), _LEFT, Inches(1.5), _ROOM, high)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", piece.title)  # noqa: SLF001  python-pptx has no other way
    for column, width in enumerate(_widths(table)):
        frame.table.columns[column].width = width
    for column, heading in enumerate(table.headings):
        _write(frame.table.cell(0, column).text_frame, heading, 12, RGBColor.from_string("FFFFFF"), bold=True)
        for number, row in enumerate(table.rows, start=1):
            _write(frame.table.cell(number, column).text_frame, row[column], 11, _TEXT)


def _widths(table: Table) -> list[Emu]:
    """Return widths that share the slide by how much stands in the columns; the longest word has room where it can."""
    columns = [(heading, *(row[place] for row in table.rows)) for place, heading in enumerate(table.headings)]
    longest = [min(46, max(8, *map(len, texts))) for texts in columns]
    words = [max((len(word) for text in texts for word in text.split()), default=0) for texts in columns]
    needed = [_CELL + int(_LETTER) * each for each in words]
    free = int(_ROOM) - sum(needed)
    if free < 0:
        return [Emu(int(_ROOM) * each // sum(longest)) for each in longest]
    return [Emu(least + free * each // sum(longest)) for least, each in zip(needed, longest, strict=True)]


def _write(frame: Any, text: str, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    frame.text = ""
    _run(frame.paragraphs[0], text, size, colour, bold=bold)


def _run(paragraph: Any, text: str, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
