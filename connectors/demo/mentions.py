"""What is said about the organisation, in counts: the usual talk, what the series brings, and a critical report on television."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from connectors.demo.items import daily_rows
from connectors.demo.parameters import DAYS, PARAMETERS, Counts, Numbers, Row, day_no, rng

_WEEK = 7


def mention_rows() -> Iterator[Row]:
    """Yield the rows of ``mention_daily``: per place and theme, the days on which something was said."""
    numbers = PARAMETERS["mentions"]
    stream = rng("mentions")
    usual = np.full(len(DAYS), numbers["per_week"] / _WEEK)
    series, report = _series(numbers["series"]), _report(numbers["report"])
    for name, more in (("usual", 1.0), ("series", series), ("report", report)):
        yield from _theme(numbers, numbers[name], usual * more, stream)


def _series(numbers: dict[str, Any]) -> Numbers:
    """Return how much more is said while the series runs, as a share of the usual."""
    campaign = PARAMETERS["campaigns"]["soap"]
    days = np.arange(len(DAYS))
    inside = (days >= day_no(campaign["starts_on"])) & (days <= day_no(campaign["ends_on"]))
    found: Numbers = np.where(inside, numbers["factor"] - 1.0, 0.0)
    return found


def _report(numbers: dict[str, Any]) -> Numbers:
    """Return how much more is said after the report: in full for some days, then fading."""
    since = np.arange(len(DAYS)) - day_no(date.fromisoformat(PARAMETERS["tv_report"]["start"]))
    fading = np.exp(-np.maximum(since - numbers["full_days"] + 1, 0) / numbers["fade_days"])
    found: Numbers = np.where(since < 0, 0.0, (numbers["factor"] - 1.0) * fading)
    return found


def _theme(
    numbers: dict[str, Any], theme: dict[str, Any], means: Numbers, stream: np.random.Generator
) -> Iterator[Row]:
    """Yield the rows of one theme: a number per day and place, dealt over kinds and over tones."""
    for platform, share in numbers["platforms"].items():
        said = stream.poisson(means * share)
        kinds = dict(zip(numbers["kinds"], _dealt(said, theme["kinds"], stream), strict=True))
        tones = dict(zip(numbers["tones"], _dealt(said, theme["tones"], stream), strict=True))
        kinds.pop("rest")
        daily = {name: each.astype(float) for name, each in {"mentions": said, **kinds, **tones}.items()}
        yield from daily_rows("mentions", {"platform": platform, "theme": theme["theme"]}, daily, shown="mentions")


def _dealt(said: Counts, shares: list[float], stream: np.random.Generator) -> Counts:
    dealt: Counts = stream.multinomial(said, shares).T
    return dealt
