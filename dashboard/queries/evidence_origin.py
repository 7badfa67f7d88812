"""Whether applicants were asked where they come from as often in the window as before: else side-entrants seem to come or go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from math import log, sqrt

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.impact.case import Other
from dashboard.analysis.periods import Period
from dashboard.queries.evidence_series import daily
from dashboard.queries.evidence_slices import Slice

_UNKNOWN = frozenset({"unknown"})
_BEFORE_DAYS = 182
_OTHERWISE = log(1.25)
_NOISE = 2


def asked_otherwise(counts: pd.DataFrame, parts: Sequence[Slice], window: Period, days: Period) -> list[Other]:
    """Return a break in how side-entrants are counted, where the share of known origin rose or fell by a quarter.

    Half a year before the window is compared with the window, as far as the figures (``days``) reach. The rise must be
    larger than chance makes it (two standard deviations of the log ratio).
    """
    during, day = window.until(days.last), timedelta(days=1)
    if during is None or days.first >= window.first:
        return []
    before = Period(max(days.first, window.first - _BEFORE_DAYS * day), window.first - day)
    (known, total), (then_known, then_total) = _known(counts, parts, during), _known(counts, parts, before)
    if not (total and then_total and then_known):
        return []
    apart = abs(log((known + 0.5) / (total + 0.5)) - log((then_known + 0.5) / (then_total + 0.5)))
    noise = sqrt(max(0.0, 1 / (known + 0.5) - 1 / (total + 0.5) + 1 / then_known - 1 / then_total))
    if apart <= _OTHERWISE + _NOISE * noise:
        return []
    title = Said(N_("How often the origin of applicants is known"))
    return [Other("origin", "definition_break", title, window)]


def _known(counts: pd.DataFrame, parts: Sequence[Slice], days: Period) -> tuple[float, float]:
    """Return the applications of which the origin is known, and all."""
    everyone = [replace(part, classes=None) for part in parts]
    total = daily(counts, everyone, days).to_numpy().sum()
    unknown = daily(counts, [replace(part, classes=_UNKNOWN) for part in everyone], days).to_numpy().sum()
    return float(total - unknown), float(total)
