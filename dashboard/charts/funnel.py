"""Figures with their intervals as dots: two groups step by step, function groups by days, sources by hires."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.analysis.shares import Share
from dashboard.analysis.waiting import Wait
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.share_axis import share_ticks
from dashboard.charts.words import share_text, tell
from dashboard.i18n import MISSING, _, number, percent

_ROW = 50
_FRAME = 84
_APART = 0.34  # of a row, between two dots on it
_HIDDEN = "…"


@dataclass(frozen=True)
class Dot:
    """One figure in full as ``text`` (without a value: why there is none), and as ``short`` where room is scarce."""

    text: str
    short: str = MISSING
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Dots:
    """One group or figure over all rows; ``thing`` is the code whose colour and symbol it has."""

    name: str
    thing: str
    each: Sequence[Dot]


def share_dot(share: Share, decimals: int = 0) -> Dot:
    """Return a share with its interval; one that is hidden is not the same as one that is not known."""
    if share.value is None or share.interval is None:
        return Dot(_("too few to tell apart"), _HIDDEN) if share.part.hidden or share.base.hidden else Dot(MISSING)
    text = share_text(share, decimals)
    return Dot(text, percent(share.value, decimals), share.value, share.interval.low, share.interval.high)


def wait_dot(wait: Wait) -> Dot:
    """Return the day by which it had happened to half, with its interval, or why there is none."""
    middle = wait.median
    if middle is None:
        return Dot(tell(wait.sentence).rstrip("."), _HIDDEN if wait.number.hidden or wait.done.hidden else MISSING)
    days = number(middle.days)
    if middle.low is None or middle.high is None:
        return Dot(_("{days} (too few to say how sure)").format(days=days), f"{days} ({MISSING})", middle.days)
    text = _("{days} ({low}–{high})").format(days=days, low=number(middle.low), high=number(middle.high))
    if wait.within is not None:
        text = _("{days}, of those within {within} days").format(days=text, within=number(wait.within))
    return Dot(text, days, middle.days, middle.low, middle.high)


def has_dots(some: Sequence[Dots]) -> bool:
    """Tell whether there is anything to draw."""
    return any(dot.value is not None for dots in some for dot in dots.each)


def intervals(rows: Sequence[str], some: Sequence[Dots], title: str, *, unit: str, share: bool = False) -> Chart:
    """Return a dot with its 90 % interval per row and group, first row on top.

    What has no dot at all is left out of the picture but not of the alt text. ``unit`` names the axis; ``share``: it is a
    part of a whole.
    """
    drawn = [dots for dots in some if has_dots([dots])]
    alone = len(drawn) == 1
    traces = [_trace(rows, dots, _offset(place, len(drawn))) for place, dots in enumerate(drawn)]
    if not alone:
        traces += [_labels(dots, _offset(place, len(drawn))) for place, dots in enumerate(drawn)]
    figure = theme.figure(
        traces,
        height=_FRAME + _ROW * max(1, len(rows)),
        hovermode="closest",
        showlegend=not alone,
        margin={"r": 24, "t": 8 if alone else theme.TOP},
        xaxis={
            "title": {"text": unit},
            "rangemode": "tozero",
            **(share_ticks(_ends(drawn)) if share else {"tickformat": ",d", "nticks": 5}),
            "showgrid": True,
            "fixedrange": True,
        },
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [_beside(row, drawn[0].each[place] if alone else None) for place, row in enumerate(rows)],
            "range": [len(rows) - 0.5, -0.5],
            "rangemode": "normal",
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "ticksuffix": "  ",
        },
    )
    return Chart(figure, _alt(rows, some), title)


def _ends(some: Sequence[Dots]) -> list[float]:
    each = [end for dots in some for dot in dots.each for end in (dot.value, dot.low, dot.high)]
    return [end for end in each if end is not None]


def _offset(place: int, number: int) -> float:
    return (place - (number - 1) / 2) * _APART


def _beside(row: str, dot: Dot | None) -> str:
    """Return what stands beside a row: its name, and its figure when there is one only."""
    name = "<br>".join(f"<b>{escape(part, quote=False)}</b>" for part in row.split("\n"))
    return name if dot is None else f"{name}<br>{escape(dot.short if dot.high is None else dot.text, quote=False)}"


def _trace(rows: Sequence[str], dots: Dots, offset: float) -> dict[str, object]:
    known = [(place, dot, dot.value) for place, dot in enumerate(dots.each) if dot.value is not None]
    colour = theme.colour(dots.thing)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": dots.name,
        "x": [value for _place, _dot, value in known],
        "y": [place + offset for place, _dot, _value in known],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [0 if dot.high is None else max(0.0, dot.high - value) for _place, dot, value in known],
            "arrayminus": [0 if dot.low is None else max(0.0, value - dot.low) for _place, dot, value in known],
            "color": colour,
            "thickness": 2,
            "width": 4,
        },
        "customdata": [[escape(_flat(rows[place]), quote=False), dot.text] for place, dot, _value in known],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra>" + escape(dots.name, quote=False) + "</extra>",
        "marker": {"symbol": theme.symbol(dots.thing), "size": 11, "color": colour},
    }


def _labels(dots: Dots, offset: float) -> dict[str, object]:
    """Return the figures written at the right end of their intervals."""
    known = [(place, dot, dot.value) for place, dot in enumerate(dots.each) if dot.value is not None]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [value if dot.high is None else dot.high for _place, dot, value in known],
        "y": [place + offset for place, _dot, _value in known],
        "text": [f"  {dot.short}" for _place, dot, _value in known],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _flat(row: str) -> str:
    return row.replace("\n", " ")


def _alt(rows: Sequence[str], some: Sequence[Dots]) -> str:
    lines = (
        f"{_flat(row)}: " + ", ".join(_named(dots, place, alone=len(some) == 1) for dots in some)
        for place, row in enumerate(rows)
    )
    return "; ".join(lines) + "."


def _named(dots: Dots, place: int, *, alone: bool) -> str:
    text = dots.each[place].text
    return text if alone else f"{dots.name} {text}"
