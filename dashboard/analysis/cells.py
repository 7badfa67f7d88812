"""Cells of a table that leaves the house: no text in them acts as a formula of a spreadsheet."""

import re

_FORMULA = re.compile(r"[\t\r\n]|[\s\x00\u200b\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫]")
"""White space at the start, which programs pass over before they look, and the signs; full-width ones are taken for the same."""


def harmless(value: object) -> object:
    """Return a value as it may stand in a cell: a text that could be read as a formula gets an apostrophe before it.

    Numbers stay numbers, negative ones as well.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
