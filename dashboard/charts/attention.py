"""Attention and applications of a campaign on one time line: two panels, one x axis."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.blocks import WEEK, Block, average
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop, draw
from dashboard.charts.words import count_text
from dashboard.i18n import _, day, day_range, number

HEIGHT = 520
WHOLE = ",d"  # whole numbers with the separators of the language, no “10k”
_UPPER, _LOWER = (0.56, 1.0), (0.0, 0.46)
_DAY_MS = 24 * 3600 * 1000


def attention_and_applications(views: pd.DataFrame, weeks: Sequence[Block], backdrop: Backdrop) -> Chart:
    """Return views per day above applications per block of days; the title says when each was highest.

    ``views`` has ``day``, ``views`` (missing: a gap in the line) and ``is_final``; it may be empty.
    """
    lower_only = views.empty
    traces = [*week_bars(weeks)] if lower_only else [*_lines(views), *week_bars(weeks)]
    figure = theme.figure(traces, **_layout(weeks, lower_only=lower_only))
    draw(figure, backdrop)
    small_signs(figure, weeks)
    return Chart(figure, _alt(views, weeks), _title(views, weeks))


def _layout(weeks: Sequence[Block], *, lower_only: bool) -> dict[str, object]:
    axis = {
        "title": {"text": _applications_axis(weeks)},
        "domain": (0.0, 1.0) if lower_only else _LOWER,
        "tickformat": WHOLE,
    }
    layout: dict[str, object] = {
        "height": theme.HEIGHT if lower_only else HEIGHT,
        "hovermode": "x",
        "xaxis": {"type": "date", "anchor": "y"},
        "yaxis": axis,
        "bargap": 0.1,
    }
    if not lower_only:
        layout["yaxis2"] = {
            "title": {"text": _("Views per day")},
            "tickformat": WHOLE,
            "domain": _UPPER,
            "rangemode": "tozero",
            "automargin": True,
            "anchor": "x",
        }
    return layout


def _applications_axis(weeks: Sequence[Block]) -> str:
    weekly = not weeks or weeks[0].period.days == WEEK
    return _("Applications per week") if weekly else _("Applications per 4 weeks")


def _lines(views: pd.DataFrame) -> list[dict[str, object]]:
    """Return the line of final days and, dotted, the days that may still change; days without a figure are gaps."""
    every = pd.date_range(views["day"].min(), views["day"].max(), freq="D").date
    known = views.set_index("day").reindex(every)
    values = [None if pd.isna(value) else int(value) for value in known["views"]]
    final = [value is not pd.NA and bool(value) if value == value else False for value in known["is_final"]]  # noqa: PLR0124
    last_final = max((i for i, is_final in enumerate(final) if is_final), default=-1)
    days = [str(each) for each in every]
    hover = "%{x|%d-%m-%Y}: %{y}<extra></extra>"
    line = {"color": theme.colour("views"), "width": 2}
    shared = {"type": "scatter", "mode": "lines", "yaxis": "y2", "hovertemplate": hover, "connectgaps": False}
    traces = [{**shared, "name": _("Views"), "x": days[: last_final + 1], "y": values[: last_final + 1], "line": line}]
    if last_final < len(days) - 1:
        start = max(last_final, 0)
        dotted = {**line, "dash": "dot"}
        name = _("Views, may still change")
        traces.append({**shared, "name": name, "x": days[start:], "y": values[start:], "line": dotted})
    return traces


def week_bars(weeks: Sequence[Block]) -> list[dict[str, object]]:
    """Return the complete blocks and, hatched, those of which days are to come."""
    groups = ((True, _("Applications"), ""), (False, _("Applications, not complete"), "/"))
    return [
        _bar([block for block in weeks if block.complete is complete], name, shape)
        for complete, name, shape in groups
        if any(block.complete is complete for block in weeks)
    ]


def _bar(some: Sequence[Block], name: str, shape: str) -> dict[str, object]:
    return {
        "type": "bar",
        "name": name,
        "x": [f"{block.period.first} 00:00" for block in some],
        "y": [block.count.value for block in some],
        "width": [block.period.days * _DAY_MS * 0.9 for block in some],
        "offset": 0,
        "customdata": [[day_range(block.period.first, block.period.last), count_text(block.count)] for block in some],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"color": theme.colour("applications"), "pattern": {"shape": shape}},
    }


def small_signs(figure: go.Figure, weeks: Sequence[Block]) -> None:
    """Write the sign of a hidden block where its bar would stand."""
    for block in weeks:
        if block.count.hidden:
            middle = block.period.first + timedelta(days=block.period.days // 2)
            figure.add_annotation(
                x=str(middle),
                y=0,
                yref="y",
                text=block.count.text,
                showarrow=False,
                yanchor="bottom",
                font={"size": 10},
            )


def _title(views: pd.DataFrame, weeks: Sequence[Block]) -> str:
    return " ".join(part for part in (_most_views(views), most_applications(weeks)) if part) or _("Applications")


def _alt(views: pd.DataFrame, weeks: Sequence[Block]) -> str:
    sentences = [_most_views(views) or _("There are no figures of views."), most_applications(weeks)]
    mean = average(weeks)
    if mean is not None:
        sentences.append(_("On average {mean} applications per complete bar.").format(mean=number(mean, 1)))
    return " ".join(sentence for sentence in sentences if sentence)


def most_applications(weeks: Sequence[Block]) -> str:
    """Return which complete block had most applications; empty when none can be shown."""
    known = [block for block in weeks if block.count.value and block.complete]
    if not known:
        return ""
    best = max(known, key=lambda block: block.count.value or 0)
    words = _("Most applications from {days}: {count}.")
    return words.format(days=day_range(best.period.first, best.period.last), count=count_text(best.count))


def _most_views(views: pd.DataFrame) -> str:
    known = views.dropna(subset=["views"])
    if known.empty:
        return ""
    top = known.loc[known["views"].astype("int64").idxmax()]
    words = _("Most views on {day}: {views}.")
    return words.format(day=day(top["day"]), views=number(int(top["views"])))
