"""Attention beside inflow, one theme and one group of functions: the correlation at every lag."""

from collections.abc import Sequence

from dashboard.analysis.association import Association, Lag
from dashboard.analysis.shares import Interval
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.i18n import MISSING, _, number, signed_number

_DECIMALS = 2


def rho_text(value: float | None) -> str:
    """Return a correlation with its sign: “+0.12”."""
    return signed_number(value, _DECIMALS)


def interval_text(interval: Interval | None) -> str:
    """Return the ends of an interval of a correlation; a dash without one."""
    if interval is None:
        return MISSING
    return _("{low} to {high}").format(low=rho_text(interval.low), high=rho_text(interval.high))


def lags(found: Association, title: str, *, seasonless: bool = True) -> Chart:
    """Return the correlation at each lag with its own 90 % interval; not ``seasonless``: of the days as counted, without."""
    assert found.best is not None
    traces = [_own(found.lags, found.best) if seasonless else _with_season(found.lags)]
    figure = theme.figure(
        traces,
        hovermode="x",
        showlegend=True,
        xaxis={
            "title": {"text": _("Days later")},
            "dtick": 2,
            "range": [-0.6, len(found.lags) - 0.4],
            "zeroline": False,
        },
        yaxis={
            "title": {"text": _("Correlation (rho)")},
            "rangemode": "normal",
            "tickformat": "+.2f",
            "zerolinewidth": 2,
            "zerolinecolor": theme.GREY,
        },
    )
    return Chart(figure, _alt_of_lags(found, found.best) if seasonless else _alt_as_counted(found.lags), title)


def _own(some: Sequence[Lag], best: Lag) -> dict[str, object]:
    colour = theme.colour("modelled")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("Weekday and season removed, with 90% interval"),
        "x": [lag.days for lag in some],
        "y": [lag.rho for lag in some],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, lag.interval.high - lag.rho) for lag in some],
            "arrayminus": [max(0.0, lag.rho - lag.interval.low) for lag in some],
            "color": colour,
        },
        "customdata": [f"{rho_text(lag.rho)} ({interval_text(lag.interval)}), {_pairs(lag)}" for lag in some],
        "hovertemplate": "%{x}: %{customdata}<extra></extra>",
        "marker": {
            "symbol": theme.symbol("modelled"),
            "size": [14 if lag == best else 8 for lag in some],
            "color": colour,
        },
    }


def _pairs(lag: Lag) -> str:
    return _("{pairs} pairs of days").format(pairs=number(lag.pairs))


def _with_season(some: Sequence[Lag]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("As counted, season still in it"),
        "x": [lag.days for lag in some],
        "y": [lag.with_season for lag in some],
        "customdata": [f"{rho_text(lag.with_season)}, {_pairs(lag)}" for lag in some],
        "hovertemplate": "%{x}: %{customdata}<extra></extra>",
        "marker": {"symbol": "circle-open", "size": 8, "color": theme.GREY},
    }


def _alt_as_counted(some: Sequence[Lag]) -> str:
    words = _("{lags} lags as counted, season still in it, from {low} to {high}.")
    found = [lag.with_season for lag in some]
    return words.format(lags=number(len(some)), low=rho_text(min(found)), high=rho_text(max(found)))


def _alt_of_lags(found: Association, best: Lag) -> str:
    words = _("{lags} lags; strongest after {lag} days: {rho}, its own interval {interval}.")
    return words.format(
        lags=number(len(found.lags)),
        lag=number(best.days),
        rho=rho_text(best.rho),
        interval=interval_text(best.interval),
    )
