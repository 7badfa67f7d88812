"""Channels side by side: the main figure of each per week on an axis of its own, and effort beside result."""

from collections.abc import Callable, Sequence
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
from dashboard.i18n import MISSING, _, day, number, percent

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
_PANEL, _GAP = 120, 0.22
_ROW = 74


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
        axis = {
            "domain": [top - height * (1 - _GAP), top - (0.04 * height)],
            "tickformat": ",d",
            "nticks": 4,
            "anchor": "x",
        }
        layout["yaxis" if place == 0 else f"yaxis{place + 1}"] = {"rangemode": "tozero", "automargin": True, **axis}
        text = f"{escape(channel_name(each.group), quote=False)} · {_(FIGURES[each.column])}"
        look = {"showarrow": False, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        names.append({"x": 0, "y": top - 0.04 * height, "text": f"<b>{text}</b>", "font": {"size": 12}, **look})
    layout["annotations"] = names
    return layout


_Told = Callable[[Row], float | None]
_SERIES: tuple[tuple[str, str, str, _Told], ...] = (
    ("hours", "hours", N_("Share of the hours"), lambda row: row.hours_share),
    ("cash", "band", N_("Share of the money"), lambda row: row.cash_share),
    ("tracked", "website", N_("Share of the applications, tracked"), lambda row: _value(row.tracked_share)),
)


def _value(found: Share | None) -> float | None:
    return found.value if found else None


def effort_and_result(found: Effort) -> Chart:
    """Return, per channel, bars of its share of the hours, of the money, and of the applications with their interval."""
    names = [channel_name(row.channel) for row in found.rows]
    traces = [_bars(found.rows, names, *series) for series in _SERIES]
    shown = [
        share for row in found.rows for share in (row.hours_share, row.cash_share, _value(row.tracked_share)) if share
    ]
    figure = theme.figure(
        traces,
        height=110 + _ROW * max(1, len(found.rows)),
        hovermode="closest",
        barmode="group",
        bargap=0.25,
        margin={"t": 84, "r": 24},
        xaxis={**share_ticks(shown), "rangemode": "tozero", "showgrid": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "ticksuffix": "  ", "showgrid": False},
    )
    return Chart(figure, " ".join(_told(row) for row in found.rows), _message(found))


def _bars(
    rows: Sequence[Row], names: Sequence[str], key: str, thing: str, label: str, told: _Told
) -> dict[str, object]:
    trace: dict[str, object] = {
        "type": "bar",
        "orientation": "h",
        "name": _(label),
        "y": [escape(name, quote=False) for name in names],
        "x": [told(row) for row in rows],
        "customdata": [[percent(told(row), 1)] for row in rows],
        "hovertemplate": "%{y}: %{customdata[0]}<extra>" + _(label) + "</extra>",
        "marker": {"color": theme.colour(thing), "pattern": {"shape": theme.pattern(thing)}},
    }
    if key == "tracked":
        trace["error_x"] = _errors([row.tracked_share for row in rows])
    return trace


def _errors(shares: Sequence[Share | None]) -> dict[str, object]:
    known = [(share.value, share.interval) if share and share.value is not None else (None, None) for share in shares]
    return {
        "type": "data",
        "symmetric": False,
        "array": [interval.high - value if interval and value is not None else 0 for value, interval in known],
        "arrayminus": [value - interval.low if interval and value is not None else 0 for value, interval in known],
        "thickness": 1.5,
        "width": 4,
        "color": theme.GREY,
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
    words = _(
        "Most hours went into {channel}: {hours} of all hours, and {applications} of the applications are tracked to it."
    )
    applications = share_text(most.tracked_share) if _value(most.tracked_share) is not None else MISSING
    return words.format(channel=channel_name(most.channel), hours=percent(most.hours_share), applications=applications)
