"""Counts of applications and open vacancies as daily series: a day without a row is zero only where figures reach."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.periods import Period
from dashboard.queries.evidence_slices import Slice


def daily(counts: pd.DataFrame, slices: Sequence[Slice], days: Period) -> pd.DataFrame:
    """Return applications per day, one column a slice; all days lie where the figures reach, so no row means none.

    ``counts`` has ``day_no`` (ordinal), ``site_id``, ``function_group``, ``side_entrant``, ``applied``.
    """
    index = pd.date_range(days.first, days.last, freq="D")
    place = counts["day_no"].to_numpy() - days.first.toordinal()
    inside = (place >= 0) & (place < len(index))
    applied = counts["applied"].to_numpy(dtype="float64")
    columns = {}
    for each in slices:
        here = inside & _belongs(counts, each)
        columns[each.name] = np.bincount(place[here], weights=applied[here], minlength=len(index))
    return pd.DataFrame(columns, index=index, columns=pd.Index([each.name for each in slices], dtype="object"))


def _belongs(counts: pd.DataFrame, each: Slice) -> np.ndarray:
    wanted = {"site_id": each.sites, "function_group": each.groups, "side_entrant": each.classes}
    here = np.ones(len(counts), dtype=bool)
    for column, values in wanted.items():
        if values is not None:
            here &= counts[column].isin(list(values)).to_numpy()
    return here


def open_vacancies(vacancies: pd.DataFrame, slices: Sequence[Slice], days: Period) -> pd.DataFrame | None:
    """Return vacancies that were open per day, one column a slice; None when no vacancy has a first day.

    Before the first of all vacancies nothing is known. Where no vacancy names its site (or function group), all count
    for every slice.
    """
    dated = vacancies[vacancies["opened_at"].notna()]
    if dated.empty:
        return None
    index = pd.date_range(days.first, days.last, freq="D")
    first, known_from = days.first.toordinal(), min(dated["opened_at"])
    columns = {each.name: _open(_fitting(dated, each), first, len(index)) for each in slices}
    frame = pd.DataFrame(columns, index=index)
    frame.loc[frame.index < pd.Timestamp(known_from)] = np.nan
    return frame


def _fitting(vacancies: pd.DataFrame, each: Slice) -> pd.DataFrame:
    for column, values in (("site_id", each.sites), ("function_group", each.groups)):
        if values is not None and vacancies[column].notna().any():
            vacancies = vacancies[vacancies[column].isin(list(values))]
    return vacancies


def _open(vacancies: pd.DataFrame, first: int, length: int) -> np.ndarray:
    steps = np.zeros(length + 1)
    for opened, closed in zip(vacancies["opened_at"], vacancies["closed_at"], strict=True):
        start = min(max(opened.toordinal() - first, 0), length)
        stop = closed.toordinal() - first + 1 if isinstance(closed, date) else length
        steps[start] += 1
        steps[min(max(stop, start), length)] -= 1
    return np.cumsum(steps[:length])
