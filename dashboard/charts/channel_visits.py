"""From visit to application: the share that applied per channel, and the visits of a campaign's landing page per day."""

from collections.abc import Sequence

from dashboard.analysis.landing import Landing
from dashboard.analysis.shares import Share
from dashboard.analysis.steps import Steps
from dashboard.charts import theme, timeline
from dashboard.charts.channels import channel_name
from dashboard.charts.chart import Chart
from dashboard.charts.share_axis import share_ticks
from dashboard.charts.timeline import Backdrop
from dashboard.charts.words import share_text
from dashboard.i18n import _, day, day_range, ngettext, number, percent

_ROW = 44


def sent_of_visits(some: Sequence[Steps]) -> Chart | None:
    """Return the share of visits that sent an application on the site, per channel; None where no share can be shown."""
    rows = [(each.channel, each.sent_rate) for each in some]
    known = [(code, found) for code, found in rows if found and found.value is not None and found.interval is not None]
    if not known:
        return None
    known.sort(key=lambda row: -(row[1].value or 0))
    names = [channel_name(code) for code, _found in known]
    ends = [found.interval.high for _code, found in known if found.interval]
    figure = theme.figure(
        [_dot(place, code, found, name) for place, ((code, found), name) in enumerate(zip(known, names, strict=True))],
        height=80 + _ROW * len(known),
        hovermode="closest",
        showlegend=False,
        margin={"t": 8, "r": 24},
        xaxis={**share_ticks(ends), "rangemode": "tozero", "showgrid": True},
        yaxis={
            "tickvals": list(range(len(known))),
            "ticktext": names,
            "range": [len(known) - 0.5, -0.5],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "ticksuffix": "  ",
        },
    )
    told = [f"{name}: {share_text(found, 1)}" for (_code, found), name in zip(known, names, strict=True)]
    return Chart(figure, "; ".join(told) + ".", _message(known, names))


def _message(known: Sequence[tuple[str, Share]], names: Sequence[str]) -> str:
    """Return which channel is best, only where its interval lies above that of every other."""
    best = known[0][1]
    others = [found.interval.high for _code, found in known[1:] if found.interval]
    if best.interval is None or (others and best.interval.low <= max(others)):
        words = _("No channel stands out: of its visits {low} to {high} sent an application on the site.")
        return words.format(low=percent(known[-1][1].value, 1), high=percent(best.value, 1))
    words = _("Of the visits, those through {channel} most often sent an application on the site: {share}.")
    return words.format(channel=names[0], share=share_text(best, 1))


def _dot(place: int, code: str, found: Share, name: str) -> dict[str, object]:
    assert found.value is not None
    assert found.interval is not None
    colour = theme.colour(code)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [found.value],
        "y": [place],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [found.interval.high - found.value],
            "arrayminus": [found.value - found.interval.low],
            "color": colour,
            "thickness": 2,
            "width": 5,
        },
        "customdata": [[name, share_text(found, 1)]],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"symbol": theme.symbol(code), "size": 10, "color": colour},
    }


def visits_per_day(found: Landing, backdrop: Backdrop) -> Chart:
    """Return visits per day; days without any measurement are a gap in the line and hatched, never zero."""
    known = [(each.day, each.sessions) for each in found.days if each.sessions is not None]
    highest = max((sessions for _day, sessions in known), default=0)
    traces = [_visits(found), *([_missing(found, max(highest, 1))] if found.gaps else [])]
    figure = timeline.figure(
        traces,
        backdrop,
        hovermode="closest",
        showlegend=len(traces) > 1,
        bargap=0,
        xaxis={"type": "date"},
        yaxis={"title": {"text": _("Visits per day")}, "tickformat": ",d"},
    )
    title = _("There were no visits.")
    if highest:
        top = max(known, key=lambda pair: pair[1] or 0)
        title = _("Most visits on {day}: {visits}.").format(day=day(top[0]), visits=number(top[1]))
    return Chart(figure, " ".join((title, missing_days(found))).strip(), title)


def missing_days(found: Landing) -> str:
    """Return on which days nothing was measured; empty when there are none."""
    if not found.gaps:
        return ""
    count = sum(gap.days for gap in found.gaps)
    words = ngettext(
        "On {count} day nothing was measured on the site ({days}): that is missing, not zero.",
        "On {count} days nothing was measured on the site ({days}): that is missing, not zero.",
        count,
    )
    return words.format(count=count, days=", ".join(day_range(gap.first, gap.last) for gap in found.gaps))


def _visits(found: Landing) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _("Visits"),
        "x": [str(each.day) for each in found.days],
        "y": [each.sessions for each in found.days],
        "connectgaps": False,
        "hovertemplate": "%{x|%x}: %{y}<extra></extra>",
        "line": {"color": theme.colour("visits"), "width": 2},
    }


def _missing(found: Landing, height: int) -> dict[str, object]:
    days = [each.day for each in found.days if each.sessions is None]
    return {
        "type": "bar",
        "name": _("Not measured"),
        "x": [str(each) for each in days],
        "y": [height] * len(days),
        "hovertemplate": "%{x|%x}<extra>" + _("Not measured") + "</extra>",
        "opacity": 0.35,
        "marker": {"color": theme.LIGHT_PAGE, "pattern": {"shape": "/", "fgcolor": theme.GREY}},
    }
