"""Channels side by side: the main figure of each per week on an axis of its own, and effort beside result."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

from connectors.errors import N_
from dashboard.analysis.channels import ADVERTS, CHANNELS, UNTAGGED
from dashboard.analysis.effort import NOT_ASSIGNED, Effort, Row
from dashboard.analysis.reach import Weekly
from dashboard.analysis.shares import Share
from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.share_axis import share_ticks
from dashboard.charts.timeline import Backdrop
from dashboard.charts.words import share_text
from dashboard.i18n import _, day, number, percent

FIGURES = {
    "impressions": N_("Impressions"),
    "reach": N_("Reach"),
    "views": N_("Views"),
    "engaged_views": N_("Engaged views"),
    "watch_minutes": N_("Minutes watched"),
    "sessions": N_("Visits"),
    "clicks": N_("Clicks"),
    "landing_page_clicks": N_("Clicks to the landing page"),
    "apply_clicks": N_("Clicks on apply"),
    "page_views": N_("Views of the page"),
    "page_visitors": N_("Visitors of the page"),
    "careers_page_views": N_("Views of the careers tab"),
    "jobs_page_views": N_("Views of the jobs tab"),
    "followers": N_("Followers"),
    "followers_gained": N_("New followers"),
    "cost": N_("Cost"),
}
"""What the columns of a figure are called, a message id."""
_PANEL, _NAME = 120, 0.2  # pixels; share of a panel in which its name stands
_ROW, _BAR = 74, 0.22


def channel_name(code: str) -> str:
    """Return what a channel is called, also that of adverts, of visits without a tag and of what nobody assigned."""
    if code == NOT_ASSIGNED:
        return _("Not assigned to a channel")
    if code == UNTAGGED:
        return _("Link without a tag")
    if code.endswith(ADVERTS):
        return _("{channel} adverts").format(channel=channel_name(code.removesuffix(ADVERTS)))
    return _(CHANNELS[code]) if code in CHANNELS else code.capitalize()


def per_week(channels: Sequence[Weekly], backdrop: Backdrop) -> Chart:
    """Return the main figure of each channel per week, one panel each: their axes are their own, as nothing may be added."""
    traces = [_line(each, place) for place, each in enumerate(channels, start=1)]
    figure = timeline.figure(traces, backdrop, **_panels(channels))
    best = [_best(each) for each in channels]
    return Chart(figure, " ".join(best), _("Every channel counts in its own way. {best}").format(best=best[0]))


def _best(each: Weekly) -> str:
    top = each.rows.loc[each.rows["value"].astype("float64").idxmax()]
    words = _("{channel}: most {figure} in the week from {day}, {value}.")
    return words.format(
        channel=channel_name(each.group),
        figure=_(FIGURES[each.column]).lower(),
        day=day(top["week_start"]),
        value=number(float(top["value"])),
    )


def _line(each: Weekly, place: int) -> dict[str, object]:
    thing = each.group.split(":")[0]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": channel_name(each.group),
        "x": [str(monday + timedelta(days=3)) for monday in each.rows["week_start"]],
        "y": [None if value is None else float(value) for value in each.rows["value"]],
        "yaxis": "y" if place == 1 else f"y{place}",
        "connectgaps": False,
        "showlegend": False,
        "hovertemplate": escape(channel_name(each.group), quote=False) + " %{x|%x}: %{y:,d}<extra></extra>",
        "line": {"color": theme.colour(thing), "width": 2, "dash": theme.dash(thing)},
        "marker": {"symbol": theme.symbol(thing), "size": 5, "color": theme.colour(thing)},
    }


def _panels(channels: Sequence[Weekly]) -> dict[str, object]:
    """Return the layout of panels under each other, the first one on top, each with the name of its channel and figure."""
    height = 1 / len(channels)
    layout: dict[str, object] = {
        "height": 60 + _PANEL * len(channels),
        "hovermode": "closest",
        "margin": {"t": theme.TOP + 18},
        "xaxis": {"type": "date", "anchor": "y" if len(channels) == 1 else f"y{len(channels)}"},
        "annotations": [],
    }
    names: list[dict[str, object]] = []
    for place, each in enumerate(channels):
        top = 1 - place * height
        axis = {"domain": [top - height * 0.94, top - height * _NAME], "tickformat": ",d", "nticks": 4, "anchor": "x"}
        layout["yaxis" if place == 0 else f"yaxis{place + 1}"] = {"rangemode": "tozero", "automargin": True, **axis}
        text = f"{escape(channel_name(each.group), quote=False)} · {_(FIGURES[each.column])}"
        look = {"showarrow": False, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        names.append({"x": 0, "y": top, "text": f"<b>{text}</b>", "font": {"size": 12}, **look})
    layout["annotations"] = names
    return layout


def effort_and_result(found: Effort) -> Chart:
    """Return, per channel, bars of its share of hours and money, and dots of its share of the applications with interval."""
    rows = found.rows
    hours, cash = [row.hours_share for row in rows], [row.cash_share for row in rows]
    tracked, told = [row.tracked_share for row in rows], [row.self_reported_share for row in rows]
    results = [each for each in (*tracked, *told) if each and each.interval]
    figure = theme.figure(
        [
            _bars("hours", _("Share of the hours"), hours, -0.34),
            _bars("cash", _("Share of the money"), cash, -0.1),
            _dots("tracked", _("Share of the applications, tracked"), tracked, 0.26),
            _dots("self_reported", _("Share of the applications, self-reported"), told, 0.4),
        ],
        height=130 + _ROW * max(1, len(rows)),
        hovermode="closest",
        margin={"t": 92, "r": 24},
        xaxis={
            **share_ticks([*filter(None, (*hours, *cash)), *(each.interval.high for each in results if each.interval)]),
            "rangemode": "tozero",
            "showgrid": True,
        },
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [escape(channel_name(row.channel), quote=False) for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "ticksuffix": "  ",
        },
    )
    return Chart(figure, " ".join(_told(row) for row in rows), _message(found))


def _bars(thing: str, label: str, shares: Sequence[float | None], offset: float) -> dict[str, object]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "y": list(range(len(shares))),
        "x": shares,
        "width": _BAR,
        "offset": offset,
        "customdata": [[percent(share, 1)] for share in shares],
        "hovertemplate": "%{customdata[0]}<extra>" + label + "</extra>",
        "marker": {"color": theme.colour(thing), "pattern": {"shape": theme.pattern(thing)}},
    }


def _dots(thing: str, label: str, shares: Sequence[Share | None], offset: float) -> dict[str, object]:
    known = [(place, each) for place, each in enumerate(shares) if each and each.value is not None and each.interval]
    spans = [each.interval for _place, each in known if each.interval]
    values = [each.value or 0.0 for _place, each in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": label,
        "y": [place + offset for place, _each in known],
        "x": values,
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [span.high - value for span, value in zip(spans, values, strict=True)],
            "arrayminus": [value - span.low for span, value in zip(spans, values, strict=True)],
            "thickness": 1.5,
            "width": 4,
            "color": theme.colour(thing),
        },
        "customdata": [[share_text(each)] for _place, each in known],
        "hovertemplate": "%{customdata[0]}<extra>" + label + "</extra>",
        "marker": {"symbol": theme.symbol(thing), "size": 9, "color": theme.colour(thing)},
    }


def _told(row: Row) -> str:
    words = _("{channel}: {hours} of the hours, {cash} of the money, {applications} of the applications.")
    return words.format(
        channel=channel_name(row.channel),
        hours=percent(row.hours_share),
        cash=percent(row.cash_share),
        applications=share_text(row.tracked_share),
    )


def _message(found: Effort) -> str:
    """Return what went most hours into, with what is tracked to it."""
    assigned = [row for row in found.rows if row.channel != NOT_ASSIGNED and row.hours_share]
    if not assigned:
        return _("No hours are assigned to a channel.")
    most = max(assigned, key=lambda row: row.hours)
    told = {"channel": channel_name(most.channel), "hours": percent(most.hours_share)}
    if most.tracked_share is None or most.tracked_share.value is None:
        words = _("Most hours went into {channel}: {hours} of all hours; how many applied through it cannot be told.")
        return words.format(**told)
    words = _(
        "Most hours went into {channel}: {hours} of all hours, and {applications} of the applications are tracked to it."
    )
    return words.format(**told, applications=share_text(most.tracked_share))
