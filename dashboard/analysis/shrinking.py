"""Estimates that lend each other strength: what rests on little is drawn towards what all have in common.

The normal-normal hierarchical model on the log of a rate, with a flat common mean and a spread between units that is
integrated over instead of picked (Gelman et al., Bayesian Data Analysis, 3rd edition, section 5.4), so that it also holds
for two or three units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_SPREAD_PRIOR = 1.0  # half-normal, on the log scale: most units lie within a factor of e of each other
_SPREADS = np.linspace(0.0, 4.0, 201)


@dataclass(frozen=True)
class Estimate:
    """A mean on the log scale with its variance; ``weight`` is how much of it is its own, 1 when nothing was lent."""

    mean: float
    variance: float
    weight: float = 1.0


def log_rate(result: float, exposure: float) -> Estimate:
    """Return the log of result / exposure with the variance that a count has (half is added, so that zero has a log)."""
    return Estimate(log((result + 0.5) / exposure), 1 / (result + 0.5))


def means_of(groups: Sequence[Sequence[Estimate]]) -> list[Estimate]:
    """Return each group's mean, drawn towards the mean of the groups.

    The spread of single units around their group's mean is pooled over the groups: a group of eight knows its own poorly.
    """
    if not groups:
        return []
    sizes = [len(group) for group in groups]
    means = [float(np.mean([each.mean for each in group])) for group in groups]
    squares = sum((each.mean - mean) ** 2 for group, mean in zip(groups, means, strict=True) for each in group)
    freedom = max(1, sum(sizes) - len(groups))
    within = squares / max(1, freedom - 2)  # the variance of Student's t: the pooled spread is an estimate itself
    return shrunk([Estimate(mean, within / size) for mean, size in zip(means, sizes, strict=True)])


def shrunk(raw: Sequence[Estimate]) -> list[Estimate]:
    """Return estimates drawn towards their common mean; a single one stays as it is."""
    if len(raw) == 1:
        return list(raw)
    means = np.array([each.mean for each in raw])
    own = np.maximum(np.array([each.variance for each in raw]), 1e-9)
    total = own[:, None] + _SPREADS**2  # estimate by spread
    precision = (1 / total).sum(axis=0)
    common = (means[:, None] / total).sum(axis=0) / precision
    chance = _chance(means[:, None] - common, total, precision)
    lent = own[:, None] / total
    drawn = (1 - lent) * means[:, None] + lent * common
    variance = own[:, None] * (1 - lent) + lent**2 / precision
    centre = drawn @ chance
    spread = variance @ chance + (drawn - centre[:, None]) ** 2 @ chance
    kept = 1 - lent @ chance
    return [Estimate(float(m), float(v), float(k)) for m, v, k in zip(centre, spread, kept, strict=True)]


def _chance(off: Array, total: Array, precision: Array) -> Array:
    """Return how likely each spread between the units is, summing to one."""
    logs = -0.5 * (np.log(total) + off**2 / total).sum(axis=0) - 0.5 * np.log(precision)
    logs -= 0.5 * (_SPREADS / _SPREAD_PRIOR) ** 2
    weights: Array = np.exp(logs - logs.max())
    return weights / float(weights.sum())
