"""The axes of a picture: where a value stands, how far they reach, and ticks written in the language of the page."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dashboard.analysis.periods import next_month
from dashboard.exports.picture import Axis, Scale, Series
from dashboard.i18n import day, month, number, percent

_DAY_S = 24 * 3600
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 6
_ROOM = 1.06
"""How much higher an axis reaches than its highest value."""
_WIDE_SPAN = 1100
"""Days from which an axis is marked by years."""
_SHORT_SPAN = 100
"""Days up to which an axis is marked by days, not by months."""

Places = dict[object, float]


def place_of(value: object, places: Places | None) -> float | None:
    """Return where a value stands on its axis: a number itself, a day as days since the year 1, a name by its place."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or type(value).__name__ == "NaTType":
        return None
    if places is not None:
        return places.get(value)
    if isinstance(value, str | date):
        return _day_place(value)
    return float(value)  # type: ignore[arg-type]


def _day_place(value: str | date) -> float | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(moment, datetime):
        return float(moment.toordinal())
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() + seconds / _DAY_S


def places_of(traces: Sequence[Mapping[str, Any]], axis: Mapping[str, Any], letter: str) -> Places | None:
    """Return the places of the names on an axis of names, None for an axis of numbers or days."""
    values = [value for trace in traces for value in _values(trace.get(letter))]
    named = [value for value in values if isinstance(value, str) and _day_place(value) is None]
    if axis.get("type") != "category" and not named:
        return None
    return {value: float(place) for place, value in enumerate(dict.fromkeys(values))}


def _values(some: Any) -> list[object]:
    return [] if some is None or isinstance(some, str) else list(some)


def axis_of(
    layout: Mapping[str, Any], letter: str, series: Sequence[Series], places: Places | None, over: Sequence[float]
) -> Axis:
    """Return an axis as its layout says, else as far as its values reach; ``over`` must be seen too."""
    scale = _scale(layout, letter, series, places)
    is_log = layout.get("type") == "log"
    given = [place_of(end, places) for end in layout.get("range") or ()]
    ends = [end for end in given if end is not None]
    if is_log:
        ends = [10**end for end in ends]
    low, high = (min(ends), max(ends)) if len(ends) > 1 else _reach(layout, letter, series, places, over, scale)
    if high <= low:
        high = low + 1
    ticks = _given_ticks(layout, places) or _ticks(low, high, scale, layout)
    title = layout.get("title") or {}
    return Axis(
        title=str((title.get("text") if isinstance(title, Mapping) else title) or ""),
        scale=scale,
        low=low,
        high=high,
        ticks=tuple(ticks),
        categories=tuple(map(str, places or ())),
        is_share="%" in str(layout.get("tickformat", "")),
        is_log=is_log,
        is_reversed=layout.get("autorange") == "reversed" or (len(ends) > 1 and given[0] == max(ends)),
        is_hidden=layout.get("visible") is False or layout.get("showticklabels") is False,
    )


def _scale(layout: Mapping[str, Any], letter: str, series: Sequence[Series], places: Places | None) -> Scale:
    if places is not None:
        return "category"
    if layout.get("type") == "date" or (letter == "x" and _looks_like_days(series)):
        return "date"
    return "number"


def _looks_like_days(series: Sequence[Series]) -> bool:
    """Tell whether places are days since the year 1: only those are so large and lie so close together."""
    some = [place for each in series for place in each.x if place is not None]
    return bool(some) and min(some) > date(1950, 1, 1).toordinal() and max(some) < date(2100, 1, 1).toordinal()


def _reach(
    layout: Mapping[str, Any],
    letter: str,
    series: Sequence[Series],
    places: Places | None,
    over: Sequence[float],
    scale: Scale,
) -> tuple[float, float]:
    if places is not None:
        return -0.5, max(0, len(places) - 1) + 0.5
    some = [*over, *_along(letter, series)]
    if not some:
        return 0.0, 1.0
    low, high = min(some), max(some)
    if scale == "date":
        return low - max(0.5, (high - low) / 50), high + max(0.5, (high - low) / 50)
    if letter == "y" and layout.get("rangemode", "tozero") == "tozero" and layout.get("type") != "log":
        low, high = min(0.0, low), max(0.0, high)
    is_counted = any(each.kind == "bars" and each.lying == (letter == "x") for each in series)
    if is_counted or layout.get("rangemode") == "tozero":
        low, high = min(0.0, low), max(0.0, high)
    room = (high - low) * (_ROOM - 1) or 0.5
    if layout.get("type") == "log":
        return (low / 1.3 if low > 0 else 1.0), high * 1.3
    return (low - room if low else 0.0), (high + room if high else 0.0)


