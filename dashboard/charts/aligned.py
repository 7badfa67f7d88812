"""Campaigns on one scale, each from its own first day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.blocks import WEEK, Block
from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.charts.words import count_text
from dashboard.i18n import _, day_range, number


@dataclass(frozen=True)
class Aligned:
    """A campaign with its applications in blocks of days that have its first day as one of their first days."""

    name: str
    starts_on: date
    blocks: Sequence[Block]

    def week(self, block: Block) -> int:
        """Return how many weeks after the first day a block begins; negative before it."""
        return (block.period.first - self.starts_on).days // WEEK


def aligned(lines: Sequence[Aligned]) -> Chart:
    """Return one line a campaign: applications per week by weeks since its first day; hidden blocks are gaps."""
    names = [line.name for line in lines]
    colours = theme.colours_of([f"campaign {place}" for place in range(len(lines))])
    traces = [_trace(line, list(colours.values())[place], place) for place, line in enumerate(lines)]
    axis = {"title": {"text": _("Weeks since the first day")}, "zeroline": True, "dtick": 4, "tickformat": ",d"}
    figure = theme.figure(
        traces,
        height=theme.HEIGHT,
        xaxis=axis,
        yaxis={"title": {"text": _("Applications per week")}, "rangemode": "tozero", "tickformat": ",d"},
        showlegend=True,
    )
    return Chart(figure, _alt(lines), _title(names))


def _trace(line: Aligned, colour: str, place: int) -> dict[str, object]:
    some = [block for block in line.blocks if block.complete]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [line.week(block) for block in some],
        "y": [_per_week(block) for block in some],
        "customdata": [[day_range(block.period.first, block.period.last), count_text(block.count)] for block in some],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "connectgaps": False,
        "line": {"color": colour, "dash": theme.DASHES[place % len(theme.DASHES)], "width": 2},
        "marker": {"color": colour, "symbol": theme.SYMBOLS[place % len(theme.SYMBOLS)], "size": 7},
    }


def _per_week(block: Block) -> float | None:
    return None if block.count.value is None else block.count.value * WEEK / block.period.days


def _highest(line: Aligned) -> Block | None:
    known = [block for block in line.blocks if block.complete and block.count.value is not None]
    return max(known, key=lambda block: _per_week(block) or 0) if known else None


def _title(names: Sequence[str]) -> str:
    return _("{names}: applications per week from the first day on").format(names=", ".join(names))


def _alt(lines: Sequence[Aligned]) -> str:
    said = []
    for line in lines:
        best = _highest(line)
        if best is not None:
            words = _("{name} had most in week {week} since its first day: {count}.")
            said.append(words.format(name=line.name, week=number(line.week(best)), count=count_text(best.count)))
    return " ".join(said) or _("No week can be shown.")
