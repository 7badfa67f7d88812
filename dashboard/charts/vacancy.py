"""Pictures of vacancies: what a platform counted of one day by day, and how long vacancies stand open."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.survival import Curve
from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.share_axis import share_ticks
from dashboard.charts.spans import Backdrop
from dashboard.i18n import _, day, number, percent

_FIGURES = (("views", "views"), ("apply_clicks", "visits"))


def engagement(rows: pd.DataFrame, backdrop: Backdrop, title: str) -> Chart:
    """Return views and clicks on apply of one vacancy by one platform over time; a day without a figure is a gap."""
    names = {"views": _("Views"), "apply_clicks": _("Clicks on apply")}
    traces = [_line(rows, name, names[name], thing) for name, thing in _FIGURES if rows[name].notna().any()]
    figure = timeline.figure(
        traces,
        backdrop,
        xaxis={"type": "date"},
        yaxis={"tickformat": ",d", "title": {"text": _("Counted by LinkedIn")}},
    )
    return Chart(figure, _engagement_alt(rows, names), title)


def _line(rows: pd.DataFrame, name: str, label: str, thing: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label,
        "x": [str(start) for start in rows["start"]],
        "y": [None if pd.isna(value) else int(value) for value in rows[name]],
        "connectgaps": False,
        "line": {"color": theme.colour(thing), "dash": theme.dash(thing), "width": 2},
        "marker": {"symbol": theme.symbol(thing), "size": 6},
    }


def _engagement_alt(rows: pd.DataFrame, names: dict[str, str]) -> str:
    parts = []
    for name, label in names.items():
        known = rows[rows[name].notna()]
        if known.empty:
            continue
        top = known.loc[known[name].astype("int64").idxmax()]
        words = _("{label}: {total} in all, most ({most}) on {day}")
        parts.append(
            words.format(
                label=label, total=number(int(known[name].sum())), most=number(int(top[name])), day=day(top["start"])
            )
        )
    return "; ".join(parts) + "."


def still_open(curve: Curve, title: str) -> Chart:
    """Return the share of vacancies that is still open after so many days, with its interval."""
    figure = theme.figure(
        _steps(curve),
        hovermode="closest",
        margin={"t": 8},
        xaxis={
            "title": {"text": _("Days since it was opened")},
            "range": [0, curve.until],
            "tickformat": ",d",
            "fixedrange": True,
        },
        yaxis={
            "title": {"text": _("Share still open")},
            **share_ticks([0.0, 1.0]),
            "range": [0, 1.02],
            "fixedrange": True,
        },
    )
    return Chart(figure, _open_alt(curve, (30, 60, 90, 180)), title)


def _steps(curve: Curve) -> list[dict[str, object]]:
    """Return the curve as steps, on the band of its interval."""
    days = [0.0, *map(float, curve.days)]
    still, low, high = (
        [1.0, *(1 - float(share) for share in shares)] for shares in (curve.share, curve.high, curve.low)
    )
    colour = theme.colour("days_open")
    hover = _("after {days} days: {share}")
    texts = [hover.format(days=number(x), share=percent(y)) for x, y in zip(days, still, strict=True)]
    step = {"type": "scatter", "mode": "lines", "x": [*days, curve.until], "showlegend": False}
    edge = {**step, "line": {"width": 0, "shape": "hv"}, "hoverinfo": "skip"}
    return [
        {**edge, "y": [*high, high[-1]]},
        {**edge, "y": [*low, low[-1]], "fill": "tonexty", "fillcolor": _faint(colour)},
        {
            **step,
            "y": [*still, still[-1]],
            "line": {"color": colour, "width": 2, "shape": "hv"},
            "text": [*texts, ""],
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.16)"


def open_rows(curve: Curve, days: Sequence[int]) -> list[tuple[int, str]]:
    """Return the share still open after some days with its interval, as it is written; a dash where nobody was followed."""
    return [(each, _open_text(curve, each)) for each in days]


def _open_text(curve: Curve, days: int) -> str:
    found = curve.by(days)
    if found is None:
        return "–"
    share, interval = found
    words = _("{share} ({low}–{high})")
    return words.format(share=percent(1 - share), low=number(100 * (1 - interval.high)), high=percent(1 - interval.low))


def _open_alt(curve: Curve, days: Sequence[int]) -> str:
    words = _("after {days} days {share} still open")
    return "; ".join(words.format(days=number(each), share=text) for each, text in open_rows(curve, days)) + "."
