"""What stands on every page of paper: the banner of the demo above, what the report is and the number of the page below."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from dashboard.exports import font, wording
from dashboard.exports.drawing import RULE, SOFT
from dashboard.exports.report import Report
from dashboard.i18n import _, number

_EDGE, _SIZE = 15 * mm, 6.6
_BLUE = HexColor("#005A96")


def head_room(report: Report) -> float:
    """Return how much room the banner takes, in points."""
    return 16.0 if report.is_demo else 0.0


class NumberedPages(Canvas):
    """A canvas that knows at the end how many pages there are, and writes it on each."""

    def __init__(self, *arguments: Any, report: Report, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._report = report
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  the name is the library's
        """Keep the page until all are known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write what stands on every page, then all pages."""
        for place, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self._frame(place, len(self._pages))
            super().showPage()
        super().save()

    def _frame(self, place: int, pages: int) -> None:
        wide = A4[0] - 2 * _EDGE
        if self._report.is_demo:
            self.setFillColor(HexColor("#EEF4F9"))
            self.rect(_EDGE, A4[1] - _EDGE - 8, wide, 15, stroke=0, fill=1)
            self.setFillColor(_BLUE)
            self.setFont(font.BOLD, 7.5)
            self.drawString(_EDGE + 5, A4[1] - _EDGE - 3.5, font.writable(wording.demo_said()))
        self.setStrokeColor(RULE)
        self.line(_EDGE, 12 * mm, A4[0] - _EDGE, 12 * mm)
        self.setFillColor(SOFT)
        self.setFont(font.PLAIN, _SIZE)
        said = _("page {page} of {pages}").format(page=number(place), pages=number(pages))
        self.drawRightString(A4[0] - _EDGE, 8 * mm, said)
        room = wide - font.width(said, _SIZE) - 12
        self.drawString(_EDGE, 8 * mm, font.shortened(font.writable(wording.footer(self._report)), _SIZE, room))
