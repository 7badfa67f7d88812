"""What can stand behind a time chart: spans of days, marks at a day, and all of it together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Span:
    """A period on a time chart, both days included; without ``until`` it runs to the end of the chart.

    ``kind`` is what it is, by its code; what is not ``strong`` is drawn lighter and named after the others.
    """

    title: str
    start: date
    until: date | None = None
    kind: str = ""
    strong: bool = True


@dataclass(frozen=True)
class Mark:
    """A moment on a time chart: ``label`` is short enough to stand above the line (“1”), ``title`` is read on hover."""

    label: str
    title: str
    day: date


@dataclass(frozen=True)
class Backdrop:
    """Everything that is drawn behind a time chart.

    ``incomplete_from``: from this day the figures are not complete. ``throughout`` is listed and not drawn: it ran on every
    day of the chart. ``foot``: the value at which the points of marks stand. ``width``: pixels of the narrowest plot.
    """

    campaigns: Sequence[Span] = ()
    episodes: Sequence[Mark] = ()
    breaks: Sequence[Mark] = ()
    holidays: Sequence[Span] = ()
    incomplete_from: date | None = None
    last_day: date | None = None
    incomplete_title: str = field(default="")
    events: Sequence[Span] = ()
    throughout: Sequence[Span] = ()
    foot: float = 0.0
    width: float = 290.0
