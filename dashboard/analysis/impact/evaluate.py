"""From a question to a finding: the whole method in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.calendar import Place
from dashboard.analysis.impact import company_checks, data_checks, reading_checks, settings, words
from dashboard.analysis.impact.arrange import Arranged, arrange
from dashboard.analysis.impact.case import FINAL_AFTER_WEEKS, Case
from dashboard.analysis.impact.estimate import Estimate, chance, estimate
from dashboard.analysis.impact.finding import Check, Finding, PerExtra, Stage, Verdict
from dashboard.analysis.impact.settings import DEFAULT, Settings
from dashboard.analysis.impact.verdict import decide

METHOD = "dynamic negative-binomial regression on {grain} sums, calibrated on quiet periods, v{version}"
LEAST_BLOCKS = 8
CONTROL_MOVED = 0.98


def evaluate(case: Case, chosen: Settings = DEFAULT) -> Finding:
    """Return what can be said of a case; too little data is an answer, not an error."""
    if not _anything_to_fit(case):
        return _without_figures(case)
    arranged = arrange(case, chosen)
    checks = list(data_checks.checks(case, arranged))
    if arranged.first < LEAST_BLOCKS:
        return _without_figures(
            case, [check for check in checks if check.name != "history"] + [_too_few(arranged.first)]
        )
    found = estimate(arranged, chosen)
    checks += [*reading_checks.checks(case, found), *company_checks.checks(case)]
    if len(case.controls.columns):
        checks.append(_control_unmoved(case, chosen))
    return _finding(case, arranged, found, checks, decide(found, checks, _minimum_effect(case)))


def _minimum_effect(case: Case) -> float | None:
    """Return the smallest effect that matters, None when it was only written down after the start."""
    promise = case.promise
    if promise is None or (promise.recorded_on is not None and promise.recorded_on >= case.window.first):
        return None
    return promise.minimum_effect


def _anything_to_fit(case: Case) -> bool:
    """Tell whether anything was counted in the window, and more than nothing in rows before it."""
    if case.outcome.empty:
        return False
    firsts = case.outcome.index
    ends = np.append(firsts[1:], [np.datetime64(case.last_day + timedelta(days=1))])
    before = ends <= np.datetime64(case.window.first)
    inside = ~before & (firsts <= np.datetime64(case.window.last))
    counts = case.outcome.to_numpy(dtype=float)
    return bool(np.isfinite(counts[inside]).any() and np.nansum(counts[before]) > 0)


def _too_few(rows: int) -> Check:
    text = N_("Only {rows} rows before the start; {least} are needed to expect anything.")
    return Check.blocked("history", Said(text, {"rows": rows, "least": LEAST_BLOCKS}))


def _nothing_to_fit(case: Case) -> Check:
    """Return why nothing can be expected: nothing is known, or nobody came, which is not the same."""
    counts = case.outcome.loc[case.outcome.index < pd.Timestamp(case.window.first)].to_numpy(dtype=float)
    if np.isfinite(counts).any() and not np.nansum(counts):
        text = N_("Nothing was counted before the start: what to expect without the campaign cannot be said.")
        return Check.blocked("history", Said(text))
    if not np.isfinite(counts).any():
        text = N_("Nothing is known of the time before the start: there is nothing to compare with.")
        return Check.blocked("history", Said(text))
    return Check.blocked("history", Said(N_("Nothing is known of the window itself.")))


def stage_of(case: Case) -> Stage:
    """Return whether the campaign still runs, has ended, or ended at least eight weeks ago."""
    if case.last_day < case.window.last:
        return Stage.RUNNING
    waited = (case.last_day - case.window.last).days
    return Stage.FINAL if waited >= 7 * FINAL_AFTER_WEEKS else Stage.PRELIMINARY


def _control_unmoved(case: Case, chosen: Settings) -> Check:
    """Judge the control as if it were the outcome: a campaign that moves it spoils the comparison."""
    total = case.controls.sum(axis=1, min_count=len(case.controls.columns)).to_frame("control")
    alone = replace(
        case, outcome=total, controls=case.controls[[]], places=_first_place(case), vacancies=None, others=()
    )
    if not _anything_to_fit(alone):
        return Check.open("control", Said(N_("The control series is not known in the window, or not before it.")))
    arranged = arrange(alone, chosen)
    if not 1 - CONTROL_MOVED <= chance(arranged, chosen) <= CONTROL_MOVED:
        text = N_("The control series itself moved in the window: what it says of the campaign is less certain.")
        return Check.failed("control", Said(text))
    return Check.passed("control", Said(N_("The control series itself did not move in the window.")))


def _first_place(case: Case) -> dict[str, Place]:
    return {"control": next(iter(case.places.values()))} if case.places else {}


def _finding(case: Case, arranged: Arranged, found: Estimate, checks: Sequence[Check], verdict: Verdict) -> Finding:
    low, middle, high = found.relative
    detectable = found.detectable
    draft = replace(
        _empty(case, checks, verdict),
        observed=found.observed,
        expected=found.expected,
        extra=found.observed - found.expected,
        low=found.low,
        high=found.high,
        relative=middle,
        relative_low=low,
        relative_high=high,
        probability=found.probability,
        cross_check=found.check,
        minimum_detectable_effect=None if detectable is None else detectable * found.expected,
        minimum_detectable_relative=detectable,
        per_extra=per_extra(case, found.observed - found.expected, found.low, found.high),
        quiet=found.calibration.windows,
        weeks=found.weeks,
        stretch=found.calibration.stretch,
    )
    return _told(case, draft, arranged.known_days / 7)


def per_extra(case: Case, extra: float, low: float, high: float) -> PerExtra | None:
    """Return cost per extra application; only a lower bound when the interval holds zero, None when none was extra."""
    if case.spent is None or high <= 0:
        return None
    holds_zero = low <= 0
    by = high if holds_zero else extra

    def each(amount: float | None) -> float | None:
        return None if amount is None else amount / by

    return PerExtra(each(case.spent.cash), each(case.spent.full), holds_zero, case.spent.currency)


def _without_figures(case: Case, checks: Sequence[Check] = ()) -> Finding:
    if not checks:
        checks = [_nothing_to_fit(case)]
    draft = _empty(case, checks, Verdict.NOT_ENOUGH_DATA)
    history = (case.window.first - case.outcome.index[0].date()).days if len(case.outcome) else 0
    return _told(case, draft, max(history, 0) / 7)


def _told(case: Case, draft: Finding, history_weeks: float) -> Finding:
    final_on = case.window.last + timedelta(weeks=FINAL_AFTER_WEEKS)
    helpful = (
        ()
        if draft.verdict in {Verdict.LIKELY_EXTRA, Verdict.LIKELY_LESS}
        else words.would_help(
            history_weeks=int(history_weeks),
            has_control=bool(len(case.controls.columns)),
            stage=draft.stage,
            final_on=None if draft.stage is Stage.FINAL else final_on,
            minimum_detectable_relative=draft.minimum_detectable_relative,
        )
    )
    draft = replace(draft, would_help=helpful)
    return replace(draft, sentence=words.sentence(draft))


def _empty(case: Case, checks: Sequence[Check], verdict: Verdict) -> Finding:
    grain = "day" if case.by_day else ("week" if case.grain == "day" else case.grain)
    return Finding(
        verdict=verdict,
        stage=stage_of(case) if len(case.outcome) else Stage.RUNNING,
        start=case.window.first,
        end=_last_counted(case),
        unit=case.unit,
        grain=grain,
        method=METHOD.format(grain=grain, version=settings.VERSION),
        observed=None,
        expected=None,
        extra=None,
        low=None,
        high=None,
        level=settings.LEVEL,
        relative=None,
        relative_low=None,
        relative_high=None,
        probability=None,
        cross_check=None,
        minimum_detectable_effect=None,
        minimum_detectable_relative=None,
        per_extra=None,
        checks=tuple(checks),
        warnings=tuple(check.detail for check in checks if check.ok is False),
        would_help=(),
        quiet=(),
        weeks=(),
        sentence=Said(""),
    )


def _last_counted(case: Case) -> date:
    return min(case.window.last, case.last_day) if len(case.outcome) else case.window.last
