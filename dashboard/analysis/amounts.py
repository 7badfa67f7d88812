"""A number as a person types it, with comma or point: 1.234,50 and 1,234.50 and 1234,5 are understood."""

import re

_SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_THOUSANDS = 3


def read_amount(text: str) -> float | None:
    """Return the number that a text holds, 0 for an empty one, None for what is no number.

    The last of two different signs is the decimal one. One sign followed by exactly three digits parts thousands.
    """
    plain = _SPACES.sub("", text.strip().removeprefix("€").removesuffix("€"))
    if not plain:
        return 0.0
    whole = plain.replace(_grouping(plain), "") if _grouping(plain) else plain
    whole = whole.replace(",", ".")
    return float(whole) if _NUMBER.fullmatch(whole) and len(whole) < 20 else None  # noqa: PLR2004  digits enough


def _grouping(text: str) -> str:
    """Return the sign that parts thousands, empty when there is none."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma < point else "."
    sign = "," if comma >= 0 else "."
    if text.count(sign) > 1:
        return sign
    _whole, found, rest = text.partition(sign)
    return sign if found and len(rest) == _THOUSANDS and _whole not in {"", "0", "-0"} else ""
