"""Views per week of one platform."""

import pandas as pd

from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop
from dashboard.i18n import _, day, number


def views_per_week(rows: pd.DataFrame, backdrop: Backdrop) -> Chart:
    """Return views per ISO week; ``rows`` has ``week_start`` and ``views``, a missing one is a gap."""
    known = rows.dropna(subset=["views"])
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _("Views"),
        "x": [str(monday) for monday in rows["week_start"]],
        "y": [None if pd.isna(views) else int(views) for views in rows["views"]],
        "connectgaps": False,
        "hovertemplate": "%{x|%x}: %{y}<extra></extra>",
        "line": {"color": theme.colour("views"), "width": 2},
        "marker": {"symbol": theme.symbol("views"), "size": 6},
    }
    figure = timeline.figure(
        [trace],
        backdrop,
        hovermode="x",
        showlegend=False,
        xaxis={"type": "date"},
        yaxis={"title": {"text": _("Views per week")}, "tickformat": ",d"},
    )
    if known.empty:
        return Chart(figure, _("There are no figures of views."), _("Views per week"))
    top = known.loc[known["views"].astype("int64").idxmax()]
    words = _("Most views in the week from {day}: {views}")
    title = words.format(day=day(top["week_start"]), views=number(int(top["views"])))
    return Chart(figure, f"{title}.", title)
