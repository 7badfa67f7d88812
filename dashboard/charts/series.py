"""The episodes of a series beside each other: views by age, how far each is watched, and views against the first."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.analysis.episodes import FIRST_DAYS
from dashboard.analysis.series import Told
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.share_axis import share_ticks
from dashboard.i18n import MISSING, _, number, percent

_HEIGHT = 420
_LEGEND = 56


def _name(told: Told) -> str:
    return _("Episode {number}").format(number=number(told.figures.number))


def _look(place: int) -> dict[str, object]:
    """Return the colour and dash of an episode by its place: no two of 36 are alike."""
    round_ = place // len(theme.LIGHT)
    dash = theme.DASHES[(place + round_) % len(theme.DASHES)]
    return {"color": theme.LIGHT[place % len(theme.LIGHT)], "dash": dash, "width": 2}


def views_by_age(episodes: Sequence[Told], title: str) -> Chart:
    """Return the views of each episode on the first 28 days after its release, one line an episode."""
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": _name(told),
            "x": list(range(1, FIRST_DAYS + 1)),
            "y": list(told.by_age),
            "connectgaps": False,
            "hovertemplate": "%{y:,}",
            "line": _look(place),
        }
        for place, told in enumerate(episodes)
        if any(views is not None for views in told.by_age)
    ]
    figure = theme.figure(
        traces,
        height=_HEIGHT,
        showlegend=True,
        margin={"t": _LEGEND},
        xaxis={"title": {"text": _("Day since release")}, "dtick": 7, "tick0": 7, "range": [0.5, FIRST_DAYS + 0.5]},
        yaxis={"title": {"text": _("Views per day")}, "tickformat": ",d"},
    )
    return Chart(figure, _alt(episodes, lambda told: number(told.figures.views)), title)


def retention(episodes: Sequence[Told], title: str) -> Chart:
    """Return which share of the viewers at the start is still there further on, one line an episode."""
    known = [(place, told) for place, told in enumerate(episodes) if told.curve]
    traces = [_curve(place, told.curve, _name(told)) for place, told in known]
    figure = theme.figure(
        traces,
        height=_HEIGHT,
        showlegend=True,
        margin={"t": _LEGEND},
        xaxis={"title": {"text": _("Part of the length")}, "range": [0, 1.03], **share_ticks([0, 1])},
        yaxis={
            "title": {"text": _("Viewers still there")},
            **share_ticks([share for _place, told in known for share in told.curve.values()]),
        },
    )
    return Chart(figure, _alt(episodes, lambda told: percent(told.completion)), title)


def _curve(place: int, curve: Mapping[int, float], name: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [position / 100 for position in curve],
        "y": list(curve.values()),
        "customdata": [percent(share) for share in curve.values()],
        "hovertemplate": "%{customdata}",
        "line": _look(place),
    }


def carry_over(episodes: Sequence[Told], title: str) -> Chart:
    """Return the views of each episode against those of the first, each in its first 28 days."""
    shares = [told.figures.carry_over for told in episodes]
    trace = {
        "type": "bar",
        "x": list(range(len(episodes))),
        "y": shares,
        "text": ["" if share is None else percent(share) for share in shares],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": theme.colour("views")},
    }
    figure = theme.figure(
        [trace],
        hovermode="closest",
        showlegend=False,
        xaxis={
            "title": {"text": _("Episode")},
            "tickvals": list(range(len(episodes))),
            "ticktext": [number(told.figures.number) for told in episodes],
        },
        yaxis={"title": {"text": _("Views against episode 1")}, **share_ticks([share or 0 for share in shares])},
    )
    return Chart(figure, _alt(episodes, lambda told: percent(told.figures.carry_over)), title)


def _alt(episodes: Sequence[Told], figure: Callable[[Told], str]) -> str:
    return "; ".join(f"{_name(told)}: {figure(told) or MISSING}" for told in episodes) + "."
