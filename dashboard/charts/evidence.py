"""What came in against what was expected, and the campaign's difference among those of quiet periods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dashboard.analysis.impact.finding import Finding, Quiet, Week
from dashboard.analysis.impact.shown import period
from dashboard.analysis.impact.words import as_large, numbers_can_be_said
from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.charts.share_axis import share_ticks
from dashboard.charts.timeline import Backdrop
from dashboard.i18n import _, day_range, number, signed_percent

_NARROW = 160.0
"""Pixels of the plot of the quiet periods, which stands beside a wider one."""
_BAND = "rgba(118, 118, 118, 0.30)"
"""The grey of what is expected, see-through, so that it does for a light page and a dark one."""


def received_and_expected(blocks: Sequence[Week], backdrop: Backdrop, title: str) -> Chart:
    """Return what came in per block above what was expected without the campaign, with its band.

    ``blocks`` are as they may be shown: one without a count is a gap in the line.
    """
    low, high, expected, came = (
        [getattr(block, name) for block in blocks] for name in ("low", "high", "expected", "observed")
    )
    grey = theme.colour("expected")
    days = [_middle(block) for block in blocks]
    hover = [day_range(period(block).first, period(block).last) for block in blocks]
    edge = {"type": "scatter", "mode": "lines", "x": days, "hoverinfo": "skip", "line": {"width": 0, "color": grey}}
    traces = [
        {**edge, "y": low, "showlegend": False},
        {**edge, "y": high, "name": _("90% band"), "fill": "tonexty", "fillcolor": _BAND},
        _line(days, expected, hover, _("Expected without the campaign"), grey, dash="dash"),
        _line(days, came, hover, _("Came in"), theme.colour("applications"), symbol=theme.symbol("applications")),
    ]
    figure = timeline.figure(
        traces,
        backdrop,
        hovermode="x",
        xaxis={"type": "date"},
        yaxis={"title": {"text": _axis(blocks)}, "tickformat": ",d"},
    )
    return Chart(figure, _alt(blocks), title)


def _line(
    days: Sequence[str],
    values: Sequence[float | None],
    hover: Sequence[str],
    name: str,
    colour: str,
    *,
    dash: str = "solid",
    symbol: str = "",
) -> dict[str, object]:
    marker = {"marker": {"symbol": symbol, "size": 6, "color": colour}} if symbol else {}
    return {
        "type": "scatter",
        "mode": "lines+markers" if symbol else "lines",
        "name": name,
        "x": list(days),
        "y": list(values),
        "customdata": [[text, number(value)] for text, value in zip(hover, values, strict=True)],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "connectgaps": False,
        "line": {"color": colour, "width": 2, "dash": dash},
        **marker,
    }


def _middle(block: Week) -> str:
    return str(block.start + timedelta(days=block.days // 2))


def _axis(blocks: Sequence[Week]) -> str:
    longest = max((block.days for block in blocks), default=7)
    weekly = longest <= 7  # noqa: PLR2004  days in a week
    return _("Applications per week") if weekly else _("Applications per {weeks} weeks").format(weeks=longest // 7)


def _alt(blocks: Sequence[Week]) -> str:
    """Return in how many blocks of the campaign, and before it, more or less came in than the band holds."""
    first = min((block.start for block in blocks if block.inside), default=date.max)
    inside = [block for block in blocks if block.inside]
    before = [block for block in blocks if block.start < first]
    return " ".join((_outside(_("In the campaign"), inside), _outside(_("Before it"), before)))


def _outside(when: str, blocks: Sequence[Week]) -> str:
    known = [(block, block.observed) for block in blocks if block.observed is not None]
    if not known:
        return _("{when}: too few applications to show.").format(when=when)
    words = _("{when}: {all} blocks, {above} above the band, {below} below it.")
    above = sum(came > block.high for block, came in known)
    below = sum(came < block.low for block, came in known)
    return words.format(when=when, all=number(len(known)), above=number(above), below=number(below))


def quiet_periods(finding: Finding, name: str, *, numbers: bool = True, backdrop: Backdrop | None = None) -> Chart:
    """Return each quiet period as a grey dot by its first day, and the campaign as one coloured one with its interval."""
    traces = [_dots(finding.quiet)]
    annotations = []
    shown = bool(finding.quiet) and numbers and numbers_can_be_said(finding) and finding.relative is not None
    if shown:
        traces.append(_campaign(finding, name))
        annotations.append(
            {
                "x": str(finding.start),
                "y": finding.relative,
                "text": name,
                "showarrow": False,
                "xanchor": "right",
                "xshift": -10,
                "font": {"color": theme.colour("modelled")},
            }
        )
    figure = timeline.figure(
        traces,
        _below(backdrop or Backdrop(), traces),
        hovermode="closest",
        height=300,
        annotations=annotations,
        xaxis={"type": "date"},
        yaxis={
            "title": {"text": _("Difference with what was expected")},
            "rangemode": "normal",
            **share_ticks(_ends(traces)),
        },
    )
    title = _title(finding) if shown else _("What the method made of quiet periods")
    return Chart(figure, _spread(finding.quiet), title)


def _below(backdrop: Backdrop, traces: Sequence[Mapping[str, Any]]) -> Backdrop:
    """Return what stands behind the dots: a narrow chart of years, with room for campaigns and events only."""
    return replace(backdrop, episodes=(), holidays=(), foot=min(_ends(traces), default=0.0), width=_NARROW)


def _ends(traces: Sequence[Mapping[str, Any]]) -> Iterator[float]:
    """Yield what the dots and their intervals reach to."""
    for trace in traces:
        margins = trace.get("error_y", {})
        for place, value in enumerate(trace["y"]):
            yield value + (margins["array"][place] if margins else 0.0)
            yield value - (margins["arrayminus"][place] if margins else 0.0)


def _dots(quiet: Sequence[Quiet]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("Quiet period"),
        "x": [str(each.start) for each in quiet],
        "y": [each.relative for each in quiet],
        "customdata": [[day_range(each.start, each.end), signed_percent(each.relative)] for each in quiet],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"symbol": "circle", "size": 9, "color": theme.GREY},
    }


def _campaign(finding: Finding, name: str) -> dict[str, object]:
    assert finding.relative is not None
    low = finding.relative if finding.relative_low is None else finding.relative_low
    high = finding.relative if finding.relative_high is None else finding.relative_high
    colour = theme.colour("modelled")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("Campaign, with its 90% interval"),
        "x": [str(finding.start)],
        "y": [finding.relative],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [high - finding.relative],
            "arrayminus": [finding.relative - low],
            "color": colour,
        },
        "customdata": [[name, signed_percent(finding.relative)]],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"symbol": theme.symbol("modelled"), "size": 13, "color": colour},
    }


def _title(finding: Finding) -> str:
    larger = as_large(finding)
    assert larger is not None
    words = _("In {larger} of {windows} quiet periods the difference was as large")
    if larger == 0:
        words = _("In none of {windows} quiet periods was the difference as large")
    return words.format(larger=number(larger), windows=number(len(finding.quiet)))


def _spread(quiet: Sequence[Quiet]) -> str:
    if not quiet:
        return _("There are no quiet periods.")
    effects = [each.relative for each in quiet]
    words = _("{windows} quiet periods lie between {low} and {high} of what was expected.")
    return words.format(windows=number(len(quiet)), low=signed_percent(min(effects)), high=signed_percent(max(effects)))
