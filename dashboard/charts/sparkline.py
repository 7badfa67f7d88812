"""The small line under a key figure: drawn as text, because a chart of a library takes longer than the page around it."""

from base64 import b64encode
from collections.abc import Iterator, Sequence

from dashboard.charts import theme

_WIDTH, _HEIGHT, _EDGE = 160, 40, 4


def sparkline(values: Sequence[float | None], *, dark: bool) -> str:
    """Return the address of a picture, an SVG, of a line from the lowest to the highest of some values.

    Empty if fewer than two are known. A value that is not known leaves a gap; the last known one has a point.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004
        return ""
    colour = theme.DARK_INK if dark else theme.LIGHT_INK
    points = list(_points(values, min(known), max(known)))
    x, y = next(point for point in reversed(points) if point is not None)
    lines = "".join(f'<polyline points="{each}"/>' for each in _pieces(points))
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<g fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round">{lines}</g>'
        f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def _points(values: Sequence[float | None], low: float, high: float) -> Iterator[tuple[float, float] | None]:
    across, up = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
    for place, value in enumerate(values):
        if value is None:
            yield None
            continue
        share = (value - low) / (high - low) if high > low else 0.5
        yield round(_EDGE + across * place / (len(values) - 1), 1), round(_EDGE + up * (1 - share), 1)


def _pieces(points: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    """Return the runs of points without a gap; a point alone is a line without length, which its round ends make a dot."""
    run: list[str] = []
    for point in (*points, None):
        if point is not None:
            run.append(f"{point[0]},{point[1]}")
        elif run:
            yield " ".join(run if len(run) > 1 else run * 2)
            run = []
