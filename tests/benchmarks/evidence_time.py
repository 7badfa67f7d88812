"""How long one finding and one plan take, as a ratio to one statsmodels fit of the same data."""

import statistics
import time
import warnings
from collections.abc import Callable

import numpy as np
from statsmodels.tsa.statespace.structural import UnobservedComponents

from tests.benchmarks.evidence_methods import measured, promised
from tests.benchmarks.organisations import Organisation, simulate

HISTORY, BASE, ROUNDS = 730, 3.0, 5


def run(_places: object = None) -> dict[str, float]:
    """Return median seconds of a finding with all checks and placebos, and its ratio to a fit of the daily counts."""
    organisations = [simulate(seed, base=BASE, history=HISTORY, lift=0.5) for seed in range(ROUNDS)]
    measured(organisations[0])
    finding = _median([measured(one).seconds for one in organisations])
    plan = _median([_seconds(lambda one=one: promised(one)) for one in organisations])
    fit = _median([_seconds(lambda one=one: unobserved_components(one)) for one in organisations])
    return {
        "history_days": HISTORY,
        "finding_seconds": finding,
        "unobserved_components_seconds": fit,
        "finding_ratio": round(finding / fit, 2),
        "plan_seconds": plan,
        "plan_ratio": round(plan / fit, 2),
    }


def unobserved_components(organisation: Organisation) -> None:
    """Fit a local level with a weekly pattern and the control on the days before the campaign."""
    counts = organisation.outcome.sum(axis=1).to_numpy(dtype=float)[:HISTORY]
    control = organisation.controls.to_numpy(dtype=float)[:HISTORY]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        UnobservedComponents(counts, "llevel", seasonal=7, exog=np.log(control + 0.5)).fit(disp=False)


def _seconds(what: Callable[[], object]) -> float:
    begin = time.perf_counter()
    what()
    return time.perf_counter() - begin


def _median(seconds: list[float]) -> float:
    return round(statistics.median(seconds), 4)
