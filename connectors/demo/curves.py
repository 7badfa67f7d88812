"""How far the episodes of the series are watched: curves that fit their average share watched."""

from collections.abc import Iterator

from connectors.demo.parameters import PARAMETERS, SEEN_AT, Row
from connectors.demo.videos import series_rows

_END = 95
"""Where a viewer counts as having watched to the end, in percent of the length."""


def retention_rows() -> Iterator[Row]:
    """Yield the rows of ``content_retention``: viewers at each hundredth of an episode, all there at the start.

    ``ends + (1 - ends) * left ** steepness`` over what is left until 95 %, whose mean is the average share watched.
    """
    numbers = PARAMETERS["youtube"]
    for episode, part in zip(series_rows(), numbers["episodes"], strict=True):
        ends = _watched_to_the_end(part["share"])
        steepness = (1 - ends) / (part["share"] - ends) - 1
        for position in range(1, 101):
            left = max(0.0, (_END - position) / (_END - 1))
            credits_ = 1 - 0.06 * max(0, position - _END)
            ratio = (ends + (1 - ends) * left**steepness) * credits_
            yield {
                "content_id": episode["content_id"],
                "position": position,
                "watch_ratio": round(ratio, 4),
                "observed_at": SEEN_AT["youtube"],
            }


def _watched_to_the_end(share: float) -> float:
    """Return completion between its two given ends, in line with the average share watched."""
    shares = [part["share"] for part in PARAMETERS["youtube"]["episodes"]]
    low, high = PARAMETERS["youtube"]["completion"]
    return float(low + (high - low) * (share - min(shares)) / (max(shares) - min(shares)))
