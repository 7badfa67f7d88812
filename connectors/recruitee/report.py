"""What of a report may pass: the groups and their sums. Its shape is not published, so several are understood."""

from collections.abc import Mapping

from connectors.http import Fields
from connectors.recruitee.boundary import words

_LISTS = ("data", "breakdown", "results", "groups", "rows", "report", "items", "values")
_LABELS = ("label", "name", "group", "primary_group", "key", "title")
_COUNTS = ("value", "count", "total")
_DEPTH = 3


def groups(parsed: object) -> Fields:
    """Return ``groups`` as pairs of label (None when it has none) and count; None for a shape that nobody knows."""
    return {"groups": _groups(parsed)}


def _groups(found: object, depth: int = _DEPTH) -> list[tuple[str | None, int]] | None:
    if isinstance(found, list):
        pairs = [_pair(each) for each in found]
        return None if None in pairs else [pair for pair in pairs if pair is not None]
    if isinstance(found, Mapping) and depth:
        for name in _LISTS:
            if name in found:
                return _groups(found[name], depth - 1)
        if depth < _DEPTH and all(_count(value) is not None for value in found.values()):
            return [(words(label), _count(value) or 0) for label, value in found.items()]
    return None


def _pair(each: object) -> tuple[str | None, int] | None:
    """Return label and count of one group; None when either cannot be told."""
    if not isinstance(each, Mapping):
        return None
    labels = [each[name] for name in _LABELS if name in each]
    counts = [count for name in _COUNTS if (count := _count(each.get(name))) is not None]
    if not labels or not counts:
        return None
    label = labels[0].get("name") if isinstance(labels[0], Mapping) else labels[0]
    return (words(label) if isinstance(label, str) else None), counts[0]


def _count(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
