"""A finding as it is stored, and back: plain values that any JSON can hold, the very same finding when read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any, TypeVar

import numpy as np

from connectors.errors import Said
from dashboard.analysis.figures import Money, Number, Percentage
from dashboard.analysis.impact.finding import Check, CrossCheck, Finding, PerExtra, Quiet, Stage, Verdict, Week
from dashboard.analysis.suppression import Count, Mark

T = TypeVar("T")
_KIND = "kind"
_VALUES: Mapping[str, type[Any]] = {
    "said": Said,
    "number": Number,
    "percentage": Percentage,
    "money": Money,
    "count": Count,
}
"""What may stand in a place of a sentence beside texts, numbers, days and lists of these."""


def to_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values: days as ISO texts, sentences as message id and values."""
    return {field.name: _plain(getattr(finding, field.name)) for field in fields(finding)}


def from_record(record: Mapping[str, Any]) -> Finding:
    """Return the finding of a record; raises KeyError for one that is not whole."""
    known = {field.name: record[field.name] for field in fields(Finding) if field.name in record}
    known |= {name: read(known[name]) for name, read in _READ.items()}
    return Finding(**{name: _number(value) for name, value in known.items()})


def _plain(value: object) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return {_KIND: "float", "value": str(value)}
    if isinstance(value, Said):
        return {
            _KIND: "said",
            "text": value.text,
            "values": {name: _place(each) for name, each in value.values.items()},
        }
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _place(value: object) -> Any:
    """Return a value of a sentence; what plain JSON cannot tell apart carries its kind."""
    if isinstance(value, date):
        return {_KIND: "day", "value": value.isoformat()}
    if isinstance(value, tuple):
        return [_place(each) for each in value]
    kind = next((kind for kind, known in _VALUES.items() if type(value) is known), None)
    return _plain(value) if kind is None else {**_plain(value), _KIND: kind}


def _number(value: Any) -> Any:
    return float(value["value"]) if isinstance(value, Mapping) and value.get(_KIND) == "float" else value


def _told(stored: Any) -> Any:
    if isinstance(stored, list):
        return tuple(_told(each) for each in stored)
    if not isinstance(stored, Mapping) or stored[_KIND] == "float":
        return _number(stored)
    kind, values = stored[_KIND], {name: value for name, value in stored.items() if name != _KIND}
    if kind == "day":
        return date.fromisoformat(values["value"])
    if kind == "said":
        return Said(values["text"], {name: _told(each) for name, each in values["values"].items()})
    values = {name: _number(value) for name, value in values.items()}
    if kind == "count":
        values["mark"] = Mark(values["mark"])
    return _VALUES[kind](**values)


def _each(read: Callable[[Any], T]) -> Callable[[Sequence[Any]], tuple[T, ...]]:
    return lambda stored: tuple(read(each) for each in stored)


def _maybe(read: Callable[[Any], T]) -> Callable[[Any], T | None]:
    return lambda stored: None if stored is None else read(stored)


def _of(kind: Callable[..., T], **read: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], T]:
    return lambda stored: kind(
        **{name: read[name](value) if name in read else _number(value) for name, value in stored.items()}
    )


_READ: Mapping[str, Callable[[Any], Any]] = {
    "verdict": Verdict,
    "stage": Stage,
    "start": date.fromisoformat,
    "end": date.fromisoformat,
    "cross_check": _maybe(_of(CrossCheck)),
    "per_extra": _maybe(_of(PerExtra)),
    "checks": _each(_of(Check, detail=_told)),
    "warnings": _each(_told),
    "would_help": _each(_told),
    "quiet": _each(_of(Quiet, start=date.fromisoformat, end=date.fromisoformat)),
    "weeks": _each(_of(Week, start=date.fromisoformat)),
    "sentence": _told,
}
