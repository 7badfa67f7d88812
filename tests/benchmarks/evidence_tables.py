"""Tables of how often the methods were right, in Markdown, with standard errors."""

from collections.abc import Callable

import numpy as np
import pandas as pd

COLUMNS: dict[str, Callable[[pd.DataFrame], str]] = {
    "n": lambda rows: str(len(rows)),
    "coverage 90 %": lambda rows: share(rows["covered"]),
    "likely_extra %": lambda rows: share(rows["likely_extra"]),
    "main alone %": lambda rows: share(rows["main"]),
    "likely_less %": lambda rows: share(rows["likely_less"]),
    "not enough data %": lambda rows: share(rows["not_enough_data"]),
    "bias": lambda rows: _mean(rows["error"]),
    "RMSE": lambda rows: _figure(np.sqrt((rows["error"] ** 2).mean())),
    "median width": lambda rows: _figure(rows["width"].median()),
    "ms": lambda rows: _figure(rows["ms"].median()),
}


def table(rows: pd.DataFrame, by: list[str]) -> str:
    """Return one line a group with all figures; errors and widths in lift points, ± one standard error."""
    lines = [
        [
            *(_label(name, value) for name, value in zip(by, group, strict=True)),
            *(say(part) for say in COLUMNS.values()),
        ]
        for group, part in rows.groupby(by, sort=False, observed=True)
    ]
    return markdown([*by, *COLUMNS], lines)


def power_table(rows: pd.DataFrame, figure: str = "likely_extra") -> str:
    """Return the share of ``likely_extra`` by lift, one line for every base and history."""
    lifts = sorted(rows["lift"].unique())
    lines = [
        [*(_label(name, value) for name, value in zip(("base", "history"), group, strict=True))]
        + [share(part.loc[part["lift"] == lift, figure]) for lift in lifts]
        for group, part in rows.groupby(["base", "history"], sort=False)
    ]
    return markdown(["base", "history", *(f"{lift:+.0%}" for lift in lifts)], lines)


def markdown(head: list[str], lines: list[list[str]]) -> str:
    """Return a Markdown table."""
    ruled = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in ruled)


def _label(name: str, value: object) -> str:
    match name, value:
        case "lift", float():
            return f"{value:+.0%}"
        case _, float():
            return f"{value:g}"
        case _:
            return str(value)


def share(flags: pd.Series) -> str:
    """Return the percentage of flags that are set, over those that are known, ± one standard error.

    The error adds one hit and one miss (Agresti and Coull), so that none out of few is not taken for certain.
    """
    known = flags.dropna()
    if known.empty:
        return "–"
    rate, cautious = known.mean(), (known.sum() + 1) / (len(known) + 2)
    return f"{100 * rate:.1f} ± {100 * np.sqrt(cautious * (1 - cautious) / len(known)):.1f}"


def _mean(errors: pd.Series) -> str:
    known = errors.dropna()
    return "–" if known.empty else f"{known.mean():+.1f} ± {known.std(ddof=0) / np.sqrt(len(known)):.1f}"


def _figure(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.1f}"
