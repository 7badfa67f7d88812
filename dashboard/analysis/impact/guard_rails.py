"""Guard rails that run by themselves: each a check with a name, a result and a sentence."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact import settings
from dashboard.analysis.impact.arrange import Arranged
from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.estimate import Estimate
from dashboard.analysis.impact.finding import Check
from dashboard.analysis.periods import Period

LEAST_WEEKS, YEAR_WEEKS = 26, 52
LEAST_EXPECTED = 15
LARGEST_DETECTABLE, CLEAR_ONLY = 1.50, 0.60
MOST_MISSING = 0.10
LARGEST_JUMP, LARGEST_GROWTH, SURE_JUMP = 2.0, 3.0, 3.0
MOST_RESTLESS = 1.6
OVERLAP = 0.25
AROUND_DAYS = 28
NEAR_START_DAYS = 14
APART_DAYS = 56


def before_fitting(case: Case, arranged: Arranged) -> Iterator[Check]:
    """Yield what can be said before anything is fitted: enough history, whole, and of one level."""
    days = float(arranged.days[: arranged.first][arranged.known[:, : arranged.first].all(axis=0)].sum())
    weeks = {"weeks": Number(days / 7), "least": LEAST_WEEKS}
    if days / 7 < LEAST_WEEKS:
        yield Check("history", False, Said(N_("Only {weeks} weeks of history before the start; {least} are needed."), weeks), True)  # noqa: E501, FBT003
    else:
        yield Check("history", True, Said(N_("{weeks} weeks of history before the start."), weeks))  # noqa: FBT003
    yield _season(days / 7, weeks)
    yield _complete(arranged)
    yield _one_level(arranged)
    yield _definitions(case)


def _season(weeks: float, values: dict[str, object]) -> Check:
    if weeks >= YEAR_WEEKS:
        return Check("season", True, Said(N_("The season is known from at least a year."), values))  # noqa: FBT003
    return Check("season", False, Said(N_("Less than a year of history: the season is guessed, so the interval is wider."), values))  # noqa: E501, FBT003


def _complete(arranged: Arranged) -> Check:
    known = arranged.known[:, ~arranged.washing]
    missing = float(1 - known.mean())
    values: dict[str, object] = {"share": Percentage(missing), "most": Percentage(MOST_MISSING)}
    if missing > MOST_MISSING or not arranged.known[:, arranged.campaign].all():
        return Check("complete", False, Said(N_("{share} of the weeks are missing, or days of the campaign itself are."), values), True)  # noqa: E501, FBT003
    return Check("complete", True, Said(N_("No more than {most} of the weeks are missing."), values))  # noqa: FBT003


def _one_level(arranged: Arranged) -> Check:
    """Look for a jump of the level between quarters that follow each other, or growth over the last year."""
    known = arranged.known.all(axis=0) & arranged.history
    totals = np.where(known, arranged.counts.sum(axis=0), 0.0)
    exposure = np.where(known, arranged.exposure.sum(axis=0), 0.0)
    size = max(1, round(91 / float(np.median(arranged.days))))
    ends = list(range(arranged.first, 0, -size))[:4]
    quarters = [(totals[max(0, e - size) : e].sum(), exposure[max(0, e - size) : e].sum()) for e in ends if e >= size]
    for later, earlier in zip(quarters, quarters[1:], strict=False):
        if _jump(later, earlier, LARGEST_JUMP):
            return Check("stable", False, Said(N_("The level more than doubled or halved from one quarter to the next before the start.")), True)  # noqa: E501, FBT003
    if len(quarters) > 1 and _jump(quarters[0], quarters[-1], LARGEST_GROWTH):
        return Check("stable", False, Said(N_("The level grew or shrank more than threefold in the year before the start.")), True)  # noqa: E501, FBT003
    return Check("stable", True, Said(N_("No break in the level before the start.")))  # noqa: FBT003


def _jump(one: tuple[float, float], other: tuple[float, float], limit: float) -> bool:
    """Tell whether two rates differ by more than a factor, and by more than counting noise."""
    if min(one[1], other[1]) <= 0:
        return False
    log_ratio = np.log((one[0] + 0.5) / one[1]) - np.log((other[0] + 0.5) / other[1])
    noise = np.sqrt(1 / (one[0] + 0.5) + 1 / (other[0] + 0.5))
    return bool(abs(log_ratio) > np.log(limit) and abs(log_ratio) - np.log(limit) > (SURE_JUMP - 2) * noise)


def _definitions(case: Case) -> Check:
    breaks = [other for other in case.others if other.kind == "definition_break" and other.period.overlap(case.window)]
    if breaks:
        return Check("definition", False, Said(N_("“{title}” falls in the window: before and after do not count the same."), {"title": breaks[0].title}), True)  # noqa: E501, FBT003
    return Check("definition", True, Said(N_("What is counted did not change in the window.")))  # noqa: FBT003


def after_fitting(case: Case, arranged: Arranged, found: Estimate) -> Iterator[Check]:
    """Yield what follows from the fit: enough to see anything, restless, alone, confirmed, fixed before the start."""
    yield _expected_size(found)
    yield _detectable(found)
    yield _restless(found)
    yield _placebo(found)
    yield from _separate(case)
    yield _vacancies(case)
    yield _agree(found)
    yield _fixed(case)


def _expected_size(found: Estimate) -> Check:
    values: dict[str, object] = {"least": LEAST_EXPECTED}
    if found.expected < LEAST_EXPECTED:
        return Check("expected_size", False, Said(N_("Fewer than {least} were expected without the campaign: too few to see a realistic effect."), values), True)  # noqa: E501, FBT003
    return Check("expected_size", True, Said(N_("At least {least} were expected without the campaign."), values))  # noqa: FBT003


def _detectable(found: Estimate) -> Check:
    if found.detectable is None or found.detectable > LARGEST_DETECTABLE:
        values: dict[str, object] = {"most": Percentage(LARGEST_DETECTABLE)}
        return Check("detectable", False, Said(N_("Only an effect of more than {most} could have been shown: not enough to see a realistic one."), values), True)  # noqa: E501, FBT003
    values = {"effect": Percentage(found.detectable)}
    if found.detectable > CLEAR_ONLY:
        return Check("detectable", None, Said(N_("Only a clear effect, of {effect} or more, would be shown four times out of five."), values))  # noqa: E501
    return Check("detectable", True, Said(N_("An effect of {effect} or more would be shown four times out of five."), values))  # noqa: E501, FBT003


def _restless(found: Estimate) -> Check:
    stretch = found.calibration.stretch
    values: dict[str, object] = {"stretch": Number(stretch, 2)}
    if not found.calibration.windows:
        return Check("restless", None, Said(N_("Too little history to try the method on quiet periods.")))
    if stretch > MOST_RESTLESS:
        return Check("restless", False, Said(N_("This series is too restless: quiet periods stray {stretch} times as far as the method says."), values), True)  # noqa: E501, FBT003
    if stretch > 1:
        return Check("restless", True, Said(N_("Quiet periods stray further than expected; the interval was made {stretch} times as wide."), values))  # noqa: E501, FBT003
    return Check("restless", True, Said(N_("Quiet periods stay within what the method says.")))  # noqa: FBT003


def _placebo(found: Estimate) -> Check:
    windows = found.calibration.windows
    if not windows:
        return Check("placebo", None, Said(N_("No quiet period as long as the campaign lies in the history.")))
    as_large = sum(window.relative >= found.relative[1] for window in windows)
    values: dict[str, object] = {"count": len(windows), "as_large": as_large}
    if as_large:
        return Check("placebo", found.relative[1] <= 0 or as_large / len(windows) <= 0.1, Said(N_("In {as_large} of {count} quiet periods the method saw something this large by chance."), values))  # noqa: E501
    return Check("placebo", True, Said(N_("Larger than in all {count} quiet periods."), values))  # noqa: FBT003


def _separate(case: Case) -> Iterator[Check]:
    """Look at other campaigns and own events within four weeks of the window."""
    around = timedelta(days=AROUND_DAYS)
    near = Period(case.window.first - around, case.window.last + around)
    touching = [o for o in case.others if o.kind not in {"definition_break", "vacancy_wave"} and o.period.overlap(near)]
    if not touching:
        yield Check("alone", True, Said(N_("No other campaign or event within four weeks of it.")))  # noqa: FBT003
    for other in touching:
        yield _one_other(case, other)


def _one_other(case: Case, other: Other) -> Check:
    share = other.period.overlap(case.window) / case.window.days
    values: dict[str, object] = {"title": other.title, "share": Percentage(share)}
    starts_with_it = abs((other.period.first - case.window.first).days) <= NEAR_START_DAYS
    if _days_outside(case, other) >= APART_DAYS:
        return Check("alone", None, Said(N_("“{title}” ran in {share} of the window; its effect was estimated apart."), values))
    if share > OVERLAP or (starts_with_it and share > 0):
        return Check("alone", False, Said(N_("“{title}” ran in {share} of the window: the two cannot be separated."), values), True)  # noqa: E501, FBT003
    if share > 0:
        return Check("alone", None, Said(N_("“{title}” ran in {share} of the window; what it brought is part of the uncertainty."), values))  # noqa: E501
    return Check("alone", None, Said(N_("“{title}” ran within four weeks of the window."), values))


def _days_outside(case: Case, other: Other) -> int:
    """Return on how many days of the data the other ran while the campaign (and its wash-out) did not."""
    known = Period(case.outcome.index[0].date(), case.last_day)
    washed = Period(case.window.first, case.window.last + timedelta(days=case.wash_out_days))
    return other.period.overlap(known) - other.period.overlap(washed)


def _vacancies(case: Case) -> Check:
    near = timedelta(days=NEAR_START_DAYS)
    start = Period(case.window.first - near, case.window.first + near)
    waves = [other for other in case.others if other.kind == "vacancy_wave" and other.period.first in start]
    if not waves:
        return Check("vacancy_wave", True, Said(N_("No wave of vacancies within two weeks of the start is written down.")))  # noqa: E501, FBT003
    values: dict[str, object] = {"day": waves[0].period.first}
    if case.vacancies is not None:
        return Check("vacancy_wave", None, Said(N_("Many vacancies opened around the start ({day}); the number of open vacancies was taken into account."), values))  # noqa: E501
    return Check("vacancy_wave", False, Said(N_("Many vacancies opened around the start ({day}), and how many were open is not known: the two cannot be separated."), values), True)  # noqa: E501, FBT003


def _agree(found: Estimate) -> Check:
    if found.check is None:
        return Check("confirmed", None, Said(N_("No control series: there is no second method to confirm it.")))
    main, second = found.probability, found.check.probability
    apart = found.check.low > found.high or found.low > found.check.high
    up, down = main > settings.CERTAIN, main < 1 - settings.CERTAIN
    unconfirmed = (up and second <= settings.CONFIRMED) or (down and second >= 1 - settings.CONFIRMED)
    if unconfirmed or apart:
        return Check("confirmed", False, Said(N_("A signal that the comparison with the control series does not confirm.")), apart)  # noqa: E501, FBT003
    if up or down:
        return Check("confirmed", True, Said(N_("The comparison with the control series confirms it.")))  # noqa: FBT003
    return Check("confirmed", True, Said(N_("The comparison with the control series does not contradict it.")))  # noqa: FBT003


def _fixed(case: Case) -> Check:
    promise = case.promise
    if promise is None or promise.recorded_on is None:
        return Check("fixed_before", None, Said(N_("Window and groups were not written down before the start.")))
    if promise.recorded_on >= case.window.first:
        return Check("fixed_before", False, Said(N_("Window and groups were written down after the start ({day})."), {"day": promise.recorded_on}))  # noqa: E501, FBT003
    if promise.window is not None and promise.window != case.window:
        return Check("fixed_before", False, Said(N_("Another window was fixed before the start than the one asked for.")))  # noqa: E501, FBT003
    return Check("fixed_before", True, Said(N_("Window and groups were fixed before the start ({day})."), {"day": promise.recorded_on}))  # noqa: E501, FBT003
