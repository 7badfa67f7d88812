"""Attention and applications of a campaign on one time line: two panels, one x axis."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from dashboard.analysis.blocks import WEEK, Block, average, height, shortest
from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop
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
    days = _known_days(views)
    top = _most_views(days)
    layout = _layout(weeks, lower_only=not days)
    annotations = small_signs(weeks)
    figure = timeline.figure([*_lines(days), *week_bars(weeks)], backdrop, **layout, annotations=annotations)
    return Chart(figure, _alt(top, weeks), _title(top, weeks))


_Day = tuple[date, int | None, bool]


def _known_days(views: pd.DataFrame) -> list[_Day]:
    """Return every day from the first to the last with its views (None: a gap) and whether it is final."""
    rows = {
        each: (None if pd.isna(number_) else int(number_), bool(final))
        for each, number_, final in zip(views["day"], views["views"], views["is_final"], strict=True)
    }
    if not rows:
        return []
    first, last = min(rows), max(rows)
    every = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return [(each, *rows.get(each, (None, False))) for each in every]


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


def _lines(known: Sequence[_Day]) -> list[dict[str, object]]:
    """Return the line of final days and, dotted, the days that may still change; days without a figure are gaps."""
    if not known:
        return []
    last_final = max((i for i, (_each, _views, final) in enumerate(known) if final), default=-1)
    line = {"color": theme.colour("views"), "width": 2}
    traces = [_line(known[: last_final + 1], _("Views"), line)]
    if last_final < len(known) - 1:
        traces.append(_line(known[max(last_final, 0) :], _("Views, may still change"), {**line, "dash": "dot"}))
    return traces


def _line(some: Sequence[_Day], name: str, line: dict[str, object]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "yaxis": "y2",
        "name": name,
        "x": [str(each) for each, _views, _final in some],
        "y": [views for _each, views, _final in some],
        "hovertemplate": "%{x|%x}: %{y}<extra></extra>",
        "connectgaps": False,
        "line": line,
    }


def week_bars(weeks: Sequence[Block]) -> list[dict[str, object]]:
    """Return the complete blocks and, hatched, those of which days are to come."""
    groups = ((True, _("Applications"), ""), (False, _("Applications, not complete"), "/"))
    return [
        _bar([block for block in weeks if block.complete is complete], shortest(weeks), name, shape)
        for complete, name, shape in groups
        if any(block.complete is complete for block in weeks)
    ]


def _bar(some: Sequence[Block], days: int, name: str, shape: str) -> dict[str, object]:
    return {
        "type": "bar",
        "name": name,
        "x": [f"{block.period.first} 00:00" for block in some],
        "y": [height(block, days) for block in some],
        "width": [block.period.days * _DAY_MS * 0.9 for block in some],
        "offset": 0,
        "customdata": [[day_range(block.period.first, block.period.last), count_text(block.count)] for block in some],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"color": theme.colour("applications"), "pattern": {"shape": shape}},
    }


def small_signs(weeks: Sequence[Block]) -> list[dict[str, object]]:
    """Return the signs that stand where the bars of hidden blocks would."""
    look = {"y": 0, "yref": "y", "showarrow": False, "yanchor": "bottom", "font": {"size": 10}}
    return [
        {**look, "x": str(block.period.first + timedelta(days=block.period.days // 2)), "text": block.count.text}
        for block in weeks
        if block.count.hidden
    ]


def _title(top: str, weeks: Sequence[Block]) -> str:
    return " ".join(part for part in (top, most_applications(weeks)) if part) or _("Applications")


def _alt(top: str, weeks: Sequence[Block]) -> str:
    sentences = [top or _("There are no figures of views."), most_applications(weeks)]
    mean = average(weeks)
    if mean is not None:
        sentences.append(_("On average {mean} applications per complete bar.").format(mean=number(mean, 1)))
    return " ".join(sentence for sentence in sentences if sentence)


def most_applications(weeks: Sequence[Block]) -> str:
    """Return which complete block had most applications; empty when none can be shown."""
    known = [block for block in weeks if block.count.value and block.complete]
    if not known:
        return ""
    days = shortest(known)
    best = max(known, key=lambda block: height(block, days) or 0)
    words = _("Most applications from {days}: {count}.")
    return words.format(days=day_range(best.period.first, best.period.last), count=count_text(best.count))


def _most_views(known: Sequence[_Day]) -> str:
    """Return on which day most was watched; empty when there are no views."""
    watched = [(views, each) for each, views, _final in known if views is not None]
    if not watched:
        return ""
    views, each = max(watched, key=lambda pair: pair[0])
    return _("Most views on {day}: {views}.").format(day=day(each), views=number(views))
