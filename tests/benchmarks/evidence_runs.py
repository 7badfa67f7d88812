"""Runs methods over many organisations in several processes and scores what they say against the truth."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import product
from multiprocessing import get_context
from typing import TypeVar
from zlib import crc32

import numpy as np
import pandas as pd

from dashboard.analysis.impact.finding import Verdict
from tests.benchmarks.evidence_methods import METHODS, SURE, Measured
from tests.benchmarks.organisations import SCENARIOS, Organisation, simulate

T = TypeVar("T")

BASES = (0.3, 1.0, 3.0, 10.0)
HISTORIES = (180, 365, 730)
LIFTS = (0.0, 0.10, 0.25, 0.50, 1.0)


@dataclass(frozen=True)
class Cell:
    """One kind of organisation with a campaign of one size."""

    scenario: str
    base: float
    history: int
    lift: float
    after_days: int = 0

    def organisation(self, replication: int, lift: float | None = None) -> Organisation:
        """Return the cell's organisation of that number; lifts share their organisations."""
        named = f"{self.scenario}|{self.base:g}|{self.history}"
        return simulate(
            crc32(named.encode()) * 100_000 + replication,
            base=self.base,
            history=self.history,
            lift=self.lift if lift is None else lift,
            scenario=SCENARIOS[self.scenario],
            after_days=self.after_days,
        )


def cells(
    scenarios: Iterable[str],
    bases: Iterable[float],
    histories: Iterable[int],
    lifts: Iterable[float],
    after_days: int = 0,
) -> list[Cell]:
    """Return every combination, in order."""
    return [Cell(*each, after_days) for each in product(scenarios, bases, histories, lifts)]


def score(said: Measured, truth: float, base: float) -> dict[str, object]:
    """Return how one answer compares with the truth; errors and widths in lift points (% of the expected base)."""
    has_figures = bool(np.isfinite([said.extra, said.low, said.high]).all())
    return {
        "figures": has_figures,
        "covered": float(said.low <= truth <= said.high) if has_figures else np.nan,
        "likely_extra": float(said.verdict == Verdict.LIKELY_EXTRA),
        "likely_less": float(said.verdict == Verdict.LIKELY_LESS),
        "not_enough_data": float(said.verdict == Verdict.NOT_ENOUGH_DATA),
        "main": float(said.probability > SURE),
        "error": 100 * (said.extra - truth) / base,
        "width": 100 * (said.high - said.low) / base,
        "ms": 1000 * said.seconds,
        "probability": said.probability,
        "confirmed": said.confirmed_probability,
    }


def scored(methods: tuple[str, ...], work: tuple[Cell, int]) -> list[dict[str, object]]:
    """Return one row a method for one organisation of a cell."""
    cell, replication = work
    organisation = cell.organisation(replication)
    return [
        asdict(cell)
        | {"replication": replication, "method": method}
        | score(METHODS[method](organisation), organisation.truth, organisation.expected_base)
        for method in methods
    ]


def over_cells(chosen: list[Cell], methods: tuple[str, ...], replications: int, jobs: int) -> pd.DataFrame:
    """Return the rows of all methods on ``replications`` organisations of each cell."""
    return gathered(partial(scored, methods), list(product(chosen, range(replications))), jobs)


def gathered(one: Callable[[T], list[dict[str, object]]], work: list[T], jobs: int) -> pd.DataFrame:
    """Return the rows of all pieces of work, done in ``jobs`` processes of one thread each."""
    begin = time.monotonic()
    if jobs == 1:
        rows = [row for answer in _counted(map(one, work), len(work), begin) for row in answer]
    else:
        os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            answers = pool.map(one, work, chunksize=max(1, min(10, len(work) // (4 * jobs))))
            rows = [row for answer in _counted(answers, len(work), begin) for row in answer]
    return pd.DataFrame(rows)


def _counted(answers: Iterable[T], total: int, begin: float) -> Iterator[T]:
    """Yield the answers and tell on stderr, every tenth of the way, how long it takes."""
    for number, answer in enumerate(answers, start=1):
        yield answer
        if number % max(1, total // 10) == 0:
            print(f"{number} of {total}, {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
