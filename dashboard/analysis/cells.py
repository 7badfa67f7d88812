"""Cells of a table that leaves the house, or is shown: no text in them acts as a formula of a spreadsheet."""

import re

_FORMULA = re.compile(r"[\t\r\n]|[\s\x00\u200b\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫]")
"""White space at the start, which programs pass over before they look, and the signs; full-width ones are taken for the same."""
_SIGNED = re.compile(r"[+\-]\d[^=|!@*/\t\r\n]*")
"""A number with its sign as this house writes it: “+12%”, “-1,6 punten”."""
_UNSEEN = "\u200b"


def harmless(value: object) -> object:
    """Return a value as it may stand in a cell: a text that could be read as a formula gets an apostrophe before it.

    Numbers stay numbers, negative ones as well.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def on_screen(value: object) -> object:
    """Return a value as it may be shown in a table that a browser can save by itself.

    There an apostrophe would be seen by every reader: a sign without width does the same, and signed numbers stay as they
    are written.
    """
    if not isinstance(value, str) or _SIGNED.fullmatch(value) or not _FORMULA.match(value):
        return value
    return f"{_UNSEEN}{value}"
