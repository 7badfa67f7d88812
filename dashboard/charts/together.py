"""All campaigns together: each by its own figures and drawn towards the mean, with that mean."""

from collections.abc import Sequence
from textwrap import wrap

from dashboard.analysis.impact.pooling import Estimate
from dashboard.analysis.impact.together import Member
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.funnel import Dot, Dots, intervals
from dashboard.i18n import MISSING, _, signed_percent

_WIDTH = 24
"""How many signs of a campaign's name stand on a line: more would leave a phone no room for the picture."""
_BAND = "rgba(118, 118, 118, 0.16)"


def estimate_text(found: Estimate) -> str:
    """Return an effect with its interval: “+25% (-2% to +58%)”."""
    words = _("{middle} ({low} to {high})")
    return words.format(
        middle=signed_percent(found.relative), low=signed_percent(found.low), high=signed_percent(found.high)
    )


def beside_each_other(members: Sequence[Member], mean: Estimate) -> Chart:
    """Return two dots with their 90 % intervals per campaign, grey by its own figures, coloured beside the others.

    The mean is the last row, and a band with a line over all rows.
    """
    title = _title(members, mean)
    rows = ["\n".join(wrap(member.name, _WIDTH)) for member in members]
    alone = [*(_dot(member.single.alone) for member in members), Dot(MISSING)]
    shrunk = [*(_dot(member.single.shrunk) for member in members), _dot(mean)]
    some = [Dots(_("By its own figures"), "expected", alone), Dots(_("Beside the others"), "modelled", shrunk)]
    drawn = intervals([*rows, _("Mean of all")], some, title, unit=_("Difference with what was expected"), share=True)
    drawn.figure.update_layout(shapes=_behind(mean))
    return Chart(drawn.figure, _alt(members, mean), title)


def _dot(found: Estimate) -> Dot:
    return Dot(estimate_text(found), signed_percent(found.relative), found.relative, found.low, found.high)


def _title(members: Sequence[Member], mean: Estimate) -> str:
    effects = [member.single.shrunk.relative for member in members]
    words = _("The mean is {mean}; beside each other the campaigns lie from {low} to {high}")
    return words.format(
        mean=signed_percent(mean.relative), low=signed_percent(min(effects)), high=signed_percent(max(effects))
    )


def _behind(mean: Estimate) -> list[dict[str, object]]:
    """Return the band and the line of the mean and the line of no difference, behind the dots."""
    over_all = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    line = {"color": theme.colour("modelled"), "width": 1, "dash": "dot"}
    return [
        {**over_all, "type": "rect", "x0": mean.low, "x1": mean.high, "fillcolor": _BAND, "line": {"width": 0}},
        {**over_all, "type": "line", "x0": mean.relative, "x1": mean.relative, "line": line},
        {**over_all, "type": "line", "x0": 0, "x1": 0, "line": {"color": theme.GREY, "width": 2}},
    ]


def _alt(members: Sequence[Member], mean: Estimate) -> str:
    words = _("{campaign}: {alone} by its own figures, {shrunk} beside the others.")
    told = [
        words.format(
            campaign=member.name, alone=estimate_text(member.single.alone), shrunk=estimate_text(member.single.shrunk)
        )
        for member in members
    ]
    return " ".join([*told, _("Mean of all: {mean}.").format(mean=estimate_text(mean))])
