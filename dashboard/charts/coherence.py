"""What was told where: a heat map of items by theme and month, or by theme and department."""

from collections.abc import Sequence

from dashboard.charts import theme
from dashboard.charts.chart import Chart
from dashboard.i18n import MISSING, _, number

_ROW = 40
_FRAME = 110


def heat_map(counts: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str], title: str) -> Chart:
    """Return a cell per row and column with its number of items; an empty cell has a dash and no colour."""
    most = max((count for line in counts for count in line), default=0)
    trace = {
        "type": "heatmap",
        "x": list(range(len(columns))),
        "y": list(range(len(rows))),
        "z": [[count or None for count in line] for line in counts],
        "text": [[number(count) if count else "" for count in line] for line in counts],
        "texttemplate": "%{text}",
        "textfont": {"size": 13},
        "zmin": 0,
        "zmax": 2 * max(most, 1),
        "colorscale": [[0, theme.LIGHT_PAGE], [1, theme.SKY]],
        "showscale": False,
        "hoverinfo": "skip",
        "xgap": 2,
        "ygap": 2,
    }
    figure = theme.figure(
        [trace],
        height=_FRAME + _ROW * max(1, len(rows)),
        hovermode=False,
        showlegend=False,
        margin={"t": 8},
        annotations=_dashes(counts),
        xaxis={**theme.named(columns), "side": "top", "range": [-0.5, len(columns) - 0.5]},
        yaxis={**theme.named(rows), "range": [len(rows) - 0.5, -0.5], "rangemode": "normal"},
    )
    return Chart(figure, _alt(counts, rows, columns), title)


def _dashes(counts: Sequence[Sequence[int]]) -> list[dict[str, object]]:
    look = {"text": MISSING, "showarrow": False, "font": {"size": 13, "color": theme.GREY}}
    return [{"x": x, "y": y, **look} for y, line in enumerate(counts) for x, count in enumerate(line) if not count]


def _alt(counts: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str]) -> str:
    empty = sum(not count for line in counts for count in line)
    sums = "; ".join(f"{name}: {number(sum(line))}" for name, line in zip(rows, counts, strict=True))
    words = _("{rows} rows by {columns} columns, {empty} cells are empty. {sums}.")
    return words.format(rows=number(len(rows)), columns=number(len(columns)), empty=number(empty), sums=sums)
