"""Placebo windows: the same method on stretches of the history in which nothing happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from dashboard.analysis.impact import settings
from dashboard.analysis.impact.arrange import Arranged
from dashboard.analysis.impact.finding import Quiet
from dashboard.analysis.impact.laplace import Floats, Priors, fit
from dashboard.analysis.impact.predict import below, draw

_OTHERS, _LEAST = 0.25, 5
_MOST_NUMBERS = 3e6


@dataclass(frozen=True)
class Calibration:
    """What the quiet periods show: each window, and by how much the interval is stretched (1 is not at all)."""

    windows: tuple[Quiet, ...]
    stretch: float


def first_blocks(arranged: Arranged) -> NDArray[np.intp]:
    """Return the first block of each placebo window, the latest first.

    As long as the campaign, every two weeks, at least 90 days of known history before, at most twenty: the latest,
    whose history resembles the campaign's most. Those in which another campaign or event ran for more than a quarter of
    the time are not quiet; they are taken as well when fewer than five would be left.
    """
    length = int(arranged.campaign.sum())
    usual = float(np.median(arranged.days))
    least = int(np.ceil(settings.PLACEBO_HISTORY_DAYS / usual))
    stride = max(1, round(settings.PLACEBO_STRIDE_DAYS / usual))
    seen, known = np.asarray(arranged.seen.all(axis=0)), np.asarray(arranged.seen.any(axis=0))
    others = arranged.others
    whole = [
        first
        for first in range(arranged.first - length, least - 1, -stride)
        if seen[first : first + length].all() and known[:first].sum() >= least
    ]
    quiet = [first for first in whole if others[first : first + length].mean() <= _OTHERS]
    found = np.array(quiet if len(quiet) >= _LEAST else whole, dtype="int64")
    return found[: settings.PLACEBO_WINDOWS]


def calibrate(arranged: Arranged, priors: Priors, random: np.random.Generator) -> Calibration:
    """Return what the method says of the quiet periods, each fitted as the campaign is: on as much as is known around it."""
    firsts = first_blocks(arranged)
    if not len(firsts):
        return Calibration((), 1.0)
    length = int(arranged.campaign.sum())
    at_once = _at_once(arranged, len(priors.sigma), length)
    windows = [
        window
        for some in np.split(firsts, range(at_once, len(firsts), at_once))
        for window in _tried(arranged, priors, some, length, random)
    ]
    return Calibration(tuple(windows), stretch(windows, independent_windows(firsts, length)))


def _at_once(arranged: Arranged, points: int, length: int) -> int:
    """Return how many windows are fitted side by side without taking much memory."""
    blocks, regressors = arranged.blocks.x.shape
    numbers = points * (blocks * regressors + (length * arranged.shape[0]) ** 2)
    return max(1, int(_MOST_NUMBERS // numbers))


def _tried(
    arranged: Arranged, priors: Priors, firsts: NDArray[np.intp], length: int, random: np.random.Generator
) -> Iterator[Quiet]:
    masks = np.stack([_mask(arranged, int(first), length) for first in firsts])
    wanted = np.stack([arranged.places(np.arange(first, first + length)) for first in firsts])
    posterior = fit(arranged.blocks, priors, masks, wanted)
    exposure = np.exp(arranged.blocks.offset)
    for row, (first, places) in enumerate(zip(firsts, wanted, strict=True)):
        drawn = draw(posterior, row, np.arange(len(places)), exposure[places], settings.PLACEBO_DRAWS, random)
        yield _quiet(arranged, int(first), length, float(arranged.blocks.y[places].sum()), drawn.count)


def _mask(arranged: Arranged, first: int, length: int) -> NDArray[np.bool_]:
    """Return what is seen around a placebo window: as many blocks after it (and after a wash-out) as the campaign has."""
    washed = first + length + int(arranged.washing.sum())
    mask = arranged.seen.copy()
    mask[:, first:washed] = False
    after = int(arranged.seen[:, arranged.first :].any(axis=0).sum())
    mask[:, washed + after :] = False
    return mask.ravel()


def _quiet(arranged: Arranged, first: int, length: int, observed: float, counts: Floats) -> Quiet:
    last = first + length - 1
    edge = 1 / (2 * len(counts))
    share = min(max(below(counts, observed), edge), 1 - edge)
    middle = float(np.median(counts))
    return Quiet(
        start=arranged.starts[first],
        end=arranged.starts[last] + timedelta(days=int(arranged.days[last]) - 1),
        relative=(observed + 0.5) / (middle + 0.5) - 1,
        z=float(norm.ppf(share)),
    )


def independent_windows(firsts: NDArray[np.intp], length: int) -> float:
    """Return for how many windows overlapping ones count: as many as fit side by side."""
    n = len(firsts)
    apart = abs(float(firsts[0] - firsts[-1])) / max(n - 1, 1)
    return min(float(n), n * apart / length + 1)


def stretch(windows: list[Quiet], independent: float) -> float:
    """Return by how much quiet periods stray further than the interval says: at least 1.

    The root mean square z-score, drawn to 1 with the weight of four windows.
    """
    prior = settings.PLACEBO_PRIOR_WEIGHT
    square = float(np.mean([window.z**2 for window in windows]))
    return float(np.sqrt(max(1.0, (prior + independent * square) / (prior + independent))))
