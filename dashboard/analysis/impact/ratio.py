"""The cross-check: the ratio to the control series during the campaign against the year before it.

Three lines of arithmetic that anyone can redo; its interval comes from counting noise, an ordinary drift between the two
series, and how far the same ratio strayed in quiet periods of the history.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from dashboard.analysis.impact import settings
from dashboard.analysis.impact.arrange import Arranged
from dashboard.analysis.impact.finding import CrossCheck
from dashboard.analysis.impact.laplace import Floats
from dashboard.analysis.impact.quiet_periods import first_blocks, independent_windows


@dataclass(frozen=True)
class _Ratio:
    expected: float
    log_ratio: float
    variance: float


def cross_check(arranged: Arranged) -> CrossCheck | None:
    """Return what the ratio to the control says, None without a control that is known before and during.

    Where the history is too short for quiet periods, four degrees of freedom alone make the interval wide.
    """
    if arranged.control is None:
        return None
    length = int(arranged.campaign.sum())
    during = _compared(arranged, arranged.first, length)
    firsts = first_blocks(arranged)
    quiet = [found for first in firsts if (found := _compared(arranged, int(first), length))]
    if during is None:
        return None
    independent = independent_windows(firsts, length) if quiet else 0.0
    freedom = settings.PLACEBO_PRIOR_WEIGHT + independent
    strayed = float(np.mean([found.log_ratio**2 / found.variance for found in quiet])) if quiet else 1.0
    spread = np.sqrt(during.variance * max(1.0, (settings.PLACEBO_PRIOR_WEIGHT + independent * strayed) / freedom))
    reach = float(student.ppf((1 + settings.LEVEL) / 2, freedom)) * spread
    observed = float(arranged.counts[:, arranged.campaign].sum())
    return CrossCheck(
        extra=observed - during.expected,
        low=observed - during.expected * float(np.exp(reach)),
        high=observed - during.expected * float(np.exp(-reach)),
        probability=float(student.cdf(during.log_ratio / spread, freedom)),
    )


def _compared(arranged: Arranged, first: int, length: int) -> _Ratio | None:
    """Compare a window with the weeks before it; None when one of the series is not known there."""
    assert arranged.control is not None
    reach = max(1, round(settings.RATIO_WEEKS * 7 / float(np.median(arranged.days))))
    before = np.arange(max(0, first - reach), first)
    during = np.arange(first, first + length)
    usable = np.isfinite(arranged.control) & arranged.known.all(axis=0)
    before = before[usable[before] & ~arranged.washing[before]]
    if not len(before) or not usable[during].all():
        return None
    y_before, c_before = _sums(arranged, arranged.control, before)
    y_during, c_during = _sums(arranged, arranged.control, during)
    if not c_before:
        return None
    expected = (y_before + 0.5) / (c_before + 0.5) * max(c_during, 0.5)
    counted = [y_before, c_before, c_during, expected]
    variance = sum(1 / max(count, 1.0) for count in counted) + 2 * settings.RATIO_DRIFT**2
    return _Ratio(expected, float(np.log((y_during + 0.5) / (expected + 0.5))), variance)


def _sums(arranged: Arranged, control: Floats, blocks: np.ndarray) -> tuple[float, float]:
    exposure = arranged.exposure[:, blocks].mean(axis=0)
    return float(arranged.counts[:, blocks].sum()), float((control[blocks] * exposure).sum())
