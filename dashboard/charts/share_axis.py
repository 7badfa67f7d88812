"""The ticks of an axis of shares, written as percentages are in the language of the page."""

from collections.abc import Iterable
from math import ceil, floor

from dashboard.i18n import percent

_STEPS = (0.01, 0.02, 0.05, 0.10, 0.20, 0.25, 0.50, 1.0, 2.0, 5.0, 10.0)
_MOST = 5
_TINY = 1e-9  # 0.6 / 0.2 is a little under 3


def share_ticks(values: Iterable[float]) -> dict[str, list[float] | list[str]]:
    """Return ``tickvals`` and ``ticktext`` of an axis over some shares (0.12 is 12 %); zero is always among them.

    Plotly writes a percent sign close to its number in every language; French puts a space between.
    """
    some = [0.0, *values]
    low, high = min(some), max(some)
    step = next((step for step in _STEPS if high - low <= _MOST * step + _TINY), _STEPS[-1])
    first, last = floor(low / step + _TINY), ceil(high / step - _TINY)
    ticks = [round(place * step, 4) for place in range(first, last + 1)]
    return {"tickvals": ticks, "ticktext": [percent(tick) for tick in ticks]}
