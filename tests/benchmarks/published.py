"""Prints published answers beside ours; ``python -m tests.benchmarks.published FOLDER`` names the folder of the data sets.

The folder holds GeoLift_Test.csv (facebookincubator/GeoLift), geoexp_salesandcost.csv and geoexp_geoassignment.csv
(google/GeoexperimentsResearch), synthdid_california_prop99.csv (synth-inference/synthdid) and sicily_smokingban.csv
(Bernal, Cummins & Gasparrini 2017) and uk_seatbelts.csv (Harvey & Durbin 1986). A data set that is not there is passed over.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.holdout import hold_out
from dashboard.analysis.impact.poisson import interrupted_time_series
from dashboard.analysis.impact.textbook import (
    difference_in_differences,
    synthetic_control,
    synthetic_difference_in_differences,
    time_based_regression,
)
from dashboard.analysis.periods import Period


class Row(NamedTuple):
    """One figure: what it is, what was published, ours, and how far apart they may be (None: only shown)."""

    figure: str
    published: float
    ours: float
    apart: float | None = None

    @property
    def agrees(self) -> bool | None:
        """Whether ours is near enough; None when that is not asked."""
        return None if self.apart is None else abs(self.ours - self.published) <= self.apart


def _close(figure: str, published: float, ours: float) -> Row:
    return Row(figure, published, ours, abs(published) * 0.001)


def geolift(folder: Path) -> Iterator[Row]:
    """GeoLift's walkthrough: 40 cities, 15 days in Chicago and Portland."""
    sales = pd.read_csv(folder / "GeoLift_Test.csv", parse_dates=["date"])
    panel = sales.pivot_table(index="date", columns="location", values="Y", aggfunc="sum")
    found = hold_out(panel, ["chicago", "portland"], date(2021, 4, 1))
    yield _close("effect a city and day", 155.556, found.att)
    yield _close("extra", 4667, found.extra)
    yield Row("extra, % of expected", 5.4, 100 * (found.relative or np.nan), 0.05)
    yield Row("p, order of days drawn (published 0.010 to 0.014)", 0.012, found.p_value, 0.002)
    yield Row("weight Cincinnati", 0.2272, found.weights["cincinnati"], 0.0001)
    yield Row("weight Miami", 0.2028, found.weights["miami"], 0.0001)
    yield Row("weight Baton Rouge", 0.1335, found.weights["baton rouge"], 0.0001)
    yield _close("imbalance before", 909.489, found.fit.imbalance)
    yield Row("imbalance against equal weights", 0.1636, found.fit.scaled, 0.0001)
    yield Row("p, blocks of days (not published)", np.nan, found.p_blocks)
    yield Row("effect, low end 90 %, blocks (not published)", np.nan, found.low)
    yield Row("effect, high end 90 %, blocks (not published)", np.nan, found.high)


def geo_experiments(folder: Path) -> Iterator[Row]:
    """Google's geo experiment: 100 regions, four weeks, time-based regression of sales."""
    sales = pd.read_csv(folder / "geoexp_salesandcost.csv", parse_dates=["date"])
    groups = pd.read_csv(folder / "geoexp_geoassignment.csv")
    sums = sales.merge(groups, on="geo").pivot_table(index="date", columns="geo.group", aggfunc="sum")
    start, end = date(2015, 2, 16), date(2015, 3, 15)
    found = time_based_regression(sums["sales"][2], sums["sales"][1], start, end)
    cost = float(sums["cost"][2].loc[pd.Timestamp(start) : pd.Timestamp(end)].sum())
    yield _close("incremental return on a euro", 2.946742, found.effect / cost)
    yield _close("its precision, 90 % one-sided", 0.120548, found.reach(0.90) / cost)


def proposition_99(folder: Path) -> Iterator[Row]:
    """California's tobacco tax of 1989: packs a head, 38 other states."""
    packs = pd.read_csv(folder / "synthdid_california_prop99.csv", sep=";")
    panel = packs.pivot_table(index="Year", columns="State", values="PacksPerCapita")
    for name, design, published, error in (
        ("differences in differences", difference_in_differences, -27.3, 17.7),
        ("synthetic control", synthetic_control, -19.6, 9.9),
        ("synthetic differences in differences", synthetic_difference_in_differences, -15.6, 8.4),
    ):
        found = design(panel, ["California"], 1989)
        yield Row(f"{name}, packs", published, found.att, 0.1)
        yield Row(f"{name}, placebo standard error", error, found.error or np.nan)


def sicily(folder: Path) -> Iterator[Row]:
    """Sicily's smoking ban of 2005: monthly acute coronary events, quasi-Poisson with trend and season."""
    months = pd.read_csv(folder / "sicily_smokingban.csv")
    counts, after, population, season = (
        months[name].to_numpy(dtype=float) for name in ("aces", "smokban", "stdpop", "month")
    )
    found = interrupted_time_series(counts, after, population=population, season=season / 12)
    yield Row("rate ratio", 0.885, found.ratio, 0.0009)
    yield Row("low end 95 %", 0.839, found.low, 0.0009)
    yield Row("high end 95 %", 0.933, found.high, 0.0009)


def seat_belts(folder: Path) -> Iterator[Row]:
    """The British seat belt law of February 1983, by the product's own method on months; the rear seats had no law."""
    counts = pd.read_csv(folder / "uk_seatbelts.csv").set_axis(pd.date_range("1969-01-01", periods=192, freq="MS"))
    window = Period(date(1983, 2, 1), date(1984, 12, 31))
    for figure, published in (("drivers", -23), ("front", -30), ("rear", 3), ("VanKilled", np.nan)):
        outcome = counts[[figure]].astype(float)
        found = evaluate(Case(outcome, window, outcome[[]], grain="month"))
        assert found.relative is not None
        assert found.relative_low is not None
        assert found.relative_high is not None
        yield Row(f"{figure}, %", published, 100 * found.relative)
        yield Row(f"{figure}, low end 90 %, {found.verdict}", np.nan, 100 * found.relative_low)
        yield Row(f"{figure}, high end 90 %", np.nan, 100 * found.relative_high)


CASES: dict[str, tuple[str, Callable[[Path], Iterator[Row]]]] = {
    "GeoLift walkthrough": ("GeoLift_Test.csv", geolift),
    "Geo experiment, time-based regression": ("geoexp_salesandcost.csv", geo_experiments),
    "Proposition 99": ("synthdid_california_prop99.csv", proposition_99),
    "Sicily smoking ban": ("sicily_smokingban.csv", sicily),
    "Seat belts in Great Britain": ("uk_seatbelts.csv", seat_belts),
}
_WORDS = {True: "agrees", False: "DIFFERS", None: ""}


def main(arguments: list[str]) -> int:
    """Print every case; 1 when a figure that must agree does not."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    folder, differ = Path(arguments[0]), 0
    for title, (needed, case) in CASES.items():
        if not (folder / needed).exists():
            print(f"\n{title}: {needed} is not in the folder")
            continue
        print(f"\n{title:<56}{'published':>12}{'ours':>14}")
        for row in case(folder):
            differ += row.agrees is False
            published = "" if np.isnan(row.published) else f"{row.published:g}"
            print(f"  {row.figure:<54}{published:>12}{row.ours:>14.6g}  {_WORDS[row.agrees]}".rstrip())
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
