"""Measures what pooling says of simulated organisations with several campaigns each, and prints a table.

``python -m tests.benchmarks.pooling [--organisations 60] [--base 1 3 10] [--mean 0 0.25] [--spread 0.15] [--apart]``

Every campaign's log-lift is drawn around log(1 + mean). All campaigns of an organisation lie on one time line, 13 weeks
from start to start, and each is read eight weeks after its end with the others known; ``--apart`` gives every campaign a
series of its own, a year before it. Coverage and errors are those of the lift that was drawn; widths are log points.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

import numpy as np
import pandas as pd

from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.pooling import CERTAIN, Estimate, Lift, lift_of, pool
from dashboard.analysis.periods import Period
from tests.benchmarks.evidence_methods import case_of
from tests.benchmarks.evidence_runs import gathered
from tests.benchmarks.evidence_tables import markdown, share
from tests.benchmarks.organisations import simulate

HISTORY, WEEKS, APART_WEEKS, AFTER_WEEKS = 365, 6, 13, 8
TOGETHER = (3, 4, 8)


@dataclass(frozen=True)
class Kind:
    """Organisations of ``base`` applications a day whose campaigns raise them by ``mean`` on average."""

    base: float
    mean: float
    spread: float
    apart: bool

    def log_lifts(self, number: int) -> np.ndarray:
        """Return the true log-lift of each campaign of an organisation; none differs where there is no effect at all."""
        noise = np.random.default_rng([number, 7]).standard_normal(max(TOGETHER))
        return np.log1p(self.mean) + self.spread * noise

    def cases(self, number: int) -> Iterator[Case]:
        """Yield each campaign of an organisation as it is known eight weeks after its end."""
        seed = 1_000_000 + 1000 * number
        if self.apart:
            for campaign, log_lift in enumerate(self.log_lifts(number)):
                quiet = simulate(seed + campaign, base=self.base, history=HISTORY, after_days=7 * AFTER_WEEKS)
                window = Period(quiet.start, quiet.end)
                yield replace(case_of(quiet), outcome=_raised(quiet.outcome, window, log_lift, seed + campaign))
        else:
            yield from self._on_one_line(number, seed)

    def _on_one_line(self, number: int, seed: int) -> Iterator[Case]:
        steps = max(TOGETHER) - 1
        after = 7 * (APART_WEEKS * steps + AFTER_WEEKS)
        quiet = simulate(seed, base=self.base, history=HISTORY, after_days=after)
        starts = [quiet.start + timedelta(weeks=APART_WEEKS * step) for step in range(steps + 1)]
        windows = [Period(start, start + timedelta(days=7 * WEEKS - 1)) for start in starts]
        outcome = quiet.outcome
        for campaign, (window, log_lift) in enumerate(zip(windows, self.log_lifts(number), strict=True)):
            outcome = _raised(outcome, window, log_lift, seed + campaign)
        others = [Other(f"{n}", "campaign", f"campaign {n}", window) for n, window in enumerate(windows)]
        for campaign, window in enumerate(windows):
            last = pd.Timestamp(window.last + timedelta(weeks=AFTER_WEEKS))
            yield replace(
                case_of(quiet),
                outcome=outcome[:last],
                controls=quiet.controls[:last],
                window=window,
                others=tuple(
                    other for n, other in enumerate(others) if n != campaign and other.period.first <= last.date()
                ),
            )


def _raised(outcome: pd.DataFrame, window: Period, log_lift: float, seed: int) -> pd.DataFrame:
    """Return the counts with those of the window raised, or thinned, by a lift."""
    random, raised = np.random.default_rng([seed, 8]), outcome.copy()
    inside = slice(pd.Timestamp(window.first), pd.Timestamp(window.last))
    counts, lift = raised.loc[inside], np.expm1(log_lift)
    if lift >= 0:
        raised.loc[inside] = counts + random.poisson(lift * counts.to_numpy(dtype=float))
    else:
        raised.loc[inside] = random.binomial(counts.to_numpy(), 1 + lift)
    return raised


def measured(work: tuple[Kind, int]) -> list[dict[str, object]]:
    """Return one row for each number of campaigns of an organisation."""
    kind, number = work
    truth = dict(zip((f"{n}" for n in range(max(TOGETHER))), kind.log_lifts(number), strict=True))
    lifts = [lift_of(evaluate(case), key) for key, case in zip(truth, kind.cases(number), strict=True)]
    return [row for count in TOGETHER for row in _row(kind, number, count, lifts[:count], truth)]


def _row(
    kind: Kind, number: int, count: int, lifts: list[Lift | None], truth: dict[str, float]
) -> Iterator[dict[str, object]]:
    known = [lift for lift in lifts if lift is not None]
    found = pool(known)
    about = {
        "base": kind.base,
        "mean lift": kind.mean,
        "spread": kind.spread,
        "campaigns": count,
        "organisation": number,
    }
    if found is None:
        yield about | {"pooled": 0.0}
        return
    truths = np.array([truth[single.key] for single in found.singles])
    alone, shrunk = ([getattr(single, name) for single in found.singles] for name in ("alone", "shrunk"))
    yield about | {
        "pooled": 1.0,
        "shown": float(found.mean.probability > CERTAIN),
        "alone shown": np.mean([each.probability > CERTAIN for each in alone]),
        "mean covered": float(_covers(found.mean, np.log1p(kind.mean))),
        "mean error": np.log1p(found.mean.relative) - np.log1p(kind.mean),
        "mean width": np.log1p(found.mean.high) - np.log1p(found.mean.low),
        "alone covered": np.mean([_covers(each, true) for each, true in zip(alone, truths, strict=True)]),
        "shrunk covered": np.mean([_covers(each, true) for each, true in zip(shrunk, truths, strict=True)]),
        "alone error": np.mean((np.log1p([each.relative for each in alone]) - truths) ** 2),
        "shrunk error": np.mean((np.log1p([each.relative for each in shrunk]) - truths) ** 2),
    }


def _covers(found: Estimate, log_lift: float) -> bool:
    return bool(np.log1p(found.low) <= log_lift <= np.log1p(found.high))


def table(rows: pd.DataFrame) -> str:
    """Return one line for each kind of organisation and number of campaigns."""
    by = ["base", "mean lift", "spread", "campaigns"]
    head = [
        "pooled",
        "P > 95 %",
        "alone",
        "mean: bias",
        "width",
        "coverage",
        "singles: coverage alone",
        "shrunk",
        "RMSE",
    ]
    lines = []
    for group, part in rows.groupby(by, sort=False):
        shown = part[part["pooled"] > 0]
        rmse = " → ".join(f"{np.sqrt(shown[f'{name} error'].mean()):.2f}" for name in ("alone", "shrunk"))
        figures = [f"{len(shown)} of {len(part)}", share(shown["shown"]), share(shown["alone shown"])]
        figures += [f"{shown['mean error'].mean():+.3f}", f"{shown['mean width'].median():.2f}"]
        figures += [share(shown[name]) for name in ("mean covered", "alone covered", "shrunk covered")]
        lines.append([*(f"{value:g}" for value in group), *figures, rmse])
    return markdown([*by, *head], lines)


def main(arguments: list[str]) -> int:
    """Run every kind that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pooling", description=__doc__)
    parser.add_argument("--organisations", type=int, default=60, help="of each kind")
    parser.add_argument("--base", nargs="+", type=float, default=[1.0, 3.0, 10.0], help="applications a day")
    parser.add_argument("--mean", nargs="+", type=float, default=[0.0, 0.25], help="mean lift")
    parser.add_argument("--spread", nargs="+", type=float, default=[0.15], help="standard deviation of the log-lift")
    parser.add_argument("--apart", action="store_true", help="a series for every campaign instead of one time line")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    chosen = parser.parse_args(arguments)
    kinds = [Kind(*each, chosen.apart) for each in product(chosen.base, chosen.mean, chosen.spread)]
    rows = gathered(measured, list(product(kinds, range(chosen.organisations))), chosen.jobs)
    print(f"## Pooling, {'apart' if chosen.apart else 'on one time line'}\n\n{table(rows)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
