"""How often an effect of each size would be shown: the power curve of a campaign that is still to come."""

from collections.abc import Sequence

from dashboard.analysis.impact.planning import WANTED
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.i18n import _, percent, signed_percent

Curve = Sequence[tuple[float, float]]
_STEPS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_NEARLY_ALWAYS = 0.99
_LEAST_WIDTH = 1.0


def power_curve(curve: Curve, smallest: float | None) -> Chart:
    """Return how often each relative effect is shown, with the smallest one that is shown four times out of five.

    ``curve`` holds pairs of a relative effect and a probability, the smallest effect first.
    """
    drawn = _until_certain(curve)
    traces = [_line(drawn)]
    if smallest is not None:
        traces.append(_dot(smallest))
    grey = theme.colour("expected")
    wanted = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": WANTED, "y1": WANTED}
    figure = theme.figure(
        traces,
        height=300,
        hovermode="closest",
        showlegend=False,
        shapes=[{**wanted, "line": {"color": grey, "width": 1, "dash": "dash"}}],
        annotations=[
            {
                "xref": "paper",
                "x": 0,
                "y": WANTED,
                "text": _("4 times out of 5"),
                "showarrow": False,
                "xanchor": "left",
                "yanchor": "bottom",
                "font": {"color": grey},
            }
        ],
        xaxis={"title": {"text": _("What it brings, over what is expected")}, "tickformat": "+.0%"},
        yaxis={"title": {"text": _("How often it is shown")}, "tickformat": ".0%", "range": [0, 1.05]},
    )
    return Chart(figure, _alt(curve), _title(smallest))


def steps(curve: Curve) -> list[tuple[float, float]]:
    """Return the points of the curve that a table names: 10, 25, 50, 75, 100, 150, 200 and 300 % more."""
    return [(lift, share) for lift, share in curve if round(lift, 2) in _STEPS]


def _until_certain(curve: Curve) -> Curve:
    """Return the curve up to the effect that is nearly always shown, and at least up to twice as many."""
    last = next((lift for lift, share in curve if share >= _NEARLY_ALWAYS), float("inf"))
    return [(lift, share) for lift, share in curve if lift <= max(last, _LEAST_WIDTH)]


def _line(curve: Curve) -> dict[str, object]:
    colour = theme.colour("modelled")
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [lift for lift, _share in curve],
        "y": [share for _lift, share in curve],
        "customdata": [[signed_percent(lift), percent(share)] for lift, share in curve],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "line": {"color": colour, "width": 3, "dash": "solid"},
    }


def _dot(smallest: float) -> dict[str, object]:
    colour = theme.colour("modelled")
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [smallest],
        "y": [WANTED],
        "text": [signed_percent(smallest)],
        "textposition": "bottom right",
        "textfont": {"color": colour},
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"symbol": theme.symbol("modelled"), "size": 12, "color": colour},
    }


def _title(smallest: float | None) -> str:
    if smallest is None:
        return _("No effect of up to 300 % would be shown 4 times out of 5")
    return _("An effect of {share} or more would be shown 4 times out of 5").format(share=signed_percent(smallest))


def _alt(curve: Curve) -> str:
    words = _("{effect} is shown {share} of the times")
    return (
        "; ".join(words.format(effect=signed_percent(lift), share=percent(share)) for lift, share in steps(curve)) + "."
    )
