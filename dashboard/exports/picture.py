"""A drawn chart as plain values: what each line, bar, dot and band shows, for programs that have charts of their own."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["line", "dots", "bars", "area", "text"]
Scale = Literal["number", "date", "category"]


@dataclass(frozen=True)
class Series:
    """One set of values.

    Attributes:
        kind: ``area`` lies between ``y`` and ``base``; ``text`` is written and not drawn.
        x, y: Places along the axes: days are counted as days since the year 1, categories from 0. None is a gap.
        base: Where an area or a bar begins, None at zero.
        low, high: Ends of the interval of each value, along the axis of the values; None without intervals.
        colours: One per point where they differ.
        texts: What is written at the points.
        widths: Widths of bars along the axis of places; empty: as wide as there is room for.
        after: The bar begins at its place; else it stands around it.
        listed: The series stands in the legend.
        lying: Bars lie, and intervals run along x.
    """

    name: str
    kind: Kind
    colour: str
    x: tuple[float | None, ...]
    y: tuple[float | None, ...]
    base: tuple[float | None, ...] | None = None
    low: tuple[float | None, ...] | None = None
    high: tuple[float | None, ...] | None = None
    colours: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    dash: str = "solid"
    symbol: str = "circle"
    size: float = 6
    hatched: bool = False
    opacity: float = 1.0
    after: bool = False
    listed: bool = True
    lying: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Axis:
    """One axis; ``ticks`` are places with their texts, empty where the writer may choose them."""

    title: str = ""
    scale: Scale = "number"
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[tuple[float, str], ...] = ()
    categories: tuple[str, ...] = ()
    is_share: bool = False
    is_log: bool = False
    is_reversed: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Band:
    """A stretch behind the figures, or a line across them where both ends are one; along x or along y."""

    first: float
    last: float
    colour: str
    opacity: float = 1.0
    along: Literal["x", "y"] = "x"
    dash: str = "solid"
    label: str = ""
    row: int = 0
    anchor: Literal["start", "end"] = "start"
    hatched: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a chart of cells."""

    column: int
    row: int
    colour: str
    text: str


@dataclass(frozen=True)
class Note:
    """A text at a place of the lowest field."""

    x: float
    y: float
    text: str
    colour: str
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True)
class Pane:
    """One field with its own axis of values; fields stand above each other over one x axis."""

    y: Axis
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Picture:
    """A whole chart: what it says, and its fields from top to bottom."""

    title: str
    alt: str
    x: Axis
    panes: tuple[Pane, ...] = ()
    bands: tuple[Band, ...] = ()
    cells: tuple[Cell, ...] = ()
    notes: tuple[Note, ...] = ()
    barmode: str = "group"

    @property
    def is_drawn(self) -> bool:
        """Tell whether there is anything to draw; what is not known to this module stands in the table only."""
        return bool(self.cells) or any(pane.series for pane in self.panes)

    @property
    def series(self) -> tuple[Series, ...]:
        """All series, from the top field to the bottom one."""
        return tuple(each for pane in self.panes for each in pane.series)
