"""Numbers that are written in the language of a report, read back for a sheet that can reckon with them."""

import re

from babel.numbers import NumberFormatError, parse_decimal

from dashboard.i18n import LOCALES, language, number, percent

_SHAPE = re.compile(r"[+-]?\d[\d.,\u202f\u00a0 ]*(%|[\u202f\u00a0 ]%)?")
_MOST_DECIMALS = 4


def number_in(text: str) -> tuple[float, str] | None:
    """Return the number that a text writes with the format of a sheet for it; None for any other text.

    Only what is written exactly so again is a number: “01-02-2026”, “< 5” and “26% (23–29%)” stay texts.
    """
    if not _SHAPE.fullmatch(text):
        return None
    bare = text.rstrip("%").strip("\u202f\u00a0 ").lstrip("+")
    try:
        value = float(parse_decimal(bare, locale=LOCALES[language()]))
    except NumberFormatError:
        return None
    write, scale, sign = (percent, 100, "%") if text.endswith("%") else (number, 1, "")
    for decimals in range(_MOST_DECIMALS + 1):
        if write(value / scale, decimals) == text.lstrip("+"):
            return value / scale, "#,##0" + ("." + "0" * decimals if decimals else "") + sign
    return None