def _along(letter: str, series: Sequence[Series]) -> Iterator[float]:
    """Yield everything that must be seen along an axis: values, their intervals, and stacks of bars."""
    for each in series:
        values = each.x if letter == "x" else each.y
        yield from (value for value in values if value is not None)
        if each.base and letter == "y":
            yield from (value for value in each.base if value is not None)
        for ends in (each.low, each.high):
            if ends and each.lying == (letter == "x"):
                yield from (end for end in ends if end is not None)
        if each.kind == "bars" and letter == "x" and not each.lying and each.widths:
            starts = zip(each.x, each.widths, strict=True)
            yield from (place + width for place, width in starts if place is not None)


def stack_ends(letter: str, series: Sequence[Series]) -> list[float]:
    """Return how far bars reach that stand on each other."""
    sums: dict[float, float] = {}
    for each in series:
        if each.kind != "bars" or each.lying != (letter == "x"):
            continue
        spots, values = (each.y, each.x) if each.lying else (each.x, each.y)
        for spot, value in zip(spots, values, strict=True):
            if spot is not None and value is not None:
                sums[spot] = sums.get(spot, 0.0) + value
    return list(sums.values())


def _given_ticks(layout: Mapping[str, Any], places: Places | None) -> list[tuple[float, str]]:
    values, texts = layout.get("tickvals"), layout.get("ticktext")
    if values is not None and texts is not None:
        spots = [(place_of(value, places), _flat(text)) for value, text in zip(values, texts, strict=True)]
        return [(spot, text) for spot, text in spots if spot is not None]
    return [(place, str(name)) for name, place in places.items()] if places is not None else []


def _flat(text: object) -> str:
    told = str(text).replace("<br>", "\n").replace("<b>", "").replace("</b>", "")
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        told = told.replace(entity, sign)
    return told


def _ticks(low: float, high: float, scale: Scale, layout: Mapping[str, Any]) -> list[tuple[float, str]]:
    if scale == "date":
        return list(_days(low, high))
    if layout.get("type") == "log":
        powers = range(math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9) + 1)
        return [(10.0**power, number(10.0**power, max(0, -power))) for power in powers]
    step = nice_step(high - low)
    first = math.ceil(low / step - 1e-9)
    places = [(first + n) * step for n in range(math.floor(high / step + 1e-9) - first + 1)]
    if "%" in str(layout.get("tickformat", "")):
        signed = "+" in str(layout.get("tickformat"))
        return [(place, ("+" if signed and place > 0 else "") + percent(place)) for place in places]
    decimals = 0 if step >= 1 else min(4, math.ceil(-math.log10(step) - 1e-9))
    return [
        (place, number(round(place, 6), decimals))
        for place in places
        if ",d" not in str(layout.get("tickformat")) or place == round(place)
    ]


def nice_step(span: float) -> float:
    """Return a round step that divides a span into at most six parts."""
    least = span / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least - 1e-12)


def _days(low: float, high: float) -> Iterator[tuple[float, str]]:
    first, last = date.fromordinal(math.ceil(low)), date.fromordinal(math.floor(high))
    span = (last - first).days
    if span <= _SHORT_SPAN:
        step = max(1, math.ceil(span / 5))
        yield from (
            (float(place), day(date.fromordinal(place)))
            for place in range(first.toordinal(), last.toordinal() + 1, step)
        )
        return
    months = list(_months(first, last))
    if span > _WIDE_SPAN:
        some = [each for each in months if each.month == 1]
        yield from ((float(each.toordinal()), str(each.year)) for each in some[:: math.ceil(len(some) / 10)])
        return
    step = next(step for step in (1, 2, 3, 6, 12) if len(months) / step <= _MOST_TICKS or step == 12)  # noqa: PLR2004
    yield from ((float(each.toordinal()), month(each)) for each in months[::step])


def _months(first: date, last: date) -> Iterator[date]:
    each = first if first.day == 1 else next_month(first)
    while each <= last:
        yield each
        each = next_month(each)
