"""Reads single cells of exports: headers without invisible marks, numbers as they stand, lengths as seconds."""

import math
import re

from connectors.files.reading import Cell

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_LENGTH = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})")
_MISSING = {"", "—", "–", "-"}
_LARGEST = 1e15
_SHOWN = 60


def text(cell: Cell) -> str:
    """Return a cell as text without soft hyphens and other invisible marks, and with plain spaces."""
    return "" if cell is None else " ".join(str(cell).translate(_INVISIBLE).split())


def header(cell: Cell) -> str:
    """Return a header for comparison."""
    return text(cell).casefold()


def shown(cell: Cell) -> str:
    """Return a cell as a person recognises it in a message, shortened."""
    return text(cell)[:_SHOWN]


def filled(row: tuple[Cell, ...]) -> int:
    """Return how many cells of a line are not empty."""
    return sum(bool(text(cell)) for cell in row)


def is_missing(cell: Cell) -> bool:
    """Return whether a cell says that there is no figure: empty or a dash, which is not zero."""
    return text(cell) in _MISSING


def number(cell: Cell) -> float:
    """Return a number with a decimal point; raise a ValueError for anything else, also for 1,234 and 12 %."""
    plain = text(cell)
    value = float(plain) if _NUMBER.fullmatch(plain) else math.nan
    if not abs(value) < _LARGEST:
        raise ValueError(plain)
    return value


def whole(cell: Cell) -> int:
    """Return a whole number (``8`` or ``8.0``); raise a ValueError for anything else."""
    value = number(cell)
    if value != int(value):
        raise ValueError(text(cell))
    return int(value)


def seconds(cell: Cell) -> int:
    """Return a length in seconds of ``754`` or ``0:12:34``; raise a ValueError for anything else."""
    match = _LENGTH.fullmatch(text(cell))
    if match is None:
        return whole(cell)
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
