"""Placebo campaigns on real daily counts on which nothing was done: distinct authors a day of open projects."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd

from tests.benchmarks.evidence_methods import METHODS
from tests.benchmarks.evidence_runs import gathered, score
from tests.benchmarks.organisations import Organisation

WINDOW, HISTORY = 42, 365
SIZES = {"< 1": 1.0, "1–3": 3.0, "> 3": np.inf}


@dataclass(frozen=True)
class QuietWindow:
    """A window of a series, with the history before it, in which ``lift`` times the usual count is added."""

    series: str
    lift: float
    organisation: Organisation


def over_quiet(file: Path, lifts: tuple[float, ...], methods: tuple[str, ...], every: int, jobs: int) -> pd.DataFrame:
    """Return the rows of all methods on every ``every``-th window; columns date, commits, authors, repo in ``file``."""
    authors = pd.read_csv(file, parse_dates=["date"]).pivot_table(index="date", columns="repo", values="authors")
    windows = [window for lift in lifts for window in list(_windows(authors.asfreq("D"), lift))[::every]]
    rows = gathered(partial(_scored, methods), windows, jobs)
    return rows.assign(size=pd.Categorical(rows["size"], list(SIZES), ordered=True))


def _scored(methods: tuple[str, ...], window: QuietWindow) -> list[dict[str, object]]:
    organisation = window.organisation
    a_day = organisation.expected_base / WINDOW
    size = next(name for name, limit in SIZES.items() if a_day < limit)
    about = {"series": window.series, "size": size, "lift": window.lift, "start": organisation.start}
    return [
        about
        | {"method": method}
        | score(METHODS[method](organisation), organisation.truth, organisation.expected_base)
        for method in methods
    ]


def _windows(authors: pd.DataFrame, lift: float) -> Iterator[QuietWindow]:
    """Yield windows that do not overlap, of every project and of the sums of two halves of them.

    The control is the sum of the other projects that are known on all days of the history and the window.
    """
    halves = [list(authors.columns[::2]), list(authors.columns[1::2])]
    for members in [[project] for project in authors.columns] + halves:
        for first in range(0, len(authors) - HISTORY - WINDOW + 1, WINDOW):
            known = authors.iloc[first : first + HISTORY + WINDOW].dropna(axis=1)
            mine, others = known[known.columns.intersection(members)], known.drop(columns=members, errors="ignore")
            outcome = mine.sum(axis=1)
            if outcome.iloc[:HISTORY].sum() > 0 and not others.empty:
                yield QuietWindow(" + ".join(members), lift, _organisation(outcome, others.sum(axis=1), lift))


def _organisation(outcome: pd.Series, control: pd.Series, lift: float) -> Organisation:
    days = pd.DatetimeIndex(outcome.index)
    usual = float(outcome.iloc[:HISTORY].mean())
    rng = np.random.default_rng(crc32(f"{days[0]}{outcome.sum()}".encode()))
    added = np.zeros(len(days))
    added[HISTORY:] = rng.poisson(lift * usual, WINDOW)
    return Organisation(
        days,
        (outcome + added).to_frame("site 1"),
        control.to_frame("control 1"),
        pd.Series(0, days, name="views"),
        days[HISTORY].date(),
        days[-1].date(),
        int(added.sum()),
        usual * WINDOW,
        country="",
        region="",
    )
