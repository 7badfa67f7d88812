"""How often the interval of a hold-out holds the truth where sites drift, each by itself: ``python -m`` this module."""

import sys
from itertools import product

import numpy as np

from dashboard.analysis.impact.conformal import p_of_blocks
from dashboard.analysis.impact.synthetic import Array, synthetic

LEVELS = (0.90, 0.95)
WINDOW = 6
ROWS = (32, 58, 110)
SITES = (3, 5, 9)
DRIFTS = ((0.0, 0.15, 5), (0.7, 0.15, 20), (0.9, 0.15, 20), (0.9, 0.30, 20))
"""Autocorrelation by week and standard deviation of each site's own drift, and usual applications a week."""


def sites(stream: np.random.Generator, rows: int, number: int, drift: tuple[float, float, int]) -> Array:
    """Return weekly counts of sites of unlike size that share a season, and each drift by themselves."""
    kept, spread, usual = drift
    paths = np.empty((rows, number))
    paths[0] = stream.normal(size=number)
    for row in range(1, rows):
        paths[row] = kept * paths[row - 1] + np.sqrt(1 - kept**2) * stream.normal(size=number)
    sizes = usual * np.exp(stream.normal(0, 0.4, number))
    season = 1 + 0.2 * np.sin(2 * np.pi * (np.arange(rows) / 52 + stream.random()))
    return stream.poisson(sizes * season[:, None] * np.exp(spread * paths)).astype(float)


def covered(rows: int, number: int, drift: tuple[float, float, int], *, draws: int, seed: int = 7) -> list[float]:
    """Return, by level, the share of panels in which nothing happened whose accepted set holds "no effect"."""
    stream = np.random.default_rng([seed, rows, number])
    ps = np.array([_p_of_nothing(sites(stream, rows, number, drift)) for _ in range(draws)])
    return [float(np.mean(ps > 1 - level)) for level in LEVELS]


def _p_of_nothing(counts: Array) -> float:
    means = np.maximum(counts[:-WINDOW].mean(axis=0), 1e-9)
    own, rest = counts[:, 0], counts[:, 1:] / means[1:] * means[0]
    return p_of_blocks(synthetic(own, rest, len(own)).gap, WINDOW)


def main(draws: int = 400) -> None:
    """Print a row a cell: weeks, sites, drift, and coverage of the accepted sets."""
    print("weeks sites drift                ", *LEVELS)
    for rows, number, drift in product(ROWS, SITES, DRIFTS):
        print(
            f"{rows:5} {number:5} {drift!s:20} ", *(f"{each:.3f}" for each in covered(rows, number, drift, draws=draws))
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
