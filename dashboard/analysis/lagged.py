"""Rank correlations of many series with many others at many lags, with their bootstrap and their placebo.

All arrays are days by series, NaN where a day is not known, already ranked by :func:`ranks`; results are shaped
(..., first series, second series, lag), the first leading.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Array = NDArray[np.float64]

BLOCK = 14
"""Days per block of the bootstrap."""
PLACEBO_BLOCK = 28
"""Days per block in which the first series are shuffled: longer than any lag, so that few pairs of days are broken."""


def ranks(values: Array) -> Array:
    """Return each column's ranks over its known days, centred on zero and with deviation one; a constant one is zero."""
    result = np.full(values.shape, np.nan)
    for number, column in enumerate(values.T):
        known = ~np.isnan(column)
        ranked = rankdata(column[known])
        deviation = ranked.std() if known.any() else 0.0
        result[known, number] = (ranked - ranked.mean()) / deviation if deviation else 0.0
    return result


@dataclass(frozen=True)
class Second:
    """The second series, moved forward by each lag: columns are series by lag."""

    values: Array
    known: Array
    shape: tuple[int, int]

    @classmethod
    def of(cls, ranked: Array, lags: int) -> "Second":
        """Return series so that the row of a day holds what came 0, 1, ... ``lags`` - 1 days later."""
        days, series = ranked.shape
        moved = np.full((days, series, lags), np.nan)
        for lag in range(lags):
            moved[: days - lag, :, lag] = ranked[lag:]
        flat = moved.reshape(days, series * lags)
        return cls(np.nan_to_num(flat), (~np.isnan(flat)).astype(float), (series, lags))


def correlations(first: Array, second: Second) -> tuple[Array, NDArray[np.int64]]:
    """Return the correlations, and the number of pairs of days that each rests on."""
    values, known = np.nan_to_num(first).T, (~np.isnan(first)).T.astype(float)
    found = _correlated(_products(values, known, second)).reshape(len(values), *second.shape)
    pairs = np.rint(known @ second.known).astype(np.int64)
    return found, pairs.reshape(len(values), *second.shape)


def placebo(first: Array, second: Second, draws: int, random: np.random.Generator) -> Array:
    """Return correlations where there is nothing to find: the first series, together, in shuffled blocks of four weeks.

    Shuffling keeps how the first series move together, how the second ones do, and their memory within a block.
    """
    days, series = first.shape
    blocks = -(-days // PLACEBO_BLOCK)
    orders = []
    for _ in range(draws):
        turned = np.roll(np.arange(days), -int(random.integers(days)))
        parts = [turned[block * PLACEBO_BLOCK : (block + 1) * PLACEBO_BLOCK] for block in range(blocks)]
        orders.append(np.concatenate([parts[block] for block in random.permutation(blocks)]))
    shuffled = first[np.array(orders)].transpose(0, 2, 1).reshape(draws * series, days)
    values, known = np.nan_to_num(shuffled), (~np.isnan(shuffled)).astype(float)
    return _correlated(_products(values, known, second)).reshape(draws, series, *second.shape)


def broken_memory(first: Array, second: Array) -> Array:
    """Return how much wider correlations spread than in the placebo, first by second series, 1 or a little more.

    Two series with memory spread as the products of their autocorrelations (Bartlett 1935); of two days that lie k apart,
    a share k / 28 is no longer together after shuffling.
    """
    lags = np.arange(PLACEBO_BLOCK)
    one, two = (
        np.array(
            [correlations(each[:, [n]], Second.of(each[:, [n]], PLACEBO_BLOCK))[0][0, 0] for n in range(each.shape[1])]
        )
        for each in (first, second)
    )
    products = 2 * one[:, None, :] * two[None, :, :]
    products[:, :, 0] /= 2
    whole, kept = products.sum(axis=-1), (products * (1 - lags / PLACEBO_BLOCK)).sum(axis=-1)
    wider: Array = np.sqrt(np.clip(whole / np.maximum(kept, 1e-9), 1.0, 4.0))
    return wider


def bootstrap(first: Array, second: Second, draws: int, random: np.random.Generator) -> Array:
    """Return correlations over blocks of pairs of days, drawn with replacement (moving blocks, Kuensch 1989).

    Ranks are not taken anew in each draw; the same blocks are drawn for all series and lags.
    """
    days, series = first.shape
    starts = days - BLOCK + 1
    drawn = random.integers(starts, size=(draws, -(-days // BLOCK)))
    times = np.stack([np.bincount(row, minlength=starts) for row in drawn]).astype(float)
    found = np.empty((draws, series, *second.shape))
    for number in range(series):
        values = np.nan_to_num(first[:, [number]])
        known = (~np.isnan(first[:, [number]])).astype(float)
        sums = [times @ _block_sums(each) for each in _daily_products(values, known, second)]
        found[:, number] = _correlated(sums).reshape(draws, *second.shape)
    return found


def _products(values: Array, known: Array, second: Second) -> list[Array]:
    """Return the sums over days that a correlation is made of: pairs, both sums, both squares, and the product."""
    return [
        known @ second.known,
        values @ second.known,
        known @ second.values,
        values**2 @ second.known,
        known @ second.values**2,
        values @ second.values,
    ]


def _daily_products(values: Array, known: Array, second: Second) -> list[Array]:
    return [
        known * second.known,
        values * second.known,
        known * second.values,
        values**2 * second.known,
        known * second.values**2,
        values * second.values,
    ]


def _block_sums(daily: Array) -> Array:
    running = np.vstack([np.zeros(daily.shape[1]), np.cumsum(daily, axis=0)])
    return running[BLOCK:] - running[:-BLOCK]


def _correlated(sums: list[Array]) -> Array:
    """Return correlations from their sums; zero where one of the two does not vary."""
    pairs, first, second, first_square, second_square, product = sums
    pairs = np.maximum(pairs, 1.0)
    spread = (first_square - first**2 / pairs) * (second_square - second**2 / pairs)
    varies = spread > 1e-9  # noqa: PLR2004  ranks have deviation one: below this there is nothing but rounding
    found: Array = np.where(varies, (product - first * second / pairs) / np.sqrt(np.where(varies, spread, 1.0)), 0.0)
    return np.clip(found, -1.0, 1.0)
