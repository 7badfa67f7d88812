"""Invented questions: Poisson counts of a steady organisation around a campaign."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.impact.arrange import Arranged, arrange
from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.settings import Settings
from dashboard.analysis.periods import Period

FIRST = date(2024, 1, 3)  # a Wednesday
RAW = Settings(smooth_control=False)


def day(number: int) -> date:
    """Return the day of a row."""
    return FIRST + timedelta(days=number)


def span(first: int, length: int) -> Period:
    """Return days counted from the first row."""
    return Period(day(first), day(first + length - 1))


def frame(days: int, rates: Sequence[float], seed: int = 1, names: str = "site", first: date = FIRST) -> pd.DataFrame:
    """Return Poisson counts, one column a rate."""
    random = np.random.default_rng(seed)
    counts = {f"{names} {n}": random.poisson(rate, days).astype(float) for n, rate in enumerate(rates, start=1)}
    return pd.DataFrame(counts, pd.date_range(first, periods=days))


def case(
    days: int = 406,
    start: int = 364,
    length: int = 42,
    rates: Sequence[float] = (5.0,),
    controls: Sequence[float] = (20.0,),
    *,
    lift: float = 0.0,
    seed: int = 1,
    first: date = FIRST,
    **more: Any,
) -> Case:
    """Return a question about a campaign from row ``start`` on that brought ``lift`` times the usual rate extra."""
    outcome = frame(days, rates, seed, first=first)
    random = np.random.default_rng(seed + 1000)
    inside = slice(start, start + length)
    outcome.iloc[inside] += random.poisson(lift * np.array(rates), outcome.iloc[inside].shape)
    window = Period(first + timedelta(days=start), first + timedelta(days=start + length - 1))
    return Case(outcome, window, frame(days, controls, seed + 2000, "control", first), **more)


def other(first: int, length: int, kind: str = "campaign", parts: tuple[str, ...] = ()) -> Other:
    """Return another campaign or event."""
    return Other(f"{kind} {first}", kind, "Open day", span(first, length), parts)


def plain(asked: Case) -> Arranged:
    """Return the blocks of a question with the control as it was counted."""
    return arrange(asked, RAW)
