"""The colours of a chart of cells."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from dashboard.charts import theme


def shade(trace: Mapping[str, Any], value: float | None) -> str:
    """Return the colour of a cell on the scale of its trace; an empty cell is white."""
    scale = trace.get("colorscale")
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return theme.LIGHT_PAGE
    some = [each for line in trace.get("z") or () for each in line if each is not None]
    low, high = float(trace.get("zmin", min(some))), float(trace.get("zmax", max(some)))
    share = min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 1.0
    steps = scale if isinstance(scale, list | tuple) else [[0, theme.LIGHT_PAGE], [1, theme.BLUE]]
    for (start, first), (end, last) in pairwise(steps):
        if share <= end:
            return mixed(first, last, (share - start) / (end - start) if end > start else 1.0)
    return str(steps[-1][1])


def mixed(first: str, last: str, share: float) -> str:
    """Return the colour that lies at a share of the way between two."""
    pairs = ((int(first[at : at + 2], 16), int(last[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(start + (end - start) * share):02X}" for start, end in pairs)
