"""A field of a picture as rows and columns, for programs that draw charts of a table: Excel and PowerPoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.exports.picture import Axis, Pane, Picture, Series
from dashboard.i18n import _, day, number, percent

Shape = Literal["columns", "bars", "lines", "dots"]


@dataclass(frozen=True)
class Column:
    """One series: a value per category, and how far its interval reaches below and above."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    below: tuple[float, ...] = ()
    above: tuple[float, ...] = ()
    dash: str = "solid"
    shape: Shape = "lines"
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Native:
    """What a chart is made of: ``shape`` is that of most of it; ``is_stacked``: bars stand on each other."""

    title: str
    shape: Shape
    categories: tuple[str, ...]
    columns: tuple[Column, ...]
    is_stacked: bool = False
    is_share: bool = False
    heading: str = ""


def natives_of(picture: Picture) -> list[Native]:
    """Return the fields of a picture as tables; what has no values of its own is left out, and a chart of cells is none."""
    if picture.cells:
        return []
    found = (_native(picture, pane) for pane in picture.panes)
    return [each for each in found if each.columns and each.categories]


def _native(picture: Picture, pane: Pane) -> Native:
    some = [each for each in pane.series if each.kind != "text" and any(value is not None for value in each.y)]
    if any(each.name for each in some):  # what has no name beside such that have marks a moment
        some = [each for each in some if each.name]
    elif picture.x.scale == "date" and any(each.kind != "dots" for each in some):  # so do dots below a line
        some = [each for each in some if each.kind != "dots"]
    is_lying = any(each.lying for each in some)
    axis = pane.y if is_lying else picture.x
    places = sorted(
        {_place(each, at, axis) for each in some for at in _spots(each, is_lying=is_lying) if at is not None}
    )
    columns = [column for each in some for column in _columns(each, places, axis, is_lying=is_lying)]
    shape: Shape = "lines"
    if any(each.kind == "bars" for each in some):
        shape = "bars" if is_lying else "columns"
    elif is_lying:
        shape = "bars"
    elif all(each.kind == "dots" for each in some):
        shape = "dots"
    values = picture.x if is_lying else pane.y
    return Native(
        title=values.title,
        shape=shape,
        categories=tuple(_category(place, axis) for place in places),
        columns=tuple(columns),
        is_stacked=picture.barmode in {"stack", "relative"},
        is_share=values.is_share or any(text.rstrip().endswith("%") for _at, text in values.ticks),
        heading=axis.title,
    )


def _spots(each: Series, *, is_lying: bool) -> Sequence[float | None]:
    return each.y if is_lying else each.x


def _place(each: Series, at: float, axis: Axis) -> float:
    """Return the place of the name that stands nearest, on an axis of names; else the place itself."""
    del each
    if _is_named(axis) and axis.ticks:
        return min((spot for spot, _text in axis.ticks), key=lambda spot: abs(spot - at))
    return at


def _is_named(axis: Axis) -> bool:
    is_worded = axis.scale == "number" and any(text[:1].isalpha() for _at, text in axis.ticks)
    return axis.scale == "category" or is_worded


def _category(place: float, axis: Axis) -> str:
    if axis.scale == "date":
        return day(date.fromordinal(int(place)))
    if _is_named(axis):
        return next((text.replace("\n", " ") for spot, text in axis.ticks if spot == place), "")
    return percent(place) if axis.is_share else number(place, 0 if place == int(place) else 2)


def _columns(each: Series, places: list[float], axis: Axis, *, is_lying: bool) -> list[Column]:
    values = each.x if is_lying else each.y
    spots = [None if at is None else _place(each, at, axis) for at in _spots(each, is_lying=is_lying)]
    row = {spot: number_ for number_, spot in enumerate(spots) if spot is not None}
    shape: Shape = {"bars": "columns", "dots": "dots"}.get(each.kind, "lines")  # type: ignore[assignment]

    def along(some: Sequence[float | None]) -> tuple[float | None, ...]:
        return tuple(some[row[place]] if place in row else None for place in places)

    if each.kind == "area":
        low = along(each.base or (0.0,) * len(values))
        names = (_("{name}: lower end"), _("{name}: upper end"))
        return [
            Column(name.format(name=each.name), each.colour, ends, dash="dot")
            for name, ends in zip(names, (low, along(values)), strict=True)
        ]
    told = along(values)
    margins = {}
    if each.low and each.high:
        low, high = along(each.low), along(each.high)
        margins = {"below": _margins(told, low), "above": _margins(high, told)}
    colours = (
        tuple(each.colours[row[place]] if place in row else each.colour for place in places) if each.colours else ()
    )
    return [Column(each.name, each.colour, told, dash=each.dash, shape=shape, colours=colours, **margins)]


def _margins(upper: Sequence[float | None], lower: Sequence[float | None]) -> tuple[float, ...]:
    return tuple(
        0.0 if above is None or below is None else max(0.0, above - below)
        for above, below in zip(upper, lower, strict=True)
    )
