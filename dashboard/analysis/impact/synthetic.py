"""A synthetic control: other units, weighted so that together they move as the treated unit did before the start."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Array = NDArray[np.float64]

_SUM_TO_ONE = 1e4  # how much heavier the row that makes the weights sum to one is than a row of figures
_ROUNDS = 30  # of the solver, for each unit


@dataclass(frozen=True)
class Synthetic:
    """Weights (one an untreated unit) and the gap between the treated unit and its synthetic control in every row."""

    weights: Array
    gap: Array


def simplex_weights(candidates: Array, target: Array, *, ridge: float = 0.0) -> Array:
    """Return non-negative weights that sum to one and bring ``candidates @ weights`` closest to ``target``.

    ``candidates`` has a row a period and a column a unit; ``ridge`` is the penalty on the sum of squared weights. Solved
    as non-negative least squares with one heavy row for the sum.
    """
    units = candidates.shape[1]
    heavy = _SUM_TO_ONE * (float(np.linalg.norm(candidates)) / np.sqrt(units) or 1.0)
    rows = [candidates, np.full((1, units), heavy)]
    wanted = [target, np.array([heavy])]
    if ridge > 0:
        rows.append(np.sqrt(ridge) * np.eye(units))
        wanted.append(np.zeros(units))
    weights, _ = nnls(np.vstack(rows), np.concatenate(wanted), maxiter=_ROUNDS * units)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def synthetic(own: Array, others: Array, before: int) -> Synthetic:
    """Return the synthetic control with a unit fixed effect, fitted on the first ``before`` rows.

    Every unit is taken about its own mean over those rows, so that levels may differ and only movements are matched
    (Ferman & Pinto 2021; Ben-Michael, Feller & Rothstein 2021; weights of Abadie, Diamond & Hainmueller
    2010). ``own`` has a value a row, ``others`` a column an untreated unit.
    """
    level = own - own[:before].mean()
    levels = others - others[:before].mean(axis=0)
    weights = simplex_weights(levels[:before], level[:before])
    return Synthetic(weights, level - levels @ weights)
