"""An invented estimate, and others that differ from it in a few figures."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from dashboard.analysis.impact.estimate import LIFTS, Estimate
from dashboard.analysis.impact.finding import CrossCheck, Quiet
from dashboard.analysis.impact.quiet_periods import Calibration


def quiet(*effects: float) -> tuple[Quiet, ...]:
    """Return quiet periods in which the method saw these relative effects."""
    day = date(2025, 1, 1)
    return tuple(Quiet(day, day + timedelta(days=41), effect, effect / 0.1) for effect in effects)


def estimated(
    stretch: float = 1.0, windows: tuple[Quiet, ...] = quiet(0.05, -0.12, 0.21, -0.03), **more: Any
) -> Estimate:
    """Return an estimate of a likely effect: 210 came in, 120 were expected, confirmed by the control."""
    known = {
        "observed": 210.0,
        "expected": 120.0,
        "low": 60.0,
        "high": 117.0,
        "relative": (0.4, 0.75, 1.1),
        "probability": 0.99,
        "shown": np.linspace(0, 1, len(LIFTS)),
        "detectable": 0.5,
        "calibration": Calibration(windows, stretch),
        "check": CrossCheck(80.0, 41.0, 120.0, 0.98),
        "effects": {},
        "weeks": (),
        **more,
    }
    return Estimate(**known)
