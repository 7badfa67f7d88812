"""Conformal inference: how unusual the window is among the other rows, and which effects would not make it unusual.

Chernozhukov, Wüthrich & Zhu (2021), "An exact and robust conformal inference method for counterfactual and synthetic
controls": the model is fitted on *all* rows with the supposed effect taken out, and its residuals are permuted.
"""

from collections.abc import Callable

import numpy as np

from dashboard.analysis.impact.synthetic import Array

SEED = 20210401
DRAWS = 40_000
_AT_ONCE = 4_000
_GRID = 40
_DOUBLINGS = 40
_HALVINGS = 14
_SAME = 1e-9


def p_of_rows(residuals: Array, window: int, *, draws: int = DRAWS, seed: int = SEED) -> float:
    """Return the share of random row orders whose last ``window`` residuals are as large, summed without their sign.

    This is the test of GeoLift (augsynth, ``type = "iid"``). It takes residuals for exchangeable: rows that resemble
    their neighbours make it too sure. The order as observed counts as one of the draws.
    """
    sizes = np.abs(residuals)
    enough = sizes[-window:].sum() - _SAME * sizes.sum()
    random, reached = np.random.default_rng(seed), 0
    for done in range(0, draws, _AT_ONCE):
        orders = random.random((min(_AT_ONCE, draws - done), len(sizes)))
        picked = orders.argpartition(window - 1, axis=1)[:, :window]
        reached += int(np.count_nonzero(sizes[picked].sum(axis=1) >= enough))
    return (reached + 1) / (draws + 1)


def p_of_blocks(residuals: Array, window: int) -> float:
    """Return the share of all rotations of the rows whose last ``window`` residuals sum to as large an effect.

    Moving-block permutations keep neighbours together, so the p-value holds for residuals that resemble their
    neighbours; the statistic is the absolute *average* residual, as the question is the average effect. The smallest
    possible p is one divided by the number of rows.

    Measured where nothing happened, with 8 places that drift (3000 panels of 364 or 728 days, window 42 days, sd 15 %,
    autocorrelation .9 by week): below .05 and .10 in 8 and 15 % on weeks, 11 and 18 % on days; ``p_of_rows`` 9 and 17 %
    on weeks, 22 and 31 % on days. So weeks, and an interval of 90 % that covers some 85 % under strong drift.
    """
    around = np.concatenate([residuals[-window:], residuals])
    summed = np.concatenate([[0.0], np.cumsum(around)])
    sizes = np.abs(summed[window:] - summed[:-window])[:-1]  # the first one is the window itself
    enough = sizes[0] - _SAME * np.abs(residuals).sum()
    return float(np.count_nonzero(sizes >= enough) / len(sizes))


def accepted(p_of: Callable[[float], float], centre: float, step: float, level: float) -> tuple[float, float]:
    """Return the lowest and highest supposed effect that is not rejected: ``p_of(effect)`` is above 1 - level.

    On each side the first rejected of ``centre`` plus ``step``, doubled each time, ends a grid; the outermost accepted
    point of it is refined by halving. A side on which nothing is rejected is infinite.
    """
    return _outermost(p_of, centre, -step, 1 - level), _outermost(p_of, centre, step, 1 - level)


def _outermost(p_of: Callable[[float], float], centre: float, step: float, alpha: float) -> float:
    for doubling in range(_DOUBLINGS):
        reach = step * 2.0**doubling
        if p_of(centre + reach) <= alpha:
            break
    else:
        return float(np.copysign(np.inf, step))
    grid = centre + np.linspace(0.0, reach, _GRID + 1)
    inside = next((at for at in range(_GRID - 1, 0, -1) if p_of(float(grid[at])) > alpha), 0)
    near, far = float(grid[inside]), float(grid[inside + 1])
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        near, far = (middle, far) if p_of(middle) > alpha else (near, middle)
    return near
