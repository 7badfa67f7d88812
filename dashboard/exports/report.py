"""A report as a value: what it says, as it was written, with the figures of its charts; it can be kept and read again."""

import json
import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dashboard.exports.picture import Picture

About = Literal["overview", "campaign"]
VERSION = 1


@dataclass(frozen=True)
class Tile:
    """One key figure.

    Attributes:
        value: As written, also where it is hidden or missing.
        number: The figure itself, None where it may not be shown or is not there.
        unit: count, share, hours, money, ratio or text.
        counts_people: The figure counts applicants: a small difference between two of it is not shown.
        beside: What it is compared with, as written.
    """

    key: str
    label: str
    value: str
    number: float | None = None
    unit: str = "text"
    counts_people: bool = False
    beside: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True)
class Table:
    """Headings and rows of texts, as they are written."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Piece:
    """A table, with a picture where there is one; ``figure`` is the picture as JSON of Plotly."""

    key: str
    title: str
    table: Table
    source_line: str = ""
    passport: str = ""
    picture: Picture | None = None
    figure: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with sentences and pieces below it; ``points`` are short lines."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report.

    Attributes:
        about: What kind of report it is.
        subject: Code of the campaign; empty for the overview.
        period: Code of the period; empty for a campaign.
        known_on: The last day of which all figures were there.
        sources: One line per source: what it is, and until when.
        warnings: What a reader must know before the figures.
    """

    about: About
    subject: str
    title: str
    organisation: str
    language: str
    known_on: date
    made_at: datetime
    is_demo: bool
    first_day: date | None = None
    last_day: date | None = None
    period: str = ""
    is_dossier: bool = False
    subtitle: str = ""
    lead: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All tables and charts, in order."""
        return tuple(piece for section in self.sections for piece in section.pieces)


def to_document(report: Report) -> str:
    """Return a report as JSON: all that it says and shows, nothing that it hides."""
    document = {"version": VERSION, "report": asdict(report)}
    return json.dumps(document, ensure_ascii=False, default=lambda value: value.isoformat(), separators=(",", ":"))


def from_document(text: str) -> Report:
    """Return the report that a JSON document holds; raises ValueError for another document."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.get("version") != VERSION:
        message = "this is no report of a version that is known"
        raise ValueError(message)
    report = _read(Report, document["report"])
    assert isinstance(report, Report)
    return report


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    """Return a value of JSON as the type that a field has: nested values, tuples, days and moments."""
    origin = get_origin(kind)
    if origin is types.UnionType:
        return None if value is None else _read(next(each for each in get_args(kind) if each is not type(None)), value)
    if origin is tuple:
        inner = get_args(kind)
        some = inner[:1] * len(value) if len(inner) == 2 and inner[1] is Ellipsis else inner  # noqa: PLR2004
        return tuple(_read(each, one) for each, one in zip(some, value, strict=True))
    if is_dataclass(kind):
        known = {field.name for field in fields(kind)}
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _read(hints[name], one) for name, one in value.items() if name in known})  # type: ignore[operator]
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return float(value) if kind is float and value is not None else value
