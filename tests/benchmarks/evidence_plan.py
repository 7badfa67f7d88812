"""Whether a plan's promise is kept: the promised minimum detectable effect is added, and should be seen 4 times in 5."""

from itertools import product

import numpy as np
import pandas as pd

from tests.benchmarks.evidence_methods import measured, promised
from tests.benchmarks.evidence_runs import Cell, gathered, score
from tests.benchmarks.evidence_tables import markdown, share


def over_plans(chosen: list[Cell], replications: int, jobs: int) -> pd.DataFrame:
    """Return one row for every organisation of the cells: the promised lift, and what was found of it."""
    return gathered(_kept, list(product(chosen, range(replications))), jobs)


def promise_table(rows: pd.DataFrame) -> str:
    """Return the median promise and how often it was kept, by scenario, base and history."""
    lines = []
    for (scenario, base, history), part in rows.groupby(["scenario", "base", "history"], sort=False):
        given = part[part["promised"].notna()]
        lines.append(
            [
                str(scenario),
                f"{base:g}",
                str(history),
                str(len(part)),
                share(part["promised"].notna().astype(float)),
                "–" if given.empty else f"{given['promised'].median():+.0%}",
                share(given["main"]),
                share(given["likely_extra"]),
                share(given["covered"]),
            ]
        )
    head = ["scenario", "base", "history", "n", "promise given %", "median promise"]
    return markdown([*head, "main alone %", "likely_extra %", "coverage 90 %"], lines)


def _kept(work: tuple[Cell, int]) -> list[dict[str, object]]:
    cell, replication = work
    lift = promised(cell.organisation(replication))
    about = {"scenario": cell.scenario, "base": cell.base, "history": cell.history, "promised": lift}
    if np.isnan(lift):
        return [about | dict.fromkeys(("main", "likely_extra", "covered"), np.nan)]
    organisation = cell.organisation(replication, lift)
    return [about | score(measured(organisation), organisation.truth, organisation.expected_base)]
