"""Measures the method of the findings on simulated organisations and on real quiet series, and prints tables.

``python -m tests.benchmarks.evidence [grid|scenarios|quiet|rivals|plan|time|all] [--replications N] [--jobs 2]``
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from tests.benchmarks.evidence_methods import METHODS
from tests.benchmarks.evidence_plan import over_plans, promise_table
from tests.benchmarks.evidence_quiet import over_quiet
from tests.benchmarks.evidence_reach import missed_in_cells, missed_in_quiet
from tests.benchmarks.evidence_runs import BASES, HISTORIES, LIFTS, cells, over_cells
from tests.benchmarks.evidence_tables import markdown, power_table, table
from tests.benchmarks.evidence_time import run
from tests.benchmarks.organisations import SCENARIOS

PRODUCT = ("instroom",)


def grid(chosen: argparse.Namespace) -> pd.DataFrame:
    """Print the product's figures by base, history and lift."""
    wanted = cells(
        chosen.scenario or ["base case"],
        chosen.base or BASES,
        chosen.history or HISTORIES,
        chosen.lift or LIFTS,
        chosen.after,
    )
    rows = over_cells(wanted, PRODUCT, chosen.replications, chosen.jobs)
    print(f"## Grid\n\n{table(rows, ['scenario', 'base', 'history', 'lift'])}\n")
    print(f"### likely_extra by lift, %\n\n{power_table(rows)}\n")
    print(f"### Main method alone above 95 %, by lift, %\n\n{power_table(rows, 'main')}\n")
    _print_missed(missed_in_cells(rows))
    return rows


def scenarios(chosen: argparse.Namespace) -> pd.DataFrame:
    """Print the product's figures by scenario."""
    wanted = cells(
        chosen.scenario or SCENARIOS,
        chosen.base or [10.0],
        chosen.history or [365],
        chosen.lift or [0.0, 0.5],
        chosen.after,
    )
    rows = over_cells(wanted, PRODUCT, chosen.replications, chosen.jobs)
    print(f"## Scenarios\n\n{table(rows, ['scenario', 'base', 'history', 'lift'])}\n")
    _print_missed(missed_in_cells(rows))
    return rows


def rivals(chosen: argparse.Namespace) -> pd.DataFrame:
    """Print the product's figures beside before/after and a Gaussian model, on the same organisations."""
    wanted = cells(
        chosen.scenario or ["base case"],
        chosen.base or BASES,
        chosen.history or HISTORIES,
        chosen.lift or [0.0, 0.5],
        chosen.after,
    )
    rows = over_cells(wanted, tuple(chosen.methods), chosen.replications, chosen.jobs)
    print(f"## Beside before/after and a Gaussian model\n\n{table(rows, ['base', 'history', 'lift', 'method'])}\n")
    return rows


def quiet(chosen: argparse.Namespace) -> pd.DataFrame:
    """Print figures of placebo campaigns on the real quiet series of ``--quiet``."""
    lifts = tuple(chosen.lift or [0.0])
    rows = over_quiet(chosen.quiet, lifts, tuple(chosen.methods), chosen.every, chosen.jobs)
    print(f"## Quiet series\n\n{table(rows, ['lift', 'method'])}\n")
    print(f"### By usual count a day\n\n{table(rows.sort_values('size', kind='stable'), ['lift', 'size', 'method'])}\n")
    if "instroom" not in chosen.methods:
        return rows
    judged = rows[(rows["method"] == "instroom") & (rows["not_enough_data"] == 0)]
    print(f"### Windows that pass the guard rails\n\n{table(judged, ['lift'])}\n")
    _print_missed(missed_in_quiet(rows[rows["method"] == "instroom"]))
    return rows


def plan(chosen: argparse.Namespace) -> pd.DataFrame:
    """Print what plans promise to see four times out of five, and how often a campaign of that size was seen."""
    wanted = cells(
        chosen.scenario or ["base case"], chosen.base or BASES, chosen.history or HISTORIES, [0.0], chosen.after
    )
    rows = over_plans(wanted, chosen.replications, chosen.jobs)
    print(f"## Is the promise of a plan kept?\n\n{promise_table(rows)}\n")
    return rows


def time(_chosen: argparse.Namespace) -> pd.DataFrame:
    """Print how long a finding and a plan take beside one fit of a structural time series model."""
    figures = run()
    print(f"## Time\n\n{markdown(list(figures), [[str(figure) for figure in figures.values()]])}\n")
    return pd.DataFrame([figures])


MODES: dict[str, Callable[[argparse.Namespace], pd.DataFrame]] = {
    "grid": grid,
    "scenarios": scenarios,
    "quiet": quiet,
    "rivals": rivals,
    "plan": plan,
    "time": time,
}


def main(arguments: list[str]) -> int:
    """Run the modes that were asked for."""
    chosen = _parser().parse_args(arguments)
    modes = [mode for mode in MODES if chosen.mode == "all"] or [chosen.mode]
    if "quiet" in modes and chosen.quiet is None:
        if chosen.mode == "quiet":
            print("quiet needs --quiet FILE (columns date, commits, authors, repo)", file=sys.stderr)
            return 2
        modes.remove("quiet")
    frames = [MODES[mode](chosen).assign(mode=mode) for mode in modes]
    if chosen.rows:
        pd.concat(frames).to_csv(chosen.rows, index=False)
    return 0


def _print_missed(sentences: list[str]) -> None:
    print("### Targets missed\n")
    print("\n".join(f"- {sentence}" for sentence in sentences) or "none", end="\n\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.evidence", description=__doc__)
    parser.add_argument("mode", nargs="?", default="all", choices=[*MODES, "all"])
    parser.add_argument("--replications", type=int, default=200, help="organisations a cell")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--scenario", nargs="+", choices=SCENARIOS, help="only these scenarios")
    parser.add_argument("--base", nargs="+", type=float, help="only these applications a day")
    parser.add_argument("--history", nargs="+", type=int, help="only these days of history")
    parser.add_argument("--lift", nargs="+", type=float, help="only these lifts (0.5 is half as many again)")
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS), help="for rivals and quiet")
    parser.add_argument("--after", type=int, default=0, help="days that are known after the campaign")
    parser.add_argument("--quiet", type=Path, help="CSV of the quiet series")
    parser.add_argument("--every", type=int, default=1, help="every so many quiet windows")
    parser.add_argument("--rows", type=Path, help="write one line an answer to this CSV")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
