"""Simulated care organisations: daily applications with a known number that a campaign really added."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

COUNTRY, REGION = "NL", "Zuid"
FIRST_DAY, LAST_DAY = np.datetime64("2014-01-01"), np.datetime64("2029-12-31")  # school holidays are known in between
SCHOOL_HOLIDAY, PUBLIC_HOLIDAY = np.log(1 - 0.22), np.log(1 - 0.55)
WEEKDAYS = np.log([1.25, 1.20, 1.15, 1.10, 0.95, 0.60, 0.75])  # Monday first
AMPLITUDES = 0.14 / np.arange(1, 4)  # of the yearly harmonics, in log points
TREND_SD = 0.10  # log points a year
PERSISTENCE = 0.9  # of the weekly drift
SITES_MOVE_TOGETHER = 0.6  # share of the drift's variance that treated sites have in common
SHIFT = 0.35
VIEWS_DECAY_DAYS, HALF_LIFE_DAYS = 3.0, 5.0


@dataclass(frozen=True)
class Scenario:
    """What kind of organisation and campaign; the base case unless said otherwise."""

    name: str
    weeks: int = 6
    rho: float = 0.6  # correlation of the outcome's drift with that of each control
    drift_sd: float = 0.15  # of the weekly drift, log points
    alpha: float = 0.05  # variance = mean + alpha mean²
    season: float = 1.0  # times the usual amplitudes
    controls: int = 1
    control_size: float = 5.0  # each control's base as a multiple of the outcome's
    shift: str | None = None  # of 35 % up or down: "before", "shared" (at the start), "own" (at the start)
    sites: int = 1  # treated sites that share the base
    shape: str = "adstock"  # of the effect: or "constant", "ramp"


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("base case"),
        Scenario("4 weeks", weeks=4),
        Scenario("10 weeks", weeks=10),
        Scenario("control rho 0.3", rho=0.3),
        Scenario("control rho 0.9", rho=0.9),
        Scenario("no control", controls=0),
        Scenario("5 small controls", controls=5, control_size=1.0),
        Scenario("no drift", drift_sd=0.0),
        Scenario("strong drift", drift_sd=0.30),
        Scenario("pure Poisson", alpha=0.0),
        Scenario("overdispersion 0.2", alpha=0.2),
        Scenario("strong season", season=2.5),
        Scenario("shift in the history", shift="before"),
        Scenario("shift shared at the start", shift="shared"),
        Scenario("own shift at the start", shift="own"),
        Scenario("constant effect", shape="constant"),
        Scenario("ramping effect", shape="ramp"),
        Scenario("3 sites", sites=3),
    )
}


@dataclass(frozen=True)
class Organisation:
    """Daily counts of a history, a campaign and some days after it, and what the campaign really added."""

    days: pd.DatetimeIndex
    outcome: pd.DataFrame  # one column a treated site
    controls: pd.DataFrame  # one column a control series; perhaps none
    views: pd.Series
    start: date
    end: date  # inclusive
    truth: int  # counts really added from start to end
    expected_base: float  # expected count from start to end without the campaign
    country: str = COUNTRY
    region: str = REGION


def simulate(
    seed: int,
    *,
    base: float,
    history: int,
    lift: float = 0.0,
    scenario: Scenario = SCENARIOS["base case"],
    after_days: int = 0,
) -> Organisation:
    """Return an organisation of ``base`` applications a day with ``history`` days before a campaign of ``lift``.

    The same seed gives the same inflow without the campaign for every lift (0.5: 50 % on top of the expected count).
    """
    rng = np.random.default_rng(seed)
    window = 7 * scenario.weeks
    total = history + window + after_days
    first = int(rng.integers(_span() - total + 1))
    days = pd.DatetimeIndex(np.arange(total) + (FIRST_DAY + first))
    outcome, controls = _expected(rng, np.arange(first, first + total), base, history, scenario)
    counts, control_counts = _counts(rng, outcome, scenario.alpha), _counts(rng, controls, scenario.alpha)
    views = _views(rng, total, history, window)
    viewed = pd.Series(rng.poisson(views), days, name="views")
    during = slice(history, history + window)
    added = _counts(rng, _added(outcome, views, during, lift, scenario.shape), scenario.alpha)
    return Organisation(
        days,
        pd.DataFrame(counts + added, days, [f"site {n}" for n in range(1, scenario.sites + 1)]),
        pd.DataFrame(control_counts, days, [f"control {n}" for n in range(1, scenario.controls + 1)]),
        viewed,
        days[history].date(),
        days[history + window - 1].date(),
        int(added[during].sum()),
        float(outcome[during].sum()),
    )


def _span() -> int:
    return int((LAST_DAY - FIRST_DAY).astype(int)) + 1


@cache
def _calendar() -> Floats:
    """Return what weekday and holidays do to each day since ``FIRST_DAY``, in log points."""
    days = pd.DatetimeIndex(np.arange(FIRST_DAY, LAST_DAY + 1))
    years = range(days[0].year, days[-1].year + 1)
    public = holidays.country_holidays(COUNTRY, years=years)
    school = holidays.country_holidays(COUNTRY, subdiv=REGION, years=years, categories=("school",))
    effect = WEEKDAYS[days.day_of_week]
    effect += SCHOOL_HOLIDAY * np.array([day in school for day in days.date])
    effect += PUBLIC_HOLIDAY * np.array([day in public for day in days.date])
    return effect


def _expected(
    rng: np.random.Generator, at: NDArray[np.int64], base: float, history: int, scenario: Scenario
) -> tuple[Floats, Floats]:
    """Return the expected daily counts without a campaign: days x sites, and days x controls.

    ``at``: days since ``FIRST_DAY``. The mean over the history is ``base``, before drift and level shift.
    """
    drift, control_drift = _drifts(rng, len(at), scenario)
    season, calendar = _season(rng, at, scenario.season), _calendar()[at]
    years = (at - at[0] - history / 2) / 365.25
    slopes = TREND_SD * _correlated(rng.standard_normal((1, 1 + scenario.controls)), scenario.rho)[0]
    damped = rng.uniform(0.6, 1.0, scenario.controls)
    shares = rng.dirichlet(np.full(scenario.sites, 10.0))
    jump, control_jump = _jumps(rng, len(at), history, scenario.shift)
    steady = calendar + season + years * slopes[0]
    steady_controls = calendar[:, None] + season[:, None] * damped + years[:, None] * slopes[1:]
    outcome = _scaled(steady[:, None], base, history) * shares * np.exp(drift + jump[:, None])
    sizes = base * scenario.control_size
    return outcome, _scaled(steady_controls, sizes, history) * np.exp(control_drift + control_jump[:, None])


def _scaled(log_expected: Floats, base: float, history: int) -> Floats:
    expected: Floats = np.exp(log_expected)
    return base * expected / expected[:history].mean(axis=0)


def _season(rng: np.random.Generator, at: NDArray[np.int64], strength: float) -> Floats:
    turns = 2 * np.pi * (at / 365.2425)[:, None] * np.arange(1, 4) + rng.uniform(0, 2 * np.pi, 3)
    season: Floats = np.sin(turns) @ (strength * AMPLITUDES * rng.uniform(0.8, 1.2, 3))
    return season


def _correlated(noise: Floats, rho: float) -> Floats:
    """Return noise whose first column correlates ``rho`` with every other column."""
    return np.column_stack([noise[:, :1], rho * noise[:, :1] + np.sqrt(1 - rho**2) * noise[:, 1:]])


def _drifts(rng: np.random.Generator, total: int, scenario: Scenario) -> tuple[Floats, Floats]:
    """Return the log drifts, days x sites and days x controls: weekly AR(1), each with a mean effect of one.

    Treated sites have a part of their drift in common, so that each of them still correlates ``rho`` with a control.
    """
    sites, weeks = scenario.sites, -(-total // 7)
    common = 1.0 if sites == 1 else max(SITES_MOVE_TOGETHER, scenario.rho**2)
    noise = _correlated(rng.standard_normal((weeks, 1 + scenario.controls)), scenario.rho / np.sqrt(common))
    own = rng.standard_normal((weeks, sites)) if sites > 1 else 0.0
    innovations = np.column_stack([np.sqrt(common) * noise[:, :1] + np.sqrt(1 - common) * own, noise[:, 1:]])
    drift = np.empty_like(innovations)
    drift[0] = innovations[0]
    for week in range(1, weeks):
        drift[week] = PERSISTENCE * drift[week - 1] + np.sqrt(1 - PERSISTENCE**2) * innovations[week]
    daily = np.repeat(scenario.drift_sd * drift - scenario.drift_sd**2 / 2, 7, axis=0)[:total]
    return daily[:, :sites], daily[:, sites:]


def _jumps(rng: np.random.Generator, total: int, history: int, shift: str | None) -> tuple[Floats, Floats]:
    """Return the level shift in log points, for the outcome and for the controls, by day."""
    none, jump = np.zeros(total), np.zeros(total)
    if shift is None:
        return none, none
    moment = int(rng.uniform(0.1, 0.9) * history) if shift == "before" else history
    jump[moment:] = np.log(1 + SHIFT * rng.choice([-1, 1]))
    return jump, jump if shift == "shared" else none


def _views(rng: np.random.Generator, total: int, history: int, window: int) -> Floats:
    """Return expected views by day: a jump at each weekly episode of the campaign, then a decay of three days."""
    views = np.zeros(total)
    since = np.arange(total)
    for release in range(history, history + window, 7):
        jump = 2000 * rng.lognormal(0, 0.4)
        views += np.where(since >= release, jump * np.exp(-np.maximum(since - release, 0) / VIEWS_DECAY_DAYS), 0)
    return views


def _added(outcome: Floats, views: Floats, during: slice, lift: float, shape: str) -> Floats:
    """Return the expected extra counts, days x sites: ``lift`` times the expected count over the campaign."""
    extra = outcome * _kernel(views, during, shape)[:, None]
    return lift * extra * outcome[during].sum() / extra[during].sum()


def _kernel(views: Floats, during: slice, shape: str) -> Floats:
    """Return the effect's shape over the days; each shape dies out after the campaign with the same half-life."""
    keep = 0.5 ** (1 / HALF_LIFE_DAYS)
    kernel = np.zeros(len(views))
    if shape == "constant":
        kernel[during] = 1.0
    elif shape == "ramp":
        kernel[during] = np.arange(1, during.stop - during.start + 1)
    for day in range(during.start, len(views)):
        if shape == "adstock":
            kernel[day] = views[day] + keep * kernel[day - 1]
        elif day >= during.stop:
            kernel[day] = keep * kernel[day - 1]
    return kernel


def _counts(rng: np.random.Generator, expected: Floats, alpha: float) -> NDArray[np.int64]:
    """Return negative binomial counts of variance mean + alpha mean²; Poisson for an alpha of zero."""
    if alpha == 0:
        return rng.poisson(expected)
    return rng.poisson(expected * rng.gamma(1 / alpha, alpha, expected.shape))
