"""What the figures should reach, and which cells miss it by how much."""

import pandas as pd

COVERAGE = (0.88, 0.95)
FALSE_ALARMS, FALSE_ALARMS_IN_A_SCENARIO = 0.04, 0.07
BIAS = 3.0  # lift points, for bases of one a day and more
POWER = {1.0: 0.45, 3.0: 0.62, 10.0: 0.82}  # at +50 % with 365 days of history
QUIET_COVERAGE = 0.88
BASE_CASE, NOT_IDENTIFIABLE = "base case", "own shift at the start"


def missed_in_cells(rows: pd.DataFrame) -> list[str]:
    """Return a sentence for every target that a cell of the base case or a scenario misses."""
    found: list[str] = []
    for (scenario, base, history, lift), cell in rows.groupby(["scenario", "base", "history", "lift"], sort=False):
        if scenario == NOT_IDENTIFIABLE:
            continue
        where = f"{scenario}, {base:g} a day, {history} days, {lift:+.0%}"
        found += [f"{where}: {what}" for what in _missed(cell, scenario == BASE_CASE, base, history, lift)]
    return found


def _missed(cell: pd.DataFrame, is_base_case: bool, base: float, history: int, lift: float) -> list[str]:
    coverage, reported, bias = cell["covered"].mean(), cell["likely_extra"].mean(), cell["error"].mean()
    misses: list[str] = []
    if is_base_case and not COVERAGE[0] <= coverage <= COVERAGE[1]:
        misses.append(f"coverage {coverage:.1%}")
    if lift == 0 and reported > (FALSE_ALARMS if is_base_case else FALSE_ALARMS_IN_A_SCENARIO):
        misses.append(f"false alarms {reported:.1%}")
    if is_base_case and base >= 1 and abs(bias) > BIAS:
        misses.append(f"bias {bias:+.1f} lift points")
    if is_base_case and (lift, history) == (0.5, 365) and reported < POWER.get(base, 0):
        misses.append(f"power {reported:.1%}")
    return misses


def missed_in_quiet(rows: pd.DataFrame) -> list[str]:
    """Return a sentence when the interval covers too few of the quiet windows."""
    coverage = rows.loc[rows["lift"] == 0, "covered"].mean()
    return [f"quiet series: coverage {coverage:.1%}"] if coverage < QUIET_COVERAGE else []
