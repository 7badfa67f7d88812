"""The product's method and two rivals, each asked the same: how many of these applications were extra?"""

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.tsa.statespace.structural import UnobservedComponents

from dashboard.analysis.calendar import Place
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.periods import Period
from tests.benchmarks.organisations import Organisation

SURE = 0.95
DRAWS = 2000


@dataclass(frozen=True)
class Measured:
    """What a method says of one campaign; figures that it did not give are NaN."""

    observed: float
    expected: float
    extra: float
    low: float  # of the 90 % interval
    high: float
    probability: float
    confirmed_probability: float  # of the cross-check
    verdict: str
    seconds: float


def case_of(organisation: Organisation) -> Case:
    """Return what the product is asked about an organisation; holidays are unknown where no country is given."""
    known = bool(organisation.country)
    place = Place(organisation.country, organisation.region)
    return Case(
        organisation.outcome,
        Period(organisation.start, organisation.end),
        organisation.controls,
        places=dict.fromkeys(organisation.outcome.columns, place) if known else {},
    )


def measured(organisation: Organisation) -> Measured:
    """Return what the product finds."""
    from dashboard.analysis.impact.evaluate import evaluate

    case = case_of(organisation)
    begin = time.perf_counter()
    finding = evaluate(case)
    seconds = time.perf_counter() - begin
    cross_check = finding.cross_check
    figures = (finding.observed, finding.expected, finding.extra, finding.low, finding.high, finding.probability)
    confirmed = cross_check.probability if cross_check else None
    numbers = [np.nan if figure is None else float(figure) for figure in (*figures, confirmed)]
    return Measured(*numbers, verdict=str(finding.verdict), seconds=seconds)


def promised(organisation: Organisation) -> float:
    """Return the smallest lift that the plan promises to see, from the days before the campaign alone; NaN for none."""
    from dashboard.analysis.impact.planning import plan

    case = case_of(organisation)
    day_before = pd.Timestamp(organisation.start) - pd.Timedelta(days=1)
    before = replace(case, outcome=case.outcome[:day_before], controls=case.controls[:day_before])
    lift = plan(before).minimum_detectable_relative
    return np.nan if lift is None else float(lift)


def before_after(organisation: Organisation) -> Measured:
    """Return the campaign's count against the mean day before it, with the interval of independent equal days."""
    begin = time.perf_counter()
    before, during, _ = _parts(organisation, organisation.outcome.sum(axis=1))
    mean, spread = before.mean(), before.std(ddof=1)
    deviation = spread * np.sqrt(len(during) + len(during) ** 2 / len(before))
    draws = np.random.default_rng(1).normal(mean * len(during), deviation, DRAWS)
    return _said(during.sum(), draws, time.perf_counter() - begin)


def gaussian(organisation: Organisation) -> Measured:
    """Return what a CausalImpact-style model finds: weekly sums, local level and regression on the controls."""
    begin = time.perf_counter()
    before, during, _ = _parts(organisation, organisation.outcome.sum(axis=1))
    control, control_during, _ = _parts(organisation, organisation.controls)
    exog, exog_during = (_weekly(part) if part.size else None for part in (control, control_during))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = UnobservedComponents(_weekly(before), "llevel", exog=exog).fit(disp=False)
        weeks = len(during) // 7
        paths = fitted.simulate(weeks, exog=exog_during, anchor="end", repetitions=DRAWS, rng=np.random.default_rng(1))
    return _said(during.sum(), np.asarray(paths).reshape(weeks, DRAWS).sum(axis=0), time.perf_counter() - begin)


def _parts(organisation: Organisation, daily: pd.Series | pd.DataFrame) -> tuple[NDArray[np.float64], ...]:
    """Return the days before, during and after the campaign."""
    first = organisation.days.get_loc(pd.Timestamp(organisation.start))
    after = organisation.days.get_loc(pd.Timestamp(organisation.end)) + 1
    numbers = daily.to_numpy(dtype=float)
    return numbers[:first], numbers[first:after], numbers[after:]


def _weekly(daily: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sums of blocks of seven days that end with the last day."""
    whole = daily[len(daily) % 7 :]
    return whole.reshape(len(whole) // 7, 7, *daily.shape[1:]).sum(axis=1)


def _said(observed: float, expected: NDArray[np.float64], seconds: float) -> Measured:
    low, extra, high = observed - np.quantile(expected, [0.95, 0.5, 0.05])
    probability = float((observed > expected).mean())
    verdict = Verdict.LIKELY_EXTRA if probability > SURE else Verdict.CANNOT_TELL
    return Measured(observed, observed - extra, extra, low, high, probability, np.nan, str(verdict), seconds)


METHODS: dict[str, Callable[[Organisation], Measured]] = {
    "instroom": measured,
    "before/after mean": before_after,
    "Gaussian local level": gaussian,
}
