"""The priors and limits of the method, in one place; a change here is a new version of every finding."""

from dataclasses import dataclass

import numpy as np

from dashboard.analysis.impact.laplace import Column, Priors

VERSION = 1
LEVEL = 0.90
CERTAIN = 0.95
CONFIRMED = 0.80

DRAWS = 4000
PLACEBO_DRAWS = 1000
SEED = 20260114


PLACEBO_HISTORY_DAYS = 90
PLACEBO_STRIDE_DAYS = 14
PLACEBO_WINDOWS = 20
PLACEBO_PRIOR_WEIGHT = 4.0

RATIO_WEEKS = 52
RATIO_DRIFT = 0.10

_SIGMAS = (0.005, 0.02, 0.04, 0.07, 0.11, 0.17, 0.26)
_ALPHAS = (0.0005, 0.01, 0.03, 0.08, 0.2)


@dataclass(frozen=True)
class Settings:
    """Priors that an experiment may change.

    Attributes:
        level_shape: Shape of the gamma prior of the weekly step of the level (sigma); 1 is exponential.
        level_scale: Its scale, log points.
        alpha_mean: Mean of the exponential prior of the overdispersion of a weekly count.
        alpha_mean_daily: The same of a daily count.
        season_sd: Sd of the first harmonic's coefficients, log points; the k-th gets 1/k of it.
        season_sd_with_control: The same where a control already carries most of the season.
        control_mean: Prior mean of the elasticity to the control.
        control_sd: Its sd.
        smooth_control: Take the counting noise out of the control before it explains anything.
        calibrate: Stretch the interval by what the quiet periods show.
    """

    level_shape: float = 2.0
    level_scale: float = 0.04
    alpha_mean: float = 0.05
    alpha_mean_daily: float = 0.10
    season_sd: float = 0.15
    season_sd_with_control: float = 0.07
    control_mean: float = 0.8
    control_sd: float = 0.3
    smooth_control: bool = True
    calibrate: bool = True


DEFAULT = Settings()


def priors(columns: tuple[Column, ...], settings: Settings, *, by_day: bool) -> Priors:
    """Return the priors of the columns and of the grid of (sigma, alpha)."""
    sigma, alpha = (grid.ravel() for grid in np.meshgrid(_SIGMAS, _ALPHAS, indexing="ij"))
    widths = np.multiply.outer(np.gradient(np.array(_SIGMAS)), np.gradient(np.array(_ALPHAS))).ravel()
    alpha_mean = settings.alpha_mean_daily if by_day else settings.alpha_mean
    level = (settings.level_shape - 1) * np.log(sigma) - sigma / settings.level_scale
    return Priors(
        mean=np.array([column.mean for column in columns]),
        sd=np.array([column.sd for column in columns]),
        sigma=sigma,
        alpha=alpha,
        log_weight=np.log(widths) + level - alpha / alpha_mean,
    )
