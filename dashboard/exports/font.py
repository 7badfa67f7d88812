"""The typeface of what is drawn: one that comes with the drawing library and has the signs of our languages."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD, ITALIC = "Vera", "Vera-Bold", "Vera-Italic"
FILES = {PLAIN: "Vera.ttf", BOLD: "VeraBd.ttf", ITALIC: "VeraIt.ttf"}
_INSTEAD = {
    "\u202f": "\u00a0",
    "\u2009": "\u00a0",
    "\u2011": "-",
    "⚠": "!",
    "→": "›",
    "↑": "",
    "↓": "",
    "↕": "",
    "★": "*",
}
"""Signs that the typeface has not, and what is written for them."""


@cache
def register() -> frozenset[int]:
    """Make the typeface known to the drawing library, once; return the signs that it has."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    return frozenset(pdfmetrics.getFont(PLAIN).face.charToGlyph)


def writable(text: str) -> str:
    """Return a text in signs that the typeface has; another sign becomes a question mark."""
    known = register()
    told = (_INSTEAD.get(sign, sign) for sign in text)
    return "".join(sign if not sign or ord(sign) in known or sign in "\n\t" else "?" for sign in told)


def width(text: str, size: float, font: str = PLAIN) -> float:
    """Return how wide a text is, in points."""
    register()
    return stringWidth(writable(text), font, size)


def wrapped(text: str, size: float, room: float, font: str = PLAIN) -> list[str]:
    """Return the lines of a text that fit into a width."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}".strip()
            if line and width(longer, size, font) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def shortened(text: str, size: float, room: float) -> str:
    """Return a text that fits into a width, its end cut off where it must be."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"
