"""Views per week of one platform."""

from datetime import date, timedelta

import pandas as pd

from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop
from dashboard.i18n import _, day, number

_WEEK = timedelta(days=6)


def complete(monday: date, until: date | None) -> bool:
    """Tell whether all days of a week have their final figure."""
    return until is not None and monday + _WEEK <= until


def views_per_week(rows: pd.DataFrame, backdrop: Backdrop, until: date | None) -> Chart:
    """Return views per ISO week; ``rows`` has ``week_start`` and ``views``, a missing one is a gap.

    Weeks that reach past ``until``, the last final day, are dotted and open, and left out of the title.
    """
    whole = rows["week_start"].map(lambda monday: complete(monday, until)).astype("bool")
    known = rows[whole].dropna(subset=["views"])
    traces = [_line(rows[whole], _("Views"), "solid", theme.symbol("views"))]
    if not whole.all():
        still = rows.iloc[max(int(whole.sum()) - 1, 0) :]  # joined to the last whole week
        traces.append(_line(still, _("Views, may still change"), "dot", "circle-open"))
    figure = timeline.figure(
        traces,
        backdrop,
        hovermode="x",
        showlegend=len(traces) > 1,
        xaxis={"type": "date"},
        yaxis={"title": {"text": _("Views per week")}, "tickformat": ",d"},
    )
    if known.empty:
        return Chart(figure, _("There are no figures of views."), _("Views per week"))
    top = known.loc[known["views"].astype("int64").idxmax()]
    words = _("Most views in the week from {day}: {views}")
    title = words.format(day=day(top["week_start"]), views=number(int(top["views"])))
    return Chart(figure, f"{title}.", title)


def _line(rows: pd.DataFrame, name: str, dash: str, symbol: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [str(monday) for monday in rows["week_start"]],
        "y": [None if pd.isna(views) else int(views) for views in rows["views"]],
        "connectgaps": False,
        "hovertemplate": "%{x|%x}: %{y}<extra></extra>",
        "line": {"color": theme.colour("views"), "width": 2, "dash": dash},
        "marker": {"symbol": symbol, "size": 6, "color": theme.colour("views")},
    }
