"""How much is said per week, and in what tone: two charts, because they move apart."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.mentions import MentionWeek
from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.overview_words import written_number
from dashboard.charts.spans import Backdrop
from dashboard.i18n import _, day, number

_USUAL = 100


def buzz_per_week(weeks: Sequence[MentionWeek], backdrop: Backdrop) -> Chart:
    """Return the buzz index per week; 100 is as usual."""
    known = [week for week in weeks if week.buzz.index is not None]
    trace = _line("mentions", known, [week.buzz.index for week in known])
    words = _("index {index}, {mentions} mentions")
    trace["customdata"] = [
        words.format(index=written_number("index", week.buzz.index), mentions=number(week.mentions)) for week in known
    ]
    figure = _figure(trace, backdrop, _USUAL, {"title": {"text": _("Buzz index")}, "tickformat": ",d"})
    if not known:
        return Chart(figure, _("There are no weeks with mentions to compare."), _("Buzz index per week"))
    top = max(known, key=lambda week: week.buzz.index or 0.0)
    words = _("Most was said in the week from {day}: {mentions} mentions, index {index}")
    title = words.format(
        day=day(top.monday), mentions=number(top.mentions), index=written_number("index", top.buzz.index)
    )
    return Chart(figure, f"{title}.", title)


def tone_per_week(weeks: Sequence[MentionWeek], backdrop: Backdrop) -> Chart:
    """Return the tone per week with its interval; weeks with too few mentions are gaps."""
    known = [week for week in weeks if week.tone.value is not None and week.tone.interval is not None]
    trace = _line("tone", known, [week.tone.value for week in known])
    ends = [(week.tone.interval, week.tone.value or 0.0) for week in known]
    trace["error_y"] = {
        "type": "data",
        "symmetric": False,
        "array": [end.high - value for end, value in ends if end],
        "arrayminus": [value - end.low for end, value in ends if end],
        "thickness": 1,
        "width": 3,
    }
    trace["customdata"] = [written_number("tone", week.tone.value) for week in known]
    figure = _figure(
        trace,
        backdrop,
        0,
        {"title": {"text": _("Tone")}, "range": [-1, 1], "tickvals": [-1, -0.5, 0, 0.5, 1], "rangemode": "normal"}
        | {"ticktext": [written_number("tone", tick) for tick in (-1, -0.5, 0, 0.5, 1)]},
    )
    if not known:
        return Chart(figure, _("There are too few mentions with a tone."), _("Tone per week"))
    low = min(known, key=lambda week: week.tone.value or 0.0)
    assert low.tone.interval is not None
    words = _("The lowest tone was {tone} (between {low} and {high}), in the week from {day}")
    ends_ = {"low": low.tone.interval.low, "high": low.tone.interval.high}
    told = {name: written_number("tone", end) for name, end in ends_.items()}
    title = words.format(tone=written_number("tone", low.tone.value), day=day(low.monday), **told)
    return Chart(figure, f"{title}.", title)


def _figure(trace: dict[str, Any], backdrop: Backdrop, level: float, yaxis: dict[str, Any]) -> go.Figure:
    trace["hovertemplate"] = "%{x|%x}: %{customdata}<extra></extra>"
    return timeline.figure(
        [trace],
        backdrop,
        hovermode="x",
        showlegend=False,
        shapes=[_level(level)],
        xaxis={"type": "date"},
        yaxis=yaxis,
    )


def _line(thing: str, weeks: Sequence[MentionWeek], values: Sequence[float | None]) -> dict[str, Any]:
    colour = theme.colour(thing)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [str(week.monday) for week in weeks],
        "y": list(values),
        "connectgaps": False,
        "showlegend": False,
        "line": {"color": colour, "width": 2},
        "marker": {"symbol": theme.symbol(thing), "size": 7, "color": colour},
    }


def _level(value: float) -> dict[str, object]:
    line = {"color": theme.GREY, "width": 1, "dash": "dash"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value, "layer": "below", "line": line}
