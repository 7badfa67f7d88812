"""What came in, how far it came and how long it took, reckoned from one period's facts."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.canon.facts import NOTHING, TOO_FEW, Estimate, Facts, known_sum, of_count, of_figure, of_share
from dashboard.analysis.cohorts import Cohort, cohort
from dashboard.analysis.funnel import Funnel, funnels
from dashboard.analysis.kpis import Frames, Watched, cost_in, figure
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import Interval, wilson
from dashboard.analysis.side_entrants import origins
from dashboard.analysis.suppression import count, is_few
from dashboard.analysis.waiting import Wait, days_open, time_to_fill, time_to_hire

_YEAR = 365
_MEAN_YEAR = 365.25


def _cohort(facts: Facts, period: Period | None = None) -> Cohort:
    asked = period or facts.period
    days = facts.applications["day"]
    return cohort(facts.applications[(days >= asked.first) & (days <= asked.last)])


def _funnel(facts: Facts) -> Funnel:
    return funnels({"all": _cohort(facts)})["all"]


def _applicants(facts: Facts) -> Estimate:
    people = facts.persons
    if not people.rows or people.known < people.rows or people.rows < _cohort(facts).applied:
        return Estimate(None, reason=Said(N_("Of some applications it is not known (any more) whose they are.")))
    return of_count(count(people.persons))


def _ratio_to_year_earlier(facts: Facts) -> Estimate:
    """Return the ratio of two counts; its interval turns that of the share of the later one (both taken as Poisson)."""
    earlier = facts.period.year_earlier()
    if facts.first_day is None or earlier.first < facts.first_day:
        return Estimate(None, reason=Said(N_("no figures from that time")))
    now, before = _cohort(facts).applied, _cohort(facts, earlier).applied
    if not before:
        return Estimate(None, reason=NOTHING)
    if is_few(now) or is_few(before):
        return Estimate(None, hidden=True, reason=TOO_FEW)
    odds = wilson(now, now + before)
    return Estimate(
        now / before, Interval(odds.low / (1 - odds.low), odds.high / (1 - odds.high)), count(now), count(before)
    )


def _side_entrant_share(facts: Facts, *, unknown: bool) -> Estimate:
    days = facts.applications["day"]
    rows = facts.applications[(days >= facts.period.first) & (days <= facts.period.last)]
    counts = {str(name): int(applied) for name, applied in rows.groupby("side_entrant")["applied"].sum().items()}
    found = origins(counts)
    return of_share(found.unknown if unknown else found.side_entrants)


def _first_page(facts: Facts, *, key: str) -> Estimate:
    applications = facts.applications[["day", "side_entrant", "applied", "hired"]]
    content = facts.content[facts.content["platform"] == "youtube"]
    watched = Watched(*(known_sum(content[name]) for name in ("views", "watch_minutes")))
    frames = Frames(applications, {facts.period: watched}, facts.vacancies, facts.campaigns)
    return of_figure(figure(key, frames, facts.period, facts.today))


def _step(facts: Facts, *, start: str, end: str) -> Estimate:
    for step in _funnel(facts).steps:
        if (step.start, step.end) == (start, end):
            return of_share(step.share)
    return Estimate(None, hidden=True, reason=TOO_FEW)


def _hire_rate(facts: Facts) -> Estimate:
    return of_share(_funnel(facts).hire_rate)


def _applications_per_hire(facts: Facts) -> Estimate:
    """Return the inverse of the hire rate; without a hire there is only a lower end, so that there is no value."""
    found = _funnel(facts).hire_rate
    if not found.value or found.interval is None:
        return Estimate(None, hidden=found.part.hidden, reason=TOO_FEW if found.part.hidden else NOTHING)
    limits = Interval(1 / found.interval.high, 1 / found.interval.low)
    return Estimate(1 / found.value, limits, found.base, found.part)


def _opened_in_period(facts: Facts) -> pd.DataFrame:
    known = facts.vacancies[facts.vacancies["opened_at"].notna()]
    return known[(known["opened_at"] >= facts.period.first) & (known["opened_at"] <= facts.period.last)]


def _of_wait(wait: Wait) -> Estimate:
    if wait.median is None:
        hidden = wait.number.hidden or wait.done.hidden
        return Estimate(None, base=wait.number, hidden=hidden, reason=wait.reason)
    low, high = wait.median.low, wait.median.high
    interval = None if low is None else Interval(low, float("inf") if high is None else high, wait.median.level)
    return Estimate(wait.median.days, interval, base=wait.number)


def _time_to_fill(facts: Facts) -> Estimate:
    return _of_wait(time_to_fill(_opened_in_period(facts), facts.today))


def _days_open(facts: Facts) -> Estimate:
    return _of_wait(days_open(_opened_in_period(facts), facts.today))


def _time_to_hire(facts: Facts) -> Estimate:
    return _of_wait(time_to_hire(facts.hires, facts.today, counted=_cohort(facts).hired))


def _cost_per(facts: Facts, *, amount: str, of: str) -> Estimate:
    number = count(_cohort(facts).hired if of == "hired" else _cohort(facts).applied)
    cost = cost_in(facts.campaigns.assign(full_cost=facts.campaigns[amount]), facts.period, facts.today)
    if number.hidden:
        return Estimate(None, base=number, hidden=True, reason=TOO_FEW)
    if cost is None or not number.value:
        return Estimate(None, base=number, reason=NOTHING)
    return Estimate(cost / number.value, base=number)


def _vacancy_duration(facts: Facts) -> Estimate:
    return vacancy_duration(facts.vacancies, min(facts.period.last, facts.today))


def vacancy_duration(vacancies: pd.DataFrame, last: date) -> Estimate:
    """Return how many days a vacancy lasts by stock and flow over the year up to a day: ``opened_at``, ``closed_at``."""
    year = Period(date.fromordinal(last.toordinal() - _YEAR + 1), last)
    opened = vacancies[vacancies["opened_at"].notna()]
    closed = opened["closed_at"].dropna()
    ended = int(((closed >= year.first) & (closed <= year.last)).sum())
    if not ended or opened["opened_at"].min() > year.first:
        return Estimate(None, reason=NOTHING if not ended else Said(N_("no figures from that time")))
    days = sum(
        Period(start, max(start, end)).overlap(year)
        for start, end in zip(
            opened["opened_at"], opened["closed_at"].where(opened["closed_at"].notna(), last), strict=True
        )
    )
    return Estimate(_MEAN_YEAR * days / year.days / ended)


INFLOW_ESTIMATES: Mapping[str, Callable[[Facts], Estimate]] = MappingProxyType(
    {
        **{
            key: partial(_first_page, key=key)
            for key in ("applications", "hires", "applications_per_vacancy", "views", "watch_hours")
        },
        "cost_per_application": partial(_cost_per, amount="full_cost", of="applied"),
        "cash_per_application": partial(_cost_per, amount="cash", of="applied"),
        "campaign_cost_per_hire": partial(_cost_per, amount="full_cost", of="hired"),
        "side_entrant_share": partial(_side_entrant_share, unknown=False),
        "unknown_origin_share": partial(_side_entrant_share, unknown=True),
        "applicants": _applicants,
        "ratio_to_year_earlier": _ratio_to_year_earlier,
        "screened_share": partial(_step, start="applied", end="screened"),
        "qualified_share": partial(_step, start="screened", end="interview"),
        "offer_share": partial(_step, start="interview", end="offer"),
        "offer_acceptance": partial(_step, start="offer", end="hired"),
        "hire_rate": _hire_rate,
        "applications_per_hire": _applications_per_hire,
        "time_to_fill": _time_to_fill,
        "vacancy_days_open": _days_open,
        "time_to_hire": _time_to_hire,
        "vacancy_duration": _vacancy_duration,
    }
)
