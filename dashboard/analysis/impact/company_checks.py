"""Guard rails on what else happened: other campaigns, own events and waves of vacancies around the window."""

from collections.abc import Iterator
from datetime import timedelta

from connectors.errors import N_, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.impact.arrange import NOT_REGRESSED
from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.finding import Check
from dashboard.analysis.periods import Period

OVERLAP = 0.25
AROUND_DAYS = 28
NEAR_START_DAYS = 14
APART_DAYS = 56
"""On how many days another campaign must run without this one, for its effect to be estimated apart."""


def checks(case: Case) -> Iterator[Check]:
    """Yield what else happened within four weeks of the window, and whether it can be told apart."""
    around = timedelta(days=AROUND_DAYS)
    near = Period(case.window.first - around, case.window.last + around)
    touching = [
        other
        for other in case.others
        if other.kind not in NOT_REGRESSED and other.period.overlap(near) and other.touches(case.outcome.columns)
    ]
    if not touching:
        yield Check.passed("alone", Said(N_("No other campaign or event within four weeks of it.")))
    for other in touching:
        yield _beside(case, other)
    yield _vacancies(case)


def _beside(case: Case, other: Other) -> Check:
    share = other.period.overlap(case.window) / case.window.days
    values: dict[str, object] = {"title": other.title, "share": Percentage(share)}
    if not share:
        return Check.open("alone", Said(N_("“{title}” ran within four weeks of the window."), values))
    if _days_without(case, other) >= APART_DAYS:
        text = N_("“{title}” ran in {share} of the window; its effect was estimated apart.")
        return Check.open("alone", Said(text, values))
    starts_with_it = abs((other.period.first - case.window.first).days) <= NEAR_START_DAYS
    if share > OVERLAP or starts_with_it:
        text = N_("“{title}” ran in {share} of the window: the two cannot be separated.")
        return Check.blocked("alone", Said(text, values))
    text = N_("“{title}” ran in {share} of the window; what it brought is part of the uncertainty.")
    return Check.open("alone", Said(text, values))


def _days_without(case: Case, other: Other) -> int:
    """Return on how many days of the data the other ran while the campaign (and its wash-out) did not."""
    known = Period(case.outcome.index[0].date(), case.last_day)
    washed = Period(case.window.first, case.window.last + timedelta(days=case.wash_out_days))
    both = Period(max(washed.first, known.first), min(washed.last, known.last))
    return other.period.overlap(known) - other.period.overlap(both)


def _vacancies(case: Case) -> Check:
    near = timedelta(days=NEAR_START_DAYS)
    start = Period(case.window.first - near, case.window.first + near)
    waves = [other for other in case.others if other.kind == "vacancy_wave" and other.period.first in start]
    if not waves:
        text = N_("No wave of vacancies within two weeks of the start is written down.")
        return Check.passed("vacancy_wave", Said(text))
    values: dict[str, object] = {"day": waves[0].period.first}
    if case.vacancies is not None:
        text = N_("Many vacancies opened around the start ({day}); how many were open was taken into account.")
        return Check.open("vacancy_wave", Said(text, values))
    text = N_("Many vacancies opened around the start ({day}): the two cannot be separated.")
    return Check.blocked("vacancy_wave", Said(text, values))
