"""The first 72 hours of each release beside what is usual."""

from collections.abc import Sequence

from dashboard.analysis.first_72_hours import FirstHours
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.words import count_text
from dashboard.i18n import _, number


def first_hours(labels: Sequence[str], hours: Sequence[FirstHours], title: str) -> Chart:
    """Return observed and usual applications per release; a hidden or missing one has its sign and no bar."""
    by_days = all(each.by_days for each in hours)
    observed = {
        "type": "bar",
        "name": _("First days") if by_days else _("First 72 hours"),
        "x": list(labels),
        "y": [each.observed.value for each in hours],
        "text": [count_text(each.observed) for each in hours],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{x}: %{text}<extra></extra>",
        "marker": {"color": theme.colour("applications")},
    }
    usual = {
        "type": "scatter",
        "mode": "markers",
        "name": _("Usual in as many days") if by_days else _("Usual in 72 hours"),
        "x": list(labels),
        "y": [each.usual.value for each in hours],
        "text": [number(each.usual.value, 1) for each in hours],
        "hovertemplate": "%{x}: %{text}<extra></extra>",
        "marker": {
            "symbol": "line-ew-open",
            "size": 26,
            "line": {"width": 3, "color": theme.colour("views")},
            "color": theme.colour("views"),
        },
    }
    figure = theme.figure([observed, usual], hovermode="closest", xaxis={"type": "category"}, height=320)
    return Chart(figure, _alt(labels, hours), title)


def _alt(labels: Sequence[str], hours: Sequence[FirstHours]) -> str:
    exactly = _("{label}: {observed} in 72 hours, usual {usual}")
    by_days = _("{label}: {observed} on {days} days, usual {usual}")
    return (
        "; ".join(
            (by_days if each.by_days else exactly).format(
                label=label,
                observed=count_text(each.observed),
                days=number(each.days),
                usual=number(each.usual.value, 1),
            )
            for label, each in zip(labels, hours, strict=True)
        )
        + "."
    )
