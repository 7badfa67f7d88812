"""Applicants of small invented organisations, as the counts per month that the protection starts from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from dashboard.analysis.calendar_years import COUNTED, people
from dashboard.analysis.publishing import STAGES, People


class Applicant(NamedTuple):
    month: date
    site: str = "A"
    function_group: str = "nurse"
    source: str = "site"
    self_reported: str = ""
    audience: str = "other"
    stage: str = "applied"
    end: str = "open"


KINDS = ("site", "function_group", "source", "self_reported")
STRATEGIES = {"site": "own_site", "board": "job_board", "board2": "job_board", "video": "social", "photo": "social"}


def frames(some: Iterable[Applicant]) -> dict[str, pd.DataFrame]:
    counted = Counter(some)
    return {kind: _frame(kind, counted) for kind in KINDS}


def _frame(kind: str, counted: Mapping[Applicant, int]) -> pd.DataFrame:
    rows = [
        {"month": one.month, "code": getattr(one, kind), "audience": one.audience, **_reached(one, number)}
        for one, number in counted.items()
    ]
    columns = ["month", "code", "audience", *COUNTED]
    return pd.DataFrame(rows, columns=columns).groupby(columns[:3], as_index=False).sum()


def _reached(one: Applicant, number: int) -> dict[str, int]:
    furthest = STAGES.index(one.stage)
    return {
        **{stage: number * (place <= furthest) for place, stage in enumerate(STAGES)},
        **{end: number * (one.end == end) for end in ("rejected", "withdrawn")},
    }


def told(some: Iterable[Applicant], first: date, last: date) -> People:
    return people(frames(some), STRATEGIES, first, last)


def months(year: int, *numbers: int) -> list[date]:
    return [date(year, number, 1) for number in numbers or range(1, 13)]
